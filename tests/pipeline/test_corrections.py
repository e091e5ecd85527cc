"""What people corrected by hand is followed, says so, and costs only the articles that it is about."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Newsroom, Run

FOLLOWED = {
    "lines.csv": """article,line,is_body,by,on
quay/000.txt,Follow us on:,yes,Ana Brandt,2026-11-30
quay/000.txt,"We waited and nobody wrote this.",no,Ana Brandt,2026-11-30
quay/002.txt,NEVER SEEN,maybe,,
gone/away.txt,Follow us on:,no,,
""",
    "fields.csv": """article,field,value,by,on,note
quay/001.txt,published_on,2026-10-12,Ana Brandt,2026-11-30,as printed
quay/001.txt,authors,Mira Lund; Jonas Weil,,,
quay/001.txt,authors,Mira Lund; Tom Ek,,,
quay/001.txt,outlet,The Quay,,,
quay/002.txt,authors,,,,
quay/002.txt,published_at,yesterday,,,
quay/002.txt,mood,cheerful,,,
""",
    "stories.csv": "article,other,same,on\nquay/003.txt,quay/004.txt,yes,30.11.2026\n",
    "copies.csv": "article,other,same\nquay/003.txt,quay/004.txt,yes\nquay/003.txt,quay/003.txt,no\n",
    "entities.csv": """name,same_as,kind,not_a_name,article,by
piet kruger,Pieter Kruger,,,,Ana Brandt
Pieter Kruger,Pieter M. Kruger,,,,
person:ana-soto,,,yes,quay/005.txt,Ana Brandt
Nobody Soever,,,yes,,
""",
}
Made = tuple[Newsroom, Run, Run, dict[str, list[tuple[Any, ...]]]]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Six articles, published; then corrected, and published again. Both runs."""
    newsroom = Newsroom(tmp_path_factory.mktemp("corrected"))
    newsroom.fill(6)
    first = newsroom.run()
    assert first.success, first.error()
    before = newsroom.tables()
    folder = newsroom.raw.parent / "corrections"
    folder.mkdir()
    for name, content in FOLLOWED.items():
        (folder / name).write_text(content)
    second = newsroom.run(corrections=folder)
    assert second.success, second.error()
    return newsroom, first, second, before


def test_only_the_corrected_articles_are_made_anew(corrected: Made) -> None:
    _, first, second, _ = corrected
    assert first.metadata("cleaned")["new documents"] == 6
    assert second.metadata("cleaned")["new documents"] == 3  # quay/000 to 002
    assert second.metadata("parsed")["new documents"] == 0


def test_a_corrected_line_is_text_and_says_who_said_so(corrected: Made) -> None:
    newsroom, *_ = corrected
    assert newsroom.sql(
        "SELECT role, kept, rule, reason, lines.confidence, len(overruled) > 0 FROM lines "
        "JOIN articles USING (article_id) WHERE path = 'quay/000.txt' AND text = 'Follow us on:'"
    ) == [("body", True, "corrected", "corrected by Ana Brandt on 2026-11-30", 1.0, True)]
    assert newsroom.sql("SELECT body LIKE '%Follow us on:' FROM articles WHERE path = 'quay/000.txt'") == [
        (True,)
    ]
    assert newsroom.sql("SELECT count(*) FROM lines WHERE rule = 'corrected'") == [(1,)]


def test_corrected_fields_stand_and_are_evidence(corrected: Made) -> None:
    newsroom, *_ = corrected
    assert newsroom.sql(
        "SELECT published_on::VARCHAR, authors, outlet, outlet_basis FROM articles "
        "WHERE path = 'quay/001.txt'"
    ) == [("2026-10-12", ["Mira Lund", "Tom Ek"], "The Quay", "correction")]
    assert newsroom.sql("SELECT authors, outlet FROM articles WHERE path = 'quay/002.txt'") == [([], "quay")]
    evidence = newsroom.sql(
        "SELECT field, value, place, fields.confidence FROM fields JOIN articles USING (article_id) "
        "WHERE path = 'quay/001.txt' AND rule = 'corrected' AND field = 'published_at'"
    )
    assert evidence == [("published_at", "2026-10-12", "corrected by Ana Brandt on 2026-11-30", 1.0)]
    assert newsroom.sql(  # what the page says is evidence still
        "SELECT count(*) FROM fields JOIN articles USING (article_id) "
        "WHERE path = 'quay/001.txt' AND field = 'published_at' AND rule <> 'corrected'"
    ) == [(1,)]


def test_two_articles_are_one_story_and_copies_because_a_person_says_so(corrected: Made) -> None:
    newsroom, *_ = corrected
    assert newsroom.sql(
        "SELECT count(DISTINCT story_id), count(duplicate_of) FROM articles "
        "WHERE path IN ('quay/003.txt', 'quay/004.txt')"
    ) == [(1, 1)]
    assert newsroom.sql("SELECT relation FROM duplicate_pairs WHERE relation = 'confirmed'") == [
        ("confirmed",)
    ]


