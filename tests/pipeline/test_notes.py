"""A process that dies while it writes a note leaves the one that was there, or none: never half of one."""

import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from assets.framework import notes
from assets.framework.fingerprints import digest
from pipeline import forgetting
from pipeline.__main__ import prepare
from pipeline.lake import Lake
from pipeline.warehouse import Warehouse
from tests.conftest import Newsroom, article
from tests.torture.calls import Answer, Call, Killed, supervise, supported

needs_held_calls = pytest.mark.skipif(supported() is not None, reason=str(supported()))


def dying_at(nth: int) -> Callable[[Call], Answer]:
    """Let the process die at its nth change; where that is a write, when half of it is done."""
    seen: list[Call] = []

    def judge(call: Call) -> Answer:
        seen.append(call)
        if len(seen) < nth:
            return None
        if call.length > 1:
            call.write_half()
        raise Killed

    return judge


@needs_held_calls
@pytest.mark.parametrize("before", ["what stood there before", None])
def test_a_note_is_never_half_written(tmp_path: Path, before: str | None) -> None:
    note, code, found = tmp_path / "note", -9, set()

    def work() -> int:
        notes.write(note, "what stands there now")
        return 0

    for nth in range(1, 20):
        note.unlink(missing_ok=True)
        if before is not None:
            note.write_text(before)
        code = supervise(work, (tmp_path,), dying_at(nth), seconds=20) or 0
        found.add(note.read_text() if note.exists() else None)
        if code == 0:
            break
    assert code == 0, "it comes to its end"
    assert found == {before, "what stands there now"}
    assert [file.name for file in tmp_path.iterdir()] == ["note"], (
        "who writes it again takes away what was left"
    )


@needs_held_calls
def test_a_run_starts_after_one_died_while_it_wrote_dagsters_settings(newsroom: Newsroom) -> None:
    settings = newsroom.settings()
    home = settings.dagster_home
    torn: list[str] = []

    def judge(call: Call) -> Answer:
        if call.does == "write" and call.path.name.startswith("dagster.yaml"):
            torn.append(call.path.name)
            call.write_half()
            raise Killed
        return None

    assert supervise(lambda: bool(prepare(settings)), (newsroom.data,), judge, seconds=60) == -9
    assert len(torn) == 1
    assert prepare(settings) == home
    assert "purge_after_days" in (home / "dagster.yaml").read_text()


def is_written_anew(note: Path, work: Callable[[], object]) -> bool:
    """Whether a note that is there is left as it is until another one takes its name."""
    witness = note.with_name("witness")
    os.link(note, witness)
    before = witness.read_bytes()
    work()
    return witness.read_bytes() == before and not witness.samefile(note)


def test_what_is_being_forgotten_stays_known_while_it_is_noted_again(newsroom: Newsroom) -> None:
    """Half a note would say that nothing is left to forget, while releases and logs still hold it."""
    settings, article = newsroom.settings(), digest("quay/secret.txt")
    newsroom.lake.append(
        "raw", pl.DataFrame({"article_id": [article], "version_id": ["a version"], "made_from": ["it"]})
    )
    assert forgetting.forget(settings, "quay/secret.txt") == "forgotten"
    note = settings.home / "forgetting"
    assert note.read_text() == article
    assert is_written_anew(note, lambda: forgetting.forget(settings, "quay/secret.txt"))
    assert forgetting.forget(settings, "quay/secret.txt") == "forgotten", "it goes on where it was stopped"


def test_the_published_file_stays_known_while_it_is_noted_anew(newsroom: Newsroom) -> None:
    settings = newsroom.settings()
    warehouse = Warehouse(settings.database, settings.releases, settings.memory)

    def publish() -> None:
        with warehouse.build() as connection:
            connection.execute("CREATE TABLE articles (article_id VARCHAR)")

    publish()
    assert is_written_anew(warehouse.note, publish)
    assert warehouse.is_as_published()


def test_an_article_whose_forgetting_was_killed_is_forgotten_with_the_next(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(2)
    newsroom.put("quay/secret.txt", article(7))
    assert newsroom.run().success
    settings = newsroom.settings()

    def killed(lake: Lake, table: str, predicate: str) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Lake, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget(settings, "quay/secret.txt")
    assert forgetting.forget(settings, "quay/000.txt") == "forgotten"
    left = {
        table: set(rows.select("article_id").unique().collect()["article_id"])
        for table in ("raw", "parsed", "cleaned", "enriched")
        if (rows := newsroom.lake.rows(table)) is not None
    }
    gone = {digest("quay/secret.txt"), digest("quay/000.txt")}
    assert len(left) == 4
    assert not any(gone & articles for articles in left.values())
