"""How it stands: what waits, what an upgrade costs, how much disk is used, and names that are no settings."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assets.framework import upgrade
from assets.framework.standing import Standing
from pipeline import disk_use, status
from pipeline.settings import unknown_names
from tests.conftest import Newsroom


def test_status_tells_of_release_quarantine_and_disk(sampled: Newsroom) -> None:
    told = "\n".join(status.lines(sampled.settings()))
    assert "Last release  2, " in told
    assert "1 new, 1 made anew" not in told  # the correction is a version of an article that there was
    assert "1 row in quarantine" in told
    assert "Upgrade" not in told
    parts = disk_use.of(sampled.settings())
    assert parts["file"] == (sampled.data / "cleancopy.duckdb").stat().st_size
    assert parts["lake, archive"] > 0
    assert sum(parts.values()) == sum(f.stat().st_size for f in sampled.data.rglob("*") if f.is_file())
    assert f"are releases before the live one (CLEANCOPY_RELEASES={sampled.settings().releases})" in told


def test_status_of_a_new_folder_says_what_to_do(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    told = "\n".join(status.lines(newsroom.settings(settle_seconds=0)))
    assert "Last run      none yet" in told
    assert "none yet: make run" in told
    assert "2 files new" in told
    newsroom.raw.rename(newsroom.raw.with_name("elsewhere"))
    assert "cannot be read" in "\n".join(status.lines(newsroom.settings()))


def test_an_upgrade_is_told_with_the_rates_of_earlier_runs(sampled: Newsroom, tmp_path: Path) -> None:
    assert upgrade.due(sampled.lake, sampled.data) == []
    for file in (sampled.data / "index").glob("*.json"):
        (tmp_path / "index").mkdir(exist_ok=True)
        (tmp_path / "index" / file.name).write_bytes(file.read_bytes())
    cleaned = Standing(tmp_path, "cleaned")
    cleaned.note("a state", code="another", rate=2.0)
    due = {one.stage: one for one in upgrade.due(sampled.lake, tmp_path)}
    assert [*due] == ["cleaned", "enriched", "duplicates", "stories"], "not what comes before it"
    assert due["cleaned"].seconds == 2 * sampled.lake.keys("raw").height
    assert "about" in upgrade.in_words([due["cleaned"]])
    unknown = [one._replace(seconds=None) for one in due.values()]
    assert "how long is not known yet" in upgrade.in_words(unknown)
    assert "more than" in upgrade.in_words([due["cleaned"], unknown[1]])


def test_growth_is_told_from_the_days_that_are_noted(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    newsroom.data.mkdir()
    settings = newsroom.settings()
    assert disk_use.growth(settings, 5) is None
    today = datetime.now(UTC).date()
    days = [f"{today - timedelta(days=n)},{1_000_000 * (50 - n)}" for n in (40, 10, 5)]
    (newsroom.data / disk_use.FILE).write_text("\n".join(["day,bytes", *days, "torn,"]) + "\n")
    assert disk_use.growth(settings, 60_000_000) == "+20.0 MB in 10 days (+2.0 MB a day)"
    disk_use.note(settings)
    disk_use.note(settings)
    assert [day for day, _ in disk_use.noted(settings)][-1] == today
    assert len(disk_use.noted(settings)) == 4


def test_a_name_that_is_no_setting_is_told_with_the_nearest_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("CLEANCOPY_DATEN=x\nCLEANCOPY_RELEASES=4\nAWS_REGION=x\n")
    monkeypatch.setenv("CLEANCOPY_WEBHOK", "x")
    monkeypatch.setenv("CLEANCOPY_QQQQ", "x")
    monkeypatch.setenv("cleancopy_chunk", "5")
    told = unknown_names()
    assert [line.partition(" ")[0] for line in told] == [
        "CLEANCOPY_QQQQ",
        "CLEANCOPY_WEBHOK",
        "CLEANCOPY_DATEN",
    ]
    assert "make settings" in told[0]
    assert "did you mean CLEANCOPY_WEBHOOK?" in told[1]
    assert "(in .env)" in told[2]


def test_what_systems_leave_beside_files_is_passed_over(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    for name in (".DS_Store", "quay/._000.txt", "quay/Thumbs.db", "__MACOSX/quay/000.txt", ".git/HEAD.txt"):
        newsroom.put(name, b"\x00\x01")
    run = newsroom.run("raw")
    assert run.metadata("raw")["new"] == 1
    assert run.metadata("raw")["refused"] == 0
    assert newsroom.settings(ignore="*.tmp").passed_over[-1] == "*.tmp"
