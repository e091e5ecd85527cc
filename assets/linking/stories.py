"""Cluster documents that tell of the same event into stories."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from assets.linking.components import join_up
from assets.linking.duplicates import COPIES
from assets.linking.likeness import ALIKE, liken
from assets.linking.linkage import group
from assets.linking.naming import name_stories
from assets.linking.shapes import STORY
from assets.linking.telling import Named, event_day, event_place, phase, speaks_of, why

TERMS: Final = pl.col("terms").list.eval(pl.element().struct.field("term"))
AT_ONCE: Final = 200  # groups whose articles are held as rows at once
MOST_COMPARED: Final = 50  # articles of a story that `why` looks at

Row = dict[str, Any]
Alike = dict[int, dict[int, float]]


def cluster(
    enriched: pl.LazyFrame, cleaned: pl.LazyFrame, pairs: pl.DataFrame, earlier: pl.DataFrame | None
) -> pl.DataFrame:
    """The stories that documents tell: rows of `shapes.STORY`, every document in exactly one.

    `enriched` and `cleaned` hold one version per article, `pairs` is what `compare` found among them,
    `earlier` the last result, whose ids are kept where most of a story's articles are still together. Which
    documents belong together depends on the set of documents alone.
    """
    documents = _documents(enriched, cleaned)
    likenesses = _within_reach(documents.height, _add_copies(liken(documents), documents, pairs))
    groups = group(documents.height, list(likenesses.iter_rows()), ALIKE)
    alike: Alike = {}
    for a, b, likeness in likenesses.iter_rows():
        alike.setdefault(a, {})[b] = likeness
        alike.setdefault(b, {})[a] = likeness
    stories = [_tell(members, articles, alike) for members, articles in _articles(groups, documents)]
    return pl.DataFrame(name_stories(stories, earlier), schema=STORY).sort("story_id")


def _within_reach(count: int, likenesses: pl.DataFrame) -> pl.DataFrame:
    """The pairs that can matter: groups merge only over a pair that is alike enough, so what no chain of such
    pairs joins stays apart."""
    strong = likenesses.filter(pl.col("likeness") >= ALIKE)
    home = pl.Series(join_up(count, [(strong["a"].to_numpy(), strong["b"].to_numpy())]))
    return likenesses.filter(home[likenesses["a"]] == home[likenesses["b"]]).sort("a", "b")


def _articles(groups: list[list[int]], documents: pl.DataFrame) -> Iterator[tuple[list[int], list[Row]]]:
    """Each group with its articles as rows, read from the frame `AT_ONCE` groups at a time."""
    for start in range(0, len(groups), AT_ONCE):
        some = groups[start : start + AT_ONCE]
        rows = iter(documents[[doc for members in some for doc in members]].with_columns(TERMS).to_dicts())
        for members in some:
            yield members, [next(rows) for _ in members]


def _documents(enriched: pl.LazyFrame, cleaned: pl.LazyFrame) -> pl.DataFrame:
    """One row per document in the order of article ids, numbered `doc`."""
    about = cleaned.select(
        "version_id",
        "outlet",
        "path",
        "headline",
        "published_on",
        "published_earliest",
        "published_latest",
        "language",
    )
    found = enriched.select("article_id", "version_id", "word_count", "terms", "entities", "date_mentions")
    return (
        found.join(about, on="version_id")
        .collect()
        .sort("article_id")
        .with_columns(doc=pl.int_range(pl.len()))
    )


def _add_copies(likenesses: pl.DataFrame, documents: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Copies of one text are alike, whatever their terms and dates say."""
    number = documents.select("article_id", "doc")
    copies = pairs.filter(pl.col("relation").is_in(COPIES)).select(
        "article_a", "article_b", likeness="jaccard"
    )
    copies = copies.join(number, left_on="article_a", right_on="article_id").rename({"doc": "a"})
    copies = (
        copies.join(number, left_on="article_b", right_on="article_id")
        .rename({"doc": "b"})
        .select("a", "b", "likeness")
    )
    return pl.concat([likenesses, copies]).group_by("a", "b").agg(pl.col("likeness").max()).sort("a", "b")


def _tell(members: list[int], articles: list[Row], alike: Alike) -> Row:
    """A story without its id, from its articles in the order of `members`."""
    scores = [_mean_likeness(doc, members, alike) for doc in members]
    ranked = sorted(zip(scores, articles, strict=True), key=_fitness)
    day = event_day(articles)
    medoid = ranked[0][1]
    named = {article["article_id"]: speaks_of(article) for article in articles} if len(articles) > 1 else {}
    first = [article["article_id"] for _, article in ranked[:MOST_COMPARED]]
    return {
        "label": medoid["headline"],
        "place": event_place(articles),
        "event_earliest": day,
        "event_latest": day,
        "medoid_article_id": medoid["article_id"],
        "article_count": len(members),
        "outlet_count": len({article["outlet"] for article in articles} - {None}),
        "articles": [
            {
                "article_id": article["article_id"],
                "version_id": article["version_id"],
                "phase": phase(article, day),
                "score": round(score, 6),  # floats added in another order differ in their last digits
                "why": _why(article["article_id"], first, named),
            }
            for score, article in zip(scores, articles, strict=True)
        ],
    }


def _why(article_id: str, first: list[str], named: dict[str, Named]) -> str | None:
    return why(named[article_id], [named[other] for other in first if other != article_id]) if named else None


def _fitness(entry: tuple[float, Row]) -> tuple[float, bool, int, str]:
    """What the medoid is chosen by: likeness, a date, length, path."""
    score, article = entry
    return (-round(score, 9), article["published_on"] is None, -article["word_count"], article["path"])


def _mean_likeness(doc: int, members: list[int], alike: Alike) -> float:
    if len(members) == 1:
        return 1.0
    near = alike.get(doc, {})
    return sum(near.get(other, 0.0) for other in members) / (len(members) - 1)
