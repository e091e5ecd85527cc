"""What is broken in a data folder is found before a run works on it, set aside and made again; the archive is
never touched."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from assets.display import lineage
from pipeline import damage, lock, repair
from pipeline.__main__ import main, prepare
from pipeline.lake import KEPT
from pipeline.sensors import sensors
from tests.conftest import Newsroom

GARBAGE = b"\x93\xff\x00garbage\x1b[2J" * 30


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two releases of a few articles. Not to be written to."""
    newsroom = Newsroom(tmp_path_factory.mktemp("sound"))
    newsroom.fill(1)
    assert newsroom.run().success
    newsroom.fill(2)
    assert newsroom.run().success
    return newsroom


@pytest.fixture
def room(sound: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A copy of it to break, which the commands work on too."""
    shutil.copytree(sound.raw.parent, tmp_path, dirs_exist_ok=True)
    copy = Newsroom(tmp_path)
    (copy.data / "raw_folder").write_text(f"{copy.raw.resolve()}\n")
    published = copy.data / "cleancopy.duckdb"
    (copy.data / "published").write_text(
        f"{published.stat().st_size} bytes, changed {published.stat().st_mtime_ns}\n"
    )
    monkeypatch.setenv("CLEANCOPY_RAW", str(copy.raw))
    monkeypatch.setenv("CLEANCOPY_DATA", str(copy.data))
    monkeypatch.setenv("CLEANCOPY_MEMORY", "8GB")
    return copy


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def last_commit(table: Path) -> Path:
    return max((table / "_delta_log").glob("*.json"))


def a_file(table: Path) -> Path:
    return min(table.glob("*.parquet"))


def cut_commit(table: Path) -> None:
    half(last_commit(table))


def empty_commit(table: Path) -> None:
    last_commit(table).write_bytes(b"")


def commit_without_its_last_line(table: Path) -> None:
    file = last_commit(table)
    file.write_text(file.read_text().splitlines()[0] + "\n")


def zeroed_commit(table: Path) -> None:
    file = last_commit(table)
    file.write_bytes(bytes(file.stat().st_size))


def cut_file(table: Path) -> None:
    half(a_file(table))


def lost_file(table: Path) -> None:
    a_file(table).unlink()


def zeroed_file(table: Path) -> None:
    a_file(table).write_bytes(bytes(a_file(table).stat().st_size))


BREAKS = [
    cut_commit,
    empty_commit,
    commit_without_its_last_line,
    zeroed_commit,
    cut_file,
    lost_file,
    zeroed_file,
]


def test_a_sound_lake_is_found_sound(room: Newsroom) -> None:
    assert damage.of_lake(room.data / "lake", thorough=True) == {}
    assert damage.of_lake(room.data / "nowhere") == {}


@pytest.mark.parametrize("breaks", BREAKS, ids=lambda b: b.__name__)
def test_a_broken_table_is_found_and_it_is_said_what_of_it_can_be_read(
    room: Newsroom, breaks: Callable[[Path], None]
) -> None:
    table = room.data / "lake" / "raw"
    breaks(table)
    found = damage.of_lake(room.data / "lake")
    assert list(found) == ["raw"]
    if "file" in breaks.__name__:
        assert (
            f"1 of its 2 Parquet files are broken or gone ({a_file(table).name}" in found["raw"].what
            or "is gone" in found["raw"].what
        )
        assert found["raw"].readable.startswith("1 of 2 files, with 1 of 2 rows")
    else:
        assert last_commit(table).name in found["raw"].what
        assert found["raw"].readable == "version 0, the one before, can be read (1 of its 1 files, 1 rows)"


@pytest.mark.parametrize("table", ["raw", "observations"])
def test_an_archive_that_is_gone_is_not_begun_anew(room: Newsroom, table: str) -> None:
    shutil.rmtree(room.data / "lake" / table / "_delta_log")
    assert damage.of_lake(room.data / "lake")[table].readable == "2 Parquet files lie there still"
    shutil.rmtree(room.data / "lake" / table)
    assert list(damage.of_lake(room.data / "lake")) == [table]


def test_the_sensor_says_in_words_that_the_lake_is_broken(room: Newsroom) -> None:
    lost_file(room.data / "lake" / "observations")
    (sensor,) = (s for s in sensors(room.settings()) if s.name == "new_files")
    with (
        dg.DagsterInstance.ephemeral() as instance,
        dg.build_sensor_context(instance=instance) as context,
        pytest.raises(dg.Failure) as caught,
    ):
        sensor(context)
    assert "make rebuild" in str(caught.value.description)


def test_what_a_killed_first_intake_leaves_is_no_damage(room: Newsroom) -> None:
    lake = room.data / "lake"
    for stage in (*lineage.stages(), "quarantine", "observations"):
        if stage != "raw":
            shutil.rmtree(lake / stage)
    assert damage.of_lake(lake) == {}, "the archive was written, its observations were not yet"
    shutil.rmtree(lake / "raw" / "_delta_log")
    assert damage.of_lake(lake) == {}, "a file was written, its commit was not yet"


def test_rot_within_a_file_of_the_archive_is_found_where_all_of_it_is_read(room: Newsroom) -> None:
    file = a_file(room.data / "lake" / "raw")
    content = file.read_bytes()
    file.write_bytes(content[:4] + bytes(40) + content[44:])
    assert damage.of_lake(room.data / "lake") == {}
    assert "cannot be read" in damage.of_lake(room.data / "lake", thorough=True)["raw"].what


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def kept(room: Newsroom) -> dict[str, bytes]:
    """All files of what cannot be made again."""
    return {
        f"{table}/{name}": held for table in KEPT for name, held in files(room.data / "lake" / table).items()
    }


def test_a_broken_archive_is_told_and_not_touched_and_its_back_up_restores_all(
    room: Newsroom, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    back_up = tmp_path / "back-up"
    shutil.copytree(room.data / "lake", back_up / "lake")
    before = room.tables()
    cut_file(room.data / "lake" / "raw")
    lost_file(room.data / "lake" / "parsed")
    broken = kept(room)
    for command in ("run", "rebuild"):
        assert main([command]) == 1
        told = capfd.readouterr().err
        assert f"{room.data}/lake/raw: 1 of its 2 Parquet files are broken or gone" in told
        assert "Restore it from its back-up" in told
        assert "Traceback" not in told
    assert kept(room) == broken
    assert not (room.data / "damaged").exists()

    (room.data / "lake").rename(tmp_path / "broken-lake")
    shutil.copytree(back_up / "lake", room.data / "lake")
    cut_commit(room.data / "lake" / "cleaned")
    assert main(["run"]) == 1
    told = capfd.readouterr().err
    assert f"{room.data}/lake/cleaned: the last entry of its log" in told
    assert "run `make rebuild`" in told
    archive = kept(room)
    assert main(["rebuild"]) == 0, capfd.readouterr().err
    assert room.tables() == before
    assert kept(room) == archive, "the archive was read, and nothing else"
    assert room.sql("SELECT number FROM releases ORDER BY number") == [(1,), (2,), (3,)], (
        "the history of releases goes on"
    )
    (aside,) = (room.data / "damaged").iterdir()
    assert {folder.name for folder in (aside / "lake").iterdir()} == set(lineage.stages()) - {"raw"}, (
        "set aside, not deleted"
    )


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def rotten(file: Path) -> None:
    with open(file, "r+b") as handle:
        for place in range(300_000, file.stat().st_size, 100_000):  # some blocks of a file are free
            handle.seek(place)
            handle.write(os.urandom(5_000))


@pytest.mark.parametrize("breaks", [half, zeroed, empty, rotten], ids=lambda b: b.__name__)
def test_a_broken_published_file_is_set_aside_and_the_newest_sound_release_takes_its_place(
    room: Newsroom, breaks: Callable[[Path], None]
) -> None:
    file = room.data / "cleancopy.duckdb"
    breaks(file)
    broken = file.read_bytes()
    told: list[str] = []
    repair.at_start(room.settings(), told.append)
    (message,) = told
    assert f"The published file {file} was broken" in message
    (aside,) = (room.data / "damaged").iterdir()
    assert (aside / "cleancopy.duckdb").read_bytes() == broken
    assert str(aside) in message
    assert room.sql("SELECT max(number) FROM releases") == [(1,)]
    repair.at_start(room.settings(), told.append)
    assert len(told) == 1, "once it is mended, there is nothing to tell"


def test_a_run_mends_the_published_file_and_passes_over_broken_notes(
    room: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    before = room.tables()
    half(room.data / "cleancopy.duckdb")
    for release in (room.data / "releases").iterdir():
        half(release)
    for note in ("published", "lock", "report/made_from", "runs/garbage"):
        (room.data / note).parent.mkdir(exist_ok=True)
        (room.data / note).write_bytes(GARBAGE)
    run = room.run()
    assert run.success, run.error()
    assert "the history of releases begins anew" in capfd.readouterr().out
    assert room.tables() == before
    assert room.sql("SELECT number FROM releases") == [(1,)]


def zeroed_in_the_middle(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as bytes_of_it:
        bytes_of_it.seek(size // 4)
        bytes_of_it.write(bytes(size // 2))


@pytest.mark.parametrize("broken", [half, zeroed_in_the_middle, Path.unlink])
def test_an_index_that_is_torn_is_made_again_and_stories_are_what_they_are_without_it(
    broken: Callable[[Path], None], room: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    (index,) = (room.data / "index").glob("stories-*.duckdb")
    broken(index)
    room.fill(3)
    run = room.run()
    assert run.success, run.error()
    assert ("It is made again" in "".join(capfd.readouterr())) == (broken is not Path.unlink)
    with_torn = room.sql("SELECT story_id, article_id FROM story_articles ORDER BY ALL")
    shutil.rmtree(room.data / "index")
    assert room.run(scope={"force": True}).success
    assert room.sql("SELECT story_id, article_id FROM story_articles ORDER BY ALL") == with_torn


def test_what_is_not_ours_is_not_written_over(room: Newsroom) -> None:
    file = room.data / "cleancopy.duckdb"
    file.unlink()
    file.mkdir()
    with pytest.raises(damage.Foreign, match="is a folder, where the published file should be: move it away"):
        repair.at_start(room.settings(), print)
    file.rmdir()
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TABLE accounts AS SELECT 1 AS id")
    held = file.read_bytes()
    with pytest.raises(damage.Foreign, match="Clean Copy did not make"):
        repair.at_start(room.settings(), print)
    assert file.read_bytes() == held
    repair.stages(room.settings(), print)
    assert [found.read_bytes() for found in (room.data / "damaged").rglob("cleancopy.duckdb")] == [held], (
        "asked to rebuild, it makes room"
    )


def test_a_file_that_a_client_has_open_for_writing_is_not_taken_for_broken(room: Newsroom) -> None:
    file = room.data / "cleancopy.duckdb"
    holds = (
        f"import sys, duckdb; c = duckdb.connect({str(file)!r}); print('open', flush=True); "
        "sys.stdin.readline()"
    )
    client = room.process("-c", holds)
    assert client.stdout is not None
    assert client.stdout.readline() == "open\n"
    assert damage.of_file(file, thorough=True) is None
    client.communicate("\n", timeout=60)
    half(file)
    Path(f"{file}.wal").touch()
    assert damage.of_file(file, thorough=True) is None, (
        "what to do about it is said where the file would be swapped"
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dagster's home in a data folder. Not to be written to."""
    newsroom = Newsroom(tmp_path_factory.mktemp("home"))
    return prepare(newsroom.settings())


def page_overwritten(file: Path) -> None:
    with open(file, "r+b") as handle:
        handle.seek(4096)
        handle.write(os.urandom(4096))


def text(file: Path) -> None:
    file.write_text("no database" * 900)


@pytest.fixture
def own(home: Path, newsroom: Newsroom) -> Newsroom:
    shutil.copytree(home.parent, newsroom.data)
    return newsroom


@pytest.mark.parametrize("name", repair.OF_ALL_RUNS)
def test_sound_databases_of_dagster_are_left_alone(own: Newsroom, name: str) -> None:
    file = own.data / "dagster" / name
    assert not damage.of_sqlite(file, thorough=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert not damage.of_sqlite(file), "a locked one is no broken one"


@pytest.mark.parametrize("breaks", [half, zeroed, text, page_overwritten], ids=lambda b: b.__name__)
def test_broken_databases_of_dagster_are_set_aside_told_and_made_anew(
    own: Newsroom, capfd: pytest.CaptureFixture[str], breaks: Callable[[Path], None]
) -> None:
    broken = {}
    for name in repair.OF_ALL_RUNS:
        breaks(own.data / "dagster" / name)
        broken[name] = (own.data / "dagster" / name).read_bytes()
    prepare(own.settings())
    (aside,) = (own.data / "damaged").iterdir()
    assert f"set aside in {aside}, and begun anew" in capfd.readouterr().err
    assert {name: (aside / "dagster" / name).read_bytes() for name in broken} == broken
    prepare(own.settings())
    assert capfd.readouterr().err == ""


def test_settings_of_dagster_that_cannot_be_read_are_told_with_their_file(
    own: Newsroom, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANCOPY_DATA", str(own.data))
    for content in (GARBAGE, b"telemetry: [", b"no_such_setting: 1\n"):
        (own.data / "dagster" / "dagster.yaml").write_bytes(content)
        assert main(["run"]) == 1
        told = capfd.readouterr().err
        assert f"{own.data}/dagster/dagster.yaml cannot be read as Dagster's settings" in told
        assert "Traceback" not in told


def test_a_note_of_the_raw_folder_that_names_none_is_told_with_its_cure(tmp_path: Path) -> None:
    for content in (b"", GARBAGE, b"/news\x00\xff"):
        (tmp_path / "raw_folder").write_bytes(content)
        with pytest.raises(
            lock.WrongRawFolder, match=r"names no folder: it is broken\. Write into it"
        ) as caught:
            lock.remember_raw(tmp_path, tmp_path)
        assert str(caught.value).isprintable()


def test_an_archive_without_its_last_commit_gets_the_lost_files_from_the_raw_folder_by_force(
    room: Newsroom,
) -> None:
    """What docs/operating.md tells those who have no back-up."""
    before = room.lake.keys("raw").drop("batch").sort("version_id")
    cut_commit(room.data / "lake" / "raw")
    last_commit(room.data / "lake" / "raw").rename(room.data / "moved-away.json")
    assert room.lake.keys("raw").height == 1
    assert room.run("raw", scope={"force": True}).success
    assert room.lake.keys("raw").drop("batch").sort("version_id").equals(before)
