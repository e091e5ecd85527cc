"""What each craft promises of any documents, as functions that raise where a promise is broken."""

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from assets.cleaning import clean, recur
from assets.enriching import enrich
from assets.linking import compare
from assets.linking.dating import DATED
from assets.parsing import parse
from assets.parsing.mending import mend
from checks.contracts.base import Contract
from checks.contracts.cleaned import Cleaned
from checks.contracts.duplicates import Duplicates
from checks.contracts.enriched import Enriched
from checks.contracts.parsed import Parsed
from checks.contracts.published import DateMentions
from checks.contracts.recurring import Recurring
from checks.contracts.stories import Stories
from checks.verdict import judge
from tests.ark.press import Press


def parsing_keeps_its_contract_and_every_byte(press: Press) -> None:
    """And the text of each line is what stands in the file."""
    _keeps(press.parsed, Parsed)
    texts = _texts(press)
    for article, span in _items(press.parsed, "spans"):
        start, words = span["char_start"], span["text"]
        assert texts[article][start : start + len(words)] == words, span


def what_recurs_keeps_its_contract_in_any_order(press: Press) -> None:
    """Which lines repeat depends on the set of documents alone."""
    _keeps(press.recurring, Recurring)
    assert recur(press.parsed[::-1].lazy()).equals(press.recurring)


def cleaning_keeps_its_contract(press: Press) -> None:
    """And the body has as many paragraphs as its lines say."""
    _keeps(press.cleaned, Cleaned)
    for body, lines in press.cleaned.select("body", "lines").iter_rows():
        assert len(body.split("\n\n") if body else []) == max(
            (line["paragraph_no"] or 0 for line in lines), default=0
        ), body


def enriching_keeps_its_contract_and_cuts_out_its_surfaces(press: Press) -> None:
    """Offsets are code points of the decoded file."""
    _keeps(press.enriched, Enriched)
    texts = _texts(press)
    marks = [("mentions", "char", "surface"), ("date_mentions", "char", "surface")]
    marks += [("quotes", "speaker", "speaker"), ("quotes", "cue", "cue"), ("quotes", "char", "surface")]
    for column, place, surface in marks:
        for article, item in _items(press.enriched, column):
            if item.get(surface) is not None:  # a quote of an older shape has no surface
                cut = texts[article][item[f"{place}_start"] : item[f"{place}_end"]]
                assert is_read(cut, item[surface], mended=surface != "surface"), (column, item)


def is_read(cut: str, said: str, mended: bool) -> bool:
    """Whether words are those that a slice of the file holds; names are mended for reading."""
    return said == cut or (mended and said.split() == mend(cut).split())


def a_document_is_made_as_if_it_were_alone(press: Press) -> None:
    """Parsing, cleaning and enriching: which documents stand beside one makes no difference to it."""
    some = press.raw[::3]
    parsed = parse(some)
    cleaned = clean(parsed, press.recurring)
    for made, of_all in ((parsed, press.parsed), (cleaned, press.cleaned), (enrich(cleaned), press.enriched)):
        for one, other in zip(made.iter_rows(named=True), of_all[::3].iter_rows(named=True), strict=True):
            assert one == other, {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def copies_keep_their_contract_whatever_was_known(press: Press) -> None:
    """And in whatever order the documents come."""
    _keeps(press.pairs, Duplicates)
    again = compare(press.enriched[::-1].lazy(), press.cleaned[::-1].lazy(), None, press.pairs)
    assert again.equals(press.pairs)


def stories_keep_their_contract_and_take_every_document_once(press: Press) -> None:
    """And in whatever order the documents come."""
    _keeps(press.stories, Stories)
    members = press.stories.select(pl.col("articles").explode().struct.field("article_id"))[
        "article_id"
    ].to_list()
    assert sorted(members) == sorted(press.enriched["article_id"])
    again = press.told(press.enriched[::-1], press.cleaned[::-1], press.stories)
    assert again.drop("aliases").equals(press.stories.drop("aliases"))


def days_are_settled_within_a_calendar(press: Press) -> None:
    """What a story settles keeps the contract of the table that it goes to."""
    assert press.settled.schema == DATED
    assert set(press.settled["article_id"]) <= set(press.enriched["article_id"])
    assert (press.settled["published_earliest"] < press.settled["published_latest"]).all()
    mentions = (
        press.settled.select("article_id", "date_mentions")
        .explode("date_mentions", empty_as_null=False)
        .unnest("date_mentions")
    )
    _keeps(mentions, DateMentions)
    assert (mentions["earliest"].is_null() == mentions["latest"].is_null()).all()
    assert (mentions["earliest"] <= mentions["latest"]).all()


def _keeps(rows: pl.DataFrame, contract: type[Contract]) -> None:
    verdict = judge(rows, contract)
    assert not verdict.rules, verdict.rules


def _texts(press: Press) -> dict[str, str]:
    return dict(zip(press.raw["article_id"], (sheet.text for sheet in press.sheets), strict=True))


def _items(rows: pl.DataFrame, column: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each nested row with the article that it is of."""
    for article, nested in rows.select("article_id", column).iter_rows():
        for item in nested:
            yield article, item


PROPERTIES: tuple[Callable[[Press], None], ...] = (
    parsing_keeps_its_contract_and_every_byte,
    what_recurs_keeps_its_contract_in_any_order,
    cleaning_keeps_its_contract,
    enriching_keeps_its_contract_and_cuts_out_its_surfaces,
    a_document_is_made_as_if_it_were_alone,
    copies_keep_their_contract_whatever_was_known,
    stories_keep_their_contract_and_take_every_document_once,
    days_are_settled_within_a_calendar,
)
