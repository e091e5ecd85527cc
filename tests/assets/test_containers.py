"""Files that hold many documents: each member ends in a row or in the quarantine, whatever lies beside it."""

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest

from assets.framework.fingerprints import digest
from assets.framework.quarantine import ledger
from pipeline.sensors import changes
from tests.conftest import Newsroom, article


def record(number: int, **more: Any) -> dict[str, Any]:
    """A record as many tools write it."""
    head, _, text = article(number).partition("\n")
    return {"title": head, "text": text, "url": f"https://quay.example/{number}", **more}


def lines(records: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)


def held(newsroom: Newsroom) -> dict[str, str]:
    """What waits in quarantine: its rule by path."""
    rows = ledger(newsroom.lake).filter(stage="raw").collect()
    return {row["path"]: row["rules"][0] for row in rows.iter_rows(named=True) if row["how"] is None}


def archived(newsroom: Newsroom) -> pl.DataFrame:
    return newsroom.lake.current("raw").collect().sort("path")


def served(newsroom: Newsroom) -> dict[str, str]:
    """The text that readers see of each article, by address or path."""
    rows = newsroom.lake.current("raw", newsroom.lake.served("raw")).collect()
    return {row["url"] or row["path"]: row["content"].decode() for row in rows.iter_rows(named=True)}


def take_in(newsroom: Newsroom, **settings: Any) -> Any:
    run = newsroom.run("raw", **settings)
    assert run.success, run.error()
    return run


def test_a_record_is_a_document_with_its_own_provenance(newsroom: Newsroom) -> None:
    newsroom.put(
        "dumps/2026.jsonl.gz", gzip.compress(lines([record(1, source_domain="quay.example", mood="calm")]))
    )
    run = newsroom.run()
    assert run.success, run.error()
    (row,) = archived(newsroom).iter_rows(named=True)
    assert (row["path"], row["container"]) == ("dumps/2026.jsonl.gz#1", "dumps/2026.jsonl.gz")
    assert (row["outlet"], row["outlet_basis"], row["format"]) == ("quay.example", "record", "text")
    assert row["article_id"] == digest("https://quay.example/1")
    assert json.loads(row["record"])["mood"] == "calm"
    assert {"field": "headline", "value": record(1)["title"], "place": "title"} in row["stated"]
    ((path, headline, url),) = newsroom.sql("SELECT path, headline, url FROM articles")
    assert (path, headline, url) == ("dumps/2026.jsonl.gz#1", record(1)["title"], "https://quay.example/1")


def test_an_archive_gives_its_files_and_the_records_of_those_that_hold_some(newsroom: Newsroom) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("quay/one.txt", article(1))
        into.writestr("many.jsonl.gz", gzip.compress(lines([record(2), record(3)])))
        into.writestr("quay/picture.jpg", b"\xff\xd8\xff\xe0")
    newsroom.put("news.zip", archive.getvalue())
    take_in(newsroom)
    rows = archived(newsroom)
    assert rows["path"].to_list() == [
        "news.zip#many.jsonl.gz#1",
        "news.zip#many.jsonl.gz#2",
        "news.zip#quay/one.txt",
    ]
    assert set(rows["container"]) == {"news.zip"}
    assert dict(rows.select("path", "outlet").rows())["news.zip#quay/one.txt"] == "quay"
    assert held(newsroom) == {"news.zip#quay/picture.jpg": "refused"}
    take_in(newsroom, ignore="*.jpg", max_ratio=300)
    assert held(newsroom) == {}


def test_a_packed_document_is_a_file_alone(newsroom: Newsroom) -> None:
    newsroom.put("quay/fire.txt.gz", gzip.compress(article(1).encode()))
    take_in(newsroom)
    (row,) = archived(newsroom).iter_rows(named=True)
    assert (row["path"], row["container"]) == ("quay/fire.txt.gz", None)
    assert row["content"].decode() == article(1)
    assert row["article_id"] == digest("quay/fire.txt.gz")


