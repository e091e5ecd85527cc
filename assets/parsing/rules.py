"""Named rules over the text of a line, applied a whole table at a time."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl


class Rule(NamedTuple):
    """A line whose lower-cased text matches `pattern` (Rust regex) has `role`, when it is no longer than `longest` characters."""

    name: str
    role: str
    pattern: str
    longest: int = 160


def apply(lines: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """Rows `row` (any key), `lower` → the rows on which a rule holds, with the first that does: `row`, `rule`, `role`.

    Rules of one length go first as one screening pattern, so that each by itself runs only over the few lines that the screen lets through.
    """
    length = pl.col("lower").str.len_chars()
    longest = sorted({rule.longest for rule in rules})
    screens = [
        (length <= limit) & pl.col("lower").str.contains("|".join(f"(?:{rule.pattern})" for rule in rules if rule.longest == limit))
        for limit in longest
    ]
    caught = lines.filter((length <= longest[-1]) & pl.any_horizontal(screens))
    held = [
        pl.when((length <= rule.longest) & pl.col("lower").str.contains(rule.pattern)).then(pl.lit(n, pl.UInt16))
        for n, rule in enumerate(rules)
    ]
    names = pl.DataFrame(
        {"hit": range(len(rules)), "rule": [rule.name for rule in rules], "role": [rule.role for rule in rules]},
        schema_overrides={"hit": pl.UInt16},
    )
    return (
        caught.select("row", hit=pl.coalesce(held)).join(names, on="hit", how="inner", maintain_order="left").select("row", "rule", "role")
    )


def any_of(words: str) -> str:
    """A regex group of the alternatives, longest first; a space stands for any white space."""
    listed = {word.strip() for word in re.split(r"\|(?![^\[(]*[\])])", words)} - {""}
    return "(?:" + "|".join(sorted(listed, key=lambda word: (-len(word), word))).replace(" ", r"\s+") + ")"
