"""Every rule of every contract fires: break one cell of a valid row, and exactly that rule is named."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pandera.polars as pa
import polars as pl
import pytest
from pandera.polars import PolarsData

from assets.display import lineage
from checks.contracts.base import Contract
from checks.contracts.cleaned import Cleaned
from checks.contracts.enriched import Enriched
from checks.contracts.published import PUBLISHED
from checks.shapes import HINT
from checks.verdict import BrokenShape, judge
from checks.vocabulary import address_of
from tests.conftest import ROOT, Newsroom

Row = dict[str, Any]
STAGES = {name: stage.contract for name, stage in lineage.stages().items()}
CONTRACTS = {**STAGES, **{f"warehouse/{name}": contract for name, contract in PUBLISHED.items()}}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    """The rows of one real run over the samples, and over one file that is rejected."""
    newsroom = Newsroom(tmp_path_factory.mktemp("contracts"))
    shutil.copytree(ROOT / "samples", newsroom.raw, dirs_exist_ok=True)
    newsroom.put("harbour-post/scan.pdf", b"%PDF-1.7")
    corrections = newsroom.raw.parent / "corrections"
    corrections.mkdir()
    (corrections / "stories.csv").write_text(
        "article,other,same,by,on\n"
        "harbour-post/oysters-return.txt,harbour-post/pilotage-fees.txt,no,Ana Brandt,2026-11-30\n"
    )
    (corrections / "entities.csv").write_text("name,kind\nPort Ellery,organisation\n")
    run = newsroom.run(corrections=corrections)
    assert run.success, run.error()
    found: dict[str, pl.DataFrame] = {}
    for name in STAGES:
        rows = newsroom.lake.rows(name)
        assert rows is not None
        found[name] = rows.select(
            [c for c in rows.collect_schema().names() if c not in ("made_from", "batch")]
        ).collect()
    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb"), read_only=True) as connection:
        for name in PUBLISHED:
            file = newsroom.data / f"{name}.parquet"
            connection.execute(f"COPY {address_of(name)} TO '{file}' (FORMAT parquet)")
            found[f"warehouse/{name}"] = pl.read_parquet(file)
    merged = {
        "alias": "0" * 16,
        "story_id": found["warehouse/stories"]["story_id"][0],
    }  # in one run no stories merge
    found["warehouse/story_aliases"] = pl.DataFrame([merged], schema=found["warehouse/story_aliases"].schema)
    flipped = {
        **dict.fromkeys(found["warehouse/changes"].columns),
        "release_id": "0" * 16,
        "change_no": 1,
        "kind": "lines_kept",
        "lines": 2,
        "articles": 1,
        "line_no": 3,
        "article_id": "0" * 16,
        "rule": "sentence",
        "rule_before": "share_this",
    }  # nor is there a release before it
    found["warehouse/changes"] = pl.DataFrame([flipped], schema=found["warehouse/changes"].schema)
    return {name: few(rows) for name, rows in found.items()}


def few(rows: pl.DataFrame) -> pl.DataFrame:
    """The row of a text that has most to break, every list filled and a date, and some others after it."""
    if "places" in rows.columns:  # pages have checks of their own, which an edit would break as well
        rows = rows.filter(pl.col("places") == "bytes")
    filled = [sum(value not in (None, [], "") for value in row) for row in rows.iter_rows()]
    at = filled.index(max(filled)) if filled else 0
    return pl.concat([rows[at : at + 1], rows[:at], rows[at + 1 :]]).head(5)


# How to break each check that speaks of a whole row: an edit of one row that all others survive.


def first(items: list[Row], **having: Any) -> Row:
    """The first of a row's nested rows that has these values."""
    return next(item for item in items if all(item[name] == value for name, value in having.items()))


def edit(column: str, name: str, value: Callable[[Any], Any], **having: Any) -> Callable[[Row], None]:
    """Change one field of one nested row."""

    def broken(row: Row) -> None:
        nested = first(row[column], **having)
        nested[name] = value(nested[name])

    return broken