def test_a_name_that_is_the_same_as_another_takes_its_row(corrected: Made) -> None:
    newsroom, *_ = corrected
    told = "SELECT name, kind, article_count FROM entities WHERE name LIKE '% Kruger'"
    assert newsroom.sql(told) == [("Pieter M. Kruger", "person", 1)]
    assert newsroom.sql(
        "SELECT DISTINCT mentions.surface, method, speaker "
        "FROM mentions JOIN quotes ON entity_id = speaker_id WHERE entity_id = 'person:pieter-m-kruger'"
    ) == [("Piet Kruger", "corrected", "Piet Kruger")]


def test_what_is_not_a_name_is_told_of_as_found_and_named_no_more(corrected: Made) -> None:
    newsroom, *_ = corrected
    assert newsroom.sql(
        "SELECT path, found_name, mention_count > 0, correction, entity_id FROM corrected_names "
        "JOIN articles USING (article_id) WHERE entity_id IS NULL"
    ) == [("quay/005.txt", "Ana Soto", True, "person:ana-soto", None)]
    for table, column in (("mentions", "entity_id"), ("quotes", "speaker_id")):
        named = f"SELECT DISTINCT path FROM {table} JOIN articles USING (article_id) WHERE {column} = ?"
        assert newsroom.sql(named.replace("?", "'person:ana-soto'")) == [("quay/000.txt",)]
    assert newsroom.sql("SELECT article_count FROM entities WHERE name = 'Ana Soto'") == [(1,)]


def test_only_articles_with_corrected_names_are_published_anew(corrected: Made) -> None:
    newsroom, *_ = corrected
    released = newsroom.sql("SELECT made_whole, changed_articles FROM releases ORDER BY number")[:2]
    assert released == [(True, 6), (False, 4)]  # quay/000 to 002 are made anew, and 005 for its name


def test_what_is_not_followed_says_why_and_the_check_warns(corrected: Made) -> None:
    newsroom, first, second, _ = corrected
    check = ("warehouse/corrections", "every_correction_is_followed")
    assert first.checks[check].passed
    assert not second.checks[check].passed
    assert second.checks[check].severity.value == "WARN"
    problems = {
        (file, row): problem
        for file, row, problem in newsroom.sql(
            "SELECT file, row, problem FROM corrections WHERE problem IS NOT NULL"
        )
    }
    expected = {
        ("lines.csv", 3): "no line of the article has this text",
        ("lines.csv", 4): "says neither yes nor no",
        ("lines.csv", 5): "an article that is not in the archive",
        ("fields.csv", 3): "is contradicted by row 4",
        ("fields.csv", 7): "gives no date",
        ("fields.csv", 8): "corrects mood: choose one of headline",
        ("copies.csv", 3): "names one article twice",
        ("stories.csv", 2): "is followed, but when it was made is unknown: write `on` as in 2026-11-30",
        ("entities.csv", 5): "nothing goes by this name",
    }
    assert problems.keys() == expected.keys()
    assert all(said in problems[row] for row, said in expected.items())


def test_a_correction_that_is_taken_back_leaves_no_trace(corrected: Made) -> None:
    newsroom, _, _, before = corrected
    run = newsroom.run()
    assert run.success, run.error()
    assert run.metadata("cleaned")["new documents"] == 3
    assert newsroom.tables() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("line.csv", "article,line,is_body\n", "Call it lines.csv"),
        ("lines.csv", "article,text,is_body\n", "has no column 'line'"),
        ("lines.csv", "article,line,is_body,colour\n", "has a column 'colour'"),
        ("fields.csv", b"article,field,value\n\xff\xfe,a,b\n", "cannot be read as CSV"),
        ("entities.csv", "name,same_as,colour\n", "has a column 'colour'"),
        ("entities.csv", "name,note\n", "has no column 'same_as'"),
        (None, "", "is no folder that can be read"),
    ],
)
def test_a_folder_that_cannot_be_used_stops_the_run_with_the_cure(
    newsroom: Newsroom, tmp_path: Path, name: str | None, content: str | bytes, said: str
) -> None:
    newsroom.fill(1)
    folder = tmp_path / "corrections"
    if name is not None:
        folder.mkdir()
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    run = newsroom.run(["raw", "corrections"], corrections=folder)
    assert run.failed == {"corrections"}
    assert "CLEANCOPY_CORRECTIONS" in run.error()
    assert said in run.error()


def test_the_setting_for_names_overrides_the_folder(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.fill(1)
    folder, names = tmp_path / "corrections", tmp_path / "names.csv"
    folder.mkdir()
    (folder / "entities.csv").write_text("name,not_a_name\nAna Soto,yes\n")
    names.write_text("name,kind\nAna Soto,organisation\n")
    assert newsroom.run(["raw", "corrections"], corrections=folder, entities=names).success
    rows = newsroom.lake.rows("corrections")
    assert rows is not None
    assert rows.collect().select("file", "name", "value").rows() == [(str(names), "Ana Soto", "organisation")]
    names.write_text("name,colour\n")
    run = newsroom.run(["raw", "corrections"], entities=names)
    assert f"CLEANCOPY_ENTITIES: {names} has no column 'same_as'" in run.error()
