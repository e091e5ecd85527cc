"""Nothing is lost, in any encoding."""

from typing import Any

import polars as pl
import pytest

from assets.parsing import parse
from checks.contracts.parsed import Parsed

TEXT = (
    "Große Überschrift über Ärger\r\nBy José Núñez | 12 March 2024\r\rMOSCOW: Ein Satz — “mit” allem, was "
    "dazugehört.\n\n\u00a0Ende\u00a0"
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "gb18030"]


def spans(raw: pl.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Parsed.validate(parse(raw))["spans"][0].to_list()
    return found


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_spans_rebuild_the_file_in_every_encoding(raw: Any, encoding: str) -> None:
    content = TEXT.encode(encoding)
    found = spans(raw(content, encoding))
    assert b"".join(content[span["byte_start"] : span["byte_end"]] for span in found) == content
    assert len({span["line_no"] for span in found}) == 6


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_offsets_cut_out_the_text(raw: Any, encoding: str) -> None:
    for span in spans(raw(TEXT, encoding)):
        assert TEXT[span["char_start"] :][: len(span["text"])] == span["text"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [("日本語\nテキスト\n", "iso2022_jp"), ("Zażółć\ngęślą\n", "utf-7"), ("МОСКВА\r\nПривет", "koi8-r")],
)
def test_stateful_codecs_keep_their_bytes(raw: Any, content: str, encoding: str) -> None:
    data = content.encode(encoding)
    assert (
        b"".join(data[span["byte_start"] : span["byte_end"]] for span in spans(raw(data, encoding))) == data
    )


def test_empty_file_has_no_line(raw: Any) -> None:
    assert spans(raw(b"")) == []


def test_lone_bom_is_one_blank_line(raw: Any) -> None:
    assert [
        (span["byte_start"], span["byte_end"], span["role"])
        for span in spans(raw(b"\xef\xbb\xbf", "utf-8-sig"))
    ] == [(0, 3, "blank")]


def test_final_newline_opens_no_line(raw: Any) -> None:
    assert [span["line_no"] for span in spans(raw("one\ntwo\n"))] == [1, 2]


def test_only_newlines_end_a_line(raw: Any) -> None:
    assert len(spans(raw("one\u2028still\u0085one\x0cline"))) == 1


def test_no_break_space_is_trimmed(raw: Any) -> None:
    assert spans(raw("\u00a0word\u00a0\n"))[0]["text"] == "word"


def test_shared_header_line_becomes_spans(raw: Any) -> None:
    found = spans(raw("Ferry strike called off after talks 28/01/2025 | Ana Soto\n"))
    assert [(span["span_no"], span["text"]) for span in found] == [
        (1, "Ferry strike called off after talks"), (2, "28/01/2025"), (3, "|"), (4, "Ana Soto")
    ]  # fmt: skip


def test_sentence_with_a_date_stays_whole(raw: Any) -> None:
    assert (
        len(
            spans(
                raw(
                    "The treaty of 12 March 2024 - the third in a row - was signed, and nobody objected to "
                    "it at all.\n"
                )
            )
        )
        == 1
    )


def test_template_masks_numbers_and_dates_and_nothing_else(raw: Any) -> None:
    same = [spans(raw(text))[0]["template"] for text in ("3 comments, 12 March", "17 comments, 9 April")]
    other = spans(raw("3 remarks, 12 March"))[0]["template"]
    assert same[0] == same[1] != other


def test_template_is_the_same_for_ever(raw: Any) -> None:
    assert spans(raw("Read more: the tide turns"))[0]["template"] == -5068469137849822473


def test_separator_character_in_a_header_keeps_its_bytes(raw: Any) -> None:
    content = "Ferry strike called off\x1fFerries | 28/01/2025 | Ana Soto\n12 March 2024\x1f by Ana Soto\n"
    spans = parse(raw(content))["spans"][0]
    assert spans[-1]["byte_end"] == len(content)
    assert "".join(content[span["byte_start"] : span["byte_end"]] for span in spans) == content


def test_line_that_tells_of_a_day_stays_whole(raw: Any) -> None:
    assert len(parse(raw("Signed 12 March 2024 by President Biden"))["spans"][0]) == 1
