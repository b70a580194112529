"""What a kernel may see of the environment that the server runs in."""

from collections.abc import Mapping

# What Python, its packages and temporary files need; QUERY_STRING is the deep link.
_KEPT = frozenset(
    [
        *("PATH", "HOME", "LANG", "TZ", "TMPDIR", "TMP", "TEMP"),
        *("PYTHONPATH", "LD_LIBRARY_PATH"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        "NUMBER_OF_PROCESSORS",
        "QUERY_STRING",
    ]
)
_KEPT_STARTS = ("LC_", "XDG_CACHE", "XDG_DATA")


def kernel_environment(whole: Mapping[str, str]) -> dict[str, str]:
    """Return the part of an environment that a kernel may see."""
    return {
        name: value
        for name, value in whole.items()
        if name.upper() in _KEPT or name.upper().startswith(_KEPT_STARTS)
    }