def test_the_same_address_in_a_later_dump_is_a_new_version(newsroom: Newsroom) -> None:
    newsroom.put("a.jsonl", lines([record(1, date_download="2024-03-01 10:00:00")]))
    take_in(newsroom)
    later = {
        **record(1),
        "text": record(1)["text"].replace("widen", "deepen"),
        "url": "http://www.quay.example/1?utm_source=x",
    }
    newsroom.put("b.jsonl", lines([{**later, "date_download": "2024-04-01 10:00:00"}]))
    run = newsroom.run()
    assert run.success, run.error()
    assert newsroom.sql("SELECT count(*), count(DISTINCT article_id) FROM versions") == [(2, 1)]
    ((path, body),) = newsroom.sql("SELECT path, body FROM articles")
    assert path == "b.jsonl#1"
    assert "deepen the eastern quay" in body


def test_an_old_dump_that_is_loaded_late_rolls_nothing_back(newsroom: Newsroom) -> None:
    newsroom.put("2024.jsonl", lines([record(1, date_download="2024-03-01 10:00:00")]))
    assert newsroom.run().success
    old = {**record(1), "text": "First of all. " + record(1)["text"], "date_download": "2019-03-01 10:00:00"}
    newsroom.put("2019.jsonl", lines([old]))
    assert newsroom.run().success
    assert newsroom.sql("SELECT path FROM articles") == [("2024.jsonl#1",)]
    numbered = newsroom.sql("SELECT number, state FROM versions ORDER BY number")
    assert numbered == [(1, "superseded"), (2, "published")]
    assert (
        newsroom.lake.served("raw")["version_id"].to_list()
        == newsroom.lake.served("enriched")["version_id"].to_list()
    )


def test_the_order_in_which_dumps_arrive_changes_nothing(newsroom: Newsroom, tmp_path_factory: Any) -> None:
    dumps = {
        f"{year}.jsonl": lines(
            [
                record(n, text=f"In {year}. {record(n)['text']}", date_download=f"{year}-05-01")
                for n in range(3)
            ]
            + [record(9, date_download=f"{year}-05-01")]
        )
        for year in (2019, 2021, 2024)
    }
    other = Newsroom(tmp_path_factory.mktemp("other"))
    for room, order in ((newsroom, sorted(dumps)), (other, sorted(dumps, reverse=True))):
        for name in order:
            room.put(name, dumps[name])
            take_in(room)
    columns = ("version_id", "path", "retrieved_at", "made_from")
    assert archived(newsroom).select(columns).equals(archived(other).select(columns))
    assert served(newsroom) == served(other)
    assert all(text.startswith("In 2024") for url, text in served(newsroom).items() if url[-1] != "9")


def test_a_container_that_was_read_is_not_read_again(newsroom: Newsroom) -> None:
    file = newsroom.put("a.jsonl", lines(record(n) for n in range(3)))
    os.utime(file, (1_700_000_000, 1_700_000_000))
    first = take_in(newsroom)
    assert (first.metadata("raw")["containers"], first.metadata("raw")["new"]) == (1, 3)
    second = take_in(newsroom)
    assert (second.metadata("raw")["containers"], second.metadata("raw")["unchanged"]) == (0, 1)
    before = newsroom.batches()
    take_in(newsroom)
    assert newsroom.batches()["raw"] == before["raw"]


@pytest.mark.parametrize("name", ["grows.jsonl", "grows.jsonl.gz", "grows.csv"])
def test_a_container_that_grew_is_read_on(newsroom: Newsroom, name: str) -> None:
    def written(numbers: Iterable[int], first: bool) -> bytes:
        if name.endswith(".csv"):
            rows = [
                f'https://quay.example/{n},"{record(n)["text"].replace(chr(34), chr(34) * 2)}"\n'
                for n in numbers
            ]
            return ("url,text\n" * first + "".join(rows)).encode()
        made = lines(record(n) for n in numbers)
        return gzip.compress(made) if name.endswith(".gz") else made

    newsroom.put(name, written(range(3), True))
    take_in(newsroom)
    with (newsroom.raw / name).open("ab") as more:
        more.write(written(range(3, 5), False))
    run = take_in(newsroom)
    assert run.metadata("raw")["new"] == 2
    assert run.metadata("raw")["unchanged"] <= 1
    assert sorted(archived(newsroom)["path"]) == [f"{name}#{n}" for n in range(1, 6)]


