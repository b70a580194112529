"""The privacy page: what is kept, where, how long, and who can read it."""

from typing import TYPE_CHECKING, Any

import mistune
from jupyter_server.auth.decorator import allow_unauthenticated

from workbook.content.privacy import privacy
from workbook.documents.wording import long_date
from workbook.serving.workshop.entrance import OpenPage

if TYPE_CHECKING:
    from workbook.serving.workshop.running import Workshop


class PrivacyPage(OpenPage):
    """Anybody may read it, before he logs in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Show the text, a coach's own where there is one."""
        workshop: Workshop = self.settings["workshop"]
        language, site = self.chosen(), workshop.site
        told = {
            "title": site.title,
            "expires": long_date(site.expires, language),
            "days": str(site.delete_after),
            "controller": site.controller or self._say("controller"),
            "contact": site.contact or self._say("contact"),
        }
        text = privacy(workshop.settings, language, told)
        self.render_page("privacy.html.j2", text=rendered(text))

    def _say(self, key: str) -> str:
        texts = self.settings["appearance"].texts
        return str(texts.say(f"privacy.{key}", self.chosen()))


def rendered(text: str) -> str:
    """Return Markdown as HTML; HTML that stands in it is shown, not obeyed."""
    render: Any = mistune.create_markdown(escape=True)
    return str(render(text))
