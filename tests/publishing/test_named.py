"""Views and macros answer what they say they do, and an odd question gets no rows, never an error."""

import duckdb
import polars as pl
import pytest

from assets import publishing
from assets.display import lineage
from tests.conftest import CORRECTED, Newsroom

ODD = ("", "   ", "%", "'", "\\", "(", "*", "[^", "💥", "—", "a" * 5000, "nosuchword")
FORMER = "00000000000000aa"
STORM = """{headline}

{day} November 2026
By Ana Soto

NORVIK: {dead} people died when the ferry Astrid Lund sank off Norvik harbour in a storm on {sank}, the coastguard said.

The ship carried {cars} cars and a cargo of timber when its bow doors gave way in heavy seas near the Skerry light.

“{quote}” said harbour master Ingrid Vasquel at the quay in Norvik.
"""  # noqa: E501
OTHERS = {
    "plough": """The plough of Łódź

5 November 2026

A CAFÉ in Łódź bought a plough. Nobody knows what for, its owner least.
""",
    "russian": """Паром затонул у входа в гавань Норвика

6 ноября 2026

Паром затонул в понедельник у входа в гавань, сообщила береговая охрана. На борту было сорок машин и груз леса.

Ёлка, которую везли для городской площади, теперь стоит на причале, рассказал капитан порта журналистам.
""",  # noqa: E501
    "chinese": """渡轮在港口外沉没

2026年11月6日

海岸警卫队星期一表示，一艘渡轮在风暴中于港口外沉没，船上载有四十辆汽车和一批木材。

双方代表随后在港口签署了核协议，并表示希望尽快恢复航运，让当地居民能够安全回家。
""",
}


