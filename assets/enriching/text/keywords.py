"""Pick the words that say what documents are about."""

from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.data import packaged
from assets.enriching.layout.codepoints import SPACE, Letters, Places, with_joiners
from assets.enriching.text.word_lists import NUMBER, STOP, UNSEEN
from assets.languages import DEFAULT, Language, nearest
from checks.shapes import KEYWORD, TERM

MOST_TERMS: Final = 100  # of a text, beside those of its headline and its opening
OPENING: Final = 130  # words under the headline: what a story is about stands there
MOST_KEYWORDS: Final = 10
GRAMMAR: Final = 6.0  # bits that a word must have before it weighs anything
PLAIN: Final = 11.0  # bits under which a word alone is no keyword: year, people
RAREST: Final = 20.0  # bits: a name that nobody has heard of says no more than this
FLAT: Final = 0.7  # power: a word twice as rare is not twice as telling
FIGURE: Final = 1.3  # a number tells more than its bits say: the dead, the date, the sum
HEAVIEST: Final = 200.0  # no word weighs more
FINE: Final = 10_000  # weights are told apart by that part of one
ELIDED: Final = r"^\p{L}{1,4}'"
TWICE: Final = 2  # a pair of words is a keyword when it comes back
MOSTLY: Final = 2 / 3  # a word that stands so often in a pair gives way to it


class Words(NamedTuple):
    """The words of many texts that are no grammar: where each stands, and, once, what is to know of it."""

    # doc (its number), place (words and marks counted), word (its row in the vocabulary), term_no, is_number,
    # headline, opening: whether it stands there
    places: pl.DataFrame
    # in the order of term and written: found, written, term, term_no, rarity, is_number
    vocabulary: pl.DataFrame


def count_terms(letters: Letters, languages: pl.Series, headlines: Places | None = None) -> Words:
    """Find the words of each text.

    How rare each is, the text's language says: English where it is null or has no list of words.
    `headlines` are the beginning and end of each text's headline, in places of the text; none where it is
    None.
    """
    solid = letters.kinds != SPACE
    runs = solid.view(np.uint8) + with_joiners(letters)  # 2: words, 1: what stands between them, 0: space
    starts = np.append(0, np.flatnonzero(runs[1:] != runs[:-1]) + 1)
    ends = np.append(starts[1:], len(runs))
    kinds = runs[starts]
    of_words = kinds == 2
    places = np.cumsum(kinds > 0)[of_words]
    starts, ends = starts[of_words], ends[of_words]
    first_words = np.searchsorted(starts, letters.starts)
    docs = np.repeat(np.arange(len(letters.starts) - 1, dtype=np.uint32), np.diff(first_words))
    codes = languages.unique().sort().to_list()
    code_of = np.array([codes.index(code) for code in languages], dtype=np.uint32)
    parts = pl.DataFrame(
        {
            "doc": docs,
            "language": code_of[docs],
            "hash": letters.hash(starts, ends),
            "place": places,
            **_stands(starts, docs, first_words, letters, headlines),
        }
    )
    every = parts.select("language", "hash", first=pl.int_range(pl.len()))
    every = every.unique(["language", "hash"], keep="first")
    firsts = every["first"].to_numpy()
    found = pl.Series(letters.cut(starts[firsts], ends[firsts]), dtype=pl.String)
    vocabulary = _vocabulary(every.select("language", "hash", found=found), codes)
    known = vocabulary.select("language", "hash", "term_no", "is_number").with_row_index("word")
    places_of = parts.join(known, on=["language", "hash"], how="inner", maintain_order="left")
    return Words(places_of.drop("language", "hash"), vocabulary.drop("language", "hash"))


def _stands(
    starts: Places,
    docs: npt.NDArray[np.uint32],
    first_words: Places,
    letters: Letters,
    headlines: Places | None,
) -> dict[str, npt.NDArray[np.bool_]]:
    """Whether each word stands in its text's headline, and whether among the first words beside it."""
    headline = np.zeros(len(starts), dtype=np.bool_)
    if headlines is not None:
        begins, ends = (headlines + letters.starts[:-1, None])[docs].T
        headline = (starts >= begins) & (starts < ends)
    beside = np.append(0, np.cumsum(~headline))
    opening = ~headline & (beside[1:] - beside[first_words[docs]] <= OPENING)
    return {"headline": headline, "opening": opening}


