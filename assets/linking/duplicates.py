"""Compare documents that may be copies of one another, word for word."""

from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from assets.enriching.layout.codepoints import Hashes
from assets.enriching.text.fingerprints import cut_shingles
from assets.linking import corrected
from assets.linking.shapes import PAIR

COPIES: Final = ("same", "near", "preview", "confirmed")  # relations of copies
BY_PEOPLE: Final = ("confirmed", "refused")  # relations that a person named
NEAR: Final = 0.7  # jaccard: ten words changed in four hundred
CONTAINED: Final = 0.9  # containment
FLOOR: Final = 0.2  # jaccard under which a pair is no news …
FLOOR_CONTAINED: Final = 0.5  # … unless so much of the shorter stands in the longer
# of more equal texts, each is paired with the first alone: a thousand of them would make half a million pairs
CLIQUE: Final = 100
CROWD: Final = 64  # in a band that more texts share, each is compared with this many before it
BATCH: Final = 20_000  # pairs whose texts are held at once


def compare(
    enriched: pl.LazyFrame,
    cleaned: pl.LazyFrame,
    corrections: pl.DataFrame | None,
    known: pl.DataFrame | None,
) -> pl.DataFrame:
    """The near-duplicates among documents: rows of `shapes.PAIR`, sorted.

    `enriched` (article_id, version_id, text_hash, bands) and `cleaned` (version_id, body) hold one version
    per article. `known` are the pairs of an earlier call: the scores of two texts that were compared then are
    taken over. By their texts, not by their versions: of one version the clean copy changes when its outlet
    is known better. The result does not depend on `known`, nor on the order of rows. What people say of a
    pair (contract Corrections) is its relation, whatever the texts share.
    """
    keys = enriched.select("article_id", "version_id", "text_hash", "bands")
    documents = keys.filter(pl.col("bands").is_not_null()).collect().sort("article_id")
    documents = documents.with_columns(first=pl.col("article_id").first().over("text_hash"))
    firsts = documents.filter(pl.col("article_id") == pl.col("first"))
    said = corrected.pairs(corrections, "copy")
    asked = _places(said, documents, firsts)
    scored = _score(pl.concat([_candidates(firsts), asked]).unique().sort("a", "b"), firsts, cleaned, known)
    pairs = pl.concat([_equal(documents), _spread(scored, documents)])
    pairs = pairs.join(said, on=["article_a", "article_b"], how="left", maintain_order="left")
    shares = (pl.col("jaccard") >= FLOOR) | (pl.col("containment") >= FLOOR_CONTAINED)
    pairs = pairs.filter(shares | pl.col("together").is_not_null())
    texts = documents.select("article_id", "text_hash")
    for side in ("a", "b"):
        names = {"article_id": f"article_{side}", "text_hash": f"text_{side}"}
        pairs = pairs.join(texts.rename(names), on=f"article_{side}")
    pairs = pairs.with_columns(relation=_relation()).select(PAIR.names())
    return pairs.sort("article_a", "article_b").match_to_schema(PAIR)


def _relation() -> pl.Expr:
    near = pl.col("jaccard") >= NEAR
    contains = pl.col("containment") >= CONTAINED
    return (
        pl.when(pl.col("together"))
        .then(pl.lit("confirmed"))
        .when(~pl.col("together"))
        .then(pl.lit("refused"))
        .when("same")
        .then(pl.lit("same"))
        .when(near)
        .then(pl.lit("near"))
        .when(contains & pl.col("begins"))
        .then(pl.lit("preview"))
        .when(contains)
        .then(pl.lit("contains"))
        .otherwise(pl.lit("shares"))
    )


def _equal(documents: pl.DataFrame) -> pl.DataFrame:
    """Pairs of equal texts: all of a group, or each with the first where the group is large."""
    groups = documents.select("text_hash", "article_id", "first", size=pl.len().over("text_hash"))
    groups = groups.filter(pl.col("size") > 1)
    pairs = groups.join(groups, on="text_hash", suffix="_b")
    pairs = pairs.filter(pl.col("article_id") < pl.col("article_id_b"))
    kept = pairs.filter((pl.col("size") <= CLIQUE) | (pl.col("article_id") == pl.col("first")))
    kept = kept.select(article_a="article_id", article_b="article_id_b")
    return kept.with_columns(jaccard=1.0, containment=1.0, begins=True, same=True)