def test_a_line_that_was_half_written_is_read_once_it_is_whole(newsroom: Newsroom) -> None:
    whole = lines(record(n) for n in range(3))
    newsroom.put("a.jsonl", whole[:-40])
    take_in(newsroom)
    assert held(newsroom) == {"a.jsonl#3": "no_json"}
    newsroom.put("a.jsonl", whole + lines([record(3)]))
    take_in(newsroom)
    assert held(newsroom) == {}
    assert archived(newsroom).height == 4


def test_a_container_that_is_gone_leaves_its_records_as_they_are_and_says_so(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    file = newsroom.put("a.jsonl", lines([record(1)]))
    assert newsroom.run().success
    file.unlink()
    run = newsroom.run()
    assert run.success
    assert run.metadata("raw")["containers that are gone"] == "a.jsonl"
    assert newsroom.sql(
        "SELECT missing_since FROM versions JOIN articles USING (version_id) WHERE url IS NOT NULL"
    ) == [(None,)]


def test_a_container_that_was_rewritten_is_compared_record_by_record(newsroom: Newsroom) -> None:
    def tarred(texts: dict[str, str]) -> bytes:
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w:gz") as into:
            for name, text in texts.items():
                info = tarfile.TarInfo(name)
                info.size = len(text.encode())
                into.addfile(info, io.BytesIO(text.encode()))
        return made.getvalue()

    newsroom.put("a.tar.gz", tarred({"quay/1.txt": article(1), "quay/2.txt": article(2)}))
    take_in(newsroom)
    newsroom.put(
        "a.tar.gz", tarred({"quay/1.txt": article(1), "quay/2.txt": article(3), "quay/4.txt": article(4)})
    )
    run = take_in(newsroom)
    counts = {name: run.metadata("raw")[name] for name in ("new", "changed", "unchanged")}
    assert counts == {"new": 1, "changed": 1, "unchanged": 1}
    assert served(newsroom)["a.tar.gz#quay/2.txt"] == article(3)


def test_what_is_wrong_with_a_record_waits_until_its_container_is_read_again(newsroom: Newsroom) -> None:
    newsroom.put("a.jsonl", lines([record(1), {"title": "No text"}, record(3)]))
    take_in(newsroom)
    take_in(newsroom)
    assert held(newsroom) == {"a.jsonl#2": "no_text"}
    newsroom.put("a.jsonl", lines([record(1), record(2), record(3)]))
    take_in(newsroom)
    assert held(newsroom) == {}


def test_an_operator_names_columns_in_a_file(newsroom: Newsroom, tmp_path: Any) -> None:
    newsroom.put("a.csv", "kopje,verhaal,waar\nBrug dicht,De brug blijft dicht.,https://quay.example/7\n")
    take_in(newsroom)
    assert held(newsroom) == {"a.csv": "no_text"}
    columns = tmp_path / "columns.csv"
    columns.write_text("field,column\ntext,verhaal\nheadline,kopje\nurl,waar\n")
    take_in(newsroom, columns=columns)
    assert held(newsroom) == {}
    (row,) = archived(newsroom).iter_rows(named=True)
    assert (row["content"], row["url"]) == (b"De brug blijft dicht.", "https://quay.example/7")


def test_the_sensor_asks_once_for_a_container(newsroom: Newsroom) -> None:
    newsroom.put("a.jsonl", lines([record(1)]))
    settings = newsroom.settings(settle_seconds=0)
    assert len(changes(settings)[0]) == 1
    take_in(newsroom)
    assert changes(settings) == ([], [])


def test_chunks_of_any_size_give_the_same_archive(newsroom: Newsroom, tmp_path_factory: Any) -> None:
    other = Newsroom(tmp_path_factory.mktemp("other"))
    content = lines([record(n % 7, text=f"{n % 3} {record(n)['text']}") for n in range(30)])
    for room, chunk in ((newsroom, 1_000), (other, 2)):
        room.put("a.jsonl", content)
        take_in(room, chunk=chunk)
    assert set(archived(newsroom)["version_id"]) == set(archived(other)["version_id"])
    assert served(newsroom) == served(other)


@pytest.mark.parametrize(
    "name", ["a.jsonl#2", "https://quay.example/2", "http://www.quay.example/2/?utm_medium=rss"]
)
def test_a_record_is_forgotten_by_its_place_or_its_address(newsroom: Newsroom, name: str) -> None:
    from pipeline import forgetting

    newsroom.put("a.jsonl", lines([record(1), record(2)]))
    newsroom.put("b.jsonl", lines([record(2)]))
    take_in(newsroom)
    assert forgetting.forget(newsroom.settings(), name) == "forgotten"
    assert archived(newsroom)["path"].to_list() == ["a.jsonl#1"]
    newsroom.put("c.jsonl", lines([record(2), record(3)]))
    take_in(newsroom, columns=None, max_ratio=300)
    assert archived(newsroom)["path"].to_list() == ["a.jsonl#1", "c.jsonl#2"]


def test_why_and_the_launchpad_take_an_address_or_a_place_in_a_container(newsroom: Newsroom) -> None:
    newsroom.put("a.jsonl", lines([record(1), record(2)]))
    run = newsroom.run()
    assert run.success, run.error()
    first = newsroom.sql("FROM why('a.jsonl#1')")
    assert first
    assert newsroom.sql("FROM why('http://www.quay.example/1/')") == first
    for name in ("a.jsonl#1", "https://quay.example/1"):
        before = newsroom.batches()["parsed"]
        again = newsroom.run(["parsed"], scope={"path": name})
        assert again.success, again.error()
        assert newsroom.batches()["parsed"] == before + 1


def test_a_run_that_is_killed_within_a_container_goes_on_where_it_was(newsroom: Newsroom) -> None:
    newsroom.put("a.jsonl", lines(record(n) for n in range(9)))
    killed = newsroom.process(
        "-m", "tests.pipeline.killed", "raw", "3", CLEANCOPY_CHUNK="2", CLEANCOPY_ENGINE="inline"
    )
    killed.wait(120)
    assert killed.returncode == -9
    there = archived(newsroom).height
    assert 0 < there < 9
    run = take_in(newsroom, chunk=2)
    assert archived(newsroom).height == 9
    assert run.metadata("raw")["new"] + there == 9, "what was committed is not looked at again"


def test_an_outlet_is_named_by_the_level_that_is_set(newsroom: Newsroom) -> None:
    newsroom.put("2026/herald/1.txt", article(1))
    newsroom.put("2026/herald/dump.jsonl", lines([{**record(2), "url": "https://www.quay.example/2"}]))
    run = take_in(newsroom)
    check = run.checks[("raw", "outlets")]
    assert not check.passed
    assert "CLEANCOPY_OUTLET_LEVEL" in (check.description or "")
    assert set(archived(newsroom)["outlet"]) == {"2026"}
    run = take_in(newsroom, outlet_level=2)
    assert run.checks[("raw", "outlets")].passed
    assert set(archived(newsroom)["outlet"]) == {"herald"}
    take_in(newsroom, outlet_level=0)
    told = archived(newsroom).select("outlet", "outlet_basis").rows()
    assert sorted(told, key=str) == [("quay.example", "host"), (None, None)]


def test_a_folder_that_names_no_outlet_at_all_is_told(newsroom: Newsroom) -> None:
    newsroom.put("1.txt", article(1))
    check = take_in(newsroom).checks[("raw", "outlets")]
    assert (check.passed, check.severity.value) == (False, "WARN")
