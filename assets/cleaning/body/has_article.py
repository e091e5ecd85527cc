"""Whether a page holds an article at all, or nothing but navigation, teasers and notices."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.decisions import BY_FORM


@dataclass(frozen=True)
class ScrapLimits:
    """When what was chosen of a page is too little to be an article."""

    text_bytes: int = 200  # of text, those that speak against it taken off
    share_of_page: float = 0.3  # of all the page's bytes
    certain: float = 0.9  # chance from which a line is enough, however little there is
    by_form: float = 0.8  # chance of lines that are text by their form and place


LIMITS: Final = ScrapLimits()


@step(needs="doc body rule chance size opens")
def too_little_text(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops the text of pages with so little of it among so much else, and none of it certain, that it is no
    article's.

    What is text by its form, as a table is, is enough of it. A line that is as likely text as not speaks
    neither for it nor against.
    """
    formed = pl.col("rule").is_in(list(BY_FORM))
    chance = pl.when(formed).then(pl.max_horizontal("chance", pl.lit(LIMITS.by_form))).otherwise("chance")
    lines = lines.with_columns(chance=chance, formed=formed)
    certain = (pl.col("chance") >= LIMITS.certain) | pl.col("formed")
    pages = lines.group_by("doc").agg(all=pl.col("size").sum())
    text = lines.filter("body").select(
        "doc", "size", "opens", certain=certain, speaks=pl.col("size") * (2 * pl.col("chance") - 1)
    )
    of_pages = text.group_by("doc", maintain_order=True).agg(
        pl.col("speaks", "size").sum(), certain=pl.col("certain").any(), flash=pl.col("opens").any()
    )
    short = (pl.col("speaks") < LIMITS.text_bytes) & (pl.col("size") < LIMITS.share_of_page * pl.col("all"))
    scraps = of_pages.join(pages, on="doc").filter(short & ~pl.col("certain") & ~pl.col("flash"))["doc"]
    return lines.select(keep=pl.when(pl.col("doc").is_in(scraps.implode()) & pl.col("body")).then(False))
