"""The command `workbook`."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import TextIO, TypeAlias

from workbook import __version__
from workbook.content import load_texts
from workbook.errors import ServingError, WorkbookError
from workbook.settings import LANGUAGES, Language, Settings

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 for findings, or 2 after one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    asked = _parser().parse_args(arguments)
    language = asked.language or _language_of_environment()
    settings = Settings(site=asked.site, file=asked.file, language=language)
    try:
        if settings.site and not settings.site.is_dir():
            raise ServingError("site_missing", path=settings.site)
        return int(asked.run(asked, settings))
    except WorkbookError as fault:
        _write(_sentence(fault, settings), sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("workbook", description="A job-search workbook.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _serving(commands, "open", _open, "open your workbook in the browser")
    _serving(commands, "lab", _lab, "open the notebooks in JupyterLab")
    _command(commands, "check", _check, "check the content files")
    demo = _command(commands, "demo", _demo, "write the documents of a made-up person")
    demo.add_argument("folder", type=_path, metavar="DIR", help="an empty folder")
    _workshop(commands)
    return parser


def _workshop(commands: _Commands) -> None:
    told = "serve a room full of participants"
    parser = commands.add_parser("workshop", help=told, description=told)
    within = parser.add_subparsers(required=True, metavar="COMMAND")
    new = _site(within, "new", "make a workshop's folder")
    new.add_argument("--title", required=True, help="what it is called")
    new.add_argument("--participants", required=True, type=int, metavar="N")
    new.add_argument("--route", default="two_hours", help="two_hours or two_days")
    new.add_argument("--delete-after", default=180, type=int, metavar="DAYS")
    new.add_argument("--address", default="", help="https://…, as the cards say it")
    papers = _site(within, "papers", "write cards and papers for the room, in Word")
    papers.add_argument("--to", required=True, type=_path, metavar="FOLDER")
    papers.add_argument("--starts", type=_clock, metavar="9.00", help="when it begins")
    start = _site(within, "start", "serve it until you press Ctrl+C")
    start.add_argument("--address", default="", help="https://…, if not the folder's")
    start.add_argument("--port", type=_port, help="the port on this computer")
    start.add_argument("--verbose", action="store_true", help="print what it does")
    _site(within, "status", "tell in counts how far they have come")
    erase = _site(within, "erase", "delete a participant, or all of it, for good")
    erase.add_argument("participant", nargs="?", type=int, help="the card's number")
    erase.add_argument("--yes", action="store_true", help="ask no question")


def _site(commands: _Commands, name: str, told: str) -> argparse.ArgumentParser:
    command = _command(commands, name, _in_workshop, told)
    command.add_argument("folder", type=_path, metavar="DIR", help="its folder")
    command.set_defaults(named=name)
    return command


def _command(
    commands: _Commands, name: str, run: Callable[..., int], told: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=told, description=told)
    command.add_argument("--site", type=_path, metavar="DIR", help="a coach's folder")
    command.add_argument("--language", choices=LANGUAGES, help="until one is chosen")
    command.set_defaults(run=run, file=None)
    return command


def _serving(
    commands: _Commands, name: str, run: Callable[..., int], told: str
) -> None:
    command = _command(commands, name, run, told)
    command.add_argument("file", nargs="?", type=_path, metavar="FILE")
    command.add_argument("--port", type=_port, help="the port on this computer")
    command.add_argument("--no-browser", action="store_true", help="print the address")
    command.add_argument("--verbose", action="store_true", help="print what it does")


def _path(text: str) -> Path:
    """Return a whole path: a kernel works in another folder."""
    return Path(text).expanduser().absolute()


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")


def _clock(text: str) -> time:
    try:
        hour, minute = text.replace(".", ":").split(":")
        return time(int(hour), int(minute))
    except ValueError as fault:
        raise argparse.ArgumentTypeError("a time looks like 9.00") from fault


# The rooms that serve and that make documents take seconds to import, and no other
# command should wait for them.


def _open(asked: argparse.Namespace, settings: Settings) -> int:
    from workbook.serving.own_computer import PORT, open_workbook

    return _serve(open_workbook, asked.port or PORT, asked, settings)


def _lab(asked: argparse.Namespace, settings: Settings) -> int:
    from workbook.serving.lab import PORT, open_lab

    return _serve(open_lab, asked.port or PORT, asked, settings)


def _serve(
    serve: Callable[..., None], port: int, asked: argparse.Namespace, settings: Settings
) -> int:
    serve(
        settings,
        port=port,
        in_browser=not asked.no_browser,
        verbose=asked.verbose,
        say=lambda key, **details: _say(settings, key, **details),
    )
    return 0


def _in_workshop(asked: argparse.Namespace, settings: Settings) -> int:
    from workbook.serving.workshop import commands

    if not asked.language:
        settings = replace(settings, language=commands.spoken(asked.folder, settings))
    desk = commands.Desk(
        settings,
        say=lambda key, **details: _say(settings, key, **details),
        ask=lambda key, **details: _ask(asked, settings, key, **details),
    )
    match asked.named:
        case "new":
            told = ("title", "participants", "route", "delete_after", "address")
            commands.new(
                desk, asked.folder, **{key: getattr(asked, key) for key in told}
            )
        case "papers":
            commands.print_papers(desk, asked.folder, asked.to, asked.starts)
        case "start":
            port = asked.port or commands.PORT
            commands.start(
                desk, asked.folder, asked.address, port, verbose=asked.verbose
            )
        case "status":
            commands.status(desk, asked.folder)
        case "erase":
            commands.erase(desk, asked.folder, asked.participant)
    return 0


def _ask(
    asked: argparse.Namespace, settings: Settings, key: str, **details: object
) -> bool:
    """Put a question that only a whole word says yes to, in either language."""
    if getattr(asked, "yes", False):
        return True
    _say(settings, key, **details)
    if not sys.stdin.isatty():
        raise ServingError("nobody_to_ask")
    return input("> ").strip().casefold() in ("ja", "yes")


def _check(_asked: argparse.Namespace, settings: Settings) -> int:
    from workbook.book import check

    findings = check(settings)
    texts = load_texts(settings)
    for finding in findings:
        _write(finding.sentence(texts, settings.language))
    key = "commands.findings" if findings else "commands.no_findings"
    _say(settings, key, count=len(findings))
    return 1 if findings else 0


def _demo(asked: argparse.Namespace, settings: Settings) -> int:
    from workbook.book import demo

    for path in demo(asked.folder, settings):
        _say(settings, "commands.written", path=path)
    return 0


def _say(settings: Settings, key: str, **details: object) -> None:
    _write(load_texts(settings).say(key, settings.language, **details))


def _sentence(fault: WorkbookError, settings: Settings) -> str:
    texts = load_texts(settings)
    known = f"errors.{fault.code}" in texts
    return texts.error(fault, settings.language) if known else str(fault)


def _language_of_environment() -> Language:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    said = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "en" if said.startswith("en") else "da"


def _write(line: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    stream.write(f"{line}\n")
    stream.flush()


def _never_fail(stream: TextIO) -> None:
    """Print a question mark for a letter that an old console does not have."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
