"""Named rules over the text of a line, applied a whole table at a time."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

LITERAL: Final = 3  # bytes: shorter ones are in too many lines to be sought for many rules at once
TELLING: Final = 5  # bytes of a literal that is worth seeking for a sign: shorter ones are in too many lines
BRIEF: Final = 200  # characters: rules for lines no longer than that are sought in those alone, for paragraphs hold too many of their words

GROUPS: Final = re.compile(r"\((?:\?:)?[^()]*\)(?:[?*+]|\{[\d,]*\})?")  # the innermost; twice for groups in groups
PIECES: Final = re.compile(r".[?*]|.\{[\d,]*\}|\[[^\]]*\](?:[?*+]|\{[\d,]*\})?|\\.(?:[?*+]|\{[\d,]*\})?|[\^$.+()\x1f]")


class Rule(NamedTuple):
    """A line whose lower-cased text matches `pattern` (Rust regex) has `role`, when it is no longer than `longest` characters.

    `gate` lists literals, parted by `|`, one of which every match contains: they are sought first, for a literal is found far faster.
    """

    name: str
    role: str
    pattern: str
    longest: int = 160
    gate: str = ""


def apply(lines: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """Rows `row` (any key), `lower` → the rows on which a rule holds, with the first that does: `row`, `rule`, `role`."""
    known = lines.select("row", "lower", length=pl.col("lower").str.len_chars())
    found: dict[int, pl.DataFrame] = {}
    for shortest, longest in ((0, BRIEF), (BRIEF, max(rule.longest for rule in rules))):
        gated = {number: rule for number, rule in enumerate(rules) if rule.gate and shortest < rule.longest <= longest}
        found |= _found(known.filter(pl.col("length") <= longest), gated)
    found |= {number: known.filter(pl.col("length") <= rule.longest) for number, rule in enumerate(rules) if not rule.gate}
    held = [pl.DataFrame(schema={"row": lines.schema["row"], "rule": pl.String, "role": pl.String})]
    for number in sorted(found):  # those alone that may hold: making a pattern ready costs more than trying it
        rule = rules[number]
        caught = found[number].filter(pl.col("lower").str.contains(rule.pattern))
        held.append(caught.select("row", rule=pl.lit(rule.name), role=pl.lit(rule.role)))
    return pl.concat(held).unique("row", keep="first", maintain_order=True)


def _found(short: pl.DataFrame, rules: Mapping[int, Rule]) -> dict[int, pl.DataFrame]:
    """For each rule with a gate the lines, short enough, that hold a literal of it, if any do.

    All literals are sought at once, but for single marks, which are in too many lines.
    """
    words = [(word, number, rule.longest) for number, rule in rules.items() for word in rule.gate.split("|")]
    if not words:
        return {}
    gates = pl.DataFrame(words, schema=["word", "rule", "longest"], orient="row")
    sought = gates["word"].unique().sort()
    brief = sought.str.len_bytes() < LITERAL
    lower = pl.col("lower").str
    marked = [short.filter(lower.contains(mark, literal=True)).with_columns(word=pl.lit(mark)) for mark in sought.filter(brief)]
    worded = short.with_columns(word=lower.extract_many(sought.filter(~brief).implode(), overlapping=True)).explode("word")
    held = pl.concat([worded.filter(pl.col("word").is_not_null()), *marked])
    likely = held.join(gates, on="word", how="inner", maintain_order="left").filter(pl.col("length") <= pl.col("longest"))
    by_rule = likely.unique(["row", "rule"], maintain_order=True).partition_by("rule", as_dict=True)
    return {int(rule): rows for (rule,), rows in by_rule.items()}


def any_of(words: str) -> str:
    """A regex group of the alternatives, longest first; a space stands for any white space."""
    listed = {word.strip() for word in re.split(r"\|(?![^\[(]*[\])])", words)} - {""}
    return "(?:" + "|".join(sorted(listed, key=lambda word: (-len(word), word))).replace(" ", r"\s+") + ")"


def literals(words: str) -> str:
    """A list of words as a gate: each cut before its first regex mark."""
    cut = {re.split(r".?[?*]|[\\.+(\[]", word.strip())[0] for word in words.split("|")}
    return "|".join(sorted(cut - {""}))


def signs(name: str, role: str, forms: Sequence[str], longest: int = 400) -> tuple[Rule, ...]:
    """A rule of that name for each form, for lines that hold it anywhere: a regex with alternatives in groups alone; a space is any white.

    Raises ValueError, naming it, for a form without five bytes in a row that each of its matches has: it could not be sought fast.
    """
    made = []
    for form in forms:
        literal = max(PIECES.split(GROUPS.sub("\x1f", GROUPS.sub("\x1f", form))), key=len).strip()
        if len(literal.encode()) < TELLING:
            raise ValueError(f"lexicon: {name!r} cannot seek {form!r}: it needs five letters in a row outside its groups")
        made.append(Rule(name, role, form.replace(" ?", r"\s?").replace(" ", r"\s+"), longest, literal))
    return tuple(made)
