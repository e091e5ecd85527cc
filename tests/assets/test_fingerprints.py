"""What counts as the code that made a row."""

from pathlib import Path

import pytest

from assets import parsing
from assets.framework import fingerprints
from checks.contracts import parsed


def test_a_change_of_packaged_data_is_a_change_of_every_craft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "packaged.py").write_text("")
    monkeypatch.setattr(fingerprints, "PACKAGED", tmp_path / "data")
    made = []
    for words in ("Reuters", "Reuters", "Reuters AFP"):
        (tmp_path / "data" / "words.txt").write_text(words)
        fingerprints.of_code.cache_clear()
        made.append(fingerprints.of_code(parsing.parse, parsed.Parsed))
    fingerprints.of_code.cache_clear()
    assert made[0] == made[1] != made[2]
