"""HTML: pages, and parts of pages that records hold. Its lines are rendered from the page's tree."""

from typing import Any

import polars as pl
from selectolax.lexbor import LexborHTMLParser

from assets.parsing.pages import nesting, rendering, statements
from assets.reading import pages
from checks.shapes import HINT, LEFT_OUT, LINK, STATEMENT

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
PLACES = "elements"
RENDERED = pl.Schema(
    {
        "text": pl.String(),
        "elements": pl.List(pl.String()),
        "hints": pl.List(HINT),
        "left_out": pl.List(LEFT_OUT),
        "characters": pl.Int64(),
        "links": pl.List(LINK),
        "said": pl.List(STATEMENT),
        "host": pl.String(),
    }
)


def takes() -> pl.Expr:
    """Pages: what a record says is one; else what opens like one, or has a page's name and an element."""
    return pl.struct("content", "path", "format").map_batches(_are_pages, return_dtype=pl.Boolean)


def _are_pages(documents: pl.Series) -> pl.Series:
    fields = documents.struct.unnest()
    named = fields["path"].str.to_lowercase().str.ends_with(SUFFIXES[0])
    for suffix in SUFFIXES[1:]:
        named = named | fields["path"].str.to_lowercase().str.ends_with(suffix)
    told = [
        kind == "html" if kind is not None else pages.is_page(content, by_name)
        for content, kind, by_name in zip(fields["content"], fields["format"], named, strict=True)
    ]
    return pl.Series(told, dtype=pl.Boolean)


def read(raw: pl.DataFrame) -> pl.DataFrame:
    """Pages → the same with their text, a line a run of text within a block. Bytes that a page's codec cannot
    explain are replaced."""
    rows = [_read(*page) for page in raw.select("content", "encoding", "url").iter_rows()]
    rendered = pl.DataFrame(rows, schema=RENDERED, orient="row")
    return pl.concat([raw, rendered], how="horizontal").with_columns(
        bom=pl.lit(0, pl.Int64), utf8=pl.lit(True)
    )


def _read(content: bytes, encoding: str, url: str | None) -> tuple[Any, ...]:
    """One page, as a row of RENDERED."""
    tree = LexborHTMLParser(nesting.flattened(content.decode(encoding, "replace").removeprefix("\ufeff")))
    found = rendering.render(tree)
    said = statements.of_page(tree)
    sayings = statements.sayings(said, found.text.split("\n") if found.elements else [])
    address = url or next((one.value for one in said.fields if one.field == "url"), None)
    start = statements.base(tree, address)
    links = [{**link, "href": statements.joined(start, link["href"])} for link in found.links]
    return (
        found.text,
        found.elements,
        [hint._replace(stated=saying)._asdict() for hint, saying in zip(found.hints, sayings, strict=True)],
        found.left_out,
        found.characters,
        links,
        [one._asdict() for one in said.fields],
        statements.host(address),
    )
