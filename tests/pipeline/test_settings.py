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
        ("CHUNK", "abc", "valid integer"),
        ("DATA", "/tmp/a%20b", "may not hold %"),
        ("RELEASES", "0", "greater than"),
        ("KEEP_RUNS", "0", "greater than"),
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
    assert "CLEANCOPY_TIMEZONE=Europe/Rome" in capfd.readouterr().out


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
