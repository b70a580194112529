"""Where the login sends somebody on to: this server, whatever the address asked for."""

import re
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook.serving.workshop.entrance import _local

ELSEWHERE = [
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "//evil.example@127.0.0.1",
    "//evil.example%2f..",
    "///",
    "//[",
    "//[::1]/",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/x\\..\\..\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\x1f/\x0b/evil.example",
    "/\x00/evil.example",
    "/\x7f/evil.example",
    "/\u00a0/evil.example",
    "/\u00ad/evil.example",
    "/\u200b/evil.example",
    "/\u2028/evil.example",
    "/\u202e/elpmaxe.live",
    "/\ufeff/evil.example",
    "\ufeff//evil.example",
    "/\ud800/evil.example",
    "\uff0f\uff0fevil.example",
    "javascript:alert(1)",
    "\x01JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "javascript://127.0.0.1/%0aalert(1)",
    "data:text/html,x",
    "blob:http://127.0.0.1/x",
    "evil.example",
    "@evil.example",
    "mine",
    "./mine",
    "../mine",
    "?step=network",
    "#mine",
    "",
    " ",
    " /mine",
    "/mine\r\nSet-Cookie: x=1",
]
"""Ways off this server, and what no link of ours ever says."""

HERE = [
    "/",
    "/mine",
    "/coach",
    "/?step=network",
    "/?step=network#question",
    "/?next=//evil.example",
    "/?next=https://evil.example",
    "/#//evil.example",
    "/x//evil.example",
    "/./mine",
    "/.//evil.example",
    "/..//evil.example",
    "/@evil.example",
    "/:80@evil.example",
    "/javascript:alert(1)",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/%0d%0aSet-Cookie:x=1",
    "/\uff0fevil.example",
    "/\u2215/evil.example",
    "/søg/ord",
]
"""Ways that stay here: a browser decodes no path before it looks for the host."""

_STRIPPED = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_NASTY = "/\\:?#@[]%.&;=09 \t\n\r\x00\x0b\x1f\x7f\x85\xa0\xad\u2028\u202e\ufeff\uff0f"
_PIECES = (
    *_NASTY,
    *("//", "/\\", "..", "%2f", "%5c", "%09", "%00"),
    *("https:", "javascript:", "data:", "evil.example"),
)


def _stays(where: str) -> bool:
    """Tell whether a browser that is sent there from a page of ours stays on it.

    As the URL standard reads an address: it drops spaces and controls at either end
    and tabs and line ends anywhere; then a scheme leads away, and so do two slashes,
    each of which may be a backslash.
    """
    told = re.sub(r"[\t\n\r]", "", where.strip(_STRIPPED))
    leads_away = _SCHEME.match(told) or re.match(r"[/\\]{2}", told)
    return told.startswith("/") and not leads_away


@pytest.mark.parametrize("where", ELSEWHERE, ids=ascii)
def test_a_way_elsewhere_leads_to_the_front_page(where: str) -> None:
    assert _local(where) == "/"


@pytest.mark.parametrize("where", HERE, ids=ascii)
def test_a_way_on_this_server_is_kept_as_it_is(where: str) -> None:
    assert _stays(where)
    assert _local(where) == where


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
@example("/\t/evil.example")
@example("/\\evil.example")
def test_no_mixture_of_what_browsers_overlook_leads_away(where: str) -> None:
    assert _stays(_local(where))


@given(st.text())
def test_any_text_is_kept_whole_or_not_at_all(where: str) -> None:
    for asked in (where, f"/{where}", f"//{where}"):
        told = _local(asked)
        assert told in (asked, "/")
        assert _stays(told)
        assert told.isprintable()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_encoded_is_a_way_on_this_server(where: str) -> None:
    asked = f"/{quote(where, safe='')}"
    assert _local(asked) == asked
