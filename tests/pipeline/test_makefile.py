"""What is given to make reaches the program as it was written: another path would be another document."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

STANDS_IN = """#!{python}
import json, os, sys
seen = {{name: os.environ[name] for name in ("CLEANCOPY_RAW", "CLEANCOPY_DATA") if name in os.environ}}
with open({told!r}, "w") as file:
    json.dump([sys.argv[1:], seen], file)
"""
NASTY = [
    "a$b.txt",
    "$(shell touch gone)/$$.txt",
    "${HOME}/`id`.txt",
    'it\'s "so".txt',
    "a  b \\ c\\",
    "--force",
    "-x.txt",
    "--",
    "a#b.txt",
    "a=b:=c,d;e&f|g>h.txt",
    "a!b*c?d[e]~.txt",
    "(a),b)(.txt",
    "%.txt",
    "größe ひ.txt",
    "\u202etxt\x1b[2J",
    "tab\there ",
]


@pytest.fixture
def make(tmp_path: Path) -> "Make":
    return Make(tmp_path)


class Make:
    """The real Makefile, with a program in place of Python that notes what it is given."""

    def __init__(self, home: Path) -> None:
        self.venv, self.told = home / "venv", home / "told"
        python = self.venv / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(STANDS_IN.format(python=sys.executable, told=str(self.told)))
        python.chmod(0o755)
        (self.venv / "run").touch()

    def __call__(self, *words: str) -> tuple[list[str], dict[str, str]]:
        """The arguments and the settings that the program was given."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        arguments, settings = json.loads(self.told.read_text())
        return arguments, settings

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What became of the command."""
        command = ["make", "-f", str(ROOT / "Makefile"), f"VENV={self.venv}", *words]
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("CLEANCOPY_", "MAKE"))
        }
        return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True)


@pytest.mark.parametrize("value", NASTY)
def test_a_value_reaches_the_program_as_it_was_written(make: Make, value: str) -> None:
    arguments, settings = make("forget", f"PATH={value}", f"RAW={value}", f"DATA={value}")
    assert arguments == ["-m", "pipeline", "forget", "--", value]
    assert settings == {"CLEANCOPY_RAW": value, "CLEANCOPY_DATA": value}
    assert make("dev", f"PORT={value}")[0] == ["-m", "pipeline", "dev", f"--port={value}"]
    assert not (ROOT / "gone").exists()


def test_what_is_not_given_is_left_to_the_settings(make: Make) -> None:
    assert make("run") == (["-m", "pipeline", "run"], {})
    assert make("dev")[0][-1] == "--port=3000"
    assert make("forget")[0][-2:] == ["--", ""]


@pytest.mark.parametrize("given", ["RAW=", "DATA=", "RAW=  "])
def test_an_empty_folder_is_refused_not_replaced_by_the_samples(make: Make, given: str) -> None:
    done = make.run("run", given)
    assert done.returncode != 0
    assert f"{given.strip()} is empty: name a folder" in done.stderr
    assert not make.told.exists()


@pytest.mark.parametrize("word", ["no", "No", "NO", "false", "0"])
def test_an_export_leaves_the_text_out_however_no_is_written(make: Make, word: str) -> None:
    assert make("export", f"TEXT={word}")[0] == ["-m", "pipeline", "export", "--without-text"]


@pytest.mark.parametrize("word", ["yes", "TRUE", "1"])
def test_an_export_has_the_text_where_it_is_asked_for(make: Make, word: str) -> None:
    assert make("export", f"TEXT={word}")[0] == make("export")[0] == ["-m", "pipeline", "export"]


@pytest.mark.parametrize("word", ["none", "", "no thanks", "n o"])
def test_an_export_with_a_word_that_is_neither_is_refused(make: Make, word: str) -> None:
    done = make.run("export", f"TEXT={word}")
    assert done.returncode != 0
    assert "neither yes nor no" in done.stderr
    assert not make.told.exists()
