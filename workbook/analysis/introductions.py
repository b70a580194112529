"""The other way round: whom I can put in touch with whom."""

import pandas as pd

from workbook.analysis.acquaintance import FOR_THEM, Frames, text


def introductions(frames: Frames) -> pd.DataFrame:
    """Return the people I can put in touch with somebody, in their order.

    The index holds ids of ``relations``. Columns, ids of ``contacts`` or "" while
    nobody is chosen or there is no such contact: ``meets``, whom I put that person in
    touch with, and ``through``, who knows that person.
    """
    relations = frames["relations"]
    known = set(map(str, frames["contacts"].index))
    mine = relations[relations["direction"].eq(FOR_THEM).fillna(value=False)]
    found = {
        name: [text(one) if text(one) in known else "" for one in mine[asked]]
        for name, asked in (("meets", "meets"), ("through", "knows"))
    }
    return pd.DataFrame(found, index=mine.index, columns=["meets", "through"])
