"""Who can open a door to a company."""

import pandas as pd


def ways_in(
    contacts: pd.DataFrame, relations: pd.DataFrame, company: str, name: str = ""
) -> pd.DataFrame:
    """Return the people through whom a way leads into a company, the nearest first.

    A contact is there who refers to the company, or whose role names it.

    Columns, all strings: ``person`` and ``role`` of the one who is there, ``contact``
    (id of the contact who is that person, or who knows them) and ``how`` they know
    each other, empty for a contact of his own. Contacts come before the second
    degree; those he can put in touch himself are no way in.
    """
    works = contacts["company"].eq(company).fillna(value=False)
    named = contacts["role"].str.contains(name, case=False, regex=False, na=False)
    own = contacts[works | (named if name else False)]
    direct = pd.DataFrame(
        {
            "person": own["name"],
            "role": own["role"],
            "contact": own.index.astype("string"),
            "how": pd.Series("", index=own.index, dtype="string"),
        }
    )
    there = relations["company"].eq(company).fillna(value=False)
    mine = ~relations["direction"].eq("for_them").fillna(value=False)
    known = relations["knows"].isin(contacts.index)
    second = relations[there & mine & known]
    further = second[["person", "role", "knows", "how"]].rename(
        columns={"knows": "contact"}
    )
    found = pd.concat([direct, further]).astype("string").fillna("")
    return found[["person", "role", "contact", "how"]].reset_index(drop=True)
