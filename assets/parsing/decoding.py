"""Bytes to text, with the way back from characters to bytes."""

import codecs

import polars as pl

UTF8 = ("utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii")
BOMS = {
    "utf-8-sig": (codecs.BOM_UTF8,),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
}


def decode(raw: pl.DataFrame) -> pl.DataFrame:
    """Rows of `content`, `encoding` → the same with `text` (without BOM) and `bom` (bytes it takes),
    `content` dropped.

    Raises UnicodeDecodeError where the codec does not fit the bytes.
    """
    kind = pl.col("encoding").str.to_lowercase().str.replace_all("_", "-", literal=True)
    bare = kind.is_in(list(UTF8)) & ~pl.col("content").bin.starts_with(codecs.BOM_UTF8)
    plain = raw.filter(bare).with_columns(text=pl.col("content").cast(pl.String), bom=pl.lit(0, pl.Int64))
    decoded = [
        text_and_bom(content, codec)
        for content, codec in raw.filter(~bare).select("content", "encoding").iter_rows()
    ]
    other = raw.filter(~bare).with_columns(
        pl.Series("text", [text for text, _ in decoded], pl.String),
        pl.Series("bom", [bom for _, bom in decoded], pl.Int64),
    )
    return pl.concat([plain, other]).with_columns(utf8=kind.is_in(list(UTF8)))


def text_and_bom(content: bytes, encoding: str) -> tuple[str, int]:
    """The text of one file and the bytes its byte order mark takes (0 where the codec does not strip one)."""
    name = encoding.lower().replace("_", "-")
    bom = next((len(mark) for mark in BOMS.get(name, ()) if content.startswith(mark)), 0)
    return content.decode(encoding), bom


def byte_cuts(content: bytes, encoding: str, cuts: list[int]) -> list[int]:
    """Byte offsets of character offsets `cuts` (ascending) in the text of `content`; the first character
    begins after the BOM."""
    text, bom = text_and_bom(content, encoding)
    codec = _without_bom(encoding, content)
    if len(content) - bom == len(text):
        return [bom + cut for cut in cuts]
    offsets, at, done = [], bom, 0
    for cut in cuts:
        at, done = at + len(text[done:cut].encode(codec)), cut
        offsets.append(at)
    whole = at + len(text[done:].encode(codec))
    return offsets if whole == len(content) else _slow_cuts(content, encoding, cuts)


def _without_bom(encoding: str, content: bytes) -> str:
    """The codec that encodes a part of the file: the byte order is settled by the mark at its head."""
    name = encoding.lower().replace("_", "-")
    if name in ("utf-16", "utf-32"):
        big = content.startswith(codecs.BOM_UTF16_BE if name == "utf-16" else codecs.BOM_UTF32_BE)
        return f"{name}-{'be' if big else 'le'}"
    return "utf-8" if name == "utf-8-sig" else encoding


def _slow_cuts(content: bytes, encoding: str, cuts: list[int]) -> list[int]:
    """The same byte by byte, for codecs that have several spellings of one text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    ends = [0]  # ends[n]: bytes read when the n-th character is complete
    for at in range(len(content)):
        ends.extend([at + 1] * len(decoder.decode(content[at : at + 1])))
    return [ends[min(cut, len(ends) - 1)] for cut in cuts]
