import time
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriching import craft, enrich
from assets.enriching.schema import ENRICHED
from tests.enriching.copy_from_gold import article

PIECES = st.sampled_from(
    [
        *(
            "Vladimir Putin",
            "the Kremlin",
            "said",
            "“",
            "”",
            "'",
            "‘",
            "’",
            '"',
            ",",
            ".",
            "?",
            "U.S.",
            "on Friday",
            "Jan. 17",
            "he",
            "Moscow",
        ),
        *(
            "e\u0301",
            "👩‍👩‍👧",
            "مرحبا",
            "\u00a0",
            "according to",
            "-",
            "(",
            ")",
            "東京",
            "last year",
            "told Reuters",
            "Mr.",
            "Holm",
        ),
    ]
)


def annotations(row: dict[str, Any]) -> list[tuple[int, int, str | None]]:
    """Every annotation of a row as start, end, and the text it says it stands on."""
    found = [
        (part["char_start"], part["char_end"], None)
        for name in ("paragraphs", "sentences")
        for part in row[name]
    ]
    found += [
        (part["char_start"], part["char_end"], part["surface"])
        for name in ("mentions", "date_mentions")
        for part in row[name]
    ]
    found += [(quote["char_start"], quote["char_end"], quote["surface"]) for quote in row["quotes"]]
    found += [
        (quote["speaker_start"], quote["speaker_end"], quote["speaker"])
        for quote in row["quotes"]
        if quote["speaker"]
    ]
    return found + [
        (quote["cue_start"], quote["cue_end"], quote["cue"]) for quote in row["quotes"] if quote["cue"]
    ]


@settings(max_examples=150)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4))
def test_offsets_cut_out_the_surface_form(paragraphs: list[str]) -> None:
    lines = [text.strip() for text in paragraphs if text.strip()] or ["x"]
    file = "\n\n".join(lines)
    for start, end, surface in annotations(enrich(article(*lines, published="2025-01-15")).to_dicts()[0]):
        assert 0 <= start < end <= len(file)
        assert surface is None or file[start:end] == surface


def test_lines_of_one_paragraph_are_read_as_one() -> None:
    cleaned = article("It was Masoud", "Adeyemi who came.")
    joined = pl.element().struct.with_fields(
        paragraph_no=pl.lit(1, pl.Int32), char_start=pl.element().struct.field("char_start") - 1
    )
    first = pl.element().struct.with_fields(paragraph_no=pl.lit(1, pl.Int32), space=pl.lit("\n"))
    cleaned = cleaned.with_columns(
        lines=pl.concat_list(
            pl.col("lines").list.head(1).list.eval(first), pl.col("lines").list.tail(1).list.eval(joined)
        )
    )
    mention = enrich(cleaned)["mentions"][0].to_list()[0]
    assert (mention["surface"], mention["char_start"], mention["char_end"], mention["line_no"]) == (
        "Masoud\nAdeyemi",
        7,
        21,
        1,
    )


def test_rows_come_back_in_order_and_shape() -> None:
    cleaned = pl.concat(
        [
            article("Second.", path="b.txt"),
            article(path="empty.txt"),
            article("First.", headline="Head", path="a.txt"),
        ]
    )
    enriched = enrich(cleaned)
    assert enriched.schema == ENRICHED
    assert enriched["article_id"].to_list() == cleaned["article_id"].to_list()
    assert enriched["word_count"].to_list() == [1, 0, 1]
    assert enriched["bands"].is_null().to_list() == [False, True, False]
    assert enrich(cleaned.clear()).schema == ENRICHED


def test_row_depends_on_its_own_document_alone() -> None:
    one, other = (
        article("Ida Holm came on Friday.", path="a.txt"),
        article("Carl Oake said: “No.”", path="b.txt"),
    )
    assert enrich(pl.concat([one, other])).equals(pl.concat([enrich(one), enrich(other)]))


def test_other_languages_have_no_names_from_english_rules() -> None:
    row = enrich(
        article("Le conseil a voté mardi pour élargir le quai du port, a dit Ida Holm à Paris.")
    ).to_dicts()[0]
    assert (row["language"], row["mentions"], row["quotes"], row["reading_ease"]) == ("fr", [], [], None)


def test_foreign_paragraph_has_its_own_language() -> None:
    row = enrich(
        article(
            "The council voted on Tuesday to widen the quay.",
            "« Le conseil a voté mardi pour élargir le quai du port. »",
        )
    ).to_dicts()[0]
    assert [paragraph["language"] for paragraph in row["paragraphs"]] == ["en", "fr"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000,
        "“" * 10_000,
        "“a” " * 10_000,
        "' " * 10_000,
        "A" * 200_000,
        "Ida Holm " * 20_000,
        "said " * 20_000,
        "Jan " * 20_000,
        "of the " * 20_000,
        "Bank of " * 20_000,
        "Mr. " * 20_000,
        "a, " * 20_000 + "said.",
        "7" * 200_000,
        "2019 " * 20_000,
        "he said that " * 10_000,
        "“we go” he said " * 10_000,
        "e" + "\u0301" * 200_000,
        "👩‍👩‍👧 " * 20_000,
        "صوت المجلس يوم " * 10_000,
        "İ" * 100_000,
        "x",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    enrich(article("warm up"))
    began = time.process_time()
    enrich(article(text.strip()))
    assert time.process_time() - began < 20


def test_how_many_documents_are_annotated_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    said = (
        "“We will rebuild the old harbour bridge before winter comes”, Mayor Ida Holm said on Friday in "
        "Paris."
    )
    several = pl.concat(
        [
            article(said, headline="Bridge"),
            article(path="b.txt"),
            article("La economía crecerá.", said, path="c.txt"),
        ]
    )
    together = enrich(several)
    monkeypatch.setattr(craft, "AT_ONCE", 1)
    assert enrich(several).equals(together)
    assert enrich(several[:0]).schema == together.schema