def put(column: str, value: Callable[[Row], Any]) -> Callable[[Row], None]:
    """Change one cell, knowing the row."""

    def broken(row: Row) -> None:
        row[column] = value(row)

    return broken


ROW_CHECKS: dict[tuple[str, str], list[Callable[[Row], None]]] = {
    ("parsed", "spans_rebuild_the_file"): [
        edit("spans", "byte_end", lambda end: end + 1),
        edit("spans", "byte_start", lambda start: start + 1),
        edit("spans", "byte_end", lambda _: None),
        put("spans", lambda row: row["spans"][1:]),
        put("spans", lambda row: row["spans"][:-1]),
    ],
    ("parsed", "lines_name_their_elements"): [put("elements", lambda _: ["html/body/p[1]"])],
    ("cleaned", "lines_name_their_elements"): [put("elements", lambda _: ["html/body/p[1]"])],
    ("parsed", "pages_are_accounted_for"): [
        put("characters", lambda _: 7),
        put("characters", lambda row: 1 + sum(len("".join(s["text"].split())) for s in row["spans"])),
    ],
    ("parsed", "lines_have_hints"): [put("hints", lambda _: [dict.fromkeys(HINT.to_schema())])],
    ("parsed", "texts_rebuild_the_file"): [
        edit("spans", "space", lambda space: space + " "),
        edit("spans", "space", lambda _: None),
        edit("spans", "char_start", lambda start: start + 1),
        edit("spans", "text", lambda text: text[1:]),
    ],
    ("parsed", "roles_are_known"): [edit("spans", "role", lambda _: "hearsay")],
    ("parsed", "fields_are_known"): [edit("fields", "field", lambda _: "mood")],
    ("cleaned", "lines_rebuild_the_file"): [
        edit("lines", "byte_end", lambda end: end - 1),
        edit("lines", "byte_start", lambda _: None),
        put("lines", lambda row: row["lines"][1:]),
        put("lines", lambda row: [row["lines"][0], row["lines"][0], *row["lines"][1:]]),
    ],
    ("cleaned", "roles_are_known"): [
        edit("lines", "role", lambda _: "hearsay", kept=False),
        edit("lines", "role", lambda _: None, kept=False),
    ],
    ("cleaned", "kept_follows_role"): [
        edit("lines", "kept", lambda _: True, kept=False),
        edit("lines", "role", lambda _: "promo", role="headline"),
        edit("lines", "kept", lambda _: None, kept=False),
        edit("lines", "in_body", lambda _: None, in_body=False),
    ],
    ("cleaned", "every_line_has_its_rule"): [
        edit("lines", "rule", lambda _: ""),
        edit("lines", "rule", lambda _: None),
        edit("lines", "confidence", lambda _: 1.1),
        edit("lines", "confidence", lambda _: None),
    ],
    ("cleaned", "paragraphs_are_the_body"): [
        edit("lines", "paragraph_no", lambda _: None, in_body=True),
        edit("lines", "paragraph_no", lambda _: 1, in_body=False),
    ],
    ("cleaned", "languages_stand_on_lines"): [
        edit("line_languages", "char_start", lambda start: start + 1),
        edit("line_languages", "char_start", lambda _: None),
        put("line_languages", lambda row: row["line_languages"][1:]),
    ],
    ("cleaned", "fields_are_known"): [edit("fields", "field", lambda _: "mood")],
    ("cleaned", "date_agrees_with_precision"): [
        put("published_at", lambda _: None),
        put("published_on", lambda _: None),
        put("published_precision", lambda _: "unknown"),
        put("published_precision", lambda _: "month"),
    ],
    ("cleaned", "day_is_near_the_date"): [
        put("published_on", lambda row: row["published_on"] + timedelta(days=2)),
        put("published_on", lambda row: row["published_on"] - timedelta(days=2)),
    ],
    ("cleaned", "dates_are_of_our_time"): [
        put("published_earliest", lambda _: datetime(1, 1, 1, tzinfo=UTC)),
        put("published_latest", lambda _: datetime(9999, 12, 31, tzinfo=UTC)),
        put("modified_at", lambda _: datetime(1601, 1, 1, tzinfo=UTC)),
    ],
    ("cleaned", "bounds_hold_the_date"): [
        put("published_latest", lambda row: row["published_at"]),
        put("published_earliest", lambda row: row["published_latest"]),
        put("published_earliest", lambda _: None),
    ],
    ("enriched", "annotations_stand_on_text"): [
        edit(column, name, lambda _, value=value: value)  # type: ignore[misc]
        for column in ("paragraphs", "sentences", "mentions", "quotes", "date_mentions")
        for name, value in (("char_end", 0), ("char_end", None), ("char_start", -1), ("char_start", None))
    ],
    ("parsed", "evidence_stands"): [
        edit("fields", "confidence", lambda _: 1.5),
        edit("fields", "line_no", lambda _: 0),
    ],
    ("cleaned", "evidence_stands"): [
        edit("fields", "confidence", lambda _: 1.5),
        edit("fields", "rule", lambda _: None),
    ],
    ("enriched", "dates_are_in_order"): [
        edit("date_mentions", "earliest", lambda _: None, anchor="stated"),
        edit("date_mentions", "latest", lambda _: None, anchor="stated"),
        edit("date_mentions", "latest", lambda _: date(1000, 1, 1), anchor="stated"),
        edit("date_mentions", "earliest", lambda _: date(999, 12, 31), anchor="stated"),
        edit("date_mentions", "latest", lambda _: date(3000, 1, 1), anchor="stated"),
    ],
    ("enriched", "surfaces_fit_their_place"): [
        edit(column, "surface", lambda surface, more=more: surface and more and surface + more)  # type: ignore[misc]
        for column in ("mentions", "quotes", "date_mentions")
        for more in ("s", None)
    ],
    ("enriched", "words_are_known"): [
        edit("mentions", "kind", lambda _: "hearsay"),
        edit("date_mentions", "anchor", lambda _: None),
    ],
    ("enriched", "annotations_are_distinct"): [put("keywords", lambda row: [row["keywords"][0]] * 2)],
    ("stories", "phases_are_known"): [edit("articles", "phase", lambda _: "hearsay")],
    ("stories", "articles_are_counted"): [put("article_count", lambda row: row["article_count"] + 1)],
    ("stories", "medoid_is_among_them"): [put("medoid_article_id", lambda _: "0" * 16)],
}
# Cells that a check on the row reads too, which then may not hold either.
ALSO: dict[tuple[str, str], set[str]] = {
    ("parsed", "elements: not_nullable"): {"lines_name_their_elements"},
    ("parsed", "characters: greater_than_or_equal_to"): {"pages_are_accounted_for"},
    ("parsed", "size: not_nullable"): {"spans_rebuild_the_file"},
    ("parsed", "size: greater_than_or_equal_to"): {"spans_rebuild_the_file"},
    ("parsed", "spans: not_nullable"): {
        "spans_rebuild_the_file",
        "texts_rebuild_the_file",
        "roles_are_known",
    },
    ("parsed", "fields: not_nullable"): {"fields_are_known"},
    # the first line may be the headline, which has its language
    ("cleaned", "lines_rebuild_the_file"): {"languages_stand_on_lines"},
    ("cleaned", "elements: not_nullable"): {"lines_name_their_elements"},
    ("cleaned", "size: not_nullable"): {"lines_rebuild_the_file"},
    ("cleaned", "size: greater_than_or_equal_to"): {"lines_rebuild_the_file"},
    ("cleaned", "published_precision: not_nullable"): {"date_agrees_with_precision"},
    ("cleaned", "lines: not_nullable"): {
        "lines_rebuild_the_file",
        "roles_are_known",
        "kept_follows_role",
        "every_line_has_its_rule",
        "paragraphs_are_the_body",
    },
    ("cleaned", "fields: not_nullable"): {"fields_are_known"},
    ("cleaned", "kept_follows_role"): {"paragraphs_are_the_body", "languages_stand_on_lines"},
    ("cleaned", "roles_are_known"): {"kept_follows_role"},
    ("enriched", "annotations_stand_on_text"): {"surfaces_fit_their_place"},
    **{
        ("enriched", f"{column}: not_nullable"): {"annotations_stand_on_text", "surfaces_fit_their_place"}
        for column in ("paragraphs", "sentences", "mentions", "quotes", "date_mentions")
    },
    ("stories", "article_count: not_nullable"): {"articles_are_counted"},
    ("stories", "article_count: greater_than_or_equal_to"): {"articles_are_counted"},
    ("stories", "articles: not_nullable"): {"articles_are_counted", "medoid_is_among_them"},
    ("stories", "medoid_article_id: not_nullable"): {"medoid_is_among_them"},
    ("stories", "medoid_article_id: str_matches"): {"medoid_is_among_them"},
}  # fmt: skip


