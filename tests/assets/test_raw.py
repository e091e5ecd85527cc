"""Files that cannot be taken in: each has a clear outcome, none stops the others, none is lost."""

import html
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.framework.quarantine import ledger
from assets.parsing import readers
from assets.parsing.readers import text
from pipeline.sensors import changes
from tests.conftest import Newsroom, Run, article
from tests.parsing.test_readers import PAGE, Notices

CHECK = ("raw", "contract")


def refused(newsroom: Newsroom) -> dict[str, tuple[str, str]]:
    """The files that wait in quarantine: rule and message by path."""
    held = ledger(newsroom.lake).filter(stage="raw").collect()
    return {r["path"]: (r["rules"][0], r["message"]) for r in held.iter_rows(named=True) if r["how"] is None}


def archived(newsroom: Newsroom) -> set[str]:
    return set(newsroom.lake.current("raw").select("path").collect()["path"])


def assert_only_this_is_refused(newsroom: Newsroom, run: Run, path: str, rule: str, message: str) -> None:
    """The run is green and warns, the file waits with its reason, and the good file beside it is taken in."""
    check = run.checks[CHECK]
    assert run.success, run.error()
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert {p: r for p, (r, _) in refused(newsroom).items()} == {path: rule}
    assert re.search(message, refused(newsroom)[path][1])
    assert "quay/good.txt" in archived(newsroom)
    assert path not in archived(newsroom)


@pytest.fixture
def good(newsroom: Newsroom) -> Newsroom:
    """A newsroom in which one good file lies already."""
    newsroom.put("quay/good.txt", article(0))
    return newsroom


@pytest.mark.parametrize(
    ("name", "content", "rule", "message"),
    [
        ("noise.txt", bytes(range(256)) * 20, "not_text", "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01\x02" * 99, "not_text", "binary"),
        (
            "damaged.txt",
            "Der Fährbetrieb im Süden fällt für längere Zeit aus.".encode() + b"\xff\xfe\xc3 Ende",
            "not_text",
            "0xFF",
        ),
        ("halved.txt", b"\xff\xfeA\x00B\x00C", "not_text", "utf-16"),
        ("scan.pdf", b"%PDF-1.7 ...", "refused", r"type.*\.txt"),
        ("page.rtf", b"{\\rtf1 Hello}", "refused", r"type.*\.txt"),
        ("README", b"no suffix at all", "refused", r"type.*\.txt"),
        ("long.txt", b"word " * 3_000, "refused", r"15,000 bytes.*CLEANCOPY_MAX_BYTES=10,000"),
    ],
)
def test_a_file_that_is_no_readable_text_waits_in_quarantine(
    good: Newsroom, name: str, content: bytes, rule: str, message: str
) -> None:
    good.put(f"quay/{name}", content)
    assert_only_this_is_refused(good, good.run("raw", max_bytes=10_000), f"quay/{name}", rule, message)


