"""A `patterns.toml` that cannot be used is refused at start, with the file, the rule and what to do about
it."""

import polars as pl
import pytest

from assets.cleaning.rules import patterns
from assets.parsing.rules import apply

RULE = """
[rule.tide_clock]
role = "other"
strength = "drops"
longest = 80
pattern = '^tide clock\\b'
gate = ["tide clock"]
drops = ["Tide clock: high water at six"]
keeps = ["The tide clock on the mole has stopped."]
"""
ANOTHER = (
    RULE.replace("tide_clock", "tide_table")
    .replace("tide clock", "tide table")
    .replace("Tide clock", "Tide table")
)


def changed(line: str, to: str) -> str:
    assert line in RULE
    return RULE.replace(line, to)


def test_rule_is_read_as_it_is_written() -> None:
    (found,) = patterns.read(RULE)
    assert found == patterns.Pattern(
        name="tide_clock",
        role="other",
        strength="drops",
        pattern=r"^tide clock\b",
        longest=80,
        gate=("tide clock",),
        first="",
        alone=(),
        drops=("Tide clock: high water at six",),
        keeps=("The tide clock on the mole has stopped.",),
    )


def test_rules_keep_their_order() -> None:
    assert [found.name for found in patterns.read(ANOTHER + RULE)] == ["tide_table", "tide_clock"]


def test_pattern_may_be_broken_into_lines() -> None:
    (found,) = patterns.read(
        changed(r"pattern = '^tide clock\b'", "pattern = '''\n^tide clock\\b\n  |^high water\\b\n'''")
    )
    assert found.pattern == r"^tide clock\b|^high water\b"


def test_words_are_shared_by_pattern_and_gate() -> None:
    words = "[words]\nclocks = ['tide clock', 'moon clocks?']\ntimes = '[0-9]{1,2}'\n"
    rule = changed(r"'^tide clock\b'", r"'^{clocks}:? \p{Latin}{2,5} {times}'").replace(
        '["tide clock"]', '["/{clocks}", "{clocks}"]'
    )
    (found,) = patterns.read(words + rule)
    assert found.pattern == r"^(?:moon\s+clocks?|tide\s+clock):? \p{Latin}{2,5} [0-9]{1,2}"
    assert sorted(found.gate) == ["/moon clock", "/tide clock", "moon clock", "tide clock"]


def test_rule_may_be_a_list_of_words_alone() -> None:
    rule = (
        changed("longest = 80\n", "")
        .replace(r"pattern = '^tide clock\b'", "alone = 'clocks'")
        .replace('gate = ["tide clock"]\n', "")
    )
    (found,) = patterns.read("[words]\nclocks = ['tide clock']\n" + rule)
    assert (found.alone, found.pattern) == (("tide clock",), "")


BROKEN = {
    "a syntax error": (changed('role = "other"', "role = other"), ["tide_clock", "Mend that line"]),
    "a key twice": (changed("longest = 80", "longest = 80\nlongest = 90"), ["tide_clock", "each key once"]),
    "two rules of one name": (RULE + RULE, ["tide_clock", "twice", "A rule has one table"]),
    "an unknown head": (RULE.replace("[rule.", "[rules."), ["[rules]", "[rule.<name>]"]),
    "no table": ("[rule]\ntide_clock = 'other'", ["tide_clock", "[rule.tide_clock]"]),
    "an unknown key": (changed("longest", "length"), ["tide_clock", "'length'", "longest"]),
    "an unknown role": (changed('"other"', '"clock"'), ["tide_clock", "'clock'", "navigation"]),
    "an unknown strength": (changed('"drops"', '"maybe"'), ["tide_clock", "'maybe'", "model_may_keep"]),
    "no strength": (changed('strength = "drops"\n', ""), ["tide_clock", "strength", "add it"]),
    "no example": (changed('["Tide clock: high water at six"]', "[]"), ["tide_clock", "drops", "add it"]),
    "a text for a number": (changed("80", '"80"'), ["tide_clock", "longest is '80'", "a number"]),
    "a number among texts": (
        changed('gate = ["tide clock"]', "gate = [6]"),
        ["tide_clock", "gate is [6]", "a list of texts"],
    ),
    "an empty literal": (
        changed('gate = ["tide clock"]', 'gate = [""]'),
        ["tide_clock", "gate is ['']", "none of them empty"],
    ),
    "neither pattern nor words": (
        changed(r"pattern = '^tide clock\b'", ""),
        ["tide_clock", "pattern and longest, or alone"],
    ),
    "a list that there is not": (changed("'^tide", "'^{clocks}"), ["tide_clock", "'clocks'", "[words]"]),
    "a piece for a list": (
        "[words]\ntimes = '[0-9]'\n" + changed('["tide clock"]', '["{times}"]'),
        ["tide_clock", "'times'", "refer to a list"],
    ),
    "a gate in capitals": (
        changed('["tide clock"]', '["Tide clock"]'),
        ["tide_clock", "'Tide clock'", "lower case"],
    ),
    "a gate that shuts its example out": (
        changed('["tide clock"]', '["low water"]'),
        ["tide_clock", "'Tide clock: high water at six'", "add to the gate"],
    ),
    "a bracket left open": (changed("^tide", "^(?:tide"), ["tide_clock", "unclosed group", "Mend it"]),
    "look-around": (changed("^tide", "^(?!low )tide"), ["tide_clock", "look-around", "Mend it"]),
    "a back-reference": (changed("^tide", r"^(t)ide \1"), ["tide_clock", "backreferences", "Mend it"]),
    "repetitions without end": (
        changed("^tide", r"^(?:\w{500}){500}tide"),
        ["tide_clock", "size limit", "Mend it"],
    ),
    "an empty alternative": (
        changed("^tide", "^$|tide"),
        ["tide_clock", "matches an empty line", "take out"],
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_file_that_cannot_be_used_is_refused_with_the_cure(broken: str) -> None:
    text, told = BROKEN[broken]
    with pytest.raises(ValueError) as error:
        patterns.read(ANOTHER + text if "words" not in text else text)
    assert [part for part in ["cleaning/rules/patterns.toml", *told] if part not in str(error.value)] == []
    assert "tide_table" not in str(error.value)


def test_pattern_that_other_engines_would_backtrack_on_is_tried_once() -> None:
    """Python's engine would need years for this line: nothing of a rule is tried by it."""
    (found,) = patterns.read(
        changed(r"'^tide clock\b'", "'^(?:(?:t|i|d|e)+ ?)+$'").replace("longest = 80", "longest = 90_000")
    )
    lines = pl.DataFrame({"row": [0, 1], "lower": ["tide clock" + "tide" * 20_000 + "!", "tide"]})
    assert apply(lines, [found.rule()._replace(gate="")])["row"].to_list() == [1]
