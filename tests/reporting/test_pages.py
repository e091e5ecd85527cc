"""The report at its ends: nothing to show, and more than it shows."""

from pathlib import Path

import duckdb
import pytest

from assets import reporting
from assets.reporting import asking
from tests.conftest import Newsroom


def test_report_of_nothing_says_so(newsroom: Newsroom) -> None:
    assert newsroom.run().success
    shown = (newsroom.data / "report" / "index.html").read_text()
    assert "No article yet" in shown
    assert "Nothing waits here" in (newsroom.data / "report" / "quarantine.html").read_text()
    assert "No event is told" in (newsroom.data / "report" / "stories.html").read_text()


def test_pages_are_bounded_and_say_that_there_is_more(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.fill(7)
    assert newsroom.run().success
    assert asking.RECENT == asking.DOUBTFUL
    few = [s.replace(f"<= {asking.RECENT}", "<= 2") for s in asking.PREPARE]  # of each kind
    monkeypatch.setattr(asking, "PREPARE", tuple(few))
    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb"), read_only=True) as connection:
        pages = reporting.write(connection, tmp_path / "pages")
    assert 2 <= pages <= 4
    assert len(list((tmp_path / "pages" / "documents").glob("*.html"))) == pages
    assert f"{pages} of 7" in (tmp_path / "pages" / "index.html").read_text()
