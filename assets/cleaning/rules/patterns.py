"""`patterns.toml`, read and checked. The head of that file says what stands in it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from assets.data import packaged
from assets.parsing.rules import Rule, any_of, literals
from checks.vocabulary import ROLES

FILE: Final = "cleaning/rules/patterns.toml"
STRENGTHS: Final = ("drops", "model_may_keep", "names_only")
KEYS: Final = {  # each with the type of its value
    "role": str,
    "strength": str,
    "pattern": str,
    "longest": int,
    "alone": str,
    "gate": list,
    "first": str,
    "drops": list,
    "keeps": list,
}
TYPES: Final = {str: "a text", int: "a number of characters", list: "a list of texts, none of them empty"}
LINE_BREAK: Final = re.compile(r"\s*\n\s*")
REFERENCE: Final = re.compile(r"(?<!\\[pPx])\{([a-z_]+)\}")  # but not \p{greek}, {2,5}

Words = Mapping[str, list[str] | str]


class Pattern(NamedTuple):
    """A rule as the file has it, with its references resolved: either `pattern` or `alone` is empty.

    `longest` is in characters; 0 where `alone` says which lines are meant.
    """

    name: str
    role: str
    strength: str
    pattern: str
    longest: int
    gate: tuple[str, ...]
    first: str
    alone: tuple[str, ...]
    drops: tuple[str, ...]
    keeps: tuple[str, ...]

    def rule(self) -> Rule:
        """The pattern as it is applied to a table of lines."""
        return Rule(self.name, self.role, self.pattern, self.longest, "|".join(self.gate), self.first)


def load() -> tuple[Pattern, ...]:
    """The rules of `patterns.toml`, in their order.

    Raises:
        ValueError: The file cannot be used, as `read` says.
    """
    return read(packaged.text("cleaning/rules/patterns.toml"))


def read(text: str) -> tuple[Pattern, ...]:
    """The rules of a text written like `patterns.toml`, in their order.

    Raises:
        ValueError: It is no TOML, or a rule in it cannot be used: the message names file, rule and cure.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        cure = "Mend that line. A rule has one table (part its patterns by |), and each key once."
        raise _error(_rule_at(text, str(error)), f"{error}. {cure}") from error
    words, rules = tables.pop("words", {}), tables.pop("rule", {})
    if tables:
        cure = "give it one of these heads."
        raise ValueError(f"{FILE}: [{min(tables)}] is neither [words] nor [rule.<name>]: {cure}")
    rules_read = tuple(_pattern(name, table, words) for name, table in rules.items())
    _check_engine_takes(rules_read)
    return rules_read


def _pattern(name: str, table: Mapping[str, Any], words: Words) -> Pattern:
    _check_keys(name, table)
    if table["role"] not in ROLES:
        raise _error(name, f"role {table['role']!r} is unknown: write one of {', '.join(ROLES)}.")
    if table["strength"] not in STRENGTHS:
        raise _error(name, f"strength {table['strength']!r} is unknown: write one of {', '.join(STRENGTHS)}.")
    gate = tuple(literal for form in table.get("gate", []) for literal in _literals(name, form, words))
    _check_gate(name, gate, table["drops"])
    with_references = _joined(table.get("pattern", ""))
    pattern = REFERENCE.sub(lambda to: _any_of(_listed(name, to[1], words)), with_references)
    return Pattern(
        name=name,
        role=table["role"],
        strength=table["strength"],
        pattern=pattern,
        longest=table.get("longest", 0),
        gate=gate,
        first=_joined(table.get("first", "")),
        alone=tuple(_word_list(name, table["alone"], words)) if "alone" in table else (),
        drops=tuple(table["drops"]),
        keeps=tuple(table.get("keeps", [])),
    )