def _vocabulary(found: pl.DataFrame, codes: list[str | None]) -> pl.DataFrame:
    """What is to know of each word (language, hash, found), grammar left out: looked up once per word.

    `language` is the place in `codes` of the language that the word stands in.
    """
    written = pl.col("found").str.strip_suffix("'s").str.strip_suffix("’s")
    words = found.with_columns(written=written, term=written.str.to_lowercase())
    words = words.filter(pl.col("term").str.len_chars() > 1)
    straight = pl.col("term").str.replace_all("’", "'", literal=True)
    # d’un, dell’altro: what is left of one word of grammar before another
    words = words.with_columns(whole=straight, bare=straight.str.replace(ELIDED, ""))
    for form in ("whole", "bare"):
        stop = _stop_words(codes).rename({"term": form})
        words = words.join(stop, on=["language", form], how="anti")
    words = words.drop("whole", "bare")
    spoken = [_weighed_as(code) for code in codes]
    for number, weighed_as in enumerate(spoken):
        if ends := weighed_as.settings.get("contractions"):
            plain = pl.col("term").str.replace_all("’", "'", literal=True)
            ending = pl.any_horizontal(plain.str.ends_with(end) for end in ends)
            words = words.filter((pl.col("language") != number) | ~ending)
    lists = sorted(set(spoken), key=lambda one: one.code)
    list_of = pl.Series([lists.index(one) for one in spoken], dtype=pl.UInt32)
    words = words.with_columns(list=list_of[words["language"]])
    words = words.join(_rarities(*lists), on=["list", "term"], how="left")
    unknown = pl.when(pl.col("term").str.contains(r"^\p{N}+$")).then(pl.lit(NUMBER)).otherwise(pl.lit(UNSEEN))
    words = words.with_columns(pl.col("rarity").cast(pl.Float64).fill_null(unknown))
    words = words.filter(pl.col("rarity") >= STOP)
    words = words.sort(pl.concat_str("term", "written", "found", "language", separator="\t"))
    return words.drop("list").with_columns(
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


def _stop_words(codes: list[str | None]) -> pl.DataFrame:
    """The words of grammar of languages weighed as another: language (its place in `codes`), term."""
    bare = [code for code in codes if code is not None and _weighed_as(code).code != code]
    places = pl.DataFrame(
        {"code": bare, "language": [codes.index(code) for code in bare]},
        schema={"code": pl.String, "language": pl.UInt32},
    )
    return places.join(_grammar(), on="code").select("language", "term")


@cache
def _grammar() -> pl.DataFrame:
    """The words of grammar of every language for which they are packaged: code, term."""
    return packaged.table("stop_words").select(code="language", term="word")


def weigh_terms(counted: pl.DataFrame) -> pl.DataFrame:
    """The words that tell each document from others: doc, terms (`shapes.TERM`, the weightiest first).

    They are the `MOST_TERMS` weightiest, and those of the headline and the opening.
    """
    bits = (pl.col("rarity").clip(0, RAREST) - GRAMMAR).pow(FLAT)
    figure = pl.when("is_number").then(FIGURE).otherwise(1.0)
    weighed = counted.with_columns(weight=(1 + pl.col("count").log()) * bits * figure)
    lightness = ((HEAVIEST - pl.col("weight").clip(0, HEAVIEST)) * FINE).cast(pl.Int64)
    # One number: several sort slowly.
    order = pl.col("doc").cast(pl.Int64) * 2**43 + lightness * 2**22 + pl.col("term_no")
    weighed = weighed[weighed.select(order.arg_sort()).to_series()]
    among_first = pl.int_range(pl.len()).over("doc") < MOST_TERMS
    kept = weighed.filter(among_first | pl.col("headline") | pl.col("opening"))
    terms = kept.group_by("doc", maintain_order=True).agg(
        terms=pl.struct("term", "count", "weight", "headline", "opening")
    )
    return terms.select("doc", pl.col("terms").cast(pl.List(TERM)))


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
    """Count the words of each document: doc, term_no, word, count, term, written, rarity, is_number, weight,
    headline, opening.

    `written` is in lower case where the word is so anywhere in the document.
    """
    counted = words.places.group_by("doc", "term_no").agg(
        pl.col("word").max(), pl.col("headline", "opening").any(), count=pl.len()
    )
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
