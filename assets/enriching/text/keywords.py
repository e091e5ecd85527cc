"""Pick the words that say what documents are about."""

from functools import cache
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from assets.enriching.layout.codepoints import SPACE, Letters, with_joiners
from assets.enriching.text.word_lists import NUMBER, STOP, UNSEEN
from assets.languages import DEFAULT, Language, nearest
from checks.shapes import KEYWORD, TERM

MOST_TERMS: Final = 100
MOST_KEYWORDS: Final = 10
GRAMMAR: Final = 6.0  # bits that a word must have before it weighs anything
PLAIN: Final = 11.0  # bits under which a word alone is no keyword: year, people
HEAVIEST: Final = 200.0  # no word weighs more
FINE: Final = 10_000  # weights are told apart by that part of one
TWICE: Final = 2  # a pair of words is a keyword when it comes back
MOSTLY: Final = 2 / 3  # a word that stands so often in a pair gives way to it


class Words(NamedTuple):
    """The words of many texts that are no grammar: where each stands, and, once, what is to know of it."""

    # doc (its number), place (words and marks counted), word (its row in the vocabulary), term_no, is_number
    places: pl.DataFrame
    # in the order of term and written: found, written, term, term_no, rarity, is_number
    vocabulary: pl.DataFrame


def count_terms(letters: Letters, languages: pl.Series) -> Words:
    """Find the words of each text. How rare each is, the text's language says: English where it is null or
    has no list of words."""
    solid = letters.kinds != SPACE
    runs = solid.view(np.uint8) + with_joiners(letters)  # 2: words, 1: what stands between them, 0: space
    starts = np.append(0, np.flatnonzero(runs[1:] != runs[:-1]) + 1)
    ends = np.append(starts[1:], len(runs))
    kinds = runs[starts]
    of_words = kinds == 2
    places = np.cumsum(kinds > 0)[of_words]
    starts, ends = starts[of_words], ends[of_words]
    words_in = np.diff(np.searchsorted(starts, letters.starts))
    docs = np.repeat(np.arange(len(words_in), dtype=np.uint32), words_in)
    weighed_as = {code: _weighed_as(code) for code in languages.unique()}
    lists = sorted(set(weighed_as.values()), key=lambda spoken: spoken.code)
    list_of = np.array([lists.index(weighed_as[code]) for code in languages], dtype=np.uint32)
    parts = pl.DataFrame(
        {"doc": docs, "list": list_of[docs], "hash": letters.hash(starts, ends), "place": places}
    )
    every = parts.select("list", "hash", first=pl.int_range(pl.len())).unique(["list", "hash"], keep="first")
    firsts = every["first"].to_numpy()
    found = pl.Series(letters.cut(starts[firsts], ends[firsts]), dtype=pl.String)
    every = every.select("list", "hash", found=found)
    vocabulary = _vocabulary(every, lists)
    known = vocabulary.select("list", "hash", "term_no", "is_number").with_row_index("word")
    places_of = parts.join(known, on=["list", "hash"], how="inner", maintain_order="left")
    return Words(places_of.drop("list", "hash"), vocabulary.drop("list", "hash"))


def _vocabulary(found: pl.DataFrame, lists: list[Language]) -> pl.DataFrame:
    """What is to know of each word (list, hash, found), grammar left out: looked up per word, not per place.

    `list` is the number of the language, among `lists`, that says how rare the word is.
    """
    written = pl.col("found").str.strip_suffix("'s").str.strip_suffix("’s")
    words = found.with_columns(written=written, term=written.str.to_lowercase())
    words = words.filter(pl.col("term").str.len_chars() > 1)
    words = words.join(_rarities(*lists), on=["list", "term"], how="left")
    unknown = pl.when(pl.col("term").str.contains(r"^\p{N}+$")).then(pl.lit(NUMBER)).otherwise(pl.lit(UNSEEN))
    words = words.with_columns(pl.col("rarity").cast(pl.Float64).fill_null(unknown))
    words = words.filter(pl.col("rarity") >= STOP)
    words = words.sort(pl.concat_str("term", "written", "found", "list", separator="\t"))
    return words.with_columns(
        term_no=pl.col("term").rle_id(), is_number=pl.col("term").str.contains(r"^\p{N}")
    )


def _weighed_as(code: str | None) -> Language:
    """The language whose list says how rare the words of a language are: its own, else English."""
    spoken = nearest(code)
    return spoken if spoken.has("words.parquet") else nearest(DEFAULT)


