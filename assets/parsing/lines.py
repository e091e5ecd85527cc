"""Cut text into lines, each with the place where it stands."""

import polars as pl

from assets.parsing import decoding

LINE = r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+"


def cut(documents: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `text`, `size`, `places` → one row per line: `doc`, `line_no` (from 1), `piece` (terminator
    included), in file order.

    Lines end at LF, CRLF or CR only. A file without text but with bytes (a lone BOM) has one line; an empty
    file, and a page of which no text was rendered, have none.
    """
    text = pl.col("text")
    pieces = (
        pl.when(text.str.contains("\r", literal=True))
        .then(text.str.extract_all(LINE))
        .otherwise(text.str.split("\n", inclusive=True))
    )
    only_bytes = (text == "") & (pl.col("size") > 0) & (pl.col("places") == "bytes")
    pieces = pl.when(only_bytes).then(pl.lit([""])).otherwise(pieces)
    lines = documents.select("doc", piece=pieces).filter(pl.col("piece").list.len() > 0)
    return lines.select(
        "doc", line_no=pl.int_ranges(1, pl.col("piece").list.len() + 1, dtype=pl.Int32), piece="piece"
    ).explode("line_no", "piece")


def locate(spans: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Spans in file order with `piece` → the same with `text`, `space`, `byte_start`, `byte_end`,
    `char_start`.

    Needs `documents` with `doc`, `utf8`, `bom`, `encoding`, `content`. The BOM's bytes go to the first span.
    """
    piece = pl.col("piece")
    size, chars = piece.str.len_bytes().cast(pl.Int64), piece.str.len_chars().cast(pl.Int64)
    lead = chars - piece.str.strip_chars_start().str.len_chars()
    spans = spans.join(
        documents.select("doc", "bom"), on="doc", how="left", maintain_order="left"
    ).with_columns(
        text=piece.str.strip_chars(),
        byte_end=size.cum_sum().over("doc") + pl.col("bom"),
        char_end=chars.cum_sum().over("doc"),
        _chars=chars,
        _lead=pl.when(piece.str.strip_chars() == "").then(0).otherwise(lead),
    )
    spans = spans.with_columns(space=_space())
    spans = _in_other_encodings(spans, documents)
    first = pl.col("doc") != pl.col("doc").shift(1)
    start = pl.when(first.fill_null(True)).then(0).otherwise(pl.col("byte_end").shift(1))
    begin = pl.col("char_end") - pl.col("_chars")
    return spans.with_columns(byte_start=start, char_start=begin + pl.col("_lead")).drop(
        "_chars", "_lead", "char_end", "bom"
    )


def _space() -> pl.Expr:
    """What stands between a span's text and that of the next one in its file."""
    behind = pl.col("piece").str.tail(
        pl.col("_chars") - pl.col("_lead") - pl.col("text").str.len_chars().cast(pl.Int64)
    )
    before = (
        pl.when(pl.col("_lead") > 0).then(pl.col("piece").str.head(pl.col("_lead"))).otherwise(pl.lit(""))
    )
    of_next = pl.when(pl.col("doc").shift(-1) == pl.col("doc")).then(before.shift(-1))
    return behind + of_next.fill_null("")


def _in_other_encodings(spans: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Right `byte_end` for the files that are not UTF-8."""
    other = documents.filter(~pl.col("utf8")).select("doc", "content", "encoding")
    if other.is_empty():
        return spans
    ends = spans.group_by("doc", maintain_order=True).agg("char_end").join(other, on="doc", how="inner")
    found = {
        doc: decoding.byte_cuts(content, encoding, cuts) for doc, cuts, content, encoding in ends.iter_rows()
    }
    cuts = pl.DataFrame(
        {"doc": list(found), "_end": list(found.values())},
        schema={"doc": spans.schema["doc"], "_end": pl.List(pl.Int64)},
    )
    nth = spans.with_columns(_nth=pl.int_range(pl.len()).over("doc"))
    cuts = cuts.with_columns(_nth=pl.int_ranges(0, pl.col("_end").list.len())).explode("_end", "_nth")
    joined = nth.join(cuts, on=["doc", "_nth"], how="left", maintain_order="left")
    return joined.with_columns(byte_end=pl.coalesce("_end", "byte_end")).drop("_end", "_nth")
