"""Where he stands in a phase's communication, and how that has moved."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

LOW: Final = 2
"""A quality rated this low comes back as an exercise, of 5."""
HIGH: Final = 5


def profile(ratings: pd.DataFrame, qualities: Sequence[str]) -> pd.DataFrame:
    """Return one row per quality, in the order given, from dated ratings.

    One without a day is being written just now, so it is the latest.

    ``ratings`` has ``rated_on``, ``by`` (``me`` or ``observer``) and a column 1 to 5
    per quality. The result has, all ``Int64`` and NA where nobody rated it: ``first``
    and ``latest`` (his own), ``change`` between them, NA with a single rating, and
    ``observed``, the latest of an observer.
    """
    dated = ratings.sort_values("rated_on", kind="stable", na_position="last")
    seen = dated["by"].eq("observer").fillna(value=False).astype(bool)
    rows = [
        _row(dated.loc[~seen, quality], dated.loc[seen, quality])
        for quality in qualities
    ]
    columns = ["first", "latest", "change", "observed"]
    return pd.DataFrame(
        rows, index=pd.Index(qualities, name="quality"), columns=columns, dtype="Int64"
    )


def _row(own: "pd.Series[int]", observed: "pd.Series[int]") -> list[int | None]:
    mine, theirs = (
        [int(level) for level in found.dropna()] for found in (own, observed)
    )
    change = mine[-1] - mine[0] if len(mine) > 1 else None
    first, latest = (mine[0], mine[-1]) if mine else (None, None)
    return [first, latest, change, theirs[-1] if theirs else None]


def lowest(found: pd.DataFrame) -> list[str]:
    """Return the qualities to practise: the lowest of a ``profile`` and all low ones.

    The lowest comes first; none while nothing is rated or all is as high as can be.
    """
    rated = found["latest"].dropna().sort_values(kind="stable")
    low = rated[(rated <= LOW) | (rated == rated.min())]
    return [str(quality) for quality in low[low < HIGH].index]
