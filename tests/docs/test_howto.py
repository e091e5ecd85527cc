"""The Python in docs/howto.md runs as it is written there."""

import importlib.util
import re
import shutil
from pathlib import Path

import pytest

from pipeline import export
from tests.conftest import ROOT, Newsroom

PAGE = ROOT / "docs" / "howto.md"
SECTIONS = re.split(r"^### ", PAGE.read_text(), flags=re.MULTILINE)[1:]
BLOCKS = [
    (section.partition("\n")[0], code)
    for section in SECTIONS
    for code in re.findall(r"^```python\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
]


@pytest.fixture(scope="module")
def folder(sampled: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the published file and an export of it, as the how-tos name them."""
    room = Newsroom(tmp_path_factory.mktemp("howto"))
    room.data.mkdir()
    shutil.copy(sampled.data / "cleancopy.duckdb", room.data)
    export.export(room.settings())
    return room.data.parent


def test_there_is_python_to_run() -> None:
    assert len(BLOCKS) == PAGE.read_text().count("```python")
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize(("title", "code"), BLOCKS, ids=[title for title, _ in BLOCKS])
def test_it_runs_as_it_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, title: str, code: str
) -> None:
    needed = re.findall(r"^import (\w+)", code, re.MULTILINE) + ["pandas"] * (".df()" in code)
    for module in needed:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed here")
    monkeypatch.chdir(folder)
    names: dict[str, object] = {"__name__": "howto"}
    exec(compile(code, f"docs/howto.md: {title}", "exec"), names)
    if "words_by_outlet" in names:
        from dagster import materialize

        assert materialize([names["words_by_outlet"]]).success  # type: ignore[list-item]
