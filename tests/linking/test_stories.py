from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriching import enrich
from assets.linking import Index, cluster, compare, settle
from assets.linking.linkage import group
from assets.linking.shapes import PAIR, STORY
from tests.enriching.copy_from_gold import SEEDS, article, seeds

QUAKE = (
    "An earthquake of magnitude 6.1 shook the town of Arvenholt on Friday, and the mayor Ida Holm said that "
    "nine people were missing.",
    "Rescue crews searched the Arvenholt market hall after the earthquake, which Ida Holm called the worst "
    "that the valley remembers.",
    "Nine people are missing in Arvenholt after the quake on 17 January 2025. Holm thanked the rescue crews "
    "who searched the market hall.",
)
VOTE = (
    "The council of Brackwater voted to dredge the estuary, and the harbour master Carl Oake promised that "
    "dredging begins in spring.",
    "Carl Oake, harbour master of Brackwater, welcomed the vote to dredge the silted estuary before the "
    "herring season begins.",
)


LONG = 8  # times that a text is told over: only long ones are compared where one has no date


DAY = "2025-01-18"


def paper(number: int, body: str, published: str | None, headline: str | None = None) -> pl.DataFrame:
    return article(
        "\n\n".join([body] * LONG),
        path=f"{number}.txt",
        headline=headline or f"Report {number}",
        published=published,
        outlet=f"outlet-{number % 2}",
    )


def papers() -> pl.DataFrame:
    days = ["2025-01-18", "2025-01-19", None, "2025-01-18", "2025-01-20"]
    return pl.concat(
        [
            paper(number, body, day)
            for number, (body, day) in enumerate(zip([*QUAKE, *VOTE], days, strict=True))
        ]
    )


@contextmanager
def empty_index() -> Iterator[Index]:
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        yield Index(connection, Path(folder))


def tell(
    cleaned: pl.DataFrame, earlier: pl.DataFrame | None = None, index: Index | None = None
) -> pl.DataFrame:
    """The stories of some clean copy: by an index that knows nothing yet, where none is given."""
    if index is None:
        with empty_index() as fresh:
            return tell(cleaned, earlier, fresh)
    enriched = enrich(cleaned).with_columns(made_from="version_id").lazy()
    copies = compare(enriched, cleaned.lazy(), None, None)
    return cluster(
        enriched, cleaned.with_columns(made_from="version_id").lazy(), copies, None, earlier, index
    )


def likenesses(cleaned: pl.DataFrame) -> dict[tuple[str, str], float]:
    with empty_index() as index:
        tell(cleaned, None, index)
        pairs = index.among(cleaned["article_id"])
    return {(min(a, b), max(a, b)): likeness for a, b, likeness in pairs.iter_rows()}


def partition(stories: pl.DataFrame) -> set[frozenset[str]]:
    return {frozenset(article["article_id"] for article in story["articles"]) for story in stories.to_dicts()}


def holder(stories: pl.DataFrame, path: str) -> dict[str, Any]:
    return next(
        story
        for story in stories.to_dicts()
        if f"article of {path}" in {found["article_id"] for found in story["articles"]}
    )


def members(stories: pl.DataFrame) -> pl.DataFrame:
    return stories.select("story_id", "articles").explode("articles").unnest("articles")


def test_same_event_in_other_words_is_one_story() -> None:
    assert sorted(len(members) for members in partition(tell(papers()))) == [2, 3]


def test_every_article_is_in_one_story() -> None:
    cleaned = pl.concat([papers(), article(path="empty.txt")])
    stories = tell(cleaned)
    told = stories["articles"].explode().struct.field("article_id").to_list()
    assert sorted(told) == sorted(cleaned["article_id"])
    assert stories.schema == STORY
    assert tell(cleaned.clear()).schema == STORY


def test_story_has_its_day_and_its_shared_names() -> None:
    story = holder(tell(papers()), "0.txt")
    assert str(story["event_earliest"]) == "2025-01-17"
    assert "Ida Holm" in story["articles"][0]["why"]
    assert (story["article_count"], story["outlet_count"]) == (3, 2)


def test_articles_far_apart_in_time_tell_of_different_events() -> None:
    cleaned = pl.concat([paper(0, QUAKE[0], "2025-01-18"), paper(1, QUAKE[1], "2025-06-18")])
    assert len(partition(tell(cleaned))) == 2


