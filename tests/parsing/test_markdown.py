"""Marks of Markdown are no words: a text in Markdown is read without them, and stands in `lines` as found."""

from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.enriching.layout.passages import kept_lines, lay_out
from assets.parsing import markdown, parse
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.shapes import LINE
from checks.verdict import judge
from tests.parsing.conftest import rows

PAGE = """# Last bell leaves the foundry

*By Tove Hallam* | 18 September 2026

The foundry at Aske poured its **last bell** on Thursday, [a tenor](https://example.invalid/a_(b)) for the chapel at Nether Ings.

## A sound that stays

> “You hear at once whether it is right,” said the founder, Edmund Pell, who struck it with the handle of a broom.

Four of the eleven people in the casting hall will stay to tune what has been poured in the last weeks:

- the tenor for the chapel
- two bells for a school

![The casting hall](hall.jpg)

The moulds go to the museum of the county, which has promised to leave the *loam* on them.

[Share](https://example.invalid/s) | [Read more](https://example.invalid/m)

[ref]: https://example.invalid/ref
"""  # noqa: E501


def cleaned(text: str, path: str = "page.txt") -> dict[str, Any]:
    parsed = parse(rows(text, path=path))
    made = clean(parsed, recur(parsed.lazy()))
    assert (judge(parsed, Parsed).rules, judge(made, Cleaned).rules) == ([], [])
    row: dict[str, Any] = made.row(0, named=True)
    return row


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("## Winter of delays ##", "Winter of delays"),
        ("Some **340 people** use it on an _ordinary_ day.", "Some 340 people use it on an ordinary day."),
        ("**Bold *inner* rest**", "Bold inner rest"),
        ("***both***", "both"),
        ("snake_case_name and 5*3*2", "snake_case_name and 5*3*2"),
        ("\\*not\\* emphasised", "*not* emphasised"),
        ("`code *x*` here", "code *x* here"),
        ("> > quoted **words**", "quoted words"),
        ("- [x] done", "done"),
        ("1. First", "1. First"),
        ("| a | b |", "a | b"),
        ('![alt](img.png "T") The harbour', "The harbour"),
        ("[![alt](a.png)](https://x.invalid) text", "text"),
        ("[Read *more*](https://x.invalid/m_(x)) now", "Read more now"),
        ("a [word][ref] b", "a word b"),
        ("<https://a.invalid/x>", "https://a.invalid/x"),
        ("text with <em>tag</em><br>", "text with tag"),
        ("[ref]: https://x.invalid 'T'", ""),
        ("It cost [$5](/x) &amp; more", "It cost $5 & more"),
        ("**By Mara", "By Mara"),
        ("Lind**", "Lind"),
        ("price in [brackets] stays", "price in [brackets] stays"),
    ],
)  # fmt: skip
def test_a_line_is_read_without_its_marks(line: str, read: str) -> None:
    assert markdown.read(line) == read


def test_a_page_is_told_by_its_marks_and_its_body_has_none() -> None:
    row = cleaned(PAGE)
    assert (row["headline"], row["authors"]) == ("Last bell leaves the foundry", ["Tove Hallam"])
    assert str(row["published_on"]) == "2026-09-18"
    assert "its last bell on Thursday, a tenor for the chapel" in row["body"]
    assert "\n\nA sound that stays\n\n“You hear at once" in row["body"]
    assert "\n\nthe tenor for the chapel\n\ntwo bells for a school\n\nThe moulds go" in row["body"]
    assert not any(mark in row["body"] for mark in "*#>[]|!")
    lines = {line["text"]: line for line in row["lines"]}
    assert lines["## A sound that stays"]["role"] == "subheading"
    assert lines["![The casting hall](hall.jpg)"]["role"] == "separator"
    assert not lines["[Share](https://example.invalid/s) | [Read more](https://example.invalid/m)"]["in_body"]


def test_annotations_find_the_characters_of_the_file_behind_what_is_read() -> None:
    row = cleaned(PAGE)
    (lines,) = kept_lines(pl.DataFrame({"lines": [row["lines"]]}, schema={"lines": pl.List(LINE)}))
    galley = lay_out(lines)
    for words, found in (("bell** on", None), ("last bell", "last bell"), ("a tenor", "a tenor")):
        if found is None:
            assert words not in galley.text
        else:
            at = galley.text.index(words)
            assert galley.surface(at, at + len(words)) == found
    at = galley.text.index("last bell on")
    assert galley.surface(at, at + 12) == "last bell** on"


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ("# A\n\nwords\n\n## B\n\nwords", "a.txt", True),
        ("words [there](https://x.invalid/y) words", "a.txt", True),
        ("# A\n\n**words** here", "a.txt", True),
        ("words", "a.md", True),
        ("words", "a.Markdown", True),
        ("# one comment\ncode\n# another comment\ncode", "a.txt", False),
        ("words **strong** words", "a.txt", False),
        ("#tag and #another", "a.txt", False),
        ("> an arrow\n> and one more", "a.txt", False),
        ("see [1] and (2)", "a.txt", False),
    ],
)
def test_a_text_is_markdown_by_its_name_or_by_two_kinds_of_marks(text: str, path: str, told: bool) -> None:
    frame = pl.DataFrame(
        {"doc": [0], "text": [text], "path": [path], "format": [None]},
        schema_overrides={"doc": pl.UInt32, "format": pl.String},
    )
    assert (markdown.documents(frame).len() == 1) == told


def test_a_record_that_says_text_or_markdown_is_believed() -> None:
    frame = pl.DataFrame(
        {
            "doc": [0, 1],
            "text": ["[a](https://x.invalid)", "words"],
            "path": ["a", "b"],
            "format": ["html", "markdown"],
        },
        schema_overrides={"doc": pl.UInt32},
    )
    assert markdown.documents(frame).to_list() == [1]


@pytest.mark.parametrize(
    "line", ["[" * 20_000, "*" * 20_000, "[a" * 9_000, "`" * 20_000, "<!--" * 5_000, "[]" * 9_000]
)
def test_a_line_of_nothing_but_marks_takes_no_time(line: str) -> None:
    assert isinstance(markdown.read(line), str)
