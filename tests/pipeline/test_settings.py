"""Settings that cannot be are told in a line each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CHUNK", "abc", "not a whole number, as in CLEANCOPY_CHUNK=2000"),
        ("DATA", "/tmp/a%20b", "may not hold %"),
        ("RELEASES", "0", "it must be 1 or more, as in CLEANCOPY_RELEASES=3"),
        ("MEMORY", "500MB", "1.5GB or more"),
        ("HOSTS", "https://news.example.org/", "no name of a host"),
        ("HOSTS", "*", "no name of a host"),
    ],
)
def test_a_wrong_setting_is_told_with_its_name(name: str, value: str, told: str) -> None:
    environment = {**os.environ, f"CLEANCOPY_{name}": value}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert f"CLEANCOPY_{name}={value}: " in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SCHEDULE", "every night", "write five fields"),
        ("SCHEDULE", "0 30 * * *", "write five fields"),
        ("TIMEZONE", "Mars/Olympus", "as in Europe/Rome"),
        ("TIMEZONE", "../../etc/passwd", "as in Europe/Rome"),
        ("WEBHOOK", "hooks.example/newsroom", "write it in full"),
        ("WEBHOOK", "http://[::1/", "write it in full"),
        ("PAGES", "file:///var/report", "write it in full"),
    ],
)
def test_a_setting_that_dagster_would_stumble_over_later_is_told_at_once(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"CLEANCOPY_{name}", value)
    assert main(["settings"]) == 2
    assert f"CLEANCOPY_{name}={value}: not a" in (said := capfd.readouterr().err)
    assert told in said


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("MEMORY", "plenty", "not a size: write a number and a unit (MB, GB), as in CLEANCOPY_MEMORY=2.0GB"),
        ("MEMORY", "2XB", "not a size: write a number and a unit (MB, GB), as in CLEANCOPY_MEMORY=2.0GB"),
        ("KEEP_RUNS", "0", "it must be 10 or more, as in CLEANCOPY_KEEP_RUNS=300"),
        ("FRESH_HOURS", "0", "it must be more than 0"),
        ("REJECT_SHARE", "20%", "not a number, as in CLEANCOPY_REJECT_SHARE=0.2"),
        ("REJECT_SHARE", "2", "it must be 1"),
        ("FOLLOW_LINKS", "perhaps", "neither true nor false, as in CLEANCOPY_FOLLOW_LINKS=False"),
        ("CHUNK", "1.5", "not a whole number"),
    ],
)
def test_a_value_of_another_type_is_told_in_plain_words(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"CLEANCOPY_{name}", value)
    assert main(["settings"]) == 2
    assert f"CLEANCOPY_{name}={value}: {told}" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["sample", "preview"])
@pytest.mark.parametrize("number", ["-3", "0", "many"])
def test_a_number_of_less_than_one_is_refused(
    command: str, number: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, f"--number={number}"])
    assert "is no number of 1 or more" in capfd.readouterr().err


def test_settings_that_are_right_are_taken(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    right = {
        "SCHEDULE": "*/10 5-22 * * 1-5",
        "TIMEZONE": "Europe/Rome",
        "WEBHOOK": "https://hooks.example:8443/a?b=c",
        "PAGES": "",
    }
    for name, value in right.items():
        monkeypatch.setenv(f"CLEANCOPY_{name}", value)
    assert main(["settings"]) == 0
    told = capfd.readouterr().out
    assert "CLEANCOPY_TIMEZONE=Europe/Rome" in told
    assert "CLEANCOPY_COLUMNS=\n" in told


def test_a_missing_raw_folder_is_told_once_with_its_cure(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "CLEANCOPY_RAW": str(tmp_path / "tpyo"),
        "CLEANCOPY_DATA": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.count("cannot be read") == 1
    assert "Set CLEANCOPY_RAW" in done.stderr
    assert "Dependencies for step" not in done.stdout + done.stderr


def test_a_data_folder_in_the_raw_folder_is_refused(tmp_path: Path) -> None:
    environment = {**os.environ, "CLEANCOPY_RAW": str(tmp_path), "CLEANCOPY_DATA": str(tmp_path / "out")}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "may not lie in the raw folder" in done.stderr