def test_stories_that_grow_one_by_one_are_those_told_at_once() -> None:
    cleaned = papers()
    at_once = partition(tell(cleaned))
    with empty_index() as index:
        stories = None
        for count in (1, 2, 3, 4, 5):
            stories = tell(cleaned.head(count), stories, index)
        assert stories is not None
        assert partition(stories) == at_once
        without = cleaned.filter(pl.col("path") != "1.txt")
        assert partition(tell(without, stories, index)) == partition(tell(without))


def test_an_index_that_knows_of_other_documents_is_made_again() -> None:
    cleaned = papers()
    stories = tell(cleaned)
    with empty_index() as index:
        tell(cleaned.head(2), None, index)
        assert tell(cleaned, stories, index).equals(tell(cleaned, stories))


def crowd(count: int) -> pl.DataFrame:
    """Articles of one day as an index takes them: of forty words, twelve are those of five on one event, the
    others of very many."""
    number = pl.int_range(count)
    events = [number % (2 + place) if place < 28 else number // 5 for place in range(40)]
    words = [
        pl.struct(
            term=pl.format("{} of {}", pl.lit(place), event),
            count=pl.lit(1),
            weight=pl.lit(5.0 + place / 10),
            headline=pl.lit(place > 36),
            opening=pl.lit(place > 30),
        )
        for place, event in enumerate(events)
    ]
    return pl.select(number.alias("number")).select(
        article_id=pl.format("{}", "number"),
        version_id=pl.format("{}", "number"),
        mark=pl.lit("as it is"),
        word_count=pl.lit(400),
        language=pl.lit("en"),
        earliest=pl.lit(datetime(2025, 1, 17, tzinfo=UTC)),
        latest=pl.lit(datetime(2025, 1, 18, tzinfo=UTC)),
        terms=pl.concat_list(words),
    )


def test_a_crowded_day_costs_no_more_for_each_article_and_it_is_told() -> None:
    nobody = pl.Series("article_id", [], dtype=pl.String)
    compared = {}
    for count in (2_000, 8_000):
        with empty_index() as index:
            index.update(nobody, [crowd(count)], PAIR.to_frame())
            ((pairs,),) = index.connection.execute("SELECT count(*) FROM candidates").fetchall()
            compared[count] = pairs / count
            told = index.told()
            assert told is not None
            assert "find no pairs there" in told
    assert 0 < compared[8_000] <= 1.1 * compared[2_000]
    with empty_index() as index:
        index.update(nobody, [crowd(100)], PAIR.to_frame())
        assert index.told() is None


def test_no_other_article_changes_how_alike_two_are() -> None:
    few, many = (pl.concat([*map(paper, range(n), [*QUAKE, *VOTE], [DAY] * n)]) for n in (2, 5))
    alone, among = (likenesses(cleaned) for cleaned in (few, many))
    assert alone == {pair: likeness for pair, likeness in among.items() if pair in alone} != {}


def test_words_of_grammar_make_no_story_in_any_language() -> None:
    harbour = "Der Hafen wird nicht mehr das sein, was er war, und die Fischer wissen es auch."
    garden = "Die Rosen werden nicht mehr das sein, was sie waren, und der Gärtner weiß es auch."
    assert len(partition(tell(pl.concat([paper(0, harbour, DAY), paper(1, garden, DAY)])))) == 2


def test_headlines_of_different_things_keep_articles_apart() -> None:
    first = paper(0, QUAKE[0], DAY, "Magnitude 6.1: nine missing")
    other = {
        headline: len(partition(tell(pl.concat([first, paper(1, QUAKE[1], DAY, headline)]))))
        for headline in ("Nine missing after quake", "Bakers' guild elects a treasurer")
    }
    assert other == {"Nine missing after quake": 1, "Bakers' guild elects a treasurer": 2}


@settings(max_examples=10)
@given(st.permutations(range(5)))
def test_partition_does_not_depend_on_arrival(order: list[int]) -> None:
    cleaned = papers()
    stories = None
    for count in range(1, 6):
        stories = tell(cleaned[order[:count]], stories)
    assert stories is not None
    assert partition(stories) == partition(tell(cleaned))


def test_story_keeps_its_id_while_articles_arrive() -> None:
    cleaned = papers()
    before = tell(cleaned[[0, 1, 3]])
    after = tell(cleaned, before)
    for path in ("0.txt", "3.txt"):
        assert holder(before, path)["story_id"] == holder(after, path)["story_id"]


def test_merged_story_leaves_an_alias() -> None:
    cleaned = papers()
    apart = pl.concat([tell(cleaned[[0]]), tell(cleaned[[1, 2]])])
    merged = holder(tell(cleaned, apart), "0.txt")
    assert merged["story_id"] == holder(apart, "1.txt")["story_id"]
    assert merged["aliases"] == [holder(apart, "0.txt")["story_id"]]
    assert holder(tell(cleaned, tell(cleaned, apart)), "0.txt")["aliases"] == merged["aliases"]


def test_phase_follows_the_event() -> None:
    bodies = [QUAKE[2], *[f"{body} It was on 17 January 2025." for body in QUAKE[:2]]]
    cleaned = pl.concat(
        [
            paper(number, body, f"2025-01-{day}")
            for number, (body, day) in enumerate(zip(bodies, (14, 18, 25), strict=True))
        ]
    )
    phases = {found["article_id"]: found["phase"] for found in holder(tell(cleaned), "0.txt")["articles"]}
    assert list(phases.values()) == ["preview", "report", "follow_up"]


def test_undated_article_is_dated_by_its_siblings() -> None:
    cleaned = pl.concat([paper(0, f"{QUAKE[0]} {QUAKE[1]}", None), paper(1, QUAKE[2], "2025-01-18")])
    enriched = enrich(cleaned)
    row = settle(enriched.lazy(), cleaned.lazy(), members(tell(cleaned))).to_dicts()[0]
    assert row["article_id"] == "article of 0.txt"
    assert [str(row[name].date()) for name in ("published_earliest", "published_latest")] == [
        "2025-01-17",
        "2025-01-24",
    ]
    assert {
        (found["surface"], str(found["earliest"]), found["anchor"]) for found in row["date_mentions"]
    } == {("Friday", "2025-01-17", "story")}


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0.01, 1)), max_size=30))
def test_groups_do_not_depend_on_the_order_of_pairs(drawn: list[tuple[int, int, float]]) -> None:
    pairs = sorted(
        {
            (min(a, b), max(a, b)): (min(a, b), max(a, b), likeness) for a, b, likeness in drawn if a != b
        }.values()
    )
    groups = group(10, pairs, 0.3)
    assert groups == group(10, pairs[::-1], 0.3)
    assert sorted(doc for members in groups for doc in members) == list(range(10))


