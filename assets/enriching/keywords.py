"""Pick the words that say what documents are about."""

from typing import Final

import polars as pl

from assets.enriching.lexicon import NUMBER, STOP, UNSEEN, packaged
from checks.shapes import KEYWORD, TERM

WORD: Final = r"[\p{L}\p{M}\p{N}]+(?:['’\-.][\p{L}\p{M}\p{N}]+)*"
APART: Final = r"[\p{L}\p{M}\p{N}]+(?:['’\-.][\p{L}\p{M}\p{N}]+)*|[^\p{L}\p{M}\p{N}\s]+"  # words, and what stands between them
POSSESSIVE: Final = r"['’]s$"
MOST_TERMS: Final = 100
MOST_KEYWORDS: Final = 10
GRAMMAR: Final = 6.0  # bits that a word must have before it weighs anything
PLAIN: Final = 11.0  # bits under which a word alone is no keyword: year, people
TWICE: Final = 2  # a pair of words is a keyword when it comes back
MOSTLY: Final = 2 / 3  # a word that stands so often in a pair gives way to it


def count_terms(texts: pl.Series) -> pl.DataFrame:
    """Texts → the words of each that are no grammar: doc (its number), place (words and marks counted), term, written, rarity."""
    parts = pl.DataFrame({"text": texts}).with_row_index("doc").select("doc", written=pl.col("text").str.extract_all(APART))
    parts = parts.explode("written", empty_as_null=False).with_columns(place=pl.int_range(pl.len()).over("doc"))
    written = pl.col("written").str.replace(POSSESSIVE, "")
    words = parts.filter(pl.col("written").str.contains(r"^[\p{L}\p{N}]")).with_columns(written=written, term=written.str.to_lowercase())
    words = words.filter(pl.col("term").str.len_chars() > 1).join(
        packaged("words").select(term="word", rarity="rarity"), on="term", how="left", maintain_order="left"
    )
    unknown = pl.when(pl.col("term").str.contains(r"^\p{N}+$")).then(pl.lit(NUMBER)).otherwise(pl.lit(UNSEEN))
    words = words.with_columns(pl.col("rarity").cast(pl.Float64).fill_null(unknown)).filter(pl.col("rarity") >= STOP)
    return words.select("doc", "place", "term", "written", "rarity")


def weigh_terms(counted: pl.DataFrame) -> pl.DataFrame:
    """The words that tell each document from others: doc, terms (List of `shapes.TERM`, the weightiest first)."""
    terms = counted.sort("doc", "weight", "term", descending=[False, True, False])
    best = terms.group_by("doc", maintain_order=True).agg(terms=pl.struct("term", pl.col("count").cast(pl.Int32)).head(MOST_TERMS))
    return best.select("doc", pl.col("terms").cast(pl.List(TERM)))


def pick_keywords(words: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """The words, and pairs of words, that a document turns on: doc, keywords (List of `shapes.KEYWORD`, the best first)."""
    single = counted.filter((pl.col("rarity") >= PLAIN) & ~pl.col("term").str.contains(r"^\p{N}")).with_columns(keyword="written")
    pairs = _pairs(words)
    inside = pl.concat([pairs.select("doc", "count", term=name) for name in ("term", "term_b")])
    taken = inside.group_by("doc", "term").agg(in_pairs=pl.col("count").max())
    single = single.join(taken, on=["doc", "term"], how="left").filter((pl.col("in_pairs") < MOSTLY * pl.col("count")).fill_null(True))
    columns = ["doc", "keyword", "count", "weight"]
    both = pl.concat([single.select(columns), pairs.select(columns)]).sort("doc", "weight", "keyword", descending=[False, True, False])
    both = both.with_columns(score=(pl.col("weight") / pl.col("weight").max().over("doc")).round(4))
    best = both.group_by("doc", maintain_order=True).agg(
        keywords=pl.struct("keyword", "score", pl.col("count").cast(pl.Int32)).head(MOST_KEYWORDS)
    )
    return best.select("doc", pl.col("keywords").cast(pl.List(KEYWORD)))


def sum_up(words: pl.DataFrame) -> pl.DataFrame:
    """Count the words of each document: doc, term, written (in lower case where it is so anywhere), rarity, count, weight."""
    counted = words.group_by("doc", "term").agg(pl.col("written").max(), pl.col("rarity").first(), count=pl.len())
    return counted.with_columns(weight=(1 + pl.col("count").log()) * (pl.col("rarity") - GRAMMAR))


def _pairs(words: pl.DataFrame) -> pl.DataFrame:
    """Words that stand side by side more than once: doc, term, term_b, keyword, count, weight."""
    following = pl.all().exclude("doc").shift(-1).over("doc").name.suffix("_b")
    pairs = words.with_columns(following).filter(pl.col("place_b") == pl.col("place") + 1)
    pairs = pairs.filter(~pl.col("term").str.contains(r"^\p{N}") & ~pl.col("term_b").str.contains(r"^\p{N}"))
    counted = pairs.group_by("doc", "term", "term_b").agg(
        keyword=pl.concat_str("written", "written_b", separator=" ").max(),
        rarity=pl.col("rarity").first() + pl.col("rarity_b").first(),
        count=pl.len(),
    )
    counted = counted.filter(pl.col("count") >= TWICE)
    return counted.with_columns(weight=(1 + pl.col("count").log()) * (pl.col("rarity") - 2 * GRAMMAR) / 1.5)
