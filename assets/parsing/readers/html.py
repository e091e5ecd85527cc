"""HTML: pages, and parts of pages that records hold. Its lines are rendered from the page's tree."""

from typing import Any

import polars as pl
from selectolax.lexbor import LexborHTMLParser

from assets.parsing.pages import nesting, rendering, statements
from assets.reading import pages
from checks.shapes import HINT, LEFT_OUT, LINK, STATEMENT

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
PLACES = "elements"
ROW = pl.Schema(
    {
        "text": pl.String(),
        "elements": pl.List(pl.String()),
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
    rows, hints = [], _Hints()
    for nth, page in enumerate(raw.select("content", "encoding", "url").iter_rows()):
        row, of_page = _read(*page)
        rows.append(row)
        hints.add(nth, of_page)
    rendered = pl.DataFrame(rows, schema=ROW, orient="row")
    rendered = rendered.with_row_index("page").join(
        hints.by_page(), on="page", how="left", maintain_order="left"
    )
    rendered = rendered.with_columns(
        pl.coalesce("hints", pl.lit([], pl.List(HINT))), bom=pl.lit(0, pl.Int64), utf8=pl.lit(True)
    )
    return pl.concat([raw, rendered.drop("page")], how="horizontal")


class _Hints:
    """The hints of the lines of many pages, column by column: a page may have a million lines."""

    def __init__(self) -> None:
        self.parts: list[pl.DataFrame] = []

    def add(self, page: int, hints: list[tuple[rendering.Hint, int]]) -> None:
        """Those of one page, each with what the page's data say of its line."""
        columns = list(zip(*(hint for hint, _ in hints), strict=True)) or [()] * 4
        given = dict(zip(("links", "strong", "depth", "hidden"), map(list, columns), strict=True))
        given["stated"] = [saying for _, saying in hints]
        self.parts.append(
            pl.DataFrame(given, schema=HINT.to_schema()).with_columns(page=pl.lit(page, pl.UInt32))
        )

    def by_page(self) -> pl.DataFrame:
        """`page`, `hints`, of the pages that have lines."""
        nothing = pl.DataFrame(schema={"page": pl.UInt32, **HINT.to_schema()})
        both = pl.concat([nothing, *(part.select(nothing.columns) for part in self.parts)])
        return both.group_by("page", maintain_order=True).agg(hints=pl.struct(list(HINT.to_schema())))


def _read(
    content: bytes, encoding: str, url: str | None
) -> tuple[tuple[Any, ...], list[tuple[rendering.Hint, int]]]:
    """One page, as a row of ROW, and the hints of its lines."""
    tree = LexborHTMLParser(nesting.flattened(content.decode(encoding, "replace").removeprefix("\ufeff")))
    found = rendering.render(tree)
    said = statements.of_page(tree)
    sayings = statements.sayings(said, found.text.split("\n") if found.elements else [])
    address = url or next((one.value for one in said.fields if one.field == "url"), None)
    start = statements.base(tree, address)
    links = [{**link, "href": statements.joined(start, link["href"])} for link in found.links]
    row = (
        found.text,
        found.elements,
        found.left_out,
        found.characters,
        links,
        [one._asdict() for one in said.fields],
        statements.host(address),
    )
    return row, list(zip(found.hints, sayings, strict=True))
