import shutil
from pathlib import Path

import numpy as np
import pytest

from assets.enriching.names import tagger
from assets.enriching.names.entities import read_rules
from assets.enriching.names.name_words import WEIGHTS, name_grammar
from assets.languages import BrokenLanguage, Language, nearest

GRAMMAR = name_grammar(nearest("en"))
TEXTS = (
    "Ida Holm of the Tarn Valley Ferry Company met Oskar Vey in Bergen on Monday.",
    "The company said so. Vey did not.",
)


def seen(text: str) -> tagger.Seen:
    reading = read_rules(GRAMMAR, text, [0], [(0, len(text))])
    return tagger.look(GRAMMAR, text, reading.runs, reading.opens, reading.shouted, reading.found)


def chances(*texts: str) -> list[tagger.Floats]:
    assert GRAMMAR.weights is not None
    return tagger.Tagger(GRAMMAR, GRAMMAR.weights).chances([seen(text) for text in texts])


def test_chances_of_a_word_sum_to_one() -> None:
    for found in chances(*TEXTS):
        assert found.sum(1) == pytest.approx(np.ones(len(found)))


def test_document_is_tagged_alike_alone_and_among_others() -> None:
    together = chances(*TEXTS)
    for alone, among in zip([chances(text)[0] for text in TEXTS], together, strict=True):
        assert alone == pytest.approx(among)


def test_what_is_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GRAMMAR.weights is not None
    one = tagger.Tagger(GRAMMAR, GRAMMAR.weights)
    first = one.chances([seen(TEXTS[0])])[0]
    monkeypatch.setattr(tagger, "MOST_KEYS", 0)
    assert one.chances([seen(TEXTS[0])])[0] == pytest.approx(first)


def test_text_without_capitals_has_no_names() -> None:
    assert tagger.tag(GRAMMAR, [seen("nobody is here"), seen("")]) == [[], []]


def test_broken_weights_are_refused_with_their_cure(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    shutil.copytree(nearest("en").folder, folder)
    (folder / WEIGHTS).write_bytes(b"PK no arrays")
    with pytest.raises(BrokenLanguage, match="make train"):
        name_grammar(Language("en", folder))


def test_language_without_weights_is_read_by_rules_alone(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    shutil.copytree(nearest("en").folder, folder)
    (folder / WEIGHTS).unlink()
    grammar = name_grammar(Language("en", folder))
    assert tagger.tag(grammar, [seen(TEXTS[0])]) == [[]]


def flags_of(text: str, word: str) -> int:
    view = seen(text)
    keys = view.keys[[one.text for one in view.words].index(word)]
    return int(keys[3][4])


def test_what_stands_in_quotation_marks_is_seen_to() -> None:
    assert flags_of("She sang “Tarn Harbour” twice.", "Tarn") >= 16
    assert flags_of("She sang at “Tarn Harbour in May”.", "Tarn") < 16


def test_team_is_seen_with_its_town() -> None:
    view = seen("They beat the Los Angeles Rams there.")
    hints = dict(zip([one.text for one in view.words], [keys[3][3] for keys in view.keys], strict=True))
    assert (hints["Los"], hints["Angeles"], hints["Rams"]) == ("Bteam", "Iteam", "Iteam")


def test_numbers_beside_a_name_are_alike() -> None:
    one, other = (seen(f"The Tarn {number} drives on.").keys[-1][2] for number in (17, 25))
    assert one == other
