"""Every answer in the cookbook is what the published file says. `UPDATE_DOCS=1` (make docs) writes them
anew."""

import os
import re
from datetime import datetime
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT, Newsroom

PAGE = ROOT / "docs" / "cookbook.md"
RECIPE = re.compile(
    r"^### (?P<question>[^\n]+)\n"
    r"(?P<prose>(?:(?!#|```)[^\n]*\n)*)"
    r"```sql\n(?P<sql>(?:(?!```)[^\n]*\n)+)```\n"
    r"(?:\n(?P<answer>(?:\|[^\n]*\n)+))?",
    re.MULTILINE,
)
RECIPES = [found.groupdict() for found in RECIPE.finditer(PAGE.read_text())]


def cell(value: Any) -> str:
    """A value as the page shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return ", ".join(map(cell, value))
    return " ".join(str(value).split()).replace("|", "\\|")


def answer(room: Newsroom, sql: str) -> str:
    """The answer to a query as a Markdown table."""
    with duckdb.connect(str(room.data / "cleancopy.duckdb"), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        result = connection.sql(sql)
        rows = [
            result.columns,
            ["---"] * len(result.columns),
            *([cell(v) for v in row] for row in result.fetchall()),
        ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def test_there_are_thirty_questions() -> None:
    assert [re.match(r"\d+", recipe["question"])[0] for recipe in RECIPES] == [str(n) for n in range(1, 31)]  # type: ignore[index]


@pytest.mark.skipif("UPDATE_DOCS" not in os.environ, reason="writes the page anew only when asked: make docs")
def test_the_answers_are_written_anew(sampled: Newsroom) -> None:
    def filled(found: re.Match[str]) -> str:
        question = f"### {found['question']}\n{found['prose']}```sql\n{found['sql']}```"
        return f"{question}\n\n{answer(sampled, found['sql'])}"

    PAGE.write_text(RECIPE.sub(filled, PAGE.read_text()))


@pytest.mark.skipif("UPDATE_DOCS" in os.environ, reason="the page was just written")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe["question"])
def test_an_answer_is_what_the_file_says(sampled: Newsroom, recipe: dict[str, str]) -> None:
    assert recipe["answer"] == answer(sampled, recipe["sql"]), "run make docs, and look at what changed"


@pytest.mark.skipif("UPDATE_DOCS" in os.environ, reason="the page was just written")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe["question"])
def test_a_question_has_an_answer(recipe: dict[str, str]) -> None:
    assert len((recipe["answer"] or "").splitlines()) > 2
