"""What the commands print in a terminal is true, and says what to do."""

import pytest

from pipeline.__main__ import main
from tests.conftest import Newsroom


@pytest.fixture
def commands(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom that the commands work on."""
    monkeypatch.setenv("CLEANCOPY_RAW", str(newsroom.raw))
    monkeypatch.setenv("CLEANCOPY_DATA", str(newsroom.data))
    monkeypatch.setenv("DAGSTER_HOME", str(newsroom.data / "dagster"))
    return newsroom


def test_a_run_ends_with_what_was_made_what_waits_and_a_first_answer(commands: Newsroom, capfd: pytest.CaptureFixture[str]) -> None:
    commands.fill(2)
    commands.put("quay/photo.png", b"\x89PNG\r\n\x1a\n\x00")
    commands.put("quay/empty.txt", "")
    assert main(["run"]) == 0
    told = capfd.readouterr().out
    assert "Made: articles 3, " in told
    assert "In quarantine: 1 × raw, refused: quay/photo.png" in told
    assert "Look at: articles.body_is_not_empty: 1 row against it" in told
    assert "Nothing waits in quarantine" not in told
    assert "FROM articles" in told


def test_forget_without_a_path_says_how_to_name_one(commands: Newsroom, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", ""]) == 2
    assert "make forget PATH=" in capfd.readouterr().err


def test_what_was_forgotten_before_is_not_forgotten_anew(commands: Newsroom, capfd: pytest.CaptureFixture[str]) -> None:
    commands.fill(2)
    assert main(["run"]) == 0
    assert main(["forget", "quay/000.txt"]) == 0
    batches = commands.batches()
    capfd.readouterr()
    assert main(["forget", "quay/000.txt"]) == 0
    assert "was forgotten before" in capfd.readouterr().out
    assert commands.batches() == batches
