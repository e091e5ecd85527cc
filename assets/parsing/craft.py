"""From the bytes of raw files to their lines, each as far as the document itself tells."""

import polars as pl

from assets.parsing import (
    bylines,
    datelines,
    dates,
    decoding,
    distinct,
    fingerprints,
    headers,
    headings,
    heads,
    lines,
    markdown,
    mending,
    readers,
    stated,
    templates,
)
from checks.shapes import EVIDENCE, HINT, LEFT_OUT, LINK, SPAN
from checks.years import RETRIEVED

KEYS = [
    "version_id",
    "article_id",
    "path",
    "outlet",
    "outlet_basis",
    "url",
    "retrieved_at",
    "encoding",
    "size",
    "places",
    "characters",
]
FOUND = {
    "field": pl.String,
    "value": pl.String,
    "surface": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}


DATED = 140  # bytes: a longer line that names a day is telling the news


def parse(raw: pl.DataFrame) -> pl.DataFrame:
    """Rows of contract Raw → rows of contract Parsed, in the same order.

    A document's spans tile the bytes of its file, or, where its reader renders (`places` says which), the
    UTF-8 of the text that was rendered; `elements` then says where each line stands.

    Raises:
        UnicodeDecodeError: `encoding` does not decode `content`.
        ValueError: a reader does not say of each line where it stands.
    """
    retrieved = pl.when(pl.col("retrieved_at").dt.year().is_between(*RETRIEVED)).then(
        "retrieved_at"
    )  # else it is a placeholder
    documents = readers.read(raw.with_columns(retrieved_at=retrieved).with_row_index("doc")).sort("doc")
    pieces = lines.cut(documents)
    _hold_to_elements(pieces, documents)
    texts = documents.filter(pl.col("places") == "bytes")
    marked_up = markdown.documents(texts)
    of_texts = pieces["doc"].is_in(texts["doc"].implode())
    headed, said, others = heads.cut(pieces.filter(of_texts), marked_up)
    others = pl.concat([others, pieces.filter(~of_texts)]).sort("doc", "line_no", maintain_order=True)
    spans = lines.locate(_together(headers.split(others), headed), documents).with_row_index("row")
    spans = _read(spans, marked_up)
    spans = _named(spans).with_columns(template=templates.templates(spans["text"]))
    spans = headings.named(spans, documents)
    as_found = spans.with_columns(text="found")
    nested = as_found.group_by("doc", maintain_order=True).agg(spans=pl.struct(list(SPAN.to_schema())))
    told = documents.join(_evidence(spans, said, documents), on="doc", how="left", maintain_order="left")
    return (
        stated.identified(told)
        .join(nested, on="doc", how="left", maintain_order="left")
        .join(fingerprints.fingerprints(spans), on="doc", how="left", maintain_order="left")
        .select(
            *KEYS,
            _or_empty("elements", pl.List(pl.String)),
            _or_empty("hints", pl.List(HINT)),
            _or_empty("left_out", pl.List(LEFT_OUT)),
            _or_empty("links", pl.List(LINK)),
            _or_empty("spans", pl.List(SPAN)),
            _or_empty("fields", pl.List(EVIDENCE)),
            _or_empty("fingerprint", pl.List(pl.Int64)),
        )
    )


def _read(spans: pl.DataFrame, marked_up: pl.Series) -> pl.DataFrame:
    """Spans whose `text` is as it is read, in the documents `marked_up` as Markdown; with it as it stands in
    the file (`found`), and `mended`, null where both are the same."""
    texts, places = distinct.texts(spans["text"])
    spans = spans.with_columns(mending.mended(texts).gather(places), found="text")
    if marked_up.len():
        rows = spans["doc"].is_in(marked_up.implode()).arg_true()
        read = markdown.read_lines(spans["found"].gather(rows))
        spans = spans.with_columns(
            spans["mended"].scatter(rows, pl.select(pl.when(read != "").then(read)).to_series())
        )
        only_marks = rows.filter((read == "").fill_null(False))  # a picture: it is read as it stands
        spans = spans.with_columns(
            spans["known_as"].scatter(only_marks, "separator"),
            spans["known_by"].scatter(only_marks, "only_marks"),
        )
    return spans.with_columns(text=pl.coalesce("mended", "text"))


