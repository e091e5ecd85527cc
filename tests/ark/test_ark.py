"""The ark: more than a thousand odd files in one run. Every innocent one is published, every guilty one waits
by name, nothing is lost."""

import os
import random
import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from assets import publishing, reading
from assets.reading.files import as_text
from tests.ark import cargo
from tests.ark.odd_texts import HOSTILE, MARKS, SPECIAL
from tests.ark.properties import is_read
from tests.conftest import Newsroom

PATIENCE = 900  # seconds: a run that waits for a pipe would wait for ever


class Ark:
    """The cargo and what a run made of it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.documents, self.things = cargo.load(newsroom.raw)
        process = newsroom.process("-m", "pipeline", "run")
        try:
            self.told = process.communicate(timeout=PATIENCE)[0]
        finally:
            process.kill()
        self.green = process.returncode == 0

    @cached_property
    def innocent(self) -> set[str]:
        return {as_text(document.path) for document in self.documents if document.rule is None}

    @cached_property
    def guilty(self) -> dict[str, str]:
        """What must wait in quarantine, and by which rule."""
        files = {as_text(document.path): document.rule for document in self.documents}
        beside = {
            as_text(document.path) + reading.SIDECAR: document.sidecar_rule for document in self.documents
        }
        things = {as_text(thing.path): thing.rule for thing in self.things}
        return {path: rule for path, rule in {**files, **beside, **things}.items() if rule is not None}

    @cached_property
    def published(self) -> dict[str, str]:
        """Path → article_id."""
        return dict(self.newsroom.sql("SELECT path, article_id FROM articles"))

    @cached_property
    def held(self) -> dict[str, list[tuple[str, list[str], str]]]:
        """Path → stage, rules and message of each open row of the quarantine."""
        found = defaultdict(list)
        for path, *row in self.newsroom.sql(
            "SELECT path, stage, rules, message FROM quarantine WHERE resolved_at IS NULL"
        ):
            found[path].append(tuple(row))
        return dict(found)

    @cached_property
    def contents(self) -> dict[str, tuple[bytes, str]]:
        """article_id → bytes and text of each published file, without a byte-order mark, as a reader of the
        file would decode it."""
        found = {}
        for path, article in self.published.items():
            content = self.real(path).read_bytes()
            found[article] = (content, content.decode(reading.detect(content)))
        return found

    def real(self, path: str) -> Path:
        """The file of a path as the tables have it."""
        names = {
            as_text(document.path): document.path for document in self.documents if document.rule is None
        }
        return self.newsroom.raw / os.fsdecode(names.get(path, path.encode()))


@pytest.fixture(scope="module")
def ark(tmp_path_factory: pytest.TempPathFactory) -> Ark:
    return Ark(Newsroom(tmp_path_factory.mktemp("ark")))


def test_the_ark_is_published(ark: Ark) -> None:
    assert ark.green, ark.told[-3_000:]
    assert "Traceback" not in ark.told


def test_every_innocent_document_is_in_the_file(ark: Ark) -> None:
    lost = {path: ark.held.get(path, "nowhere") for path in ark.innocent - set(ark.published)}
    assert not lost, f"{len(lost)} of {len(ark.innocent)} are lost: {dict(sorted(lost.items())[:20])}"


def test_every_guilty_one_waits_by_name_and_rule(ark: Ark) -> None:
    wrong = {
        path: ark.held.get(path, [])
        for path, rule in ark.guilty.items()
        if not _waits(ark.held.get(path, []), rule)
    }
    assert not wrong, f"{len(wrong)} do not wait as they should: {wrong}"
    assert (
        not ark.guilty.keys() & ark.published.keys() - ark.innocent
    )  # of two names that read the same one is innocent


def _waits(rows: list[tuple[str, list[str], str]], rule: str) -> bool:
    return any(rule in (cargo.ANY, *rules) for _, rules, _ in rows)


def test_nothing_else_waits(ark: Ark) -> None:
    others = {path: rows for path, rows in ark.held.items() if path not in ark.guilty}
    assert not others, f"{len(others)}: {dict(list(others.items())[:20])}"


def test_every_message_names_the_file(ark: Ark) -> None:
    assert all(str(path) in message for path, rows in ark.held.items() for _, _, message in rows)


def test_the_ledger_is_whole(ark: Ark) -> None:
    """The lines of each article, put together, are its file byte for byte, and their texts are what stands
    there."""
    lines = defaultdict(list)
    for article, *line in ark.newsroom.sql(
        """SELECT l.article_id, byte_start, byte_end, char_start, text
           FROM lines AS l JOIN articles USING (version_id) ORDER BY l.article_id, line_no, span_no"""
    ):
        lines[article].append(line)
    for path, article in ark.published.items():
        content, text = ark.contents[article]
        at = 0
        for start, end, first, words in lines[article]:
            assert start == at, path
            assert end >= start, path
            assert text[first : first + len(words)] == words, path
            at = end
        assert at == len(content), path


@pytest.mark.parametrize(
    ("table", "start", "end", "surface"),
    [
        ("mentions", "char_start", "char_end", "surface"),
        ("date_mentions", "char_start", "char_end", "surface"),
        ("quotes", "char_start", "char_end", "surface"),
        ("quotes", "speaker_start", "speaker_end", "speaker"),
        ("quotes", "cue_start", "cue_end", "cue"),
    ],
)
def test_every_offset_cuts_out_its_surface(ark: Ark, table: str, start: str, end: str, surface: str) -> None:
    columns = {
        name
        for (name,) in ark.newsroom.sql(
            f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'"
        )
    }
    if surface not in columns:
        pytest.skip(
            f"{table}.{surface} is not there yet"
        )  # quotes.text leaves out the lines that are dropped, and is no slice
    rows = ark.newsroom.sql(
        f"SELECT article_id, {start}, {end}, {surface} FROM {table} WHERE {surface} IS NOT NULL"
    )
    paths = {article: path for path, article in ark.published.items()}
    wrong = [
        (paths[article], said, ark.contents[article][1][first:last])
        for article, first, last, said in rows
        if not is_read(ark.contents[article][1][first:last], said, mended=surface != "surface")
    ]
    assert rows
    assert not wrong, f"{len(wrong)} of {len(rows)}: {wrong[:5]}"


def test_days_lie_within_a_calendar_and_in_order(ark: Ark) -> None:
    assert not ark.newsroom.sql("SELECT surface, earliest, latest FROM date_mentions WHERE earliest > latest")
    for column in ("published_at", "published_earliest", "published_latest", "modified_at"):
        assert not ark.newsroom.sql(
            f"SELECT path, {column} FROM articles WHERE year({column}) NOT BETWEEN 1600 AND 2200"
        )


def test_what_stands_in_a_text_is_found_by_search(ark: Ark) -> None:
    """A word of each of some articles leads to them; and no word, however odd, breaks the search."""
    chance = random.Random(cargo.SEED)
    bodies = ark.newsroom.sql(
        "SELECT path, article_id, body FROM articles WHERE len(body) > 200 AND len(body) < 5000 ORDER BY path"
    )
    for path, article, body in chance.sample(bodies, 25):
        word = chance.choice(re.findall(r"\b[a-z]{4,}\b", body) or ["harbour"])
        found: list[tuple[Any, ...]] = ark.newsroom.sql(
            f"SELECT article_id FROM search('{word}', top := 5000)"
        )
        assert (article,) in found or word not in body, (path, word)
    for odd in (*SPECIAL.values(), *HOSTILE.values(), *MARKS):
        ark.newsroom.sql(f"SELECT article_id FROM search({publishing.text(odd)})")
    assert not ark.newsroom.sql("FROM internal.search_postings WHERE term = '' OR weight < 1")