def test_a_reader_brings_its_suffix_and_plain_text_keeps_its_own(
    good: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    good.put("quay/notice.PAGE", PAGE)
    assert_only_this_is_refused(
        good, good.run("raw"), "quay/notice.PAGE", "refused", r"these are: \.html, \.htm, \.xhtml, \.txt,"
    )
    monkeypatch.setattr(readers, "READERS", (Notices(), text))
    run = good.run(["raw", "parsed"])
    assert run.success, run.error()
    assert (run.checks[CHECK].passed, refused(good)) == (True, {})
    parsed = good.lake.current("parsed").select("path", "places").collect()
    assert dict(parsed.rows()) == {"quay/good.txt": "bytes", "quay/notice.PAGE": "elements"}
    good.put("quay/scan.pdf", b"%PDF-1.7 ...")
    good.run("raw")
    assert "these are: .page, .txt, .md, .markdown." in refused(good)["quay/scan.pdf"][1]


def test_a_single_line_of_fifty_megabytes_waits_and_names_the_setting(good: Newsroom) -> None:
    good.put("quay/endless.txt", b"a" * 50_000_000)
    assert_only_this_is_refused(
        good,
        good.run("raw"),
        "quay/endless.txt",
        "refused",
        "50,000,000 bytes.*CLEANCOPY_MAX_BYTES=20,000,000",
    )


def test_an_empty_file_is_an_article_with_an_empty_body_and_a_warning(good: Newsroom) -> None:
    good.put("quay/empty.txt", b"")
    run = good.run()
    assert run.success, run.error()
    check = run.checks[("warehouse/articles", "body_is_not_empty")]
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert "quay/empty.txt" in html.unescape(str(check.metadata["first rows"].value))
    assert good.sql("SELECT body, headline, word_count FROM articles WHERE path = 'quay/empty.txt'") == [
        ("", None, 0)
    ]


@pytest.mark.parametrize(
    "content", [b"\n", b" ", b"\r\n\r\n", b"\xef\xbb\xbf", b"x", "—\n".encode()], ids=repr
)
def test_a_file_of_next_to_nothing_passes_every_stage(newsroom: Newsroom, content: bytes) -> None:
    newsroom.put("quay/little.txt", content)
    run = newsroom.run(("raw", "corrections", "parsed", "recurring", "cleaned", "enriched"))
    assert run.success, run.error()
    assert [stage for (stage, _), check in run.checks.items() if not check.passed] == []


def test_a_file_that_vanishes_while_it_is_read_waits(good: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    going = good.put("quay/going.txt", article(1))
    opened = os.open

    def opens(path: Any, *rest: Any, **more: Any) -> int:
        if os.fsencode(path).endswith(b"going.txt"):
            going.unlink(missing_ok=True)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", opens)
    assert_only_this_is_refused(good, good.run("raw"), "quay/going.txt", "unreadable", "vanished")


def changes_while_read(file: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let a file grow, that often, between two reads of it."""
    read, inode, left = os.read, file.stat().st_ino, [times]

    def reads(handle: int, size: int) -> bytes:
        part = read(handle, size)
        if left[0] and part and os.fstat(handle).st_ino == inode:
            left[0] -= 1
            with file.open("ab") as more:
                more.write(b"One more line.\n")
        return part

    monkeypatch.setattr(os, "read", reads)


def test_a_file_that_changes_once_while_it_is_read_is_read_again(
    good: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing = good.put("quay/changing.txt", article(1))
    changes_while_read(changing, monkeypatch, times=1)
    assert good.run("raw").checks[CHECK].passed
    (content,) = (
        good.lake.current("raw").filter(path="quay/changing.txt").select("content").collect()["content"]
    )
    assert content == changing.read_bytes()


def test_a_file_that_keeps_changing_waits_until_its_writer_is_done(
    good: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing = good.put("quay/changing.txt", article(1))
    with monkeypatch.context() as patch:
        changes_while_read(changing, patch, times=99)
        assert_only_this_is_refused(good, good.run("raw"), "quay/changing.txt", "unreadable", "kept changing")
    assert good.run("raw").checks[CHECK].passed
    assert "quay/changing.txt" in archived(good)


def forbidden(monkeypatch: pytest.MonkeyPatch, name: bytes) -> None:
    """Root may read everything: let the system say no for one file."""
    opened = os.open

    def opens(path: Any, *rest: Any, **more: Any) -> int:
        if os.fsencode(path).endswith(name):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", opens)


def test_a_file_without_permission_waits_and_is_taken_in_once_it_has_it(
    good: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    good.put("quay/secret.txt", article(1))
    with monkeypatch.context() as patch:
        forbidden(patch, b"secret.txt")
        assert_only_this_is_refused(
            good, good.run("raw"), "quay/secret.txt", "unreadable", r"Permission denied.*chmod"
        )
        before = good.batches()["quarantine"]
        assert not good.run("raw").checks[CHECK].passed
        assert good.batches()["quarantine"] == before, "one open row for one error"
    assert good.run("raw").checks[CHECK].passed
    assert "quay/secret.txt" in archived(good)
    assert ledger(good.lake).collect()["how"].to_list() == ["passed"]


def test_a_known_file_that_becomes_unreadable_keeps_its_article(
    good: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = good.put("quay/secret.txt", article(1))
    good.run("raw")
    os.utime(secret, ns=(1, 1))
    forbidden(monkeypatch, b"secret.txt")
    good.run()
    assert good.sql("SELECT count(*) FROM articles WHERE path = 'quay/secret.txt'") == [(1,)]
    assert good.sql(
        "SELECT missing_since FROM versions JOIN articles USING (version_id) WHERE path = 'quay/secret.txt'"
    ) == [(None,)]


def dangling(folder: Path) -> None:
    (folder / "odd.txt").symlink_to(folder / "nowhere.txt")


def looping(folder: Path) -> None:
    (folder / "odd.txt").symlink_to(folder / "other.txt")
    (folder / "other.txt").symlink_to(folder / "odd.txt")


def looping_folder(folder: Path) -> None:
    (folder / "odd.txt").symlink_to(folder, target_is_directory=True)


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "odd.txt")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (dangling, "leads nowhere"),
        (looping, "symbolic links"),
        (looping_folder, "leads back"),
        (fifo, "not a regular file"),
    ],
)
def test_what_is_no_file_waits_in_quarantine(
    good: Newsroom, make: Callable[[Path], None], message: str
) -> None:
    make(good.raw / "quay")
    run = good.run("raw")
    assert run.success
    assert not run.checks[CHECK].passed
    assert refused(good)["quay/odd.txt"][0] == "unreadable"
    assert message in refused(good)["quay/odd.txt"][1]
    assert archived(good) == {"quay/good.txt"}


def test_links_that_leave_the_raw_folder_wait_until_the_setting_says_so(
    good: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "one.txt").write_text(article(1))
    (good.raw / "pier").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (good.raw / "quay" / "two.txt").symlink_to("/etc/passwd")
    (good.raw / "quay" / "three.txt").symlink_to("good.txt")
    run = good.run("raw")
    assert run.success, run.error()
    assert {path: rule for path, (rule, _) in refused(good).items()} == {
        "pier": "leads_out",
        "quay/two.txt": "leads_out",
    }
    assert all("CLEANCOPY_FOLLOW_LINKS" in message for _, message in refused(good).values())
    assert archived(good) == {"quay/good.txt", "quay/three.txt"}
    assert good.run("raw", follow_links=True).checks[CHECK].passed
    assert archived(good) == {"quay/good.txt", "quay/three.txt", "pier/one.txt", "quay/two.txt"}


def test_a_folder_that_many_links_reach_is_taken_in_once_and_the_links_are_counted(good: Newsroom) -> None:
    for name in ("latest", "archive", "quay/also"):
        (good.raw / name).symlink_to(
            good.raw / "quay" if name != "quay/also" else good.raw / "pier", target_is_directory=True
        )
    good.put("pier/one.txt", article(1))
    run = good.run("raw")
    assert run.checks[CHECK].passed
    assert run.metadata("raw")["linked"] == 3
    assert archived(good) == {"quay/good.txt", "pier/one.txt"}


def test_a_name_that_is_no_utf8_is_written_with_percent_signs(newsroom: Newsroom) -> None:
    (newsroom.raw / "quay").mkdir()
    with open(os.fsencode(newsroom.raw / "quay") + b"/caf\xe9.txt", "wb") as handle:
        handle.write(article(0).encode())
    run = newsroom.run()
    assert run.success, run.error()
    assert newsroom.sql("SELECT path, outlet FROM articles") == [("quay/caf%E9.txt", "quay")]
    assert newsroom.run("raw").metadata("raw")["unchanged"] == 1


def test_two_names_that_read_the_same_are_not_mixed_up(newsroom: Newsroom) -> None:
    newsroom.put("quay/caf%E9.txt", article(0))
    with open(os.fsencode(newsroom.raw / "quay") + b"/caf\xe9.txt", "wb") as handle:
        handle.write(article(1).encode())
    run = newsroom.run("raw")
    assert not run.checks[CHECK].passed
    assert refused(newsroom)["quay/caf%E9.txt"][0] == "same_name"
    assert newsroom.lake.keys("raw").height == 1


def test_a_raw_folder_that_is_not_there_stops_the_run_and_says_what_to_set(newsroom: Newsroom) -> None:
    newsroom.raw.rmdir()
    run = newsroom.run()
    assert not run.success
    assert run.failed == {"raw"}
    assert str(newsroom.raw) in run.error()
    assert "CLEANCOPY_RAW" in run.error()


def test_a_raw_folder_that_goes_away_loses_no_article(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    newsroom.run("raw")
    newsroom.raw.rename(newsroom.raw.with_name("away"))
    assert not newsroom.run("raw").success
    newsroom.raw.with_name("away").rename(newsroom.raw)
    assert newsroom.run("raw").metadata("raw")["unchanged"] == 1


def test_an_empty_raw_folder_is_green_and_says_so(
    newsroom: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    run = newsroom.run()
    assert run.success, run.error()
    assert "empty" in capfd.readouterr().out
    assert newsroom.sql("SELECT count(*) FROM articles") == [(0,)]
    newsroom.fill(1)
    assert newsroom.run().success
    assert newsroom.sql("SELECT count(*) FROM articles") == [(1,)]


def test_another_raw_folder_over_the_same_data_stops_the_run_and_names_the_cure(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.fill(1)
    newsroom.run("raw")
    other = tmp_path / "other"
    other.mkdir()
    before = newsroom.batches()
    run = newsroom.run(raw=other)
    assert not run.success
    assert str(newsroom.raw) in run.error()
    assert str(other) in run.error()
    assert "DATA=" in run.error()
    assert newsroom.batches() == before


def test_the_same_raw_folder_by_another_name_is_the_same(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.fill(1)
    newsroom.run("raw")
    (tmp_path / "link").symlink_to(newsroom.raw)
    assert newsroom.run("raw", raw=tmp_path / "link").success


def written(content: bytes) -> Callable[[Path], object]:
    return lambda place: place.write_bytes(content)


SIDECARS: dict[str, tuple[Callable[[Path], object], str]] = {
    "half": (written(b"{"), "no JSON"),
    "list": (written(b"[1]"), "JSON object"),
    "type": (written(b'{"outlet": 3}'), "outlet must be a string"),
    "when": (written(b'{"retrieved_at": "yesterday"}'), "ISO 8601"),
    "noise": (written(b"\xff\xff"), "no JSON"),
    "surrogate": (written(rb'{"outlet": "\ud800", "url": "https://x.example/\udfff"}'), "U\\+D800"),
    "large": (
        written(b'{"outlet": "Quay", "more": "' + b"x" * 5_000_000 + b'"}'),
        "5,000,030 bytes.*1,000,000 that a sidecar may have",
    ),
    "deep": (written(b'{"more": ' + b"[" * 200_000), "nested too deeply"),
    "nan": (written(b'{"retrieved_at": NaN}'), "NaN"),
    "twice": (written(b'{"outlet": "Quay", "outlet": "Pier"}'), "twice"),
    "pipe": (os.mkfifo, "pipe"),
    "nowhere": (lambda place: place.symlink_to("nowhere"), "leads nowhere"),
    "system": (lambda place: place.symlink_to("/dev/zero"), "CLEANCOPY_FOLLOW_LINKS"),
}


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newsroom, Run, Run]:
    """A newsroom with a document for each fault of a sidecar, taken in twice."""
    newsroom = Newsroom(tmp_path_factory.mktemp("annotated"))
    newsroom.put("sound.txt", article(0))
    newsroom.put("sound.txt.meta.json", b'{"outlet": "Quay", "retrieved_at": "0001-01-01T00:00:00+14:00"}')
    for name, (make, _) in SIDECARS.items():
        newsroom.put(f"{name}.txt", article(1))
        make(newsroom.raw / f"{name}.txt.meta.json")
    return newsroom, newsroom.run("raw"), newsroom.run("raw")


@pytest.mark.parametrize("name", SIDECARS)
def test_a_broken_sidecar_waits_and_its_document_goes_on(
    annotated: tuple[Newsroom, Run, Run], name: str
) -> None:
    newsroom, first, _ = annotated
    assert first.success, first.error()
    rule, message = refused(newsroom)[f"{name}.txt.meta.json"]
    assert rule == "sidecar"
    assert re.search(SIDECARS[name][1], message)
    assert f"{name}.txt" in archived(newsroom)


def test_broken_sidecars_wait_by_name_alone_until_they_are_mended(
    annotated: tuple[Newsroom, Run, Run],
) -> None:
    newsroom, first, second = annotated
    assert set(refused(newsroom)) == {f"{name}.txt.meta.json" for name in SIDECARS}
    assert not second.checks[CHECK].passed, "it does not heal by running again"
    assert (first.metadata("raw")["new"], second.metadata("raw")["unchanged"]) == (
        len(SIDECARS) + 1,
        len(SIDECARS) + 1,
    )
    known = (
        newsroom.lake.current("raw")
        .filter(path="sound.txt")
        .select("outlet", "retrieved_at")
        .collect()
        .rows()
    )
    assert known == [("Quay", None)]


def test_broken_sidecars_ask_for_no_run(annotated: tuple[Newsroom, Run, Run]) -> None:
    assert changes(annotated[0].settings(settle_seconds=0)) == ([], [])


def test_a_mended_sidecar_passes(good: Newsroom) -> None:
    good.put("quay/good.txt.meta.json", b"{")
    assert not good.run("raw").checks[CHECK].passed
    good.put("quay/good.txt.meta.json", b"{}")
    assert good.run("raw").checks[CHECK].passed


def test_a_sidecar_without_its_document_waits(good: Newsroom) -> None:
    good.put("quay/lost.txt.meta.json", b"{}")
    good.run("raw")
    assert "no document beside this sidecar" in refused(good)["quay/lost.txt.meta.json"][1]
    good.put("quay/lost.txt", article(1))
    assert good.run("raw").checks[CHECK].passed


def test_a_refused_file_that_is_mended_passes(good: Newsroom) -> None:
    bad = good.put("quay/odd.txt", bytes(range(256)))
    assert not good.run("raw").checks[CHECK].passed
    bad.write_text(article(2))
    assert good.run("raw").checks[CHECK].passed
    assert "quay/odd.txt" in archived(good)


def test_a_good_file_that_is_overwritten_with_noise_keeps_its_article(good: Newsroom) -> None:
    good.run("raw")
    good.put("quay/good.txt", bytes(range(256)))
    assert not good.run().checks[CHECK].passed
    assert good.sql("SELECT headline, missing_since FROM articles JOIN versions USING (version_id)") == [
        ("Council backs plan 0 for the old crane", None)
    ]


def test_a_raw_folder_emptied_at_once_is_doubted(newsroom: Newsroom) -> None:
    file = newsroom.put("quay/one.txt", article(1))
    newsroom.run("raw")
    file.unlink()
    run = newsroom.run("raw")
    assert not run.success
    assert "has its mount gone?" in run.error()
    assert newsroom.run("raw", scope={"force": True}).success


def test_a_mistyped_raw_folder_leaves_the_data_folder_free(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.put("quay/one.txt", article(1))
    assert not newsroom.run("raw", raw=tmp_path / "tpyo").success
    assert newsroom.run("raw").success


def test_a_data_folder_may_have_spaces_in_its_name(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.data = tmp_path / "press cuttings é"
    room.put("quay/one.txt", article(1))
    assert room.run().success
    assert room.sql("SELECT count(*) FROM articles") == [(1,)]


def test_files_that_the_settings_ask_to_ignore_are_passed_over_and_counted(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    newsroom.put("quay/.leftover", b"\x00\x01")
    newsroom.put(".git/config", "[core]\n")
    newsroom.put("quay/draft.tmp", "half")
    run = newsroom.run("raw", ignore=".*, *.tmp")
    assert run.metadata("raw")["ignored"] == 3
    assert refused(newsroom) == {}
    assert archived(newsroom) == {"quay/000.txt"}


def test_a_hidden_file_is_not_ignored_unless_asked_and_the_cure_is_told(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    newsroom.put("quay/.leftover", b"\x00\x01")
    newsroom.run("raw")
    assert "CLEANCOPY_IGNORE" in refused(newsroom)["quay/.leftover"][1]
    newsroom.run("raw", ignore=".*")
    assert refused(newsroom) == {}


def test_a_file_that_comes_back_as_it_was_is_told_as_back(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    newsroom.run("raw")
    content = (newsroom.raw / "quay/001.txt").read_bytes()
    (newsroom.raw / "quay/001.txt").unlink()
    newsroom.run("raw")
    newsroom.put("quay/001.txt", content)
    told = newsroom.run("raw").metadata("raw")
    assert (told["back"], told.get("changed", 0), told.get("new", 0)) == (1, 0, 0)


def test_an_article_whose_headline_is_not_found_is_counted(newsroom: Newsroom) -> None:
    sentence = (
        "The harbour master closed the eastern quay on Friday after surveyors found forty cracks in "
        "its oldest wall. "
    )
    newsroom.put("quay/bare.txt", f"{sentence * 3}\n\n{sentence * 2}\n")
    run = newsroom.run()
    assert run.success, run.error()
    check = run.checks[("warehouse/articles", "headline_is_found")]
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert "1 " in (check.description or "")