def tell(outlet: str, **told: str) -> tuple[str, str]:
    return f"{outlet}/storm.txt", STORM.format(**told)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two outlets that tell of a ferry and differ, and some texts in other scripts."""
    newsroom = Newsroom(tmp_path_factory.mktemp("named"))
    first = {
        "headline": "Ferry Astrid Lund sinks off Norvik harbour in storm",
        "day": "3",
        "dead": "12",
        "sank": "Monday",
        "cars": "40",
    }
    second = {
        "headline": "Storm sinks ferry Astrid Lund off Norvik harbour",
        "day": "4",
        "dead": "Eleven",
        "sank": "Sunday",
        "cars": "40",
    }
    newsroom.put(
        *tell("herald", **first, quote="We told them to wait for the tide and nobody listened to us,")
    )
    newsroom.put(*tell("tribune", **second, quote="We told them to wait for the tide,"))
    assert newsroom.run().success
    stories = newsroom.lake.rows("stories")
    assert stories is not None
    merged = pl.when(pl.col("article_count") == 2).then(pl.concat_list(pl.lit(FORMER))).otherwise("aliases")
    newsroom.lake.replace(
        "stories", stories.with_columns(aliases=merged).collect(), "another make"
    )  # as if another had gone into it
    for name, text in OTHERS.items():
        newsroom.put(f"herald/{name}.txt", text)
    run = newsroom.run()
    assert run.success, run.error()
    return newsroom


def found(room: Newsroom, query: str) -> list[str]:
    """The paths of the articles that a search finds."""
    with duckdb.connect(str(room.data / "cleancopy.duckdb"), read_only=True) as connection:
        return [path for (path,) in connection.execute("SELECT path FROM search(?)", [query]).fetchall()]


class TestSearch:
    """`search` over a published file."""

    @pytest.mark.parametrize("query", ["lodz", "ŁÓDŹ", "Łódź", "cafe", "Café", "plough's"])
    def test_case_and_accents_do_not_matter(self, room: Newsroom, query: str) -> None:
        assert found(room, query) == ["herald/plough.txt"]

    @pytest.mark.parametrize(
        ("query", "file"),
        [
            ("паром", "russian"),
            ("ПАРОМ", "russian"),
            ("елка", "russian"),
            ("核协议", "chinese"),
            ("港口", "chinese"),
        ],
    )
    def test_words_of_any_script_are_found(self, room: Newsroom, query: str, file: str) -> None:
        assert found(room, query) == [f"herald/{file}.txt"]

    def test_the_article_that_holds_more_of_the_words_comes_first(self, room: Newsroom) -> None:
        assert found(room, "harbour plough owner")[0] == "herald/plough.txt"
        assert set(found(room, "harbour plough owner")) == {
            "herald/plough.txt",
            "herald/storm.txt",
            "tribune/storm.txt",
        }

    def test_the_snippet_shows_the_rarest_of_the_words(self, room: Newsroom) -> None:
        ((snippet,),) = room.sql("SELECT snippet FROM search('nobody listened quay', top := 1)")
        assert "nobody listened" in snippet

    def test_no_more_are_given_than_asked_for(self, room: Newsroom) -> None:
        assert len(room.sql("FROM search('ferry norvik', top := 1)")) == 1

    def test_every_article_and_word_is_in_the_index_once(self, room: Newsroom) -> None:
        twice = "SELECT term, article_no FROM search_postings GROUP BY ALL HAVING count(*) > 1"
        assert room.sql(twice) == []
        words = """SELECT article_no, sum(weight) FROM search_postings GROUP BY ALL
            EXCEPT SELECT article_no,
                len(words_of(body)) + 3 * len(words_of(headline)) + 2 * coalesce(len(words_of(deck)), 0)
            FROM articles JOIN search_articles USING (article_id)"""
        assert room.sql(words) == []


@pytest.mark.parametrize(
    "macro", ["search", "story_ids", "story", "said_by", "why", "diff_versions", "disagreements"]
)
def test_an_odd_question_gets_no_rows(room: Newsroom, macro: str) -> None:
    with duckdb.connect(str(room.data / "cleancopy.duckdb"), read_only=True) as connection:
        for odd in (*ODD, None):
            assert connection.execute(f"FROM {macro}(?)", [odd]).fetchall() == [], odd


class TestStories:
    """What can be asked of a story."""

    def test_a_story_is_found_by_words_by_its_id_and_by_the_id_it_had(self, room: Newsroom) -> None:
        told = room.sql("SELECT outlet FROM story('norvik FERRY')")
        assert told == [("herald",), ("tribune",)], "in the order of publication"
        ((story_id,),) = room.sql("FROM story_ids('astrid lund')")
        assert room.sql("FROM story_aliases") == [(FORMER, story_id)]
        for name in (story_id, FORMER):
            assert room.sql(f"SELECT outlet FROM story('{name}')") == told
            assert room.sql(f"SELECT DISTINCT story_id FROM disagreements('{name}')") == [(story_id,)]

    def test_outlets_disagree_on_figures_dates_and_where_a_quote_ends(self, room: Newsroom) -> None:
        differences = room.sql("SELECT kind, outlet_a, a, outlet_b, b FROM disagreements('ferry astrid')")
        assert ("figure", "herald", "12", "tribune", "11") in differences
        assert ("date", "herald", "2026-11-02", "tribune", "2026-11-01") in differences
        quoted = [(a, b) for kind, _, a, _, b in differences if kind == "quote"]
        assert [("nobody listened" in a, "nobody listened" in b) for a, b in quoted] == [(True, False)]

    def test_what_they_agree_on_is_no_disagreement(self, room: Newsroom) -> None:
        assert [
            row for row in room.sql("FROM disagreements('ferry astrid')") if "40" in (row[2], row[4])
        ] == []

    def test_what_somebody_said_is_found_by_any_of_the_names(self, room: Newsroom) -> None:
        assert {outlet for (outlet,) in room.sql("SELECT outlet FROM said_by('vasquel')")} == {
            "herald",
            "tribune",
        }
        assert room.sql("FROM said_by('vas')") == [], "half a word is another word"


class TestVersions:
    """What can be asked of an article that changed."""

    def test_a_difference_is_told_line_by_line(self, sampled: Newsroom) -> None:
        changes = sampled.sql(f"SELECT version, change, text FROM diff_versions('{CORRECTED}')")
        assert [(version, change) for version, change, _ in changes] == [(2, "removed"), (2, "added")]
        assert "87 species" in changes[0][2]
        assert "78 species" in changes[1][2]

    def test_an_article_goes_by_its_id_too(self, sampled: Newsroom) -> None:
        ((article,),) = sampled.sql(f"SELECT article_id FROM articles WHERE path = '{CORRECTED}'")
        assert sampled.sql(f"FROM diff_versions('{article}')") == sampled.sql(
            f"FROM diff_versions('{CORRECTED}')"
        )
        assert sampled.sql(f"FROM why('{article}')") == sampled.sql(f"FROM why('{CORRECTED}')")

    def test_why_tells_of_every_line_that_is_not_blank(self, sampled: Newsroom) -> None:
        ((lines,),) = sampled.sql(
            f"SELECT count(*) FROM lines JOIN articles USING (version_id) WHERE path = '{CORRECTED}' AND "
            "role <> 'blank'"
        )
        assert len(sampled.sql(f"FROM why('{CORRECTED}')")) == lines > 0
        assert sampled.sql(f"FROM why('{CORRECTED}') WHERE rule IS NULL") == []

    def test_the_history_has_every_version_with_its_changes(self, sampled: Newsroom) -> None:
        history = "SELECT number, state, lines_added, lines_removed FROM document_history"
        assert sampled.sql(f"{history} WHERE path = '{CORRECTED}'") == [
            (1, "superseded", None, None),
            (2, "published", 1, 1),
        ]
        ((versions,), (told,)) = sampled.sql(
            "SELECT count(*) FROM versions UNION ALL SELECT count(*) FROM document_history"
        )
        assert versions == told


class TestViews:
    """What the views add up to."""

    def test_every_dropped_line_is_counted_under_its_rule(self, sampled: Newsroom) -> None:
        ((dropped,),) = sampled.sql(
            "SELECT count(*) FROM lines JOIN articles USING (version_id) WHERE NOT kept AND role <> 'blank'"
        )
        assert sampled.sql("SELECT sum(lines) FROM dropped_by_rule") == [(dropped,)]

    def test_every_article_is_in_its_outlets_profile(self, sampled: Newsroom) -> None:
        assert sampled.sql("SELECT sum(articles) FROM outlet_profile") == sampled.sql(
            "SELECT count(*) FROM articles"
        )


def test_what_waits_in_quarantine_is_in_the_check_results_of_its_stage(sampled: Newsroom) -> None:
    last = "release_id = (SELECT release_id FROM releases ORDER BY number DESC LIMIT 1)"
    found = dict(
        sampled.sql(
            f"SELECT table_name, failing_rows FROM check_results WHERE name = 'stage_contract' AND {last}"
        )
    )
    assert found == {**dict.fromkeys(lineage.stages(), 0), "raw": 1}


@pytest.mark.parametrize("item", publishing.named(), ids=lambda item: item.name)
def test_the_example_of_each_is_in_the_dictionary_and_has_an_answer(
    sampled: Newsroom, item: publishing.Named
) -> None:
    assert sampled.sql(
        f"SELECT example_query FROM data_dictionary WHERE table_name = '{item.name}' AND kind = '{item.kind}'"
    ) == [(item.example,)]
    assert sampled.sql(item.example)