def _check_keys(name: str, table: Mapping[str, Any]) -> None:
    """Raises ValueError for a key that is unknown, missing or of another type."""
    if not isinstance(table, dict):
        raise _error(name, f"is no table: write [rule.{name}] and its keys below.")
    for key, value in table.items():
        if key not in KEYS:
            raise _error(name, f"key {key!r} is unknown: write one of {', '.join(KEYS)}.")
        of_texts = not isinstance(value, list) or all(isinstance(text, str) and text for text in value)
        if type(value) is not KEYS[key] or not of_texts:
            raise _error(name, f"{key} is {value!r}: make it {TYPES[KEYS[key]]}.")
    missing = [key for key in ("role", "strength", "drops") if not table.get(key)]
    if missing:
        raise _error(name, f"has no {missing[0]}: add it.")
    if {"pattern", "longest", "alone"} & set(table) not in ({"pattern", "longest"}, {"alone"}):
        raise _error(name, "knows no line, or knows it twice: give it pattern and longest, or alone.")


def _check_gate(name: str, gate: tuple[str, ...], drops: list[str]) -> None:
    """Raises ValueError for a gate that shuts out a line that the rule is to know."""
    for literal in gate:
        if literal != literal.lower() or "|" in literal:
            raise _error(name, f"{literal!r} in its gate is never found: write it in lower case, without |.")
    for line in drops if gate else ():
        if not any(literal in line.lower() for literal in gate):
            raise _error(
                name,
                f"nothing of its gate is in {line!r}, which is then not looked at: add to the gate.",
            )


def _check_engine_takes(known: Iterable[Pattern]) -> None:
    """Raises ValueError for a pattern that cannot be used, or that holds on a line of which nothing is known.

    All are tried at once, for that is twice as fast; one by one only to find out which is broken.
    """
    patterns = {rule.name: rule.pattern for rule in known if rule.pattern}
    patterns |= {f"{rule.name}, first": rule.first for rule in known if rule.first}
    try:
        held = _held_on_nothing(patterns)
    except pl.exceptions.ComputeError:
        held = {name: _held_alone(name, pattern) for name, pattern in patterns.items()}
    for name in (name for name, holds in held.items() if holds):
        raise _error(name, "its pattern matches an empty line: take out what may be empty between two |.")


def _held_on_nothing(patterns: Mapping[str, str]) -> dict[str, bool]:
    """Whether each of the patterns, by name, holds on a line that is empty."""
    holds = [pl.col("line").str.contains(pattern).alias(name) for name, pattern in patterns.items()]
    held = pl.DataFrame({"line": [""]}).select(holds)
    return {name: bool(held[name][0]) for name in patterns}


def _held_alone(name: str, pattern: str) -> bool:
    try:
        return _held_on_nothing({name: pattern})[name]
    except pl.exceptions.ComputeError as error:
        cure = "Mend it: Rust's regex has no look-around and no back-references, and repeats only so much."
        raise _error(name, f"its pattern cannot be used ({' '.join(str(error).split())}). {cure}") from error


def _joined(pattern: str) -> str:
    """A pattern without the line breaks in it."""
    return LINE_BREAK.sub("", pattern)


def _any_of(listed: list[str] | str) -> str:
    """What a reference stands for in a pattern."""
    return _joined(listed) if isinstance(listed, str) else any_of("|".join(listed))


def _literals(name: str, form: str, words: Words) -> list[str]:
    """What an entry of a gate stands for: itself, or one literal for each word of a list."""
    reference = REFERENCE.search(form)
    if not reference:
        return [form]
    listed = literals("|".join(_word_list(name, reference[1], words)))
    return [form.replace(reference[0], literal) for literal in listed.split("|")]


def _word_list(name: str, key: str, words: Words) -> list[str]:
    listed = _listed(name, key, words)
    if isinstance(listed, str):
        raise _error(name, f"{key!r} in [words] is a piece of a pattern: refer to a list of words instead.")
    return listed


def _listed(name: str, key: str, words: Words) -> list[str] | str:
    if key not in words:
        raise _error(name, f"{key!r} is not in [words]: add it there, or refer to one of {', '.join(words)}.")
    return words[key]


def _rule_at(text: str, message: str) -> str:
    """The rule below whose head a line is that TOML's message names; the last one where it names none."""
    line = re.search(r"at line (\d+)", message)
    above = text.splitlines()[: int(line[1]) if line else None]
    heads = [row.strip() for row in above if row.startswith("[")]
    return heads[-1].strip("[]").removeprefix("rule.") if heads else ""


def _error(name: str, what: str) -> ValueError:
    return ValueError(f"{FILE}: rule {name!r}: {what}")
