"""What stands beside the text: who said what, who is named, which days."""

from datetime import date
from typing import Any

from assets.reporting.annotations import lists_of, marks_of


def name(start: int, name: str, kind: str = "person", surface: str | None = None) -> dict[str, Any]:
    place = {"line_no": start // 100, "char_start": start, "char_end": start + 5}
    return {**place, "surface": surface or name, "kind": kind, "name": name}


def quote(start: int, speaker: str | None) -> dict[str, Any]:
    place = {"line_no": start // 100, "char_start": start, "char_end": start + 20}
    said = {"kind": "direct", "text": "“No.”", "confidence": 0.8}
    return {**place, **said, "speaker": speaker, "speaker_start": None, "speaker_end": None}


def test_names_are_listed_once_by_kind_those_named_most_first() -> None:
    names = [name(100, "Ada Holm"), name(200, "Bo Lind"), name(300, "Bo Lind", surface="Lind")]
    names.append(name(400, "Quay", "place"))
    lists = {some.title: some for some in lists_of([quote(500, "Bo Lind")], names, [])}
    assert [(e["words"], e["about"], e["line_no"]) for e in lists["People"].entries] == [
        ("Bo Lind", "2 times, speaks", 2),
        ("Ada Holm", "", 1),
    ]
    assert [e["words"] for e in lists["Places"].entries] == ["Quay"]
    assert lists["Quotations"].entries[0]["to"] == "q1", "an entry leads to its mark"
    assert "Organisations" not in lists, "what is not there has no list"


def test_a_name_in_other_words_and_a_span_of_days_are_told_in_full() -> None:
    days = {"line_no": 1, "char_start": 130, "char_end": 135, "surface": "last week"}
    days |= {"earliest": date(2026, 10, 5), "latest": date(2026, 10, 11)}
    marks = marks_of([], [name(100, "Bo Lind", surface="Lind")], [days])
    assert [mark.open for mark in marks] == [
        '<span class="person" title="Bo Lind">',
        '<span class="when" title="2026-10-05 – 2026-10-11">',
    ]