def _candidates(firsts: pl.DataFrame) -> pl.DataFrame:
    """Pairs (a, b: places in `firsts`, a before b) that share a band."""
    bands = firsts.select("bands").with_row_index("doc").explode("bands")
    bands = bands.filter(pl.col("bands").is_duplicated()).sort("bands", "doc")
    bands = bands.with_columns(place=pl.int_range(pl.len()).over("bands"), size=pl.len().over("bands"))
    bands = bands.filter(pl.col("size") > 1)
    is_before = pl.col("place") < pl.col("place_b")
    is_near = pl.col("place_b") - pl.col("place") <= CROWD
    pairs = bands.join(bands, on="bands", suffix="_b").filter(is_before & is_near)
    return pairs.select(a="doc", b="doc_b").unique().sort("a", "b")


def _places(said: pl.DataFrame, documents: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """The pairs that people spoke of, by the places of their texts in `firsts` as `_candidates` has them."""
    place = firsts.select(first="article_id").with_row_index("doc")
    texts = documents.select("article_id", "first").join(place, on="first")
    for side in ("a", "b"):
        said = said.join(
            texts.select(pl.col("article_id").alias(f"article_{side}"), pl.col("doc").alias(side)),
            on=f"article_{side}",
        )
    places = said.select(a=pl.min_horizontal("a", "b"), b=pl.max_horizontal("a", "b"))
    return places.filter(pl.col("a") != pl.col("b"))


def _score(
    candidates: pl.DataFrame, firsts: pl.DataFrame, cleaned: pl.LazyFrame, known: pl.DataFrame | None
) -> pl.DataFrame:
    """The candidates as article_a, article_b, jaccard, containment, begins.

    The scores are taken over from `known` where both texts are in it, computed else.
    """
    about = firsts.select(article="article_id", version="version_id", text="text_hash")
    sides = [about[candidates[side]].select(pl.all().name.suffix(f"_{side}")) for side in ("a", "b")]
    named = pl.concat(sides, how="horizontal")
    texts = ["text_a", "text_b"]
    known = known if known is not None else PAIR.to_frame()
    known = known.filter(~pl.col("relation").is_in(BY_PEOPLE))  # whether they begin alike is not said there
    begins = pl.col("relation") == "preview"
    scores = known.select(*texts, "jaccard", "containment", begins=begins).unique(texts)
    before = named.join(scores, on=texts)
    missing = named.join(scores, on=texts, how="anti").sort("article_a", "article_b")
    batches = [_measure(missing[start : start + BATCH], cleaned) for start in range(0, missing.height, BATCH)]
    columns = ["article_a", "article_b", "jaccard", "containment", "begins"]
    return pl.concat([frame.select(columns) for frame in [before, *batches]]).with_columns(same=pl.lit(False))


def _measure(pairs: pl.DataFrame, cleaned: pl.LazyFrame) -> pl.DataFrame:
    """Exact jaccard and containment of word 5-shingles, and whether the two begin alike."""
    wanted = pl.concat([pairs["version_a"], pairs["version_b"]]).unique()
    bodies = cleaned.select("version_id", "body").filter(pl.col("version_id").is_in(wanted.to_list()))
    texts = bodies.collect()
    cut = cut_shingles(texts["body"])
    bounds = zip(texts["version_id"], pairwise(cut.starts), strict=True)
    sets = {version: np.unique(cut.hashes[start:end]) for version, (start, end) in bounds}
    first = dict(zip(texts["version_id"], cut.hashes.take(cut.starts[:-1], mode="clip"), strict=True))
    overlaps = [
        (*_overlap(sets[a], sets[b]), bool(first[a] == first[b]))
        for a, b in pairs.select("version_a", "version_b").iter_rows()
    ]
    schema = {"jaccard": pl.Float64, "containment": pl.Float64, "begins": pl.Boolean}
    scores = pl.DataFrame(overlaps, schema=schema, orient="row")
    return pl.concat([pairs, scores], how="horizontal")


def _overlap(one: Hashes, other: Hashes) -> tuple[float, float]:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared), shared / min(len(one), len(other))


def _spread(scored: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Give every document the scores of the first document with its text, unless its group is large."""
    members = documents.select("article_id", "first", size=pl.len().over("text_hash"))
    members = members.filter((pl.col("size") <= CLIQUE) | (pl.col("article_id") == pl.col("first")))
    members = members.select("article_id", "first")
    both = scored.join(members.rename({"article_id": "a", "first": "article_a"}), on="article_a")
    both = both.join(members.rename({"article_id": "b", "first": "article_b"}), on="article_b")
    lesser, greater = pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b")
    sides = both.with_columns(article_a=lesser, article_b=greater)
    return sides.select("article_a", "article_b", "jaccard", "containment", "begins", "same")
