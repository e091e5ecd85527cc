"""What the rules, corrections and settings of this checkout would change in the published file: tried aside,
on the archive as it is. Nothing is published, and nothing of it stays."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from assets.display import figures
from assets.display.showing import number_of
from assets.framework.kept import FOLDER as INDEX
from pipeline import lock
from pipeline.settings import Settings
from pipeline.terminal import visible
from pipeline.warehouse import Warehouse

# what is not tried: it would bring in what is new, or let others see
LEFT_OUT: Final = ("raw", "report", "upload")
# changed in place, or known by its time of change
COPIED: Final = ("cleancopy.duckdb", "published", "raw_folder", INDEX)
WOULD: Final = """
    SELECT kind, rule_before, rule, lines, articles, text, before, path, line_no
    FROM changes WHERE release_id = ? ORDER BY lines DESC NULLS LAST, articles DESC, change_no LIMIT ?"""
NOT_LISTED: Final = (
    "Values of fields (headline, authors, dates, outlet) are not listed: ask for them in the file once it is "
    "published."
)
OF_LINES: Final = {"lines_kept": "kept", "lines_dropped": "dropped"}
OF_ARTICLES: Final = {
    "new": "would be new",
    "corrected": "would be shown in another version",
    "withdrawn": "would be withdrawn",
    "back": "would be back",
    "story_moved": "would belong to another story",
}
OF_OTHERS: Final = {
    "entity_new": ("name", "would be new", "named in"),
    "entity_gone": ("name", "would be gone", "named in"),
    "entity_renamed": ("name", "would be written or sorted otherwise", "named in"),
    "story_new": ("story", "would be new", "told in"),
    "story_gone": ("story", "would be gone", "told in"),
}


class Change(NamedTuple):
    """A row of `changes`, as far as it is shown."""

    kind: str
    rule_before: str | None
    rule: str | None
    lines: int | None
    articles: int
    text: str | None
    before: str | None
    path: str | None
    line_no: int | None


class CannotPreview(Exception):
    """There is nothing to try it on; the message says what to do."""


@contextmanager
def aside(settings: Settings) -> Iterator[Settings]:
    """Settings of a data folder that has what this one has, for as long as the block runs.

    The lake's files are the same ones by another name: they are never changed, only made and deleted.

    Raises:
        CannotPreview: nothing is published yet, the lake is in a bucket, or another preview is at work.
    """
    if settings.lake_is_far:
        raise CannotPreview(
            f"The lake is in a bucket ({settings.lake_root}), which a preview must not write to. Try it "
            "over a lake in a data folder: CLEANCOPY_LAKE= make preview DATA=…"
        )
    if not settings.database.exists():
        raise CannotPreview(f"Nothing is published in {settings.home} yet: make run first.")
    if not lock.keep(settings.home / "previewing"):
        raise CannotPreview(f"Another preview is at work over {settings.home}: wait for it to end.")
    folder = settings.home / "preview"
    shutil.rmtree(folder, ignore_errors=True)  # of a preview that was killed
    try:
        with lock.held(settings.home):
            shutil.copytree(settings.lake_root, folder / "lake", copy_function=_second_name)
            for name in COPIED:
                _copy(settings.home / name, folder / name)
        elsewhere = {"data": folder, "webhook": None, "publish": "", "pages": None}
        yield Settings(**settings.model_dump() | elsewhere)  # not a copy, which would keep the paths it knows
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def release(settings: Settings) -> str:
    """The id of the release that is live."""
    with Warehouse(settings.database, settings.releases, settings.memory).read() as connection:
        assert connection is not None, "nothing is tried where nothing is published"
        return _release(connection)


def show(settings: Settings, before: str, number: int) -> None:
    """Print what the release made aside changed in the one `before`: first what concerns most lines."""
    with Warehouse(settings.database, settings.releases, settings.memory).read() as connection:
        assert connection is not None, "nothing is tried where nothing is published"
        after = _release(connection)
        if after == before:
            print("\nNothing would change.")
            return
        told = figures.what_changed(connection).description or ""
        found = connection.execute(WOULD, [after, number]).fetchall()
        ((total,),) = connection.execute(
            "SELECT count(*) FROM changes WHERE release_id = ?", [after]
        ).fetchall()
    print(f"\nThis would be: {told}\n")
    for row in found:
        print(visible(f"  {sentence(Change(*row))}"))
    if total > len(found):
        print(f"  and {total - len(found):,} more: make preview N={total}")
    print(f"{NOT_LISTED}\n\nNothing was published.")


def sentence(change: Change) -> str:
    """One change in words: `1 line of 1 article would be kept (follow_us → corrected): “Follow us:”
    herald/fire.txt:21`. Of several lines one is the example."""
    text = f"“{change.text}”" if change.text else "(no headline)"
    if change.kind in OF_LINES:
        lines, articles = number_of(change.lines or 0, "line"), number_of(change.articles, "article")
        would = f"would be {OF_LINES[change.kind]} ({change.rule_before} → {change.rule})"
        such = ":" if change.lines == 1 else ", such as"
        return f"{lines} of {articles} {would}{such} {text} {change.path}:{change.line_no}"
    if change.kind in OF_ARTICLES:
        return f"1 article {OF_ARTICLES[change.kind]}: {text} {change.path}"
    what, would, where = OF_OTHERS[change.kind]
    now = f"“{change.before}” → {text}" if change.before else text
    return f"1 {what} {would}: {now}, {where} {number_of(change.articles, 'article')}"


def _release(connection: duckdb.DuckDBPyConnection) -> str:
    ((release_id,),) = connection.sql("SELECT max_by(release_id, number) FROM releases").fetchall()
    return str(release_id)


def _second_name(file: str, to: str) -> None:
    try:
        os.link(file, to)
    except OSError:  # a file system that cannot
        shutil.copy2(file, to)


def _copy(file: Path, to: Path) -> None:
    if file.is_dir():
        shutil.copytree(file, to)
    elif file.exists():
        shutil.copy2(file, to)
