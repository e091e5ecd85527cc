"""What is packaged as data is read as written, or refused by name."""

from pathlib import Path

import pytest

from assets.data import packaged


def test_form_that_begins_like_a_head_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaged, "HERE", tmp_path)
    (tmp_path / "words.txt").write_text("[harbour_signs: promo]\n[.!?] ?to the quay\n")
    with pytest.raises(ValueError, match=r"words\.txt: '\[\.!\?\] \?to the quay' begins with a bracket"):
        packaged.sections.__wrapped__("words.txt")
