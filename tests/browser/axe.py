"""What axe finds on a page that not everybody can use."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return each violation of WCAG 2.1 AA, and of good practice, with its place."""
    # As a debugger does: the page's own policy lets no script in.
    page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    found: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules})", _RULES)
    return [
        f"{one['id']}: {node['target'][0]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