@cache
def _rarities(*lists: Language) -> pl.DataFrame:
    """How rare words are: list (its number), term, rarity."""
    numbered = ((pl.lit(number, pl.UInt32).alias("list"), spoken) for number, spoken in enumerate(lists))
    return pl.concat(spoken.words().select(number, "rarity", term="word") for number, spoken in numbered)


def weigh_terms(counted: pl.DataFrame) -> pl.DataFrame:
    """The words that tell each document from others: doc, terms (`shapes.TERM`, the weightiest first)."""
    lightness = (HEAVIEST - pl.col("weight").clip(0, HEAVIEST)) * FINE
    # One number: several sort slowly.
    order = pl.col("doc").cast(pl.Int64) * 2**43 + lightness.cast(pl.Int64) * 2**22 + pl.col("term_no")
    ordered = counted.select(order.arg_sort()).to_series()
    terms = counted.select("doc", "term", pl.col("count").cast(pl.Int32))[ordered]
    best = terms.group_by("doc", maintain_order=True).agg(terms=pl.struct("term", "count").head(MOST_TERMS))
    return best.select("doc", pl.col("terms").cast(pl.List(TERM)))


def pick_keywords(words: Words, counted: pl.DataFrame) -> pl.DataFrame:
    """The words and pairs that a document turns on: doc, keywords (`shapes.KEYWORD`, the best first)."""
    single = counted.filter((pl.col("rarity") >= PLAIN) & ~pl.col("is_number"))
    single = single.with_columns(keyword="written")
    pairs = _pairs(words)
    inside = pl.concat([pairs.select("doc", "count", term_no=name) for name in ("term_no", "term_no_b")])
    taken = inside.group_by("doc", "term_no").agg(in_pairs=pl.col("count").max())
    stands_alone = (pl.col("in_pairs") < MOSTLY * pl.col("count")).fill_null(True)
    single = single.join(taken, on=["doc", "term_no"], how="left").filter(stands_alone)
    columns = ["doc", "keyword", "count", "weight"]
    both = pl.concat([single.select(columns), pairs.select(columns)])
    both = both.with_columns(most=pl.col("weight").max().over("doc"))
    both = both.filter(pl.col("weight").rank("min", descending=True).over("doc") <= MOST_KEYWORDS)
    both = both.sort("doc", "weight", "keyword", descending=[False, True, False])
    both = both.with_columns(score=(pl.col("weight") / pl.col("most")).round(4))
    keyword = pl.struct("keyword", "score", pl.col("count").cast(pl.Int32))
    best = both.group_by("doc", maintain_order=True).agg(keywords=keyword.head(MOST_KEYWORDS))
    return best.select("doc", pl.col("keywords").cast(pl.List(KEYWORD)))


def sum_up(words: Words) -> pl.DataFrame:
    """Count the words of each document: doc, term_no, word, count, term, written, rarity, is_number, weight.

    `written` is in lower case where the word is so anywhere in the document.
    """
    counted = words.places.group_by("doc", "term_no").agg(pl.col("word").max(), count=pl.len())
    known = words.vocabulary[counted["word"]].select("term", "written", "rarity", "is_number")
    counted = counted.hstack(known)
    return counted.with_columns(weight=(1 + pl.col("count").log()) * (pl.col("rarity") - GRAMMAR))


def _pairs(words: Words) -> pl.DataFrame:
    """Words that stand side by side more than once: doc, term_no, term_no_b, keyword, count, weight."""
    places = words.places.filter(~pl.col("is_number"))
    following = places.select(pl.col("doc", "place", "term_no", "word").shift(-1).name.suffix("_b"))
    beside = (pl.col("place_b") == pl.col("place") + 1) & (pl.col("doc_b") == pl.col("doc"))
    pairs = places.hstack(following).filter(beside)
    # The greatest is the greatest as written, too.
    ordered = pl.col("word").cast(pl.UInt64) * 2**32 + pl.col("word_b")
    counted = pairs.group_by("doc", "term_no", "term_no_b").agg(both=ordered.max(), count=pl.len())
    counted = counted.filter(pl.col("count") >= TWICE)
    first, second = (
        words.vocabulary[word.to_numpy()]
        for word in counted.select(pl.col("both") // 2**32, other=pl.col("both") % 2**32)
    )
    counted = counted.with_columns(
        keyword=pl.select(pl.concat_str(first["written"], second["written"], separator=" ")).to_series(),
        rarity=first["rarity"] + second["rarity"],
    )
    return counted.with_columns(weight=(1 + pl.col("count").log()) * (pl.col("rarity") - 2 * GRAMMAR) / 1.5)
