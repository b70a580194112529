"""The house stands as drawn: floors, sizes, texts, and nothing that is not its own."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from workbook import __version__, errors
from workbook.analysis import PERIODS, Occasion
from workbook.analysis.next_step import Stage
from workbook.content import Texts, load
from workbook.content.route import Sheet, Way
from workbook.documents import Document
from workbook.documents.letter_finding import Code
from workbook.pages.dealing import OUTCOMES
from workbook.settings import LANGUAGES, Settings, packaged

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workbook"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))
LONGEST_MODULE, LONGEST_FUNCTION = 300, 30


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def walk(*kinds: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, kinds):
                yield path, node


@cache
def tracked() -> tuple[Path, ...]:
    """Return what git knows or would take; everything where there is no git."""
    asked = ["git", "ls-files", "-co", "--exclude-standard"]
    try:
        told = subprocess.run(
            asked, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        found = [ROOT / line for line in told]
    except (OSError, subprocess.CalledProcessError):
        kept = re.compile(r"(^|/)(\.|node_modules|__pycache__)")
        found = [p for p in ROOT.rglob("*") if not kept.search(name_of(p))]
    return tuple(path for path in found if path.is_file())


# --- floors ----------------------------------------------------------------------


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house, to be spoilt."""
    shutil.copytree(
        PACKAGE, tmp_path / "workbook", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_imports_point_down_only(copy: Path) -> None:
    told = lint_imports(copy)
    assert told.returncode == 0, told.stdout
    examined = re.search(r"Analyzed (\d+) files", told.stdout)
    assert examined
    assert int(examined[1]) > 50


@pytest.mark.parametrize(
    ("module", "wrong"),
    [
        ("content/text.py", "from workbook.store import WorkbookFile"),
        ("store/__init__.py", "import workbook.documents"),
        ("settings.py", "import workbook.serving.page"),
    ],
)
def test_an_import_that_points_up_is_caught(
    copy: Path, module: str, wrong: str
) -> None:
    spoilt = copy / "workbook" / module
    spoilt.write_text(f"{spoilt.read_text('utf-8')}\n{wrong}\n", "utf-8")
    told = lint_imports(copy)
    assert told.returncode == 1
    assert "BROKEN" in told.stdout


# --- sizes and habits ------------------------------------------------------------


def test_no_module_is_too_long() -> None:
    assert len(MODULES) > 50
    lengths = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert {n: c for n, c in lengths.items() if c > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{name_of(path)}:{node.name}": lines_of(node)
        for path, node in walk(ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 200
    assert {n: c for n, c in lengths.items() if c > LONGEST_FUNCTION} == {}


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how long a function is without what its docstring promises."""
    told = function.body[0] if ast.get_docstring(function) else None
    docstring = (told.end_lineno or 0) - told.lineno + 1 if told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_nothing_prints() -> None:
    printing = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in walk(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert printing == []


# --- texts -----------------------------------------------------------------------

# Where each section is spoken: a key is in use when its last part stands there as a
# string, or its whole anywhere in Python.
SPOKEN_IN = {
    "form": ["forms/*.py", "forms/*.js"],
    "rows": ["forms/*.py", "forms/records.js", "pages/*.py"],
    "pages": ["pages/*.py", "pages/*.js", "serving/*.py"],
    "plan": ["pages/*.py", "pages/plan.js"],
    "card": ["pages/call*.py", "pages/calling.js"],
    "walk": ["pages/walk.py", "pages/walk*.js"],
    "calendar": ["book/*.py"],
    "pack": ["book/*.py"],
    "example": ["pages/example.py", "pages/example.js"],
    "old_cv": ["pages/old_cv.py", "pages/old_cv.js"],
    "preview": ["pages/preview.py", "pages/preview.js"],
    "network_map": ["pages/network_*.py", "pages/network_map.js"],
    "ways_in": ["pages/way*.py", "pages/ways_in.js"],
    "keeping": [
        "pages/greeting.py",
        "pages/keeping.py",
        "pages/keeping.js",
        "pages/copying.js",
    ],
    "letter_mail": [
        "pages/letter.py",
        "pages/draft.js",
        "pages/email.js",
        "pages/copying.js",
    ],
    "letter": ["pages/letter_check.py", "documents/letter_*.py"],
    "pictures": ["pages/pictures/*.py", "pages/pausing.py"],
    "joblog": ["pages/joblog.py", "pages/joblog.js"],
    "today": [
        "pages/today.py",
        "pages/today.js",
        "pages/agenda.py",
        "pages/copying.js",
    ],
    "call_words": ["pages/call_words.py", "analysis/next_step.py"],
    "answers": ["content/*.py", "store/*.py"],
    "findings": ["content/*.py", "book/*.py"],
    "errors": ["**/*.py"],
    "serving": ["serving/*.py", "serving/template/*.j2"],
    "coach": [
        "serving/template/coach.html.j2",
        "serving/template/static/coach.js",
        "serving/workshop/counts.py",
    ],
    "room": ["serving/template/room_bar.html.j2"],
    "mine": ["serving/template/mine.html.j2", "serving/workshop/*.py"],
    "privacy": ["serving/workshop/privacy.py"],
    "commands": ["__main__.py", "serving/*.py"],
    "document": ["documents/*.py"],
    "papers": ["documents/papers/*.py"],
    "around": ["serving/template/*.j2"],
    "entrance": ["serving/template/*.j2", "serving/workshop/*.py"],
    "fence": ["serving/workshop/*.py"],
    "reach": ["serving/workshop/reach.py"],
    "workshop": ["serving/workshop/*.py"],
}


# The section that a script speaks from, where it is not its room's.
SECTIONS = {
    "records": "rows",
    "plan": "plan",
    "calling": "card",
    "walk": "walk",
    "walk_clock": "walk",
    "walk_parts": "walk",
    "example": "example",
    "draft": "letter_mail",
    "email": "letter_mail",
    "joblog": "joblog",
    "keeping": "keeping",
    "old_cv": "old_cv",
    "preview": "preview",
    "network_map": "network_map",
    "today": "today",
    "ways_in": "ways_in",
    "copying": "letter_mail",
}


def composed() -> dict[str, str]:
    """Return the keys that are put together at run time, and where."""
    steps = load(Settings()).steps
    choices = {
        "level": steps["languages"].question("level").choices,
        "closing": steps["follow_ups"].question("way").choices,
    }
    ways = [choice.name for choice in steps["follow_ups"].question("way").choices]
    due = ["kept", "moved", "closed"]
    reasons = get_args(Occasion)
    sheets = ["cv", "cv_named", "application", "application_named", "call_card_named"]
    sheets += ["follow_up_plan", "network_plan", "pack"]
    sheets += [f"blank_{document}" for document in get_args(Document)]
    lacks = ["name", "contact", "jobs", "company", "letter", "opening", "questions"]
    lacks += ["promises", "contacts"]
    acts = ["move_up", "move_down", "duplicate", "delete"]
    ends, together = ["there", "before"], ["colleagues", "same_place"]
    states = ["ready", "begun", "open"]
    labels = strings(PACKAGE / "documents" / "blank.py")
    printed = strings(packaged("data", "templates", "index.html.j2"))
    counsel, levels = get_args(Code), ["easy", "medium", "dense", "heavy"]
    lengths = [f"{kind}_{pages}" for kind in ("over", "half") for pages in (0, 1)]
    faults = ["template_fault", "template_unreadable"]
    return (
        {f"rows.{act}_named": "records.js: for the ear" for act in acts}
        | {f"rows.{act}": "records.js: for the eye" for act in acts}
        | {f"plan.way_{way}": "plan.py: by way" for way in get_args(Way)}
        | {f"papers.way_{way}": "running_order.py: by way" for way in get_args(Way)}
        | {f"papers.{sheet}": "sheets.py: by sheet" for sheet in get_args(Sheet)}
        | {f"papers.many_{sheet}": "sheets.py: by sheet" for sheet in get_args(Sheet)}
        | {f"calendar.{way}": "appointments.py: by way" for way in ways}
        | {f"pack.{key}": "index.html.j2: as w" for key in printed}
        | {
            f"preview.{key}_{document}": "preview.py: by length and document"
            for key in ("takes", "fits", "close", "long")
            for document in ("cv", "application")
        }
        | {f"preview.{key}": "preview.py: by length" for key in lengths}
        | {f"letter.{code}_better": "letter_check.py: by code" for code in counsel}
        | {f"letter.lix_{level}": "letter_check.py: by LIX" for level in levels}
        | {f"pictures.promise_{state}": "promises.py: by state" for state in due}
        | {f"today.stage_{stage}": "today.js: by stage" for stage in get_args(Stage)}
        | {f"today.done_{came}": "today.py: by outcome" for came in OUTCOMES}
        | {f"joblog.{period}": "joblog.js: by period" for period in PERIODS}
        | {f"keeping.when_{state}": "keeping.py" for state in ("late", "due", "soon")}
        | {f"keeping.did_{reason}": "keeping.py: by reason" for reason in reasons}
        | {
            f"keeping.say_{reason}": "greeting.py: by reason"
            for reason in (*reasons, "changed", "news_one")
        }
        | {f"pages.language_{code}": "head.js: by language" for code in LANGUAGES}
        | {f"pictures.lead_{kind}": "paths.py: by kind" for kind in ends}
        | {f"ways_in.next_{kind}": "way_words.py: by kind" for kind in ends}
        | {f"ways_in.may_{may}": "way_words.py: by answer" for may in ("no", "careful")}
        | {f"ways_in.{tie}_years": "way_words.py: by tie" for tie in together}
        | {f"pages.step_{state}": "head.js: by state" for state in states}
        | {f"pages.download_{sheet}": "writing.py: by document" for sheet in sheets}
        | {
            f"answers.photo_{fault}": "keeper.py: a DocumentError's code"
            for fault in ("unreadable", "too_large")
        }
        | {f"document.missing_{lack}": "wanting.py: by what lacks" for lack in lacks}
        | {f"findings.{fault}": "check.py: a DocumentError's code" for fault in faults}
        | {f"document.blank_{key}": "blank.py: by its label" for key in labels}
        | {
            f"document.{start}_{choice.name.lower()}": "by the choice in the content"
            for start, named in choices.items()
            for choice in named
        }
    )


@cache
def strings(path: Path) -> frozenset[str]:
    """Return all strings in a module, script or page template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        named = re.findall(r"\bwords\.(\w+)", text)
        return frozenset([*re.findall(r"[\"'`](\w+)[\"'`]", text), *named])
    if path.suffix == ".j2":
        asked = re.findall(r"""\bsay\(["']\w+\.(\w+)["']""", text)
        named = re.findall(r"\b(?:w|words)\.(\w+)", text)
        return frozenset([*asked, *named])
    constants = (n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant))
    return frozenset(value for value in constants if isinstance(value, str))


def spoken(section: str) -> set[str]:
    files = [path for glob in SPOKEN_IN[section] for path in PACKAGE.glob(glob)]
    assert files
    return {f"{section}.{string}" for path in files for string in strings(path)}


def asked_for() -> Iterator[tuple[str, str]]:
    """Go through (key, place) of all texts that are plainly asked for."""
    dotted = re.compile(rf"({'|'.join(SPOKEN_IN)})\.(?!toml$|json$)\w*[^\W_]")
    for path in MODULES:
        for string in strings(path):
            if dotted.fullmatch(string):
                yield string, name_of(path)
    for path, node in walk(ast.Call):
        assert isinstance(node, ast.Call)
        section = section_of(getattr(node.func, "attr", getattr(node.func, "id", "")))
        for value in ast.walk(node.args[0]) if section and node.args else ():
            code = value.value if isinstance(value, ast.Constant) else None
            if isinstance(code, str) and re.fullmatch(r"[a-z]\w+", code):
                yield f"{section}.{code}", f"{name_of(path)}:{node.lineno}"
    for path in SCRIPTS:
        room = "form" if path.parent.name == "forms" else "pages"
        section = SECTIONS.get(path.stem, room)
        for key in re.findall(r"\bsay\(\"(\w+)\"", path.read_text("utf-8")):
            yield f"{section}.{key}", name_of(path)


def section_of(called: str) -> str | None:
    kind = getattr(errors, called, None)
    if isinstance(kind, type) and issubclass(kind, errors.WorkbookError):
        return "answers" if kind is errors.AnswerError else "errors"
    return "findings" if called in ("Finding", "finding", "_fault") else None


def test_every_text_asked_for_is_there(texts: Texts) -> None:
    asked = dict(asked_for())
    assert len(asked) > 100
    assert {key: place for key, place in asked.items() if key not in texts} == {}


def test_every_composed_text_is_there(texts: Texts) -> None:
    # blank.py holds other strings than labels.
    keys = [key for key in composed() if not key.startswith("document.blank_")]
    assert [key for key in keys if key not in texts] == []


def test_every_text_is_in_use(texts: Texts) -> None:
    used = {key for section in SPOKEN_IN for key in spoken(section)} | set(composed())
    for path in MODULES:
        used |= strings(path)
    assert len(list(texts)) > 100
    assert [key for key in texts if key not in used] == []


def test_both_languages_fill_in_the_same_words(texts: Texts) -> None:
    path = packaged("data", "content", "texts.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    compared = 0
    for section, sayings in table.items():
        for key, text in sayings.items():
            found = [sorted(re.findall(r"\{(\w+)\}", text[x])) for x in LANGUAGES]
            compared += 1
            assert found[0] == found[1], f"{section}.{key}"
    assert compared == len(list(texts))


# --- nothing foreign -------------------------------------------------------------


def foreign() -> Mapping[str, re.Pattern[str]]:
    """Return what must stand in no file, spelt so that it does not stand here."""
    homes = "|".join(["root", "work", "home/[a-z]", "Users/[a-z]", "opt", "tmp/[a-z]"])
    return {
        "a path of one machine": re.compile(rf"(?<![\w.:/~$}}])/(?:{homes})[/\w]"),
        "a package index": re.compile(
            "|".join(
                [
                    r"\b(registry|index|mirror)[-_]url\b",
                    r"\bextra[-_]index",
                    r"\bregistry\.[a-z]+\.[a-z]+",
                    r"\bpypi\.[a-z]+",
                    r"\"resolved\":",
                    r"^\s*(--)?(index|find|trusted)-(url|links|host)",
                ]
            ),
            re.IGNORECASE | re.MULTILINE,
        ),
    }


def test_no_address_of_an_index_and_no_path_of_a_machine() -> None:
    looked_at = 0
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        looked_at += 1
        for what, pattern in foreign().items():
            if match := pattern.search(text):
                found.append(f"{name_of(path)}: {what}: {match[0]}")
    assert looked_at > 100
    assert found == []


def test_no_cpr_number_and_nothing_like_one() -> None:
    """Tests put theirs together at run time, see ``asked.py``."""
    like_one = re.compile(rb"\b[0-3][0-9][01][0-9]{3}-[0-9]{4}\b")
    assert like_one.search("-".join(("010190", "1234")).encode())
    files = [path for path in tracked() if path.suffix != ".docx"]
    assert len(files) > 100
    holding = [name_of(p) for p in files if like_one.search(p.read_bytes())]
    assert holding == []


def test_no_lock_file_and_no_workbook_is_kept() -> None:
    endings = (".lock", "-lock.json", "-lock.yaml", ".workbook", ".pyc")
    assert [name_of(p) for p in tracked() if p.name.endswith(endings)] == []


def test_only_the_drawn_folders_stand_at_the_top() -> None:
    folders = {p.relative_to(ROOT).parts[0] for p in tracked() if p.parent != ROOT}
    drawn = {"notebooks", "workbook", "data", "tests"}
    assert {f for f in folders if not f.startswith(".")} == drawn


def test_the_pinned_versions_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 50
    assert [p for p in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", p)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
    ]
    pinned = {canonical(pin) for pin in pins}
    assert [want for want in wanted if canonical(want) not in pinned] == []


def canonical(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_the_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith("# Changelog\n")
    assert "keepachangelog.com" in text
    versions = re.findall(r"(?m)^## \[(.+?)\] - (Unreleased|\d{4}-\d\d-\d\d)$", text)
    assert versions
    assert versions[0][0] == __version__
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"(?m)^### (.+)$", text)) <= kinds
    entries = re.findall(r"(?m)^- ((?:.|\n(?!-|#|\n))+)", text)
    assert len(entries) > 5
    assert [entry for entry in entries if not entry.rstrip().endswith(".")] == []
