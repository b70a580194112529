"""How companies fit the participant's own weighted criteria."""

from typing import Final

import pandas as pd

BEST: Final = 5
WEIGHT: Final = 3
"""What a criterion weighs while he has not said so, of 5."""
BROKEN: Final = 2
"""A must that scores this low, of 5, is not met."""


def ranking(
    companies: pd.DataFrame, criteria: pd.DataFrame, scores: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per company with a score, the best fit first.

    Columns: ``fit`` (0 to 1: the weighted mean of its scores, of the criteria scored),
    ``scored`` (how many of the criteria), ``broken`` (ids of the musts not met, a
    tuple). The index holds company ids. A score of a company or criterion that is no
    longer there counts for nothing; of two for the same the later one counts.
    """
    known = scores.dropna(subset=["company", "criterion", "score"])
    known = known.drop_duplicates(["company", "criterion"], keep="last")
    known = known[
        known["company"].isin(companies.index) & known["criterion"].isin(criteria.index)
    ]
    weights = criteria["weight"].fillna(WEIGHT)
    rows = {
        str(company): _row(own.set_index("criterion")["score"], weights, criteria)
        for company, own in known.groupby("company", sort=False)
    }
    found = pd.DataFrame.from_dict(
        rows, orient="index", columns=["fit", "scored", "broken"]
    )
    order = [company for company in companies.index if company in rows]
    return found.loc[order].sort_values("fit", ascending=False, kind="stable")


def _row(
    own: "pd.Series[int]", weights: "pd.Series[int]", criteria: pd.DataFrame
) -> list[object]:
    weight = weights[own.index]
    fit = float((own * weight).sum()) / float(BEST * weight.sum())
    musts = criteria.index[criteria["kind"].eq("must").fillna(value=False)]
    broken = [str(one) for one in own.index if one in musts and own[one] <= BROKEN]
    return [fit, len(own), tuple(broken)]
