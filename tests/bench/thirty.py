"""A form of 30 questions: as a coach's folder, and as a list for other libraries."""

import json
from pathlib import Path

from workbook.content import load
from workbook.content.question import Question
from workbook.settings import Settings

QUESTIONS = 30
STEP = "thirty"
TYPES = ("text", "long_text", "integer", "month", "select_one", "rating")


def site(folder: Path) -> Path:
    """Fill a coach's folder whose first page is one step of 30 questions."""
    lines = [
        f'name = "{STEP}"',
        'title.da = "Tredive spørgsmål"\ntitle.en = "Thirty questions"',
        'lead.da = "Så lang en formular har vi ikke."',
        'lead.en = "We have no form as long as this."',
    ]
    real = [q for step in load(Settings()).order for q in step.questions if q.hint]
    for number in range(QUESTIONS):
        lines += _question(number, real)
    steps = folder / "content" / "steps"
    steps.mkdir(parents=True)
    (steps / f"{STEP}.toml").write_text("\n".join(lines), encoding="utf-8")
    page = (
        '[[pages]]\nname = "00_start"\ntitle.da = "A"\ntitle.en = "A"\n'
        f'lead.da = "B"\nlead.en = "B"\nsteps = ["{STEP}", "start"]\n'
    )
    shipped = Settings().data("content", "pages.toml").read_text(encoding="utf-8")
    rest = shipped.split("[[pages]]", 2)[2]
    pages = folder / "content" / "pages.toml"
    pages.write_text(f"{page}[[pages]]{rest}", encoding="utf-8")
    return folder


def _question(number: int, real: list[Question]) -> list[str]:
    """Return a question of its own with the words of a real one."""
    kind, like = TYPES[number % len(TYPES)], real[number % len(real)]
    lines = ["[[questions]]", f'name = "q{number}"', f'type = "{kind}"']
    for key in ("label", "hint"):
        text = getattr(like, key)
        lines += [
            f"{key}.{code} = {json.dumps(text.in_(code))}" for code in ("da", "en")
        ]
    if kind == "select_one":
        choices = next(q.choices for q in real if len(q.choices) == 5)
        told = ", ".join(
            f'{{ name = "{c.name}", label = {{ da = {json.dumps(c.label.da)},'
            f" en = {json.dumps(c.label.en)} }} }}"
            for c in choices
        )
        lines.append(f"choices = [{told}]")
    if kind == "rating":
        lines.append("minimum = 1\nmaximum = 5")
    return lines


def listed(folder: Path) -> list[dict[str, object]]:
    """Return the same 30 as type, label, hint and choices, in Danish."""
    step = load(Settings(site=folder)).steps[STEP]
    return [
        {
            "type": asked.type,
            "label": asked.label.da,
            "hint": asked.hint.da if asked.hint else "",
            "choices": [choice.label.da for choice in asked.choices] or list("12345"),
        }
        for asked in step.questions
    ]
