"""The published file: readers never wait, never see half of it, and never lose the last good one."""

import errno
import os
import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets import publishing
from assets.display import lineage
from assets.framework import notes
from checks.contracts.published import PUBLISHED
from checks.vocabulary import INTERNAL
from pipeline.warehouse import HEAD, CannotPublish, Warehouse
from tests.conftest import Newsroom

PUBLISHES = 50
READER = ("-m", "tests.pipeline.reading")


def write(warehouse: Warehouse, number: int, whole: bool | None = None) -> None:
    """Publish a file with so many hundred articles, where nothing else is said every other one as a changed
    copy of the last."""
    whole = number % 2 == 1 if whole is None else whole
    with warehouse.build(whole) as connection:
        if not whole:
            connection.execute("DROP TABLE articles; DROP TABLE releases")
        connection.execute(
            f"CREATE TABLE articles AS SELECT range AS article_id, repeat('x', 500) AS body FROM "
            f"range({number * 100})"
        )
        connection.execute(f"CREATE TABLE releases AS SELECT {number} AS number, {number * 100} AS articles")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "cleancopy.duckdb", releases=3, memory=2_000_000_000)


def numbers(warehouse: Warehouse) -> int:
    with warehouse.read() as connection:
        assert connection is not None
        ((number,),) = connection.sql("SELECT number FROM releases").fetchall()
        return int(number)


def test_a_reader_in_another_process_never_sees_an_error_or_half_a_file(
    newsroom: Newsroom, warehouse: Warehouse, tmp_path: Path
) -> None:
    write(warehouse, 1)
    stop = tmp_path / "stop"
    reader = newsroom.process(*READER, str(warehouse.database), str(stop))
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n"
    for number in range(2, PUBLISHES + 2):
        write(warehouse, number, whole=False)
    stop.touch()
    told = reader.communicate(timeout=60)[0]
    assert reader.returncode == 0, told
    reads, releases = map(int, told.split())
    assert reads >= releases > 1, "it read while the file was published"


@pytest.mark.parametrize("articles", [(5, 60, 61, 4, 4, 90, 1, 50), (300, 2, 300, 2, 1)])
def test_a_reader_whose_opening_a_release_comes_between_reads_the_release_before(
    warehouse: Warehouse, tmp_path: Path, articles: tuple[int, ...]
) -> None:
    """DuckDB reads the file's head, opens the path once more, and reads the rest."""
    write(warehouse, articles[0], whole=True)
    between = tmp_path / "between.duckdb"
    for before, after in pairwise(articles):
        head = warehouse.database.read_bytes()[:HEAD]
        write(warehouse, after, whole=False)
        between.write_bytes(head + warehouse.database.read_bytes()[HEAD:])
        with duckdb.connect(str(between), read_only=True) as connection:
            read = connection.sql(
                "SELECT (SELECT number FROM releases), count(*), sum(length(body)) FROM articles"
            ).fetchall()
        assert read == [(before, before * 100, before * 100 * 500)]
    write(warehouse, 1, whole=False)
    write(warehouse, 1, whole=False)
    assert warehouse.database.stat().st_size < 2_000_000, "what nobody needs any more leaves the file"


def test_too_little_memory_is_refused_with_the_setting_and_the_least_value(warehouse: Warehouse) -> None:
    write(warehouse, 1)
    small = Warehouse(warehouse.database, releases=3, memory=600_000_000)
    with pytest.raises(
        CannotPublish,
        match=r"^CLEANCOPY_MEMORY=0.60GB is too little .* Set CLEANCOPY_MEMORY to \d\.\dGB or more",
    ):
        write(small, 2)
    assert numbers(warehouse) == 1


