"""Measure header fields on pages of sites that no text in gold comes from: `python -m bench.fields`.

The benchmark has some 500 pages more, of 470 sites, whose gold is title, date or authors alone. Their HTML is
written out as the plain lines of a whole page, as the rendering `page` has them; the packaged line model,
which has not seen them, and its rules read them.
"""

from datetime import date

import polars as pl
from lxml import etree, html
from lxml.html import defs

from assets.cleaning import clean, recur
from assets.parsing import parse
from bench import pages
from bench.cleaning import metadata, show

UNSEEN = ("script", "style", "noscript", "template", "svg", "select", "head")
# lxml's list is older than these
LATER = {
    "article",
    "aside",
    "br",
    "button",
    "figcaption",
    "figure",
    "footer",
    "header",
    "main",
    "nav",
    "section",
    "summary",
}
BLOCKS = defs.block_tags | LATER
LEAST = 300  # characters of text below which a page is a shell that a script would fill


def main() -> None:
    """Print the share of titles, dates and authors that are right, per dataset."""
    score = pages.scorer()
    gold = pages.pages().filter(pl.col("body").is_null()).drop("page")
    gold = gold.with_columns(date=pl.col("date").map_elements(_real, pl.String))
    frame = gold.join(pl.read_parquet(pages.BENCH / "dev_html.parquet"), on="id", maintain_order="left")
    frame = frame.with_columns(
        page=pl.Series([text_of(page) for page in frame["html"]], dtype=pl.String)
    ).drop("html")
    frame = frame.filter(pl.col("page").str.len_chars() > LEAST)
    parsed = parse(pages.raw(frame, "page"))
    rows = clean(parsed, recur(parsed.lazy()))
    for dataset in frame["dataset"].unique().sort():
        here = frame["dataset"] == dataset
        figures = metadata(score, frame.filter(here), rows.filter(here), "page")
        show(
            f"{dataset}: {here.sum()} pages",
            {name: value for name, value in figures.items() if value == value},
        )


def text_of(page: bytes | str) -> str:
    """The lines of a page: one per block, entries of lists behind an asterisk."""
    content = page.encode() if isinstance(page, str) else page
    tree = html.document_fromstring(content or b"<p>", parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, *UNSEEN, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in BLOCKS
        if event == "start":
            parts += [
                "\n" * block,
                "* " * (element.tag == "li"),
                element.text or "" if isinstance(element.tag, str) else "",
            ]
        else:
            parts += ["\n" * block, element.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(_flat(part) for part in parts).split("\n"))
    return "\n".join(line for line in lines if line not in ("", "*"))


def _flat(part: str) -> str:
    """A line's end stays one; within text it is but a space."""
    return part if part == "\n" else part.replace("\n", " ").replace("\r", " ")


def _real(text: str) -> str | None:
    """The gold's date where it is one."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


if __name__ == "__main__":
    main()
