"""Versions compared: a line that was rewritten stands beside what it was."""

from datetime import UTC, datetime
from typing import Any

from assets.reporting.editing import steps


def edit(change: str, line_no: int, text: str, *, kept: bool = True, number: int = 2) -> dict[str, Any]:
    seen = datetime(2026, 10, 14, tzinfo=UTC)
    place = {"number": number, "first_seen": seen, "line_no": line_no}
    return {**place, "change": change, "kept": kept, "text": text}


def test_a_rewritten_line_stands_beside_what_it_was() -> None:
    (step,) = steps(
        [
            edit("removed", 4, "The bridge of Marlow has eight arches."),
            edit("added", 4, "The bridge of Marlow has nine arches."),
            edit("added", 7, "Its keeper is eighty."),
            edit("removed", 9, "More from this outlet", kept=False),
        ]
    )
    rewritten, added = step.edits
    assert rewritten.before is not None
    assert rewritten.after is not None
    assert [words.strip() for words, shared in rewritten.before.runs if not shared] == ["eight"]
    assert [words.strip() for words, shared in rewritten.after.runs if not shared] == ["nine"]
    assert (added.removed, added.added and added.added["line_no"]) == (None, 7)
    assert [edit.removed and edit.removed["text"] for edit in step.dropped] == ["More from this outlet"]


def test_each_version_is_a_step_of_its_own() -> None:
    found = steps([edit("added", 1, "c", number=3), edit("added", 1, "b", number=2)])
    assert [(step.number, len(step.edits)) for step in found] == [(3, 1), (2, 1)]
