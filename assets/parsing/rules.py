"""Named rules over the text of a line, applied a whole table at a time."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl


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
    longest = max(rule.longest for rule in rules)
    short = lines.select("row", "lower", length=pl.col("lower").str.len_chars()).filter(pl.col("length") <= longest)
    held = [pl.DataFrame(schema={"row": lines.schema["row"], "rule": pl.String, "role": pl.String})]
    for rule in rules:
        likely = short.filter(pl.col("length") <= rule.longest).filter(gated(rule.gate))
        if likely.is_empty():  # making a pattern ready costs more than trying it
            continue
        caught = likely.filter(pl.col("lower").str.contains(rule.pattern)).select("row", rule=pl.lit(rule.name), role=pl.lit(rule.role))
        held.append(caught)
    return pl.concat(held).unique("row", keep="first", maintain_order=True)


def gated(gate: str) -> pl.Expr:
    """True where `lower` contains one of the literals, or where there are none to contain."""
    return pl.col("lower").str.contains_any(gate.split("|")) if gate else pl.lit(True)


def any_of(words: str) -> str:
    """A regex group of the alternatives, longest first; a space stands for any white space."""
    listed = {word.strip() for word in re.split(r"\|(?![^\[(]*[\])])", words)} - {""}
    return "(?:" + "|".join(sorted(listed, key=lambda word: (-len(word), word))).replace(" ", r"\s+") + ")"


def literals(words: str) -> str:
    """A list of words as a gate: each cut before its first regex mark."""
    cut = {re.split(r".?[?*]|[\\.+(\[]", word.strip())[0] for word in words.split("|")}
    return "|".join(sorted(cut - {""}))
