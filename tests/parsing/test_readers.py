"""A reader gives a document as lines with where each comes from: in the file's bytes, or, where it renders,
in its page."""

import codecs
import re

import polars as pl
import pytest

from assets.cleaning import clean
from assets.parsing import parse, readers
from assets.parsing.readers import text
from checks.contracts.base import shape
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.contracts.recurring import Recurring
from checks.verdict import judge
from tests.parsing.conftest import rows

PAGE = """<<page>>
[title] Ferry timetable shortened for the winter
[p.lead] By Ana Soto
[p] The last ferry from Norvik will leave at nine from Monday, the harbour office said, an hour earlier than it did all summer long.
[p] “Nobody rides the late boat in January,” said Tilda Marsh, who keeps the timetable; the crews had asked for the change since autumn.
"""  # noqa: E501


class Notices:
    """Reads invented pages: after their first line, each line is an element's name in brackets, then its
    text."""

    SUFFIXES: tuple[str, ...] = (".page",)
    PLACES = "elements"

    def takes(self) -> pl.Expr:
        return pl.col("content").bin.starts_with(b"<<page>>")

    def read(self, raw: pl.DataFrame) -> pl.DataFrame:
        found = [re.findall(r"^\[(.+?)\] (.*)$", page.decode(), re.MULTILINE) for page in raw["content"]]
        return raw.with_columns(
            text=pl.Series([self.rendered([line for _, line in lines]) for lines in found], dtype=pl.String),
            elements=pl.Series(
                [[f"page/{name}[{n}]" for n, (name, _) in enumerate(lines, 1)] for lines in found],
                dtype=pl.List(pl.String),
            ),
            bom=pl.lit(0, pl.Int64),
            utf8=pl.lit(True),
        )

    def rendered(self, lines: list[str]) -> str:
        return "\n".join(lines)


class Forgetful(Notices):
    """Loses count: it renders a line more than it names."""

    def rendered(self, lines: list[str]) -> str:
        return "\n".join([*lines, "and one more"])


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> pl.DataFrame:
    """A text, a page, and a text again, read by two readers."""
    monkeypatch.setattr(readers, "READERS", (Notices(), text))
    raw = [
        rows("Gulls return\n\nThey are back, says the warden.\n", path="quay/1.txt"),
        rows(PAGE, path="quay/2.txt"),
    ]
    return pl.concat(
        [*raw, rows("Tides", encoding="utf-16", path="quay/3.txt"), rows("<<page>>", path="quay/4.txt")]
    )


def test_a_rendered_page_goes_through_parsing_and_cleaning_beside_texts_and_keeps_both_contracts(
    documents: pl.DataFrame,
) -> None:
    parsed = parse(documents)
    assert judge(parsed, Parsed).rules == []
    assert parsed["places"].to_list() == ["bytes", "elements", "bytes", "elements"]
    cleaned = clean(parsed, pl.DataFrame(schema=shape(Recurring)))
    assert judge(cleaned, Cleaned).rules == []
    page = cleaned.row(1, named=True)
    assert page["headline"] == "Ferry timetable shortened for the winter"
    where = {line["text"][:8]: page["elements"][line["line_no"] - 1] for line in page["lines"]}
    assert where["Ferry ti"] == "page/title[1]"
    assert where["“Nobody "] == "page/p[4]"


def test_offsets_of_a_rendered_page_count_in_its_text_and_not_in_the_file(documents: pl.DataFrame) -> None:
    page = parse(documents).row(1, named=True)
    rendered = "\n".join(line.split("] ", 1)[1] for line in PAGE.splitlines()[1:]).encode()
    assert page["spans"][-1]["byte_end"] == len(rendered) < page["size"]
    for span in page["spans"]:
        assert rendered[span["byte_start"] : span["byte_end"]].decode().strip() == span["text"]


def test_spans_of_a_text_tile_its_bytes_whatever_stands_beside_it(documents: pl.DataFrame) -> None:
    for document in parse(documents).filter(places="bytes").iter_rows(named=True):
        assert [span["byte_start"] for span in document["spans"]] == [
            0,
            *(span["byte_end"] for span in document["spans"]),
        ][:-1]
        assert document["spans"][-1]["byte_end"] == document["size"]
        assert document["elements"] == []


def test_a_document_is_read_by_the_first_reader_that_takes_it_by_its_content(documents: pl.DataFrame) -> None:
    renamed = documents.with_columns(path=pl.lit("quay/page.bin"))
    assert parse(renamed)["places"].to_list() == ["bytes", "elements", "bytes", "elements"]


def test_a_reader_that_renders_must_say_of_each_line_where_it_stands(
    documents: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "READERS", (Forgetful(), text))
    with pytest.raises(
        ValueError,
        match=r"quay/2\.txt: its reader gave 5 lines and says of 4 where they stand: mend the reader",
    ):
        parse(documents)


def test_a_page_that_does_not_name_its_elements_breaks_the_contract(documents: pl.DataFrame) -> None:
    parsed = parse(documents)
    for wrong in (
        pl.col("elements").list.slice(1),
        pl.col("elements").list.eval(pl.lit("")),
        pl.lit(None, pl.List(pl.String)),
    ):
        verdict = judge(parsed.with_columns(elements=wrong), Parsed)
        assert parsed["version_id"][1] in set(verdict.rejected["version_id"])
    as_text = judge(parsed.with_columns(places=pl.lit("bytes")), Parsed)
    assert as_text.rejected["version_id"].to_list() == [parsed["version_id"][1], parsed["version_id"][3]]


def test_plain_text_is_read_last_and_takes_all() -> None:
    assert readers.READERS[-1] is text
    lone = parse(rows(codecs.BOM_UTF8, encoding="utf-8-sig"))
    assert judge(lone, Parsed).rules == []
