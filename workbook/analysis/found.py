"""How he has found his jobs so far."""

import pandas as pd


def shares(jobs: pd.DataFrame) -> pd.DataFrame:
    """Return by way (the index, ``got_by``) how many jobs came so, and their share.

    Columns: ``jobs`` (Int64) and ``share`` (0 to 1 of those that say how). The most
    frequent first; jobs that do not say how are left out.
    """
    counts = jobs["got_by"].dropna().value_counts(sort=False)
    counts = counts.sort_values(ascending=False, kind="stable")
    total = int(counts.sum()) or 1
    found = pd.DataFrame({"jobs": counts.astype("Int64"), "share": counts / total})
    return found.rename_axis("got_by")
