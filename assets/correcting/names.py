"""Corrections of names, followed one after the other: A is the same as B, and B is an organisation."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

FIELDS: Final = ("file", "row", "article_id", "name", "field", "value")
Said = dict[tuple[str | None, str], dict[str, dict[str, Any]]]  # by article and key: "is" and "kind", a row


@dataclass(slots=True)
class Renaming:
    """What becomes of a name, once all that was said of it is followed."""

    article_id: str | None  # None: in every article
    name: str  # as written
    becomes: str | None = None  # the name that it is the same as, as written
    kind: str | None = None
    removed: bool = False  # it is none
    rows: list[tuple[str, int]] = field(default_factory=list)  # what was followed: file and row
    circles: bool = False  # it leads back to the name that it began with


def key(name: str) -> pl.Expr:
    """A column of names → what two ways to write one name share: `I’m` and `i'm`, `U.S.` and `US`."""
    return pl.col(name).str.to_lowercase().str.replace_all(r"['’.]", "").str.replace_all(r"\s+", "-")


def renamings(corrections: pl.DataFrame) -> list[Renaming]:
    """Rows of corrections of names (`FIELDS`; of each name, in an article or in all, one that says what it is
    and one that says its kind) → what becomes of each name that they are about."""
    said: Said = defaultdict(dict)
    keyed = corrections.select(*FIELDS, key=key("name"), target=key("value"))
    for row in keyed.iter_rows(named=True):
        said[row["article_id"], row["key"]]["kind" if row["field"] == "kind" else "is"] = row
    return [_renamed(said, article_id, begin) for article_id, begin in said]


def circles(corrections: pl.DataFrame) -> list[tuple[str, int]]:
    """The corrections (file and row) that lead back to the name that they begin with."""
    led_back = (one for one in renamings(corrections) if one.circles)
    return [row for one in led_back for row in one.rows]


def _renamed(said: Said, article_id: str | None, begin: str) -> Renaming:
    own = said[article_id, begin]
    one = Renaming(article_id, next(iter(own.values()))["name"])
    at, seen = begin, {begin}
    while True:
        # what is said of one article goes before what is said of all
        here = {**said.get((None, at), {}), **said.get((article_id, at), {})}
        one.rows += [(row["file"], row["row"]) for row in here.values()]
        if "kind" in here:
            one.kind = here["kind"]["value"]
        is_ = here.get("is")
        if is_ is None or is_["field"] == "not_a_name":
            one.removed = is_ is not None and is_["value"] == "yes"
            return one
        one.becomes, at = is_["value"], is_["target"]
        if at in seen:
            one.circles = at == begin
            return one
        seen.add(at)


__all__ = ["Renaming", "circles", "key", "renamings"]
