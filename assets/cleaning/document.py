"""From parsed lines to clean copy: every line kept or dropped, by which rule, and what the kept ones say."""

import polars as pl

from assets.cleaning import heads, moments, paragraphs, spans, texts
from assets.parsing import bylines
from checks.vocabulary import BODY_ROLES, FIELD_ROLES

LINE = {
    "line_no": pl.Int32, "span_no": pl.Int32, "byte_start": pl.Int64, "byte_end": pl.Int64, "char_start": pl.Int64, "text": pl.String, "role": pl.String,
    "kept": pl.Boolean, "in_body": pl.Boolean, "paragraph_no": pl.Int32, "rule": pl.String, "reason": pl.String, "confidence": pl.Float64,
}  # fmt: skip
EVIDENCE = {
    "field": pl.String, "value": pl.String, "line_no": pl.Int32, "span_no": pl.Int32, "byte_start": pl.Int64, "byte_end": pl.Int64, "rule": pl.String, "confidence": pl.Float64,
}  # fmt: skip
LINES, EVIDENCES = pl.List(pl.Struct(LINE)), pl.List(pl.Struct(EVIDENCE))


def clean(parsed: pl.DataFrame, recurring: pl.DataFrame) -> pl.DataFrame:
    """Rows of contract Parsed, and all of contract Recurring → rows of contract Cleaned, in the same order."""
    lines = texts.explode(parsed, recurring)
    lines = lines.with_columns(spans.body(lines))
    lines = _decide(lines)
    body = lines.filter("in_body")
    lines = lines.join(paragraphs.number(body), on="row", how="left", maintain_order="left")
    documents = parsed.with_row_index("doc")
    habits = recurring.filter(pl.col("template").is_null()).select("outlet", "day_first")
    documents = documents.join(habits, on="outlet", how="left", maintain_order="left")
    evidence = _evidence(lines, documents)
    for part in (_bodies(lines), _ledger(lines), _values(evidence), _dates(evidence, documents)):
        documents = documents.join(part, on="doc", how="left", maintain_order="left")
    documents = documents.join(evidence.group_by("doc", maintain_order=True).agg(found=pl.struct(list(EVIDENCE))), on="doc", how="left", maintain_order="left")
    return documents.select(
        "version_id", "article_id", "path", "outlet", "url", "size", "headline", "deck", pl.col("body").fill_null(""), "byline",
        _or_empty("authors", pl.List(pl.String)), "desk", "credit", "dateline", "published_at", pl.col("published_precision").fill_null("unknown"),
        pl.col("published_basis").fill_null("none"), "published_earliest", "published_latest", "modified_at", pl.col("kept_share").fill_null(0.0),
        _or_empty("lines", LINES), _or_empty("found", EVIDENCES).alias("fields"),
    )  # fmt: skip


def _or_empty(column: str, dtype: pl.DataType) -> pl.Expr:
    return pl.coalesce(pl.col(column).cast(dtype), pl.lit([], dtype))


def _decide(lines: pl.DataFrame) -> pl.DataFrame:
    """Role, rule, reason and confidence of every line."""
    placed = lines.join(heads.name(lines), on="row", how="left", maintain_order="left")
    heading = (pl.col("text").str.len_bytes() <= 90) & ~pl.col("text").str.contains(texts.TERMINAL) & pl.col("text").str.contains(r"^[\p{Lu}\p{Lt}\p{Lo}\d“\"«¿¡]")
    last = pl.col("row").filter(pl.col("body")).max().over("doc")
    in_text = pl.when(heading & (pl.col("row") < last)).then(pl.lit("subheading")).otherwise(pl.lit("body"))
    most = (pl.col("verdict") == "most") & pl.col("told").is_null()
    role = pl.coalesce("role", "told", pl.when(most).then(pl.col("usual_role").fill_null("navigation")), pl.when("body").then(in_text), pl.lit("other"))
    rule = pl.coalesce("rule", "told_by", pl.when(most).then(pl.lit("repeated_in_outlet")), pl.when("body").then(pl.lit("among_sentences")), pl.lit("outside_the_text"))
    decided = placed.with_columns(role=role, rule=rule)
    return decided.with_columns(
        kept=pl.col("role").is_in([*FIELD_ROLES, *BODY_ROLES]),
        in_body=pl.col("role").is_in(list(BODY_ROLES)),
        reason=pl.format("{}", pl.col("rule").str.replace_all("_", " ")),
        confidence=pl.lit(0.9),
    )