@pytest.mark.skipif(
    not SEEDS.exists(), reason="the seeds lie beside the repository, in ../shared, and are not here"
)
def test_seeds_are_one_story_without_copies() -> None:
    cleaned = seeds()
    enriched = enrich(cleaned)
    assert compare(enriched.lazy(), cleaned.lazy(), None, None).is_empty()
    story = tell(cleaned).to_dicts()[0]
    assert (story["article_count"], story["place"], str(story["event_earliest"])) == (
        5,
        "Moscow",
        "2025-01-17",
    )
    dated = settle(enriched.lazy(), cleaned.lazy(), members(tell(cleaned)))
    assert dated["published_earliest"].dt.date().cast(pl.String).to_list() == ["2025-01-17"] * 2


def told_by(*papers_of: tuple[str, str]) -> int:
    """How many stories are told by articles (headline, text) of one week."""
    some = [paper(n, body, f"2025-01-1{n}", headline) for n, (headline, body) in enumerate(papers_of)]
    return tell(pl.concat(some)).height


def test_one_template_with_other_names_in_it_tells_of_two_matters() -> None:
    results = (
        "{0} sold more {1} than analysts had forecast this quarter, and {0} shares rose in early trading. "
        "{0}, which is based in {2}, expects revenue to fall in the coming quarter, its finance chief said."
    )
    one = ("Marlow Foods results at a glance", results.format("Marlow Foods", "soup", "Eastbay"))
    other = ("Kestrel Motors results at a glance", results.format("Kestrel Motors", "vans", "Dunmore"))
    assert told_by(one, other) == 2
    assert told_by(one, (one[0], one[1].replace("analysts", "banks"))) == 1


def test_one_template_of_two_weekdays_tells_of_two_days() -> None:
    forecast = (
        "Rain will spread from the west in the morning, heavy at times over the hills of Dunmore, and clear "
        "to showers by the afternoon, with a fresh southwesterly wind and highs of nine degrees at Eastbay."
    )
    friday = ("Forecast for Friday: rain, showers", forecast)
    another = forecast.replace("west ", "east ").replace("heavy", "light").replace("clear", "give way")
    another = another.replace("afternoon", "evening").replace("fresh southwesterly", "strong northerly")
    assert told_by(friday, ("Forecast for Monday: rain", another)) == 2
    assert told_by(friday, ("Friday's forecast: rain", another)) == 1