def rules() -> Iterator[tuple[str, str]]:
    """Every rule of every contract, under the name that a user meets."""
    for table, contract in CONTRACTS.items():
        schema = contract.to_schema()
        for name, column in schema.columns.items():
            if not column.nullable:
                yield table, f"{name}: not_nullable"
            if column.unique:
                yield table, f"{name}: unique"
            for check in column.checks:
                yield table, f"{name}: {check.name}"
        if schema.unique:
            yield table, "unique"
        for check in schema.checks:
            yield table, str(check.name)


def cell(table: str, column: str, check: str) -> Any:
    """A value that breaks a column's check, and no other of its checks."""
    told = next(c for c in CONTRACTS[table].to_schema().columns[column].checks if c.name == check)
    if check == "greater_than_or_equal_to":
        return told.statistics["min_value"] - 1
    if check == "less_than_or_equal_to":
        return told.statistics["max_value"] + 1
    if check == "in_range":
        return told.statistics["max_value"] + timedelta(days=1)
    if check == "str_length":
        return ""
    if check in ("isin", "str_matches"):
        return "No Such Word"
    raise NotImplementedError(f"{table}.{column}: say here how {check} is broken")


def mutants(table: str, rule: str, rows: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, int]]:
    """The valid rows with one of them broken, and how many rows that breaks."""
    column, _, check = rule.rpartition(": ")
    if check == "unique":
        yield pl.concat([rows, rows.head(1)]), 2
        return
    edits = (
        [put(column, lambda _: None if check == "not_nullable" else cell(table, column, check))]
        if column
        else ROW_CHECKS[table, rule]
    )
    for broken in edits:
        changed = rows.to_dicts()
        broken(changed[0])
        yield pl.DataFrame(changed, schema=rows.schema), 1