def _bodies(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `body`, `kept_share`: characters of in-body lines over characters of all lines, both trimmed."""
    size = pl.col("text").str.len_chars()
    share = lines.group_by("doc").agg(kept_share=size.filter("in_body").sum() / pl.max_horizontal(size.sum(), 1))
    return share.join(paragraphs.join(lines.filter("in_body")), on="doc", how="left")


def _ledger(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.group_by("doc", maintain_order=True).agg(lines=pl.struct(list(LINE)))


def _evidence(lines: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The parsed evidence that still stands, and what the final roles add, in file order: `doc` and the evidence's columns."""
    parsed = documents.select("doc", field="fields").filter(pl.col("field").list.len() > 0).explode("field").unnest("field")
    place = ["doc", "line_no", "span_no"]
    roles = lines.select(*place, "row", "role", "in_body", first=pl.col("row").filter(pl.col("in_body")).min().over("doc"))
    judged = parsed.join(roles, on=place, how="left", maintain_order="left")
    wire = (pl.col("field") == "dateline") | (pl.col("rule") == "dateline_agency")
    stands = pl.when(wire).then(pl.col("in_body") & (pl.col("row") == pl.col("first"))).otherwise(pl.col("role").is_in(["timestamp", "byline", "credit"]))
    judged = judged.filter(stands)
    named = lines.filter((pl.col("role") == "byline") & pl.col("rule").str.starts_with("name_"))
    authors = bylines.read(named.select("row", "text")).join(named.select("row", "rule", *place, "byte_start", "byte_end"), on="row")
    whole = lines.filter(pl.col("role").is_in(["headline", "deck", "byline"])).with_columns(field="role", value="text")
    parts = [judged, authors.with_columns(confidence=pl.lit(0.8)), whole]
    return pl.concat([part.select("doc", **{name: pl.col(name).cast(dtype) for name, dtype in EVIDENCE.items()}) for part in parts]).sort("doc", "byte_start", "field", "value")


def _values(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row per document with evidence: the first value of each field, the authors all."""

    def first(field: str) -> pl.Expr:
        return pl.col("value").filter(pl.col("field") == field).first()

    authors = pl.col("value").filter(pl.col("field") == "author").unique(maintain_order=True)
    return evidence.group_by("doc", maintain_order=True).agg(authors=authors, **{name: first(name) for name in ("headline", "deck", "byline", "desk", "credit", "dateline")})


def _dates(evidence: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per dated document: when it was published, how exactly that is known, and when it was updated."""
    dated = evidence.filter(pl.col("field").is_in(["published", "modified"])).join(documents.select("doc", "day_first"), on="doc", how="left", maintain_order="left")
    dated = moments.resolve(dated).filter(pl.col("at").is_not_null() | pl.col("earliest").is_not_null())
    finest = pl.col("precision").replace_strict({"minute": 0, "day": 1, "month": 2, "unknown": 3}, default=4)
    best = dated.with_columns(known=pl.col("at").is_null()).sort("doc", "known", finest > 1, maintain_order=True)
    published = best.filter(pl.col("field") == "published").group_by("doc", maintain_order=True).first()
    modified = dated.filter((pl.col("field") == "modified") & pl.col("at").is_not_null()).group_by("doc", maintain_order=True).first()
    when = published.select("doc", published_at="at", published_precision="precision", published_basis="basis", published_earliest="earliest", published_latest="latest")
    return when.join(modified.select("doc", modified_at="at"), on="doc", how="full", coalesce=True)
