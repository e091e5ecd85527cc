"""An export holds every published table, whole, and takes the place of the last one in one step; so does what
is uploaded."""

import hashlib
import json
from pathlib import Path

import dagster as dg
import duckdb
import obstore
import polars as pl
import pytest

from pipeline import export, upload
from pipeline.__main__ import main
from pipeline.warehouse import CannotPublish
from tests.conftest import Newsroom


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("export it's"))
    newsroom.fill(3)
    run = newsroom.run()
    assert run.success, run.error()
    return newsroom


def test_every_table_is_a_parquet_file_with_all_its_rows(room: Newsroom) -> None:
    rows = export.export(room.settings())
    assert rows is not None
    assert rows["articles"] == 3
    tables = {
        name for (name,) in room.sql("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'")
    }
    assert {file.stem for file in (room.data / "export").glob("*.parquet")} == tables == set(rows)
    assert {
        t: pl.scan_parquet(room.data / "export" / f"{t}.parquet").select(pl.len()).collect().item()
        for t in rows
    } == rows
    headlines = pl.read_parquet(room.data / "export" / "articles.parquet")["headline"]
    assert sorted(headlines) == sorted(h for (h,) in room.sql("SELECT headline FROM articles"))


def test_a_data_package_says_what_the_files_are(room: Newsroom) -> None:
    rows = export.export(room.settings())
    assert rows is not None
    package = json.loads((room.data / "export" / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {name: resource["rows"] for name, resource in resources.items()} == rows
    for name, resource in resources.items():
        file = room.data / "export" / resource["path"]
        held = file.read_bytes()
        assert resource["bytes"] == len(held)
        assert resource["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        told = pl.read_parquet_metadata(file)
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == pl.read_parquet_schema(file).names()
        assert told["description"] == resource["description"]
        assert all(told[f"column.{field['name']}"] == field.get("description", "") for field in fields), name
    articles = resources["articles"]["schema"]
    assert articles["primaryKey"] == ["article_id"]
    assert {"fields": ["story_id"], "reference": {"resource": "stories", "fields": ["story_id"]}} in articles[
        "foreignKeys"
    ]
    ((release,),) = room.sql("SELECT max_by(release_id, number) FROM releases")
    assert package["id"] == release
    assert "cleancopy" in (room.data / "export" / "sources.yml").read_text()


def test_without_text_no_article_can_be_put_together_again(room: Newsroom) -> None:
    paragraphs = [text for (text,) in room.sql("SELECT text FROM paragraphs WHERE text NOT LIKE '%\"%'")]
    assert paragraphs
    rows = export.export(room.settings(), text=False)
    assert rows is not None
    for table in rows:
        frame = pl.read_parquet(room.data / "export" / f"{table}.parquet")
        words = str(frame.select(pl.selectors.string()).rows())
        assert not [text for text in paragraphs if text in words], table
    package = json.loads((room.data / "export" / "datapackage.json").read_text())
    assert "without the full text" in package["description"]


def test_an_export_takes_the_place_of_the_last_and_leaves_nothing_beside_it(room: Newsroom) -> None:
    export.export(room.settings())
    first = (room.data / "export").resolve()
    (room.data / "export-1.building").mkdir()  # of an export that was killed
    export.export(room.settings())
    assert (room.data / "export").resolve() != first
    assert len(list(room.data.glob("export-*"))) == 1


def test_an_export_that_fails_leaves_the_last_one(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    export.export(room.settings())
    before = (room.data / "export").resolve()

    def refuses(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(export, "_point", refuses)
        with pytest.raises(CannotPublish, match="No space left on device"):
            export.export(room.settings())
    assert (room.data / "export").resolve() == before
    assert duckdb.sql(
        f"SELECT count(*) FROM '{str(before / 'articles.parquet').replace(chr(39), chr(39) * 2)}'"
    ).fetchall() == [(3,)]


def test_a_folder_of_somebody_else_is_left_alone(newsroom: Newsroom, room: Newsroom) -> None:
    newsroom.data.mkdir()
    (newsroom.data / "cleancopy.duckdb").write_bytes((room.data / "cleancopy.duckdb").read_bytes())
    (newsroom.data / "export").mkdir()
    with pytest.raises(CannotPublish, match="move it away"):
        export.export(newsroom.settings())


def test_where_nothing_is_published_the_command_says_so(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLEANCOPY_DATA", str(newsroom.data))
    assert main(["export"]) == 1
    assert "make run" in capsys.readouterr().err


def test_a_release_is_brought_to_a_folder_whole_and_named_last(room: Newsroom, tmp_path: Path) -> None:
    settings = room.settings(publish=str(tmp_path))
    there = upload.upload(settings)
    assert there is not None
    assert there.is_new
    latest = json.loads((tmp_path / "latest.json").read_text())
    assert (tmp_path / latest["file"]).read_bytes() == settings.database.read_bytes()
    tables = {file.stem for file in (tmp_path / latest["folder"]).glob("*.parquet")}
    assert tables == {*latest["tables"]}
    assert "articles" in tables
    again = upload.upload(settings)
    assert again is not None
    assert not again.is_new


def test_releases_that_are_too_many_and_half_ones_go_and_all_else_stays(
    room: Newsroom, tmp_path: Path
) -> None:
    settings = room.settings(publish=str(tmp_path), releases=2)
    for name in ("0-00000000", "00-0000000a", "ours"):
        (tmp_path / "releases" / name).mkdir(parents=True)
        (tmp_path / "releases" / name / "half.parquet").touch()
    upload.upload(settings)
    live = json.loads((tmp_path / "latest.json").read_text())["folder"].removeprefix("releases/")
    assert {folder.name for folder in (tmp_path / "releases").iterdir()} == {"00-0000000a", "ours", live}
    upload.keep_only_latest(settings)
    assert {folder.name for folder in (tmp_path / "releases").iterdir()} == {"ours", live}


def test_a_place_that_refuses_or_is_of_another_archive_is_a_warning_and_nothing_there_changes(
    room: Newsroom, tmp_path: Path
) -> None:
    run = room.run(["upload"], publish=str(tmp_path / "gone"))
    assert run.success
    told = run.checks["upload", "uploaded"]
    assert not told.passed
    assert told.severity == dg.AssetCheckSeverity.WARN
    assert "tried again at the next run" in str(told.description)
    with pytest.raises(upload.NotUploaded, match="may still lie at"):
        upload.keep_only_latest(room.settings(publish=str(tmp_path / "gone")))
    latest = tmp_path / "latest.json"
    latest.write_text('{"raw": "/news/of/others", "folder": "releases/1-abcdefgh"}')
    with pytest.raises(upload.NotUploaded, match="from another raw folder"):
        upload.upload(room.settings(publish=str(tmp_path)))
    assert [file.name for file in tmp_path.iterdir()] == ["latest.json"]


def test_an_upload_that_breaks_off_leaves_the_release_before_named(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "latest.json").write_text('{"folder": "releases/0-00000000"}')
    put = obstore.put

    def breaks_off(store: object, path: str, file: object) -> None:
        if path.endswith("lines.parquet"):
            raise OSError(28, "No space left on device")
        put(store, path, file)  # type: ignore[arg-type]

    monkeypatch.setattr(upload.obstore, "put", breaks_off)
    with pytest.raises(upload.NotUploaded, match="No space left"):
        upload.upload(room.settings(publish=str(tmp_path)))
    assert "0-00000000" in (tmp_path / "latest.json").read_text()
    monkeypatch.undo()
    upload.upload(room.settings(publish=str(tmp_path)))
    assert "0-00000000" not in (tmp_path / "latest.json").read_text()