def test_duckdb_gets_what_the_process_leaves_of_the_memory(warehouse: Warehouse) -> None:
    def given(memory: int) -> int:
        with Warehouse(warehouse.database, releases=3, memory=memory).build() as connection:
            ((told,),) = connection.sql("SELECT current_setting('memory_limit')").fetchall()
        value, unit = told.split()
        return int(float(value) * {"MiB": 2**20, "GiB": 2**30}[unit])

    assert 1_800_000_000 < given(6_000_000_000) - given(4_000_000_000) < 2_200_000_000
    assert given(4_000_000_000) < 3_500_000_000


def test_a_reader_that_holds_the_file_open_does_not_block_a_run(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    holds = newsroom.process(
        "-c",
        f"import sys, duckdb; c = duckdb.connect({str(newsroom.data / 'cleancopy.duckdb')!r}, "
        f"read_only=True)\n"
        "print(c.sql('SELECT count(*) FROM articles').fetchall(), flush=True); sys.stdin.readline()\n"
        "print(c.sql('SELECT count(*) FROM articles').fetchall(), flush=True)",
    )
    assert holds.stdout is not None
    assert holds.stdout.readline() == "[(1,)]\n"
    newsroom.fill(2)
    run = newsroom.run()
    assert run.success, run.error()
    assert newsroom.sql("SELECT count(*) FROM articles") == [(2,)], "who opens it now sees the new one"
    assert holds.communicate("\n", timeout=60)[0] == "[(1,)]\n", "who held it still sees the one it opened"


def test_a_log_beside_the_live_file_delays_the_publication_and_is_named(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    before = (newsroom.data / "cleancopy.duckdb").read_bytes()
    wal = newsroom.data / "cleancopy.duckdb.wal"
    wal.touch()
    newsroom.fill(2)
    run = newsroom.run()
    assert run.success
    told = run.checks["warehouse/changes", "what_changed"]
    assert not told.passed
    assert f"{wal} lies beside it" in (told.description or "")
    assert "report" not in run.started
    assert (newsroom.data / "cleancopy.duckdb").read_bytes() == before
    wal.unlink()
    assert newsroom.run().success
    assert newsroom.sql("SELECT count(*) FROM articles") == [(2,)]


def test_a_writer_that_comes_while_the_file_is_built_stops_the_swap(warehouse: Warehouse) -> None:
    write(warehouse, 1)
    with pytest.raises(CannotPublish, match="wal"), warehouse.build():
        Path(f"{warehouse.database}.wal").touch()
    Path(f"{warehouse.database}.wal").unlink()
    assert numbers(warehouse) == 1


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), OSError(30, "Read-only file system")], ids=str
)
def test_a_disk_that_says_no_leaves_the_last_good_file(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    write(warehouse, 1)

    def refuses(*_: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuses)
        with pytest.raises(CannotPublish, match=re.escape(str(error.strerror))):
            write(warehouse, 2)
    assert numbers(warehouse) == 1
    assert not list(warehouse.database.parent.glob("*.building*"))
    write(warehouse, 3)
    assert numbers(warehouse) == 3


def test_a_note_that_cannot_be_written_leaves_the_last_good_file_as_it_was_published(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(warehouse, 1)

    def refuses(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(notes, "write", refuses)
        with pytest.raises(CannotPublish, match="The last good file stays"):
            write(warehouse, 2)
    assert numbers(warehouse) == 1
    assert warehouse.is_as_published()


def test_a_file_is_published_though_an_old_release_cannot_be_deleted(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 4):
        write(warehouse, number)
    unlink = Path.unlink

    def refuses(path: Path, missing_ok: bool = False) -> None:
        if path.parent == warehouse.releases:
            raise OSError(5, "Input/output error")
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuses)
        write(warehouse, 4)
    assert numbers(warehouse) == 4
    write(warehouse, 5)
    assert len(list(warehouse.releases.glob("*.duckdb"))) == warehouse.keep - 1


def test_a_disk_that_is_full_when_the_file_is_checkpointed_is_told_as_what_it_is(
    warehouse: Warehouse,
) -> None:
    write(warehouse, 1)
    with (
        pytest.raises(CannotPublish, match=r"No space left on device.* See that the folder can be written"),
        warehouse.build(),
    ):
        raise duckdb.FatalException("Failed to create checkpoint because of error: No space left on device")
    assert numbers(warehouse) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_read_only_folder_leaves_the_last_good_file(warehouse: Warehouse) -> None:
    write(warehouse, 1)
    folder = warehouse.database.parent
    folder.chmod(0o500)
    try:
        with pytest.raises(CannotPublish, match="could not be published"):
            write(warehouse, 2)
    finally:
        folder.chmod(0o700)
    assert numbers(warehouse) == 1


def test_an_error_while_building_leaves_the_last_good_file(warehouse: Warehouse) -> None:
    write(warehouse, 1)
    with pytest.raises(ZeroDivisionError), warehouse.build():
        raise ZeroDivisionError
    assert numbers(warehouse) == 1
    assert not list(warehouse.database.parent.glob("*.building*"))


@pytest.mark.parametrize("keep", [1, 3])
def test_as_many_releases_are_kept_as_the_setting_says(tmp_path: Path, keep: int) -> None:
    warehouse = Warehouse(tmp_path / "cleancopy.duckdb", releases=keep, memory=2_000_000_000)
    for number in range(1, 6):
        write(warehouse, number)
    kept = []
    for file in sorted(warehouse.releases.glob("*.duckdb")):
        with duckdb.connect(str(file), read_only=True) as connection:
            kept += connection.sql("SELECT number FROM releases").fetchall()
    assert kept == [(number,) for number in range(6 - keep, 5)]
    assert numbers(warehouse) == 5


@pytest.mark.parametrize(
    "code", [errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.EPERM], ids=errno.errorcode.get
)
def test_releases_are_copied_where_no_link_is_to_be_had(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuses(*_: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuses)
    write(warehouse, 1)
    write(warehouse, 2)
    (kept,) = warehouse.releases.iterdir()
    with duckdb.connect(str(kept), read_only=True) as connection:
        assert connection.sql("SELECT number FROM releases").fetchall() == [(1,)]
    assert numbers(warehouse) == 2


def test_a_release_that_is_copied_in_part_is_none(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: Any) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    def half(source: Path, to: Path) -> None:
        Path(to).write_bytes(Path(source).read_bytes()[:999])
        raise OSError(errno.ENOSPC, "No space left on device")

    write(warehouse, 1)
    monkeypatch.setattr(os, "link", refuses)
    monkeypatch.setattr(shutil, "copy2", half)
    with pytest.raises(CannotPublish, match="No space left"):
        write(warehouse, 2)
    assert list(warehouse.releases.iterdir()) == []
    assert numbers(warehouse) == 1


class TestTheFile:
    """What any client finds in a published file."""

    @pytest.fixture(scope="class")
    def room(self, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
        newsroom = Newsroom(tmp_path_factory.mktemp("file"))
        newsroom.fill(3)
        assert newsroom.run().success
        return newsroom

    def test_a_plain_client_reads_it_and_finds_every_table(self, room: Newsroom) -> None:
        asks = (
            "import sys, duckdb; print(*(t for (t,) in duckdb.connect(sys.argv[1], "
            "read_only=True).sql('SHOW TABLES').fetchall()))"
        )
        told, _ = room.process("-c", asks, str(room.data / "cleancopy.duckdb")).communicate(timeout=60)
        assert sorted(told.split()) == sorted(
            [
                *(PUBLISHED.keys() - INTERNAL),
                *(item.name for item in publishing.named() if item.kind == "view"),
            ]
        )

    def test_clients_of_version_1_4_can_read_it(self, room: Newsroom) -> None:
        ((tag,),) = room.sql(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'cleancopy'"
        )
        assert str(tag).startswith("v1.4")

    def test_every_table_and_column_says_what_it_holds(self, room: Newsroom) -> None:
        assert room.sql("SELECT table_name FROM duckdb_tables() WHERE coalesce(comment, '') = ''") == []
        assert (
            room.sql(
                "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND "
                "coalesce(comment, '') = ''"
            )
            == []
        )
        assert (
            room.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''")
            == []
        )
        assert (
            room.sql(
                "SELECT function_name FROM duckdb_functions() WHERE NOT internal AND coalesce(comment, '') = "
                "''"
            )
            == []
        )

    def test_the_dictionary_names_every_column(self, room: Newsroom) -> None:
        columns = """SELECT if(schema_name = 'main', '', schema_name || '.') || table_name, column_name
                     FROM duckdb_columns() WHERE NOT internal"""
        macros = "SELECT table_name FROM data_dictionary WHERE kind = 'macro'"
        told = (
            f"SELECT table_name, column_name FROM data_dictionary WHERE kind = 'column' AND table_name "
            f"NOT IN ({macros})"
        )
        assert room.sql(f"({columns} EXCEPT {told}) UNION ALL ({told} EXCEPT {columns})") == []

    def test_every_check_is_recorded_in_it(self, room: Newsroom) -> None:
        assert room.sql("SELECT DISTINCT passed FROM check_results WHERE severity = 'ERROR'") == [(True,)]
        told = room.sql("SELECT DISTINCT table_name FROM check_results WHERE name = 'contract'")
        assert {table for (table,) in told} == set(PUBLISHED)
        told = room.sql("SELECT DISTINCT table_name FROM check_results WHERE name = 'stage_contract'")
        assert {stage for (stage,) in told} == set(lineage.stages())

    def test_the_kept_text_of_an_article_comes_from_its_own_lines(self, room: Newsroom) -> None:
        strays = (
            "SELECT path FROM articles AS a WHERE NOT EXISTS (FROM lines WHERE version_id = "
            "a.version_id AND in_body)"
        )
        assert room.sql(strays) == []


def test_a_file_of_an_older_make_is_made_whole_again_and_keeps_its_history(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb")) as connection:
        for column in ("made_whole", "changed_articles", "forgotten", "contracts"):
            connection.execute(f"ALTER TABLE releases DROP COLUMN {column}")
        connection.execute("UPDATE releases SET code = 'older'")
        connection.execute("ALTER TABLE versions DROP COLUMN made_from")
        connection.execute("CHECKPOINT")
    newsroom.fill(3)
    run = newsroom.run()
    assert run.success, run.error()
    assert newsroom.sql(
        "SELECT number, made_whole, code = 'older', contracts IS NULL FROM releases ORDER BY number"
    ) == [
        (1, True, True, True),
        (2, True, False, False),
    ]


FULL = """
import resource, signal, sys
from pathlib import Path
from pipeline.warehouse import CannotPublish, Warehouse
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
warehouse = Warehouse(Path(sys.argv[1]), releases=3, memory=2_000_000_000)
try:
    with warehouse.build(whole=sys.argv[2] == "whole") as connection:
        connection.execute("CREATE TABLE more AS SELECT md5(range::VARCHAR) AS word FROM range(1_000_000)")
except CannotPublish as error:
    print(error)
"""


@pytest.mark.parametrize("how", ["whole", "copy"])
def test_a_disk_without_room_leaves_the_last_good_file_and_says_so(
    newsroom: Newsroom, warehouse: Warehouse, how: str
) -> None:
    """A limit on the size of files stands in for the full disk: the system refuses the write in the same
    place."""
    write(warehouse, 1)
    process = newsroom.process("-c", FULL, str(warehouse.database), how)
    told = process.communicate(timeout=120)[0]
    assert "could not be published" in told, told
    assert "the disk is not full" in told
    assert numbers(warehouse) == 1
    assert not list(warehouse.database.parent.glob("*.building*"))
