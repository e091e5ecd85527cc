"""The report at its ends: nothing to show, and more than it shows."""

import os
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets import reporting
from assets.framework.fingerprints import digest
from assets.reporting import asking, pages
from assets.reporting import folder as folder_of_pages
from tests.conftest import Newsroom


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Seven documents, published. Not to be written to."""
    newsroom = Newsroom(tmp_path_factory.mktemp("filled"))
    newsroom.fill(7)
    assert newsroom.run().success
    return newsroom


def test_report_of_nothing_says_so(newsroom: Newsroom) -> None:
    assert newsroom.run().success
    shown = (newsroom.data / "report" / "index.html").read_text()
    assert "No article yet" in shown
    assert "Nothing waits here" in (newsroom.data / "report" / "quarantine.html").read_text()
    assert "No event is told" in (newsroom.data / "report" / "stories.html").read_text()


def test_pages_are_bounded_and_say_that_there_is_more(
    filled: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asking.RECENT == asking.DOUBTFUL
    bounds = {f"<= {asking.RECENT}": "<= 2", f"nth <= {asking.STORIES}": "nth <= 0"}
    few = [*asking.PREPARE]
    for bound, small in bounds.items():
        few = [statement.replace(bound, small) for statement in few]
    monkeypatch.setattr(asking, "PREPARE", tuple(few))
    with duckdb.connect(str(filled.data / "cleancopy.duckdb"), read_only=True) as connection:
        count = reporting.write(connection, tmp_path / "pages").documents
    assert 2 <= count <= 4
    assert len(list((tmp_path / "pages" / "documents").glob("*.html"))) == count
    assert f"know {count} of 7" in (tmp_path / "pages" / "index.html").read_text()


def test_a_page_that_cannot_be_drawn_says_so_and_costs_no_other_page(
    filled: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = pages._page

    def fails_on_one(template: str, **values: Any) -> str:
        if template == "document.html.j2" and values["article"]["path"] == "quay/001.txt":
            raise ValueError("no idea how to draw this")
        return draw(template, **values)

    monkeypatch.setattr(pages, "_page", fails_on_one)
    with duckdb.connect(str(filled.data / "cleancopy.duckdb"), read_only=True) as connection:
        written = reporting.write(connection, tmp_path / "pages")
        assert written.documents == 7
        assert "quay/001.txt" in written.undrawn[0]
        monkeypatch.setattr(pages, "_page", draw)
        again = reporting.write(connection, tmp_path / "again")
        shutil.copytree(tmp_path / "pages", tmp_path / "before")
        mended = reporting.write(connection, tmp_path / "pages")
        assert (mended.drawn, mended.undrawn, again.undrawn) == (1, [], []), "it is tried again"
    odd = page_of("quay/001.txt", tmp_path / "before").read_text()
    assert "could not be drawn: ValueError: no idea how to draw this" in odd
    assert "could not" not in page_of("quay/000.txt", tmp_path / "before").read_text()


def test_a_report_killed_while_the_old_one_is_cleared_is_whole(
    filled: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pages"
    clear = shutil.rmtree
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "old.html").touch()

    def killed_half_way(path: Path, **_: Any) -> None:
        if (path / "documents" / "old.html").exists():
            clear(path / "documents")
            raise KeyboardInterrupt
        clear(path, ignore_errors=True)

    monkeypatch.setattr(folder_of_pages.shutil, "rmtree", killed_half_way)
    with (
        duckdb.connect(str(filled.data / "cleancopy.duckdb"), read_only=True) as connection,
        pytest.raises(KeyboardInterrupt),
    ):
        reporting.write(connection, folder)
    assert (folder / "index.html").exists()
    assert len([*(folder / "documents").iterdir()]) == 7
    assert page_of("quay/000.txt", folder).exists()


def test_only_pages_whose_rows_changed_are_written_again(newsroom: Newsroom) -> None:
    files = newsroom.fill(6)
    assert newsroom.run().success
    folder = newsroom.data / "report"
    before = {file.name: file.stat().st_ino for file in (folder / "documents").iterdir()}
    files[2].write_text(files[2].read_text().replace("harbour council", "harbour board"))
    files[5].unlink()
    assert newsroom.run().success
    after = {file.name: file.stat().st_ino for file in (folder / "documents").iterdir()}
    written = {name for name in after if before.get(name) != after[name]}
    assert written == {f"{digest('quay/002.txt')}.html", f"{digest('quay/005.txt')}.html"}, (
        "and what is gone says so"
    )
    shown = page_of("quay/002.txt", folder).read_text()
    assert "Version 2, first seen" in shown
    assert "<mark>council " in shown
    assert "gone from the raw folder since" in page_of("quay/005.txt", folder).read_text()
    changes = (folder / "changes.html").read_text()
    assert 'id="corrected"' in changes
    assert 'id="withdrawn"' in changes

    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb"), read_only=True) as connection:
        code = pages_made_by(folder)
        (folder / "documents" / "of_nobody.html").write_text("a page of a document that is forgotten")
        assert reporting.write(connection, folder, "this code").drawn == 0, (
            "equal text leaves the file as it is"
        )
        assert not (folder / "documents" / "of_nobody.html").exists()
        assert code != pages_made_by(folder)
        (folder / "index.html").unlink()
        page_of("quay/001.txt", folder).unlink()
        assert reporting.write(connection, folder, "this code").drawn == 2, "what is missing is written"
        (folder / "pages.json").write_text('{"documents')
        touched = page_of("quay/003.txt", folder)
        os.truncate(touched, 10)
        assert reporting.write(connection, folder, "this code").drawn == 1, "a torn note: all are drawn"
        assert touched.stat().st_size > 1_000


def page_of(path: str, folder: Path) -> Path:
    return folder / "documents" / f"{digest(path)}.html"


def pages_made_by(folder: Path) -> str:
    """What the note says that the pages are made from."""
    return (folder / "pages.json").read_text()