def _together(split: pl.DataFrame, headed: pl.DataFrame) -> pl.DataFrame:
    """The parts of all lines in file order: those that are told by their form, and those of heads and feet,
    with what these are (`known_as`, `known_by`)."""
    if headed.is_empty():
        return split.with_columns(known_as=pl.lit(None, pl.String), known_by=pl.lit(None, pl.String))
    both = pl.concat([split, headed.cast({"doc": split.schema["doc"]})], how="diagonal")
    return both.sort("doc", "line_no", "span_no")


def _named(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans with `role` and `rule`: what the head they stand in says of them, or else their form."""
    open_ones = spans.filter(pl.col("known_as").is_null())
    told = distinct.ask(open_ones, headers.name)
    spans = spans.join(told, on="row", how="left", maintain_order="left")
    return spans.with_columns(
        role=pl.coalesce("known_as", "role"), rule=pl.coalesce("known_by", "rule")
    ).drop("known_as", "known_by")


def _hold_to_elements(pieces: pl.DataFrame, documents: pl.DataFrame) -> None:
    """See that each line of a rendered text has its element. Raises ValueError, naming the first document
    that has not."""
    rendered = documents.filter(pl.col("elements").is_not_null()).select(
        "doc", "path", told=pl.col("elements").list.len()
    )
    if rendered.is_empty():
        return
    counted = rendered.join(pieces.group_by("doc").len("lines"), on="doc", how="left").with_columns(
        pl.col("lines").fill_null(0)
    )
    for path, told, found in (
        counted.filter(pl.col("told") != pl.col("lines")).select("path", "told", "lines").head(1).iter_rows()
    ):
        raise ValueError(
            f"{path}: its reader gave {found} lines and says of {told} where they stand: mend the reader."
        )


def _or_empty(column: str, dtype: pl.DataType) -> pl.Expr:
    return pl.coalesce(pl.col(column).cast(dtype), pl.lit([], dtype))


def _evidence(spans: pl.DataFrame, said: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per document with evidence: `doc`, `fields`, in file order."""
    in_heads = _of_heads(spans, said, documents)
    by_form = spans.filter(pl.col("rule").ne_missing(heads.STATED))
    who = by_form.filter(pl.col("role").is_in(["byline", "credit"])).select("row", "text")
    names = bylines.read(who).with_columns(
        rule=pl.when("alone").then(pl.lit("first_name_in_line")).otherwise(pl.lit("name_in_line")),
        confidence=pl.when("alone").then(0.5).otherwise(0.95),
    )
    places = datelines.read(by_form)
    where = places.filter(pl.col("value").is_not_null()).select(
        "row", "value", field=pl.lit("dateline"), rule=pl.lit("place_before_text"), confidence=pl.lit(0.95)
    )
    wire = places.filter(pl.col("agency").is_not_null()).select(
        "row", value="agency", field=pl.lit("credit"), rule=pl.lit("dateline_agency"), confidence=pl.lit(0.9)
    )
    parts = [part.with_columns(surface="value") for part in (names, where, wire)]
    dated = _dated(by_form, documents)
    found = pl.concat([part.select("row", *FOUND) for part in (in_heads, dated, *parts)])
    placed = _placed(
        found.join(spans.drop("role", "rule"), on="row", how="left", maintain_order="left"), documents
    ).sort("row", "byte_start", "field", "value")
    columns = {name: pl.col(name).cast(dtype) for name, dtype in EVIDENCE.to_schema().items()}
    in_lines = placed.with_columns(place=pl.lit(None, pl.String)).select("doc", **columns)
    said = pl.concat([stated.of_records(documents), stated.of_pages(documents)])
    beside = stated.read(said, documents.select("doc", "retrieved_at"))
    nowhere = {name: pl.lit(None) for name in ("line_no", "span_no", "byte_start", "byte_end")}
    beside = beside.with_columns(**nowhere).select("doc", **columns)
    return (
        pl.concat([beside, in_lines])
        .sort("doc", maintain_order=True)
        .group_by("doc", maintain_order=True)
        .agg(fields=pl.struct(list(EVIDENCE.to_schema())))
    )


def _of_heads(spans: pl.DataFrame, said: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """What heads and feet state, in the columns of FOUND: a date as dates are written, names of persons."""
    if said.is_empty():
        return pl.DataFrame(schema={"row": spans.schema["row"], **FOUND})
    place = ["doc", "line_no", "span_no"]
    told = said.cast({"doc": spans.schema["doc"]}).join(
        spans.select(*place, span="row"), on=place, how="inner", maintain_order="left"
    )
    told = told.with_columns(
        place=pl.lit(None, pl.String),
        rule=pl.lit(heads.STATED),
        confidence=pl.lit(stated.BY_LABEL),
        surface="value",
    )
    found = stated.read(told, documents.select("doc", "retrieved_at"))
    return found.select("field", "value", "surface", "rule", "confidence", row="span")


def _dated(spans: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """What the lines say of when, in the columns of FOUND: lines that say nothing else, and short ones that
    name a day in passing. A day of founding or registration, as imprints have it, says nothing."""
    plain = (
        (pl.col("role").is_null() | (pl.col("role") == "credit"))
        & (pl.col("text").str.len_bytes() <= DATED)
        & pl.col("text").str.contains(dates.YEAR)
    )
    likely = spans.filter((pl.col("role") == "timestamp").fill_null(False) | plain)
    if likely.is_empty():  # making a pattern ready costs more than trying it
        return pl.DataFrame(schema={"row": spans.schema["row"], **FOUND})
    likely = likely.with_columns(lower=dates.lowered(likely["text"]))
    known = dates.patterns(likely["lower"])
    stamped = likely.filter(pl.col("role").is_not_null() | known.is_dated(pl.col("lower")))
    surfaces = known.surfaces(pl.col("text"))
    stamped = stamped.join(
        documents.select("doc", "retrieved_at"), on="doc", how="left", maintain_order="left"
    )
    first = pl.col("lower").str.contains(dates.FIRST_PUBLISHED)
    sure = stamped.select(
        "row",
        surfaces=surfaces,
        first=first,
        confidence=pl.when((pl.col("role") == "timestamp") | first).then(0.9).otherwise(0.5),
    )
    when = dates.read(stamped).join(sure, on="row", how="left", maintain_order="left")
    when = when.with_columns(surface=pl.col("surfaces").list.get(pl.col("nth"), null_on_oob=True))
    originally = pl.col("first") & ~pl.col("rule").str.starts_with("numeric")
    return when.with_columns(
        rule=pl.when(originally).then(pl.lit("first_published")).otherwise("rule")
    ).select("row", *FOUND)


def _placed(found: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Byte ranges narrowed from the span to `surface`, the words that state the value, where the span has
    them; else the span's own."""
    at = pl.col("found").str.find(pl.col("surface"), literal=True)
    found = found.join(
        documents.select("doc", "utf8"), on="doc", how="left", maintain_order="left"
    ).with_columns(at=at)
    lead = pl.col("piece").str.len_bytes() - pl.col("piece").str.strip_chars_start().str.len_bytes()
    exact = pl.col("at").is_not_null() & pl.col("utf8")
    start = (
        pl.when(exact)
        .then(pl.col("byte_end") - pl.col("piece").str.len_bytes() + lead + pl.col("at"))
        .otherwise(pl.col("byte_start"))
    )
    end = pl.when(exact).then(start + pl.col("surface").str.len_bytes()).otherwise(pl.col("byte_end"))
    placed = found.with_columns(byte_start=start.cast(pl.Int64), byte_end=end.cast(pl.Int64))
    other = placed.filter(~pl.col("utf8") & pl.col("at").is_not_null())
    if other.is_empty():
        return placed
    return pl.concat(
        [placed.filter(pl.col("utf8") | pl.col("at").is_null()), _placed_elsewhere(other, documents)]
    )


def _placed_elsewhere(found: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The same for files that are not UTF-8: the range's characters, counted to bytes by the file's codec."""
    chars = found.with_columns(
        byte_start=pl.struct("found", "at").map_elements(
            lambda row: len(row["found"].encode()[: row["at"]].decode()), pl.Int64
        )
        + pl.col("char_start")
    ).with_columns(byte_end=pl.col("byte_start") + pl.col("surface").str.len_chars().cast(pl.Int64))
    parts = []
    for (doc,), rows in chars.group_by("doc", maintain_order=True):
        content, encoding = documents.filter(pl.col("doc") == doc).select("content", "encoding").row(0)
        cuts = sorted({*rows["byte_start"], *rows["byte_end"]})
        bytes_of = dict(zip(cuts, decoding.byte_cuts(content, encoding, cuts), strict=True))
        parts.append(
            rows.with_columns(
                pl.col("byte_start", "byte_end").replace_strict(bytes_of, return_dtype=pl.Int64)
            )
        )
    return pl.concat(parts)
