"""What an operator sees of each asset in the UI."""

import html
import re
import shutil
import string
from pathlib import Path

import dagster as dg
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.display import showing
from checks.contracts.published import PUBLISHED
from pipeline.definitions import build_definitions
from tests.conftest import LAKE, ROOT, Newsroom, Run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    newsroom = Newsroom(tmp_path_factory.mktemp("shown"))
    shutil.copytree(ROOT / "samples", newsroom.raw, dirs_exist_ok=True)
    newsroom.put("quay/broken.txt", b"\x00\x01\x02" * 400)
    return newsroom.run()


@pytest.mark.parametrize(
    ("asset", "figures"),
    [
        ("raw", ["files", "new", "changed", "unchanged", "refused", "missing", "in quarantine"]),
        ("parsed", ["new documents", "rejected documents", "in quarantine", "lines per document"]),
        (
            "cleaned",
            [
                "new documents",
                "rejected documents",
                "in quarantine",
                "kept share",
                "confidence",
                "dated share",
            ],
        ),
        ("enriched", ["words per document", "names per document", "quotations per document"]),
        ("warehouse/articles", ["outlets", "kept share", "without a date", "near copies"]),
        ("warehouse/lines", ["dropped share", "confidence"]),
        ("warehouse/quarantine", ["open", "resolved"]),
        ("report", ["pages of documents", "pages of stories"]),
    ],
)
def test_figures_are_numbers_that_the_ui_plots_over_runs(run: Run, asset: str, figures: list[str]) -> None:
    told = run.metadata(asset)
    assert {name: type(told[name]) in (int, float) for name in figures} == dict.fromkeys(figures, True)


def test_every_asset_shows_its_rows_and_what_its_columns_are_made_of(run: Run) -> None:
    for name in (*LAKE, *(f"warehouse/{table}" for table in PUBLISHED)):
        told = run.metadata(name)
        assert isinstance(told["dagster/row_count"], int)
        assert told["preview"].startswith(("| ", "- **", "*no rows*")), name
        assert len(told["preview"]) < showing.INLINE or told["preview"].count("\n") < 3, (
            f"{name}: the UI hides what is longer"
        )
    assert {
        dep.asset_key.to_user_string()
        for dep in run.metadata("cleaned")["dagster/column_lineage"].deps_by_column["body"]
    } == {
        "corrections",
        "parsed",
        "recurring",
    }


def test_raw_leads_to_the_quarantine(run: Run) -> None:
    assert run.metadata("raw")["quarantine"] == showing.QUARANTINE
    told = run.checks["raw", "contract"]
    assert not told.passed
    assert "quay/broken.txt" in html.unescape(str(told.metadata["rejected"].value))


def test_doubtful_lines_are_struck_out_where_they_were_dropped(run: Run) -> None:
    assert "~~" in run.metadata("report")["dropped, least sure first"]


def test_every_asset_names_the_code_that_makes_it() -> None:
    for spec in build_definitions().resolve_all_asset_specs():
        found = spec.metadata["dagster/code_references"]
        assert isinstance(found, dg.CodeReferencesMetadataValue)
        for reference in found.code_references:
            assert isinstance(reference, dg.LocalFileCodeReference)
            lines = Path(reference.file_path).read_text(encoding="utf-8").splitlines()
            assert ROOT in Path(reference.file_path).parents
            assert 1 <= (reference.line_number or 0) <= len(lines)


def test_a_preview_shows_as_many_rows_as_the_ui_shows_in_place() -> None:
    frame = pl.DataFrame({"headline": [f"Headline {n} " * 8 for n in range(30)]})
    shown = str(showing.preview(frame).value)
    assert len(shown) < showing.INLINE
    assert shown.count("\n") > 8
    assert "|" not in shown, "a long text would make a table's columns too narrow"


@given(st.text(alphabet=st.sampled_from(string.punctuation + "wx \n\u2028é"), max_size=60))
def test_words_of_documents_mean_nothing_in_markdown_and_read_the_same(words: str) -> None:
    told = showing.inert(words)
    code = re.compile("`([^`\n]+)`")
    assert set(re.sub(r"&#\d+;", "", code.sub("", told))).isdisjoint(string.punctuation)
    assert {mark for span in code.findall(told) for mark in span} <= set(":/.@")
    assert html.unescape(code.sub(r"\1", told)) == " ".join(words.split())


@pytest.mark.parametrize(
    "words", ["https://a.example", "WWW.a.example", "who@a.example", "http://who@www.a.example", "a@@www.@b"]
)
def test_an_address_is_split_so_that_nothing_makes_it_a_link(words: str) -> None:
    for part in re.split("`[^`]+`", showing.inert(words)):
        assert not re.search(r"://|www\.|@", html.unescape(part), re.IGNORECASE)


@given(st.text(alphabet="`a ![\n", max_size=20))
def test_words_in_a_description_stand_in_one_code_span(words: str) -> None:
    fence, within, end = re.fullmatch("(`+)(?!`)(.*?)(?<!`)(`+)", showing.quoted(words), re.DOTALL).groups()  # type: ignore[union-attr]
    assert fence == end
    assert fence not in re.findall("`+", within), "a run of as many backticks would end the span"
    assert within.strip() == " ".join(words.split())


def test_every_table_and_plot_shows_words_of_documents_without_markdown() -> None:
    words = "![x](/graphql?query=y) | <b> `c` ~~d~~"
    frame = pl.DataFrame({"path": [words], "message": [words * 3], "rules": [[words]], "at": [None]})
    drawn = [
        showing.table(frame),
        str(showing.preview(frame, struck="message").value),
        str(showing.preview(frame.select("path")).value),
        str(showing.bars([(words, 1)], "outlet", "articles").value),
        str(showing.counted(frame, "rows by path", pl.col("path")).value),
        str(showing.rows(frame)["preview"].value),
        str(showing.documents(frame)["preview"].value),
    ]
    for told in drawn:
        assert "graphql" in told
        assert not re.search(r"[!\[<`(?]", told), told
