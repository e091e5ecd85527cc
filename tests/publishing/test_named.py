"""Views and macros answer what they say they do, and an odd question gets no rows, never an error."""

import hashlib
import json
import shutil
from pathlib import Path

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
BRIDGE = {
    "herald": """Toll bridge at Harrow Vale closes after crack in pier

9 November 2026

HARROW VALE: The 60-year-old toll bridge at Harrow Vale closed on Sunday when divers found a crack in its second pier, the road agency said.

Repairs to the cracked pier will cost the road agency about $4.5 million and keep 310 lorries from Harrow Vale every day.

The road agency will send 12 divers to the cracked pier of the bridge in Harrow Vale.

“We saw the crack at low tide. We closed the bridge within the hour,” said bridge master Odile Farrant. She has led Windward 11 for years.
""",  # noqa: E501
    "tribune": """Crack in pier closes toll bridge at Harrow Vale

9 November 2026

HARROW VALE: The toll bridge at Harrow Vale closed on Sunday when two divers found a crack in its second pier, the road agency said.

Repairs to the cracked pier will cost the road agency $4.48 million and keep 290 lorries from Harrow Vale every day.

The road agency will send 30 engineers to the cracked pier of the bridge in Harrow Vale.

“We closed the bridge within the hour,” said bridge master Odile Farrant. She has led Windward 12 for years.
""",  # noqa: E501
}
OTHERS = {
    "court": """Jury hears of a stolen anchor

6 November 2026

The court found the suspect guilty of theft and the judge named a sentence of two years.
""",
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
    for outlet, told in BRIDGE.items():
        newsroom.put(f"{outlet}/bridge.txt", told)
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

    def test_a_phrase_a_word_that_must_and_one_that_must_not(self, room: Newsroom) -> None:
        both = ["herald/storm.txt", "tribune/storm.txt"]
        assert sorted(found(room, "ferry")) == both
        assert found(room, '"nobody listened"') == found(room, "“Nobody Listened”") == ["herald/storm.txt"]
        assert found(room, '"listened nobody"') == []
        assert found(room, "ferry +plough") == ["herald/plough.txt"]
        assert found(room, "harbour -ferry") == []
        assert found(room, 'ferry -"nobody listened"') == ["tribune/storm.txt"]
        assert found(room, "-ferry") == [], "there is nothing to look for"
        assert sorted(found(room, "bow-doors +")) == both, "a mark within a word, or alone, asks for nothing"

    def test_only_the_outlet_and_days_that_were_asked_for(self, room: Newsroom) -> None:
        asked = "SELECT path FROM search('ferry norvik', {})"
        assert room.sql(asked.format("from_outlet := 'tribune'")) == [("tribune/storm.txt",)]
        assert room.sql(asked.format("to_day := '2026-11-03'")) == [("herald/storm.txt",)]
        assert room.sql(asked.format("from_day := DATE '2026-11-04'")) == [("tribune/storm.txt",)]
        assert room.sql(asked.format("from_day := DATE '2026-11-05'")) == []

    def test_every_article_and_word_is_in_the_index_once(self, room: Newsroom) -> None:
        twice = "SELECT term, article_no FROM internal.search_postings GROUP BY ALL HAVING count(*) > 1"
        assert room.sql(twice) == []
        words = """SELECT article_no, sum(weight) FROM internal.search_postings GROUP BY ALL
            EXCEPT SELECT article_no,
                len(words_of(body)) + 3 * len(words_of(headline)) + 2 * coalesce(len(words_of(deck)), 0)
            FROM articles JOIN internal.search_articles USING (article_id)"""
        assert room.sql(words) == []


@pytest.mark.parametrize(
    "macro",
    [
        "search",
        "story_ids",
        "story",
        "said_by",
        "why",
        "diff_versions",
        "disagreements",
        "kwic",
        "attention",
        "briefing",
    ],
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
        assert room.sql("FROM internal.story_aliases") == [(FORMER, story_id)]
        for name in (story_id, FORMER):
            assert room.sql(f"SELECT outlet FROM story('{name}')") == told
            assert room.sql(f"SELECT DISTINCT story_id FROM disagreements('{name}')") == [(story_id,)]

    def test_outlets_disagree_on_figures_dates_and_where_a_quote_ends(self, room: Newsroom) -> None:
        differences = room.sql("SELECT kind, outlet_a, a, outlet_b, b FROM disagreements('ferry astrid')")
        assert ("figure", "herald", "12", "tribune", "11") in differences
        assert ("date", "herald", "2026-11-02", "tribune", "2026-11-01") in differences
        quoted = [(a, b) for kind, _, a, _, b in differences if kind == "quote"]
        assert [("nobody listened" in a, "nobody listened" in b) for a, b in quoted] == [(True, False)]

    def test_less_of_a_quote_other_things_and_other_words_for_a_number_are_no_disagreement(
        self, room: Newsroom
    ) -> None:
        differences = room.sql("SELECT kind, a, b FROM disagreements('toll bridge')")
        assert differences == [("figure", "310", "290")], "what both count, to the unit"

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


def test_sentences_are_cut_out_of_their_paragraphs_in_every_script(room: Newsroom) -> None:
    paragraphs = """SELECT article_id, paragraph_no, replace("text", ' ', '') FROM paragraphs"""
    joined = """SELECT article_id, paragraph_no, replace(string_agg("text", '' ORDER BY sentence_no), ' ', '')
        FROM sentences GROUP BY ALL"""
    assert room.sql(f"{paragraphs} EXCEPT {joined}") == []
    told = (
        """SELECT "text" FROM sentences JOIN articles USING (article_id) WHERE path = 'herald/russian.txt'"""
    )
    assert [text.split()[0] for (text,) in room.sql(f"{told} ORDER BY sentence_no")] == [
        "Паром",
        "На",
        "Ёлка,",
    ]


def test_an_article_says_how_it_reads_what_it_is_about_and_what_it_is(room: Newsroom) -> None:
    about = "SELECT reading_ease IS NULL, encoding, sentence_count, content_hash FROM articles WHERE path = ?"
    with duckdb.connect(str(room.data / "cleancopy.duckdb"), read_only=True) as connection:
        english, russian = (
            connection.execute(about, [f"herald/{name}.txt"]).fetchall()[0] for name in ("storm", "russian")
        )
    assert english[0] is False, "the formula holds for English"
    assert russian[:3] == (True, "utf-8", 3)
    text = """SELECT concat_ws(chr(10) || chr(10), headline, deck, body), content_hash FROM articles"""
    assert all(hashlib.sha256(said.encode()).hexdigest() == told for said, told in room.sql(text))
    topics = "SELECT code, topic FROM topics JOIN articles USING (article_id) WHERE path = 'herald/court.txt'"
    assert room.sql(topics) == [("medtop:02000000", "crime, law and justice")]
    spoken = """SELECT DISTINCT p.language FROM paragraphs AS p JOIN articles USING (article_id)
        WHERE path = 'herald/russian.txt'"""
    assert room.sql(spoken) == [("ru",)]


class TestWords:
    """`kwic`, `attention` and `briefing`."""

    def test_a_word_is_shown_with_what_stands_around_it(self, room: Newsroom) -> None:
        rows = room.sql("SELECT before, word, after, path FROM kwic('BOW doors', around := 3)")
        assert rows == [
            ("timber when its", "bow doors", "gave way in", f"{outlet}/storm.txt")
            for outlet in ("herald", "tribune")
        ]
        assert room.sql("SELECT before, word, after FROM kwic('核协议', around := 2)") == [
            ("口签署了", "核协议", "，并表示")
        ]
        ((headline, line),) = room.sql("SELECT field, line_no FROM kwic('plough of łódź')")
        assert (headline, line) == ("headline", None)

    def test_attention_counts_over_what_the_outlet_published_that_day(self, room: Newsroom) -> None:
        rows = room.sql("SELECT outlet, day::VARCHAR, naming, articles, share FROM attention('vasquel')")
        assert rows == [("herald", "2026-11-03", 1, 1, 1.0), ("tribune", "2026-11-04", 1, 1, 1.0)]

    def test_a_briefing_tells_the_days_stories_with_quotes_differences_and_doubts(
        self, room: Newsroom
    ) -> None:
        rows = room.sql("SELECT what, outlet, text, who FROM briefing('2026-11-04')")
        assert rows[0][:2] == ("told", "tribune")
        assert ("said", "tribune", "Ingrid Vasquel") in [(what, outlet, who) for what, outlet, _, who in rows]
        assert ("differs", "herald / tribune", "figure: 12 / 11") in [row[:3] for row in rows]
        assert room.sql("FROM briefing('1999-01-01')") == []


COPY_OF = """
INSERT INTO articles SELECT * REPLACE (
    'copy' AS article_id, 'herald/again.txt' AS path, article_id AS duplicate_of
) FROM articles WHERE path = 'herald/storm.txt';
CREATE TEMP TABLE its_article AS SELECT article_id FROM articles WHERE path = 'herald/storm.txt';
"""
COPIED_ROWS = """
INSERT INTO {0} SELECT * REPLACE ({1}'copy' AS article_id) FROM {0} SEMI JOIN its_article USING (article_id)
"""


def test_what_two_copies_in_one_outlet_say_stands_once(room: Newsroom, tmp_path: Path) -> None:
    file = Path(shutil.copy(room.data / "cleancopy.duckdb", tmp_path))
    questions = [
        "FROM said_by('vasquel')",
        "FROM disagreements('ferry astrid')",
        "FROM briefing('2026-11-03')",
    ]
    with duckdb.connect(str(file)) as connection:
        before = [connection.sql(question).fetchall() for question in questions]
        connection.execute(COPY_OF)
        ids = {"quotes": "quote_id || '2' AS quote_id, "}
        for table in ("quotes", "paragraphs", "story_articles", "date_mentions"):
            connection.execute(COPIED_ROWS.format(table, ids.get(table, "")))
        after = [connection.sql(question).fetchall() for question in questions]
    assert all(before)
    assert after == before


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


def test_what_is_doubtful_is_to_be_reviewed_with_the_reasons(sampled: Newsroom) -> None:
    ((undated,),) = sampled.sql("SELECT count(*) FROM to_review WHERE list_contains(why, 'undated')")
    query = "SELECT count(*) FROM articles WHERE published_at IS NULL AND published_earliest IS NULL"
    assert sampled.sql(query) == [(undated,)]
    doubts = [doubt for (doubt,) in sampled.sql("SELECT doubt FROM to_review")]
    assert doubts == sorted(doubts, reverse=True)


def test_an_articles_confidence_is_that_of_its_lines_by_their_characters(sampled: Newsroom) -> None:
    of_lines = """SELECT version_id, sum(length(text) * confidence) / sum(length(text)) AS sure
                  FROM lines GROUP BY version_id"""
    apart = "SELECT max(abs(a.confidence - sure)), count(*) FROM articles AS a"
    ((apart, articles),) = sampled.sql(f"{apart} JOIN ({of_lines}) USING (version_id)")
    assert apart < 0.0001
    assert sampled.sql("SELECT count(*) FROM articles") == [(articles,)]


def test_a_citation_names_release_code_models_settings_and_sources(sampled: Newsroom) -> None:
    columns = "release_id, software, code, models, settings, sources"
    (cited,) = sampled.sql(f"SELECT {columns} FROM citations WHERE path = '{CORRECTED}'")
    assert all(cited)
    ((before, now),) = sampled.sql("SELECT arg_min(sources, number), arg_max(sources, number) FROM releases")
    assert cited[-1] == now != before, "one article was corrected between the two"


def test_evidence_names_columns_of_articles(sampled: Newsroom) -> None:
    query = """SELECT DISTINCT field FROM fields
               WHERE field NOT IN (SELECT column_name FROM duckdb_columns() WHERE table_name = 'articles')"""
    assert sampled.sql(query) == []


ATTACHED = """
import json, sys, duckdb
file, queries = sys.argv[1], json.loads(sys.argv[2])
connection = duckdb.connect()
connection.execute(f"ATTACH '{file}' AS news (READ_ONLY); USE news; SET TimeZone = 'UTC'")
print(json.dumps([repr(connection.execute(query).fetchall()) for query in queries]))
"""


def test_every_view_and_macro_works_in_an_attached_file(sampled: Newsroom) -> None:
    queries = [item.example for item in publishing.named()]
    process = sampled.process("-c", ATTACHED, str(sampled.data / "cleancopy.duckdb"), json.dumps(queries))
    told, _ = process.communicate(timeout=120)
    for query, rows in zip(queries, json.loads(told.splitlines()[-1]), strict=True):
        assert rows == repr(sampled.sql(query)) != "[]", query


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
