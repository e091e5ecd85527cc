"""More pages to learn from: those without gold, in the benchmark's renderings, labelled by what extractors make of their HTML.

They come from sites of their own, and sites are what a line model wants. Nothing is ever scored on them. Where the extractors disagree
about a line, it weighs little.
"""

import warnings
from collections.abc import Iterator
from itertools import chain
from typing import Any

import lxml.html
import polars as pl
import trafilatura
from inscriptis import get_text
from readability import Document as Readable

from bench import pages

VOTES = {"precise": 0.4, "usual": 0.35, "readable": 0.25}  # of an extractor that a line is the article's
LEAST = 400  # characters: of a page with less text there is nothing to learn
CONTAINERS = '//article|//main|//*[@role="main"]|//*[contains(@class,"content") or contains(@id,"content") or contains(@class,"article")]'
MOST_CONTAINERS = 80
Shingles = set[tuple[str, ...]]


def lines() -> pl.DataFrame:
    """The lines of all pages without gold, as `pages.labelled` gives them; `keep` is the extractors' vote, `sure` how clear it is."""
    warnings.filterwarnings("ignore")
    frame = pl.DataFrame(
        list(chain.from_iterable(_renderings(row) for row in _without_gold().iter_rows(named=True))), infer_schema_length=None
    )
    return pl.concat([_lines(frame.filter(rendering=rendering), rendering) for rendering in pages.RENDERINGS])


def _without_gold() -> pl.DataFrame:
    html = pl.read_parquet(pages.BENCH / "dev_html.parquet")
    return pages.pages().filter(pl.col("body").is_null()).select("id", "site", "lang", "dataset", "news").join(html, on="id")


def _renderings(page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The page in the three renderings, each line of each with the share of the extractors that keep it."""
    html = page.pop("html").decode("utf-8", "replace")
    try:
        whole, tree = _plain(get_text(html)), lxml.html.fromstring(html)
    except (ValueError, AttributeError, AssertionError, lxml.etree.LxmlError):
        return  # broken markup
    precise = trafilatura.extract(html, favor_precision=True, include_comments=False) or ""
    usual = trafilatura.extract(html, include_comments=False) or ""
    if len(usual) < LEAST:
        return
    about = trafilatura.extract_metadata(html)
    head = [about.title or "", (about.author or "").replace("; ", "\n"), about.date or ""]
    texts = {
        "extracted": _plain("\n".join([*head, trafilatura.extract(html, favor_recall=True) or ""])),
        "container": _container(tree, usual) or whole,
        "page": whole,
    }
    for rendering, text in texts.items():
        bodies = zip((precise, usual, _readable(html)), VOTES.values(), strict=True)
        votes = [[vote * weight for vote in _kept(text, body)] for body, weight in bodies]
        yield page | {"rendering": rendering, rendering: text, "keep": [sum(vote) for vote in zip(*votes, strict=True)]}


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _readable(html: str) -> str:
    try:
        return _plain(get_text(Readable(html).summary()))
    except Exception:  # it raises whatever comes on broken markup; the others' votes stand
        return ""


def _container(tree: Any, text: str) -> str | None:
    """The last article element that holds most of the text, or the smallest other element that does."""
    wanted, found = _shingles(text), []
    for element in tree.xpath(CONTAINERS)[:MOST_CONTAINERS]:
        inside = element.text_content()
        if len(inside) >= 0.8 * len(text) and len(wanted & _shingles(inside)) >= 0.85 * len(wanted):
            found.append((len(inside), element))
    articles = [element for _, element in found if element.tag == "article"]
    best = articles[-1] if articles else min(found, key=lambda one: one[0])[1] if found else None
    return None if best is None else _plain(get_text(lxml.html.tostring(best, encoding="unicode")))


def _shingles(text: str) -> Shingles:
    tokens = pages.TOKEN.findall(text)
    return {tuple(tokens[n : n + 4]) for n in range(max(1, len(tokens) - 3))}


def _kept(text: str, body: str) -> list[float]:
    """1 for each line that the body has: half of its shingles, or, of a shorter line, all of it as a line."""
    known, whole = _shingles(body), {line.strip() for line in body.split("\n")}
    return [float(_has(line, known, whole)) for line in text.split("\n")]


def _has(line: str, known: Shingles, whole: set[str]) -> bool:
    tokens = pages.TOKEN.findall(line)
    if len(tokens) < 4:
        return line.strip(" *•-") in whole
    shingles = [tuple(tokens[n : n + 4]) for n in range(len(tokens) - 3)]
    return sum(shingle in known for shingle in shingles) >= 0.5 * len(shingles)


def _lines(frame: pl.DataFrame, rendering: str) -> pl.DataFrame:
    """The frame's lines with `keep` and `sure`; a short line that no extractor shows, between lines that they do, is not sure."""
    named = frame.select("id", "site", "lang", "dataset", "news", rendering, pl.col("keep").alias(f"keep_{rendering}"), body=pl.lit(""))
    found = pages.labelled(named, rendering)
    short = pl.col("text").str.count_matches(r"\w+") < 4
    vote = pl.when(~short).then("keep")
    above, below = vote.shift(1).forward_fill().over("doc").fill_null(0), vote.shift(-1).backward_fill().over("doc").fill_null(0)
    around = pl.min_horizontal(above, below)
    unknown = short & (pl.col("keep") == 0) & (around > 0.6)
    keep = pl.when(unknown).then(0.5).when(short).then(pl.min_horizontal("keep", around)).otherwise("keep")
    return found.with_columns(keep=keep).with_columns(sure=(2 * pl.col("keep") - 1).abs())