@pytest.mark.parametrize(("table", "rule"), sorted(set(rules())))
def test_one_broken_cell_breaks_exactly_its_rule(
    tables: dict[str, pl.DataFrame], table: str, rule: str
) -> None:
    assert (table, rule) in ROW_CHECKS or ":" in rule or rule == "unique", (
        f"no mutation is written for {rule} of {table}"
    )
    rows = tables[table]
    assert rows.height, f"the samples give no row of {table}"
    for mutant, broken in mutants(table, rule, rows):
        verdict = judge(mutant, CONTRACTS[table])
        assert verdict.rejected.height == broken
        assert verdict.valid.height == mutant.height - broken
        for named in verdict.rules:
            assert rule in named
            assert set(named) - {rule} <= ALSO.get((table, rule), set())


@pytest.mark.parametrize("table", CONTRACTS)
def test_rows_of_a_real_run_keep_their_contract(tables: dict[str, pl.DataFrame], table: str) -> None:
    assert judge(tables[table], CONTRACTS[table]).rejected.is_empty()


def test_every_mutation_is_of_a_rule_that_there_is() -> None:
    assert set(ROW_CHECKS) | set(ALSO) <= set(rules())


@pytest.mark.parametrize("table", CONTRACTS)
def test_a_frame_of_another_shape_is_no_verdict_on_rows(tables: dict[str, pl.DataFrame], table: str) -> None:
    rows, contract = tables[table], CONTRACTS[table]
    for column in rows.columns:
        other = rows.with_columns(pl.lit(1 if rows.schema[column] == pl.String else "?").alias(column))
        for shaped in (rows.drop(column), other):
            with pytest.raises(BrokenShape, match=rf"{contract.__name__}: .*\b{column}\b"):
                judge(shaped, contract)
    with pytest.raises(BrokenShape, match="hearsay"):
        judge(rows.with_columns(hearsay=pl.lit(1)), contract)


