"""Which competence is proved by which story, and what is only claimed."""

import pandas as pd


def matrix(competences: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Return one row per competence and one column per story: true where it is told.

    Index and columns hold ids, in the participant's order; all values are ``bool``.
    """
    told = {
        str(story): [story in chosen for chosen in competences["stories"]]
        for story in stories.index
    }
    return pd.DataFrame(told, index=competences.index, dtype=bool)


def proved(competences: pd.DataFrame, stories: pd.DataFrame) -> "pd.Series[bool]":
    """Return by competence whether a story or an evidence in words proves it."""
    told = matrix(competences, stories).any(axis="columns")
    return told | competences["evidence"].notna()
