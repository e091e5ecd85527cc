"""What an annotation says it stands on is what the file has there, whatever white space or dropped line lies
in between."""

from itertools import product
from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.enriching import enrich
from assets.parsing import parse
from checks.contracts.enriched import Enriched
from checks.contracts.parsed import Parsed
from checks.verdict import judge
from tests.cleaning.conftest import STORY, rows

SPOKEN = (
    "“The pumps will run until the cellar is dry,{0}and nobody sleeps before that,” said Mayor "
    "Ida{1}Holm on 12{1}March 2024."
)
ENDS = ["\n", "\r", "\r\n", "\n\n"]
DROPPED = ["\nAdvertisement\n", "\r\nShare\r\n", "\n \nTweet\r"]
SPACES = [
    "\r\r",
    "\n\r\n",
    " \n",
    "\t\r\n",
    "\u3000\n\u00a0",
    "\u2028\n",
    "\x0b\r",
    "\x85\n",
    "\n\u200b\n",
    "\t",
    "\u2009 ",
    "\x0c",
    "\x1f",
]


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, str, dict[str, Any]]]:
    """A quotation, a name and a date over each gap, in files of each kind of line's end: the gap, the file,
    what is found in it."""
    found = list(product([*ENDS, *DROPPED, *SPACES], ENDS))
    files = [
        end.join(
            [
                "The harbour council votes",
                *STORY[:3],
                SPOKEN.format(gap, " " if gap in DROPPED else gap),
                *STORY[3:],
            ]
        )
        for gap, end in found
    ]
    parsed = parse(rows({f"{number}/a.txt": text for number, text in enumerate(files)}))
    cleaned = clean(parsed, recur(parsed.lazy()))
    enriched = enrich(cleaned)
    assert not judge(parsed, Parsed).rules
    assert not judge(enriched, Enriched).rules
    joined = pl.concat(
        [enriched, cleaned.select("headline", "deck", "body"), parsed.select("spans")], how="horizontal"
    )
    return [(gap, text, row) for (gap, _), text, row in zip(found, files, joined.to_dicts(), strict=True)]


def test_surfaces_are_slices_of_the_file(documents: list[tuple[str, str, dict[str, Any]]]) -> None:
    for _, text, row in documents:
        for annotation in (*row["mentions"], *row["date_mentions"], *row["quotes"]):
            assert annotation["surface"] == text[annotation["char_start"] : annotation["char_end"]]
        for quote in (quote for quote in row["quotes"] if quote["speaker"]):
            assert quote["speaker"] == text[quote["speaker_start"] : quote["speaker_end"]]


def test_texts_of_quotes_stand_in_the_article(documents: list[tuple[str, str, dict[str, Any]]]) -> None:
    assert [
        quote["text"]
        for _, _, row in documents
        for quote in row["quotes"]
        if quote["text"] not in row[quote["field"]]
    ] == []


def test_a_quotation_over_lines_is_one_and_leaves_out_what_was_dropped(
    documents: list[tuple[str, str, dict[str, Any]]],
) -> None:
    for gap, _, row in documents:
        if gap in (*ENDS, *DROPPED):
            (quote,) = [quote for quote in row["quotes"] if "pumps" in quote["text"]]
            assert (
                quote["surface"]
                == f"“The pumps will run until the cellar is dry,{gap}and nobody sleeps before that,”"
            )
            assert (
                quote["text"]
                == "“The pumps will run until the cellar is dry, and nobody sleeps before that,”"
            )


def test_texts_and_the_white_space_between_them_are_the_file(
    documents: list[tuple[str, str, dict[str, Any]]],
) -> None:
    for _, text, row in documents:
        assert "".join(span["text"] + span["space"] for span in row["spans"]) == text
