"""Cluster documents that tell of the same event into stories."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from assets.linking import corrected
from assets.linking.components import join_up
from assets.linking.duplicates import COPIES
from assets.linking.index import Index
from assets.linking.likeness import ALIKE
from assets.linking.linkage import group
from assets.linking.naming import name_stories
from assets.linking.shapes import STORY
from assets.linking.telling import Named, event_day, event_place, phase, speaks_of, why

TERMS: Final = pl.col("terms").list.eval(pl.element().struct.field("term"))
ARTICLE: Final = ("article_id", "version_id")
SIDES: Final = ("article_a", "article_b")
SAID: Final = pl.col("together").cast(pl.Float64)  # of a pair that a person spoke of: 1 or 0
# likeness of such a pair when stories are grouped: no mean over other pairs outweighs it
TOGETHER, APART = 1e9, -1e12
PORTION: Final = 20_000  # documents whose rows are held at once
AT_ONCE: Final = 200  # groups whose articles are held as rows at once
MOST_COMPARED: Final = 50  # articles of a story that `why` looks at

Row = dict[str, Any]
Alike = dict[int, dict[int, float]]


def cluster(
    enriched: pl.LazyFrame,
    cleaned: pl.LazyFrame,
    pairs: pl.DataFrame,
    corrections: pl.DataFrame | None,
    earlier: pl.DataFrame | None,
    index: Index,
) -> pl.DataFrame:
    """The stories that documents tell: rows of `shapes.STORY`, every document in exactly one.

    `enriched` and `cleaned` hold one version per article, `pairs` is what `compare` found among them,
    `corrections` what people say of them, `earlier` the last result, whose ids are kept where most of a
    story's articles are still together. Which documents belong together depends on the set of documents, and
    on what people say of it, alone. `index` knows how alike those of `earlier` are: only what hangs together
    with a document that came, went or changed is looked at; where it knows of others, it is made again.
    """
    now, known = _marks(enriched, cleaned), index.marks()
    held = _held(earlier)
    if not held.select(ARTICLE).sort(ARTICLE).equals(known.select(ARTICLE).sort(ARTICLE)):
        index.clear()
        known = known.clear()
    gone = known.join(now, on=[*ARTICLE, "mark"], how="anti")["article_id"]
    came = now.join(known, on=[*ARTICLE, "mark"], how="anti").sort("article_id")
    alike = pl.when(relation="preview").then("containment").otherwise("jaccard")
    copies = pairs.filter(pl.col("relation").is_in(COPIES)).with_columns(jaccard=alike)
    said = corrected.pairs(corrections, "story")
    known_pairs = pl.concat([copies.select(*SIDES, "jaccard"), said.select(*SIDES, jaccard=SAID)])
    touched = index.update(gone, _arrivals(enriched, cleaned, came), known_pairs)
    stories = _stories(enriched, cleaned, touched, index, said)
    if earlier is None:
        return pl.DataFrame(name_stories(stories, None), schema=STORY).sort("story_id")
    over = held.filter(pl.col("article_id").is_in(pl.concat([touched, gone]).implode()) | known.is_empty())
    passed = earlier.join(over, on="story_id", how="semi")
    named = name_stories(stories, passed, earlier)
    kept = earlier.join(over, on="story_id", how="anti").match_to_schema(STORY)
    return pl.concat([kept, pl.DataFrame(named, schema=STORY)]).sort("story_id")


def _marks(enriched: pl.LazyFrame, cleaned: pl.LazyFrame) -> pl.DataFrame:
    """The documents there are: article_id, version_id, mark (what their rows were made from)."""
    above = cleaned.select("version_id", below="made_from")
    both = enriched.select(*ARTICLE, "made_from").join(above, on="version_id")
    return both.select(*ARTICLE, mark=pl.concat_str("made_from", "below", separator=" ")).collect()


def _held(earlier: pl.DataFrame | None) -> pl.DataFrame:
    """The articles of earlier stories: story_id, article_id, version_id."""
    if earlier is None:
        return pl.DataFrame(schema={"story_id": pl.String, **dict.fromkeys(ARTICLE, pl.String)})
    articles = earlier.select("story_id", "articles").explode("articles").unnest("articles")
    return articles.select("story_id", *ARTICLE)


def _arrivals(enriched: pl.LazyFrame, cleaned: pl.LazyFrame, came: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """What the index reads of documents (article_id, version_id, mark), `PORTION` at a time."""
    for some in came.iter_slices(PORTION):
        versions = some["version_id"].implode()
        words = enriched.filter(pl.col("version_id").is_in(versions)).select(
            "version_id", "word_count", "terms"
        )
        days = cleaned.filter(pl.col("version_id").is_in(versions)).select(
            "version_id", "language", earliest="published_earliest", latest="published_latest"
        )
        read = words.join(days, on="version_id").collect()
        yield some.join(read, on="version_id", maintain_order="left")


def _stories(
    enriched: pl.LazyFrame, cleaned: pl.LazyFrame, articles: pl.Series, index: Index, said: pl.DataFrame
) -> list[Row]:
    """The stories of these articles, without their ids: all that hangs together is among them. `said` is what
    people say of pairs."""
    number = articles.sort().to_frame("article_id").with_row_index("doc").cast({"doc": pl.Int64})
    in_order = {"article_a": pl.min_horizontal(SIDES), "article_b": pl.max_horizontal(SIDES)}
    found = index.among(articles).with_columns(**in_order).join(said, on=SIDES, how="left")
    for side in ("a", "b"):
        found = found.join(
            number.rename({"article_id": f"article_{side}", "doc": side}), on=f"article_{side}"
        )
    ordered = found.select(
        a=pl.min_horizontal("a", "b"), b=pl.max_horizontal("a", "b"), likeness="likeness", together="together"
    )
    reached = _within_reach(number.height, ordered)
    weighed = pl.when("together").then(TOGETHER).when(~pl.col("together")).then(APART).otherwise("likeness")
    groups = group(number.height, list(reached.select("a", "b", weighed).iter_rows()), ALIKE)
    likenesses = reached.select("a", "b", "likeness")
    alike: Alike = {}
    for a, b, likeness in likenesses.iter_rows():
        alike.setdefault(a, {})[b] = likeness
        alike.setdefault(b, {})[a] = likeness
    ids = number["article_id"]
    stories = []
    for some in _portions(groups):
        wanted = ids[[doc for members in some for doc in members]]
        documents = _documents(enriched, cleaned, wanted)
        stories += [_tell(members, rows, alike) for members, rows in _articles(some, ids, documents)]
    return stories


def _portions(groups: list[list[int]]) -> Iterator[list[list[int]]]:
    """Groups, so many at a time that they have `PORTION` documents or are one."""
    portion: list[list[int]] = []
    count = 0
    for members in groups:
        if portion and count + len(members) > PORTION:
            yield portion
            portion, count = [], 0
        portion.append(members)
        count += len(members)
    if portion:
        yield portion


def _within_reach(count: int, likenesses: pl.DataFrame) -> pl.DataFrame:
    """The pairs that can matter: groups merge only over a pair that is alike enough, so what no chain of such
    pairs joins stays apart."""
    strong = likenesses.filter(pl.col("likeness") >= ALIKE)
    home = pl.Series(join_up(count, [(strong["a"].to_numpy(), strong["b"].to_numpy())]))
    return likenesses.filter(home[likenesses["a"]] == home[likenesses["b"]]).sort("a", "b")


def _articles(
    groups: list[list[int]], ids: pl.Series, documents: pl.DataFrame
) -> Iterator[tuple[list[int], list[Row]]]:
    """Each group with its articles as rows, made Python's `AT_ONCE` groups at a time."""
    for start in range(0, len(groups), AT_ONCE):
        some = groups[start : start + AT_ONCE]
        order = ids[[doc for members in some for doc in members]].to_frame("article_id")
        rows = iter(order.join(documents, on="article_id", maintain_order="left").to_dicts())
        for members in some:
            yield members, [next(rows) for _ in members]


def _documents(enriched: pl.LazyFrame, cleaned: pl.LazyFrame, articles: pl.Series) -> pl.DataFrame:
    """What stories tell of some articles, a row each."""
    found = enriched.filter(pl.col("article_id").is_in(articles.implode())).select(
        *ARTICLE, "word_count", TERMS, "entities", "date_mentions"
    )
    about = cleaned.filter(pl.col("article_id").is_in(articles.implode())).select(
        "version_id", "outlet", "path", "headline", "published_on", "published_earliest", "published_latest"
    )
    return found.join(about, on="version_id").collect()


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