@pytest.mark.parametrize("table", CONTRACTS)
def test_no_rows_break_no_rule(tables: dict[str, pl.DataFrame], table: str) -> None:
    verdict = judge(tables[table].clear(), CONTRACTS[table])
    assert verdict.valid.is_empty()
    assert verdict.rejected.schema == tables[table].schema
    assert verdict.rules == []


def test_a_row_that_breaks_two_rules_names_both(tables: dict[str, pl.DataFrame]) -> None:
    wrong = pl.when(pl.int_range(pl.len()) == 0)
    rows = tables["cleaned"].with_columns(
        kept_share=wrong.then(-1.0).otherwise("kept_share"),
        published_basis=wrong.then(pl.lit("a hunch")).otherwise("published_basis"),
    )
    (named,) = judge(rows, Cleaned).rules
    assert set(named) == {"kept_share: greater_than_or_equal_to", "published_basis: isin"}


def test_documents_that_break_a_rule_are_judged_whatever_their_lists_hold(
    tables: dict[str, pl.DataFrame],
) -> None:
    """Pandera's own report of the rows that fail is made of Python's values, and cannot tell the type of a
    day from a row without one."""
    dates = pl.col("date_mentions").list.eval
    granularity = pl.lit("aeon").alias("granularity")
    undated = dates(
        pl.element().struct.with_fields(
            granularity, earliest=pl.lit(None, pl.Date), latest=pl.lit(None, pl.Date)
        )
    )
    filled = (
        tables["enriched"]
        .filter(dates(pl.element().struct.field("earliest").is_not_null()).list.any())
        .head(1)
    )
    dated = filled.with_columns(
        dates(pl.element().struct.with_fields(granularity)), version_id=pl.lit("0" * 16)
    )
    verdict = judge(
        pl.concat([filled.with_columns(undated), filled.with_columns(version_id=pl.lit("1" * 16)), dated]),
        Enriched,
    )
    assert verdict.rules == [["words_are_known"], ["words_are_known"]]
    assert verdict.places == [0, 2]
    assert verdict.valid["version_id"].to_list() == ["1" * 16]


class Odd(Contract):
    """A contract with a check that fails on some values."""

    number: int = pa.Field(ge=0)

    @pa.dataframe_check(name="is_fair")
    def is_fair(cls, data: PolarsData) -> pl.LazyFrame:
        """Thirteen makes it fail."""
        if data.lazyframe.filter(number=13).collect().height:
            raise OverflowError("thirteen")
        return data.lazyframe.select(pl.col("number") != 2)


def test_a_row_on_which_a_check_itself_fails_is_rejected_alone() -> None:
    verdict = judge(pl.DataFrame({"number": [1, 2, 13, -4, 5]}), Odd)
    assert verdict.valid["number"].to_list() == [1, 5]
    assert verdict.places == [1, 2, 3]
    assert verdict.rules[0] == ["is_fair"]
    assert verdict.rules[1][0].startswith("cannot be judged: ")
    assert verdict.rules[2] == ["number: greater_than_or_equal_to"]
    with pytest.raises(BrokenShape, match="Odd: cannot be judged"):
        judge(pl.DataFrame({"number": [13, 13]}), Odd)
