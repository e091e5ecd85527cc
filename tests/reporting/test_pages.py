"""The report at its ends: nothing to show, and more than it shows."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets import reporting
from assets.framework.fingerprints import digest
from assets.reporting import asking, pages
from tests.conftest import Newsroom


def test_report_of_nothing_says_so(newsroom: Newsroom) -> None:
    assert newsroom.run().success
    shown = (newsroom.data / "report" / "index.html").read_text()
    assert "No article yet" in shown
    assert "Nothing waits here" in (newsroom.data / "report" / "quarantine.html").read_text()
    assert "No event is told" in (newsroom.data / "report" / "stories.html").read_text()


def test_pages_are_bounded_and_say_that_there_is_more(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(7)
    assert newsroom.run().success
    assert asking.RECENT == asking.DOUBTFUL
    few = [s.replace(f"<= {asking.RECENT}", "<= 2") for s in asking.PREPARE]  # of each kind
    monkeypatch.setattr(asking, "PREPARE", tuple(few))
    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb"), read_only=True) as connection:
        count = reporting.write(connection, tmp_path / "pages")
    assert 2 <= count <= 4
    assert len(list((tmp_path / "pages" / "documents").glob("*.html"))) == count
    assert f"{count} of 7" in (tmp_path / "pages" / "index.html").read_text()


def test_a_page_that_cannot_be_drawn_says_so_and_costs_no_other_page(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    draw = pages._page

    def fails_on_one(template: str, file: Path, **values: Any) -> None:
        if template == "document.html.j2" and values["article"]["path"] == "quay/001.txt":
            raise ValueError("no idea how to draw this")
        draw(template, file, **values)

    monkeypatch.setattr(pages, "_page", fails_on_one)
    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb"), read_only=True) as connection:
        assert reporting.write(connection, tmp_path / "pages") == 2
    odd = (tmp_path / "pages" / "documents" / f"{digest('quay/001.txt')}.html").read_text()
    assert "could not be drawn: ValueError: no idea how to draw this" in odd
    assert "cannot" not in (tmp_path / "pages" / "documents" / f"{digest('quay/000.txt')}.html").read_text()


def test_a_report_killed_while_the_old_one_is_cleared_is_whole(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    folder = tmp_path / "pages"
    clear = pages.shutil.rmtree
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "old.html").touch()

    def killed_half_way(path: Path, **_: Any) -> None:
        if (path / "documents" / "old.html").exists():
            clear(path / "documents")
            raise KeyboardInterrupt
        clear(path, ignore_errors=True)

    monkeypatch.setattr(pages.shutil, "rmtree", killed_half_way)
    with (
        duckdb.connect(str(newsroom.data / "cleancopy.duckdb"), read_only=True) as connection,
        pytest.raises(KeyboardInterrupt),
    ):
        reporting.write(connection, folder)
    assert (folder / "index.html").exists()
    assert [file.name for file in (folder / "documents").iterdir()] == [f"{digest('quay/000.txt')}.html"]
