"""The handbook's pages on workshops: their commands work, their figures are ours."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

import workbook.serving
from workbook.__main__ import _parser, main
from workbook.content import load_texts
from workbook.serving.appearance import Appearance
from workbook.serving.workshop import landlock
from workbook.serving.workshop.commands import PORT
from workbook.serving.workshop.kernels import WorkshopKernels
from workbook.serving.workshop.site import DAYS_KEPT, MINUTES_LEFT_ALONE, Site
from workbook.settings import LANGUAGES, Settings, packaged

DEPLOY = Path(workbook.serving.__file__).parent / "deploy"
PAGES = [
    f"{language}/{name}.md" for language in LANGUAGES for name in ("it", "workshop")
]
KERNELS = {landlock.NETWORK_SINCE: "6.7", landlock.SIGNALS_SINCE: "6.12"}
"""The Linux that brought each version of Landlock's interface, as kernel.org tells."""


def page(name: str) -> str:
    return packaged("data", "handbook", *name.split("/")).read_text(encoding="utf-8")


def commands(name: str) -> list[list[str]]:
    blocks = re.findall(r"(?ms)^```bash\n(.*?)^```$", page(name))
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("name", PAGES)
def test_each_command_is_one_that_the_command_line_takes(name: str) -> None:
    assert commands(name)
    for program, *arguments in commands(name):
        assert program == "workbook"
        _parser().parse_args(arguments)


def test_both_languages_tell_the_same_commands() -> None:
    for name in ("it", "workshop"):
        told = [
            [each[2] for each in commands(f"{language}/{name}.md")]
            for language in LANGUAGES
        ]
        assert told[0] == told[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_commands_lead_to_the_first_form(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = commands(f"{language}/workshop.md")[:3]
    assert [each[2] for each in first] == ["new", "papers", "start"]
    for _program, *arguments in first[:2]:
        assert main(arguments) == 0
    site = Site.load(_parser().parse_args(first[2][1:]).folder)
    assert site.language == language
    assert site.codes.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_on_one_page_and_tells_what_is_so(language: str) -> None:
    text = page(f"{language}/it.md")
    assert len(text.split()) < 600  # one A4 page in 10 points
    assert f"127.0.0.1, port {PORT}" in text
    for linux in ("5.13", *KERNELS.values()):
        assert linux in text
    assert WorkshopKernels.each.default_value == 2
    assert MINUTES_LEFT_ALONE == 10
    headers = Appearance(load_texts(Settings()), "da").headers("wss://a.dk")
    for header in (*headers, "Strict-Transport-Security", "Cache-Control"):
        assert header in text
    assert f" {DAYS_KEPT} " in page(f"{language}/workshop.md")


def test_the_unit_serves_the_folder_that_it_may_write_to() -> None:
    unit = ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "workbook-workshop.service")
    service = unit["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    asked = _parser().parse_args(arguments)
    assert Path(program).name == "workbook"
    assert asked.named == "start"
    assert str(asked.folder) == service["ReadWritePaths"]
    assert service["Environment"] == f"HOME=%t/{service['RuntimeDirectory']}"
    assert service["RestartPreventExitStatus"] == "2"
    assert "AF_NETLINK" in service["RestrictAddressFamilies"]
