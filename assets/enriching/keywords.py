"""Pick the words that say what documents are about."""

from functools import cache
from typing import Final

import numpy as np
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
    """Texts → the words of each that are no grammar.

    Columns: doc (its number), place (words and marks counted), term, term_no (in alphabetical order), is_number, written, rarity.
    """
    cut = texts.str.extract_all(APART)
    sizes = cut.list.len().fill_null(0).to_numpy().astype(np.int64)
    docs = pl.Series("doc", np.repeat(np.arange(len(texts), dtype=np.uint32), sizes))
    places = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    parts = pl.DataFrame([docs, cut.explode(empty_as_null=False, keep_nulls=False).alias("found"), pl.Series("place", places)])
    return parts.join(_vocabulary(parts["found"].unique()), on="found", how="inner", maintain_order="left").drop("found")


def _vocabulary(found: pl.Series) -> pl.DataFrame:
    """What is to know of each word, grammar and marks left out: all is looked up once per word, not once per place."""
    written = pl.col("found").str.replace(POSSESSIVE, "")
    words = found.alias("found").to_frame().filter(pl.col("found").str.contains(r"^[\p{L}\p{N}]"))
    words = words.with_columns(written=written, term=written.str.to_lowercase()).filter(pl.col("term").str.len_chars() > 1)
    words = words.join(_rarities(), on="term", how="left")
    unknown = pl.when(pl.col("term").str.contains(r"^\p{N}+$")).then(pl.lit(NUMBER)).otherwise(pl.lit(UNSEEN))
    words = words.with_columns(pl.col("rarity").cast(pl.Float64).fill_null(unknown)).filter(pl.col("rarity") >= STOP)
    return words.with_columns(term_no=pl.col("term").rank("dense"), is_number=pl.col("term").str.contains(r"^\p{N}"))


@cache
def _rarities() -> pl.DataFrame:
    return packaged("words").select(term="word", rarity="rarity")


def weigh_terms(counted: pl.DataFrame) -> pl.DataFrame:
    """The words that tell each document from others: doc, terms (List of `shapes.TERM`, the weightiest first)."""
    terms = counted.sort("doc", "weight", "term_no", descending=[False, True, False])
    best = terms.group_by("doc", maintain_order=True).agg(terms=pl.struct("term", pl.col("count").cast(pl.Int32)).head(MOST_TERMS))
    return best.select("doc", pl.col("terms").cast(pl.List(TERM)))


def pick_keywords(words: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """The words, and pairs of words, that a document turns on: doc, keywords (List of `shapes.KEYWORD`, the best first)."""
    single = counted.filter((pl.col("rarity") >= PLAIN) & ~pl.col("is_number")).with_columns(keyword="written")
    pairs = _pairs(words)
    inside = pl.concat([pairs.select("doc", "count", term_no=name) for name in ("term_no", "term_no_b")])
    taken = inside.group_by("doc", "term_no").agg(in_pairs=pl.col("count").max())
    single = single.join(taken, on=["doc", "term_no"], how="left").filter((pl.col("in_pairs") < MOSTLY * pl.col("count")).fill_null(True))
    columns = ["doc", "keyword", "count", "weight"]
    both = pl.concat([single.select(columns), pairs.select(columns)]).sort("doc", "weight", "keyword", descending=[False, True, False])
    both = both.with_columns(score=(pl.col("weight") / pl.col("weight").max().over("doc")).round(4))
    best = both.group_by("doc", maintain_order=True).agg(
        keywords=pl.struct("keyword", "score", pl.col("count").cast(pl.Int32)).head(MOST_KEYWORDS)
    )
    return best.select("doc", pl.col("keywords").cast(pl.List(KEYWORD)))


def sum_up(words: pl.DataFrame) -> pl.DataFrame:
    """Count the words of each document: doc, term, term_no, is_number, written (in lower case where it is so anywhere), …, weight."""
    same = [pl.col(name).first() for name in ("term", "is_number", "rarity")]
    counted = words.group_by("doc", "term_no").agg(pl.col("written").max(), *same, count=pl.len())
    return counted.with_columns(weight=(1 + pl.col("count").log()) * (pl.col("rarity") - GRAMMAR))


def _pairs(words: pl.DataFrame) -> pl.DataFrame:
    """Words that stand side by side more than once: doc, term_no, term_no_b, keyword, count, weight."""
    words = words.filter(~pl.col("is_number"))
    following = words.select(pl.col("doc", "place", "term_no", "written", "rarity").shift(-1).name.suffix("_b"))
    pairs = words.hstack(following).filter((pl.col("place_b") == pl.col("place") + 1) & (pl.col("doc_b") == pl.col("doc")))
    key = ["doc", "term_no", "term_no_b"]
    twice = pairs.group_by(key).agg(count=pl.len()).filter(pl.col("count") >= TWICE)
    counted = (
        pairs.join(twice, on=key)
        .group_by(key)
        .agg(
            keyword=pl.concat_str("written", "written_b", separator=" ").max(),
            rarity=pl.col("rarity").first() + pl.col("rarity_b").first(),
            count=pl.len(),
        )
    )
    return counted.with_columns(weight=(1 + pl.col("count").log()) * (pl.col("rarity") - 2 * GRAMMAR) / 1.5)
