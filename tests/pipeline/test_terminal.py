"""What documents and names of files bring does nothing to a terminal, and can be seen there."""

import logging

import pytest

from pipeline.console import console
from pipeline.terminal import visible
from tests.conftest import Newsroom

ACTING = [
    "\x1b[2J",
    "\x07",
    "\r",
    "\x9b31m",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u2028",
    "\udc80",
]
HARMLESS = "Zoë’s «größe» ひらがな שלום مرحبا 👩\u200d🚒 \u00ad\u200c \\x1b"


@pytest.mark.parametrize("acting", ACTING)
def test_what_acts_on_a_terminal_is_written_as_an_escape(acting: str) -> None:
    told = visible(f"a{acting}b")
    assert told.isprintable()
    assert told.encode().decode("unicode_escape") == f"a{acting}b"


def test_what_is_only_text_stays_as_it_is() -> None:
    assert visible(HARMLESS) == HARMLESS


def test_ends_of_lines_stay_where_the_text_is_ours() -> None:
    assert visible("a\nb\r\x1b", lines=True) == "a\nb\\r\\x1b"
    assert visible("a\nb") == "a\\nb"


def test_a_run_over_hostile_names_and_headlines_prints_nothing_that_acts(newsroom: Newsroom) -> None:
    odd = "\x1b[2J\x9b31m\u202etxt.\u2066exe\r"
    newsroom.put(f"quay\u202e/{odd}\nIn quarantine: nothing.png", b"\x89PNG")
    newsroom.put(
        f"quay\u202e/{odd}.txt",
        f"Council {odd} backs the crane\n\n14 October 2026\n\nBy Ana \u202eSoto\n\nThe crane stays, it "
        f"said.\n",
    )
    process = newsroom.process("-m", "pipeline", "run", PYTHONIOENCODING="utf-8")
    told, _ = process.communicate()
    assert process.returncode == 0, told
    assert [character for character in told if character != "\n" and visible(character) != character] == []
    assert "\\u202e" in told
    assert "In quarantine: 1 × raw, refused: quay\\u202e/\\x1b[2J" in told
    assert "\nIn quarantine: nothing" not in told


def test_log_lines_are_written_so_too(capsys: pytest.CaptureFixture[str]) -> None:
    logger = console.logger_fn(None)  # type: ignore[arg-type]
    logger.handle(logging.LogRecord("x", logging.INFO, "", 0, "raw: \x1b[2J\u202e of 3", None, None))
    assert capsys.readouterr().out == "  raw: \\x1b[2J\\u202e of 3\n"
