"""Named rules over the text of a line, applied a whole table at a time."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

SHORTEST_LITERAL: Final = 3  # bytes: shorter ones are in too many lines to be sought for many rules at once
BRIEF: Final = 200  # characters: rules for such lines are sought in them alone: paragraphs hold many words

NEVER: Final = r"[^\s\S]"  # a regex that matches nothing
REGEX_MARK: Final = re.compile(r".?[?*]|[\\.+(\[]")  # with the character that it makes optional


class Rule(NamedTuple):
    """A line whose lower-cased text matches `pattern` (Rust regex) has `role`.

    Lines of more than `longest` characters are not looked at. `gate` lists literals, parted by `|`, one of
    which is in every match: they are sought first, for that is far faster. Where that lets through many
    lines on which `pattern` is slow, `first` is a faster pattern that is in every match as well.
    """

    name: str
    role: str
    pattern: str
    longest: int = 160
    gate: str = ""
    first: str = ""


class Costly(NamedTuple):
    """A pattern that takes long to make ready, and a `plain` one that says the same of every text in which
    `unless` is not found."""

    pattern: "str | Costly"
    plain: str
    unless: str


def holds(text: pl.Expr, form: Costly) -> pl.Expr:
    """True where a text matches a costly pattern: what `text.str.contains` says of it, sooner."""

    def ask(texts: pl.Series) -> pl.Series:
        return _ask(texts, form, lambda some, pattern: some.str.contains(pattern))

    return text.map_batches(ask, return_dtype=pl.Boolean, is_elementwise=True)


def extracted(text: pl.Expr, form: Costly) -> pl.Expr:
    """The first group of a costly pattern: what `text.str.extract` says of it, sooner."""

    def ask(texts: pl.Series) -> pl.Series:
        return _ask(texts, form, lambda some, pattern: some.str.extract(pattern, 1))

    return text.map_batches(ask, return_dtype=pl.String, is_elementwise=True)


def _ask(texts: pl.Series, form: str | Costly, answer: Callable[[pl.Series, str], pl.Series]) -> pl.Series:
    if isinstance(form, str):
        return answer(texts, form)
    said = answer(texts, form.plain)
    others = texts.str.contains(form.unless).fill_null(False).arg_true()
    return (
        said if others.is_empty() else said.scatter(others, _ask(texts.gather(others), form.pattern, answer))
    )


def among(value: pl.Expr, words: Callable[[], frozenset[str]]) -> pl.Expr:
    """True where a value is one of many words: `is_in` would first make a table of all of them, each time."""

    def ask(values: pl.Series) -> pl.Series:
        known = words()
        return pl.Series([None if one is None else one in known for one in values], dtype=pl.Boolean)

    return value.map_batches(ask, return_dtype=pl.Boolean, is_elementwise=True)


def apply(lines: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """Rows `row` (any key), `lower` → `row`, `rule`, `role`: the first rule that holds, where one does."""
    sized = lines.select("row", "lower", length=pl.col("lower").str.len_chars())
    candidates = _candidates(sized, rules)
    matches = [pl.DataFrame(schema={"row": lines.schema["row"], "rule": pl.String, "role": pl.String})]
    for number in sorted(candidates):
        rule = rules[number]
        likely = candidates[number]
        if rule.first:
            likely = likely.filter(pl.col("lower").str.contains(rule.first))
            if likely.is_empty():  # making a pattern ready costs more than trying it
                continue
        matched = likely.filter(pl.col("lower").str.contains(rule.pattern))
        matches.append(matched.select("row", rule=pl.lit(rule.name), role=pl.lit(rule.role)))
    return pl.concat(matches).unique("row", keep="first", maintain_order=True)


def _candidates(sized: pl.DataFrame, rules: Sequence[Rule]) -> dict[int, pl.DataFrame]:
    """Number of a rule → the lines on which it may hold.

    Rules that hold on none are left out: making a pattern ready costs more than trying it.
    """
    longest_of_all = max(rule.longest for rule in rules)
    with_gate = [(number, rule) for number, rule in enumerate(rules) if rule.gate]
    candidates: dict[int, pl.DataFrame] = {}
    for shortest, longest in ((0, BRIEF), (BRIEF, longest_of_all)):
        gated = {number: rule for number, rule in with_gate if shortest < rule.longest <= longest}
        candidates |= _through_gates(sized.filter(pl.col("length") <= longest), gated)
    for number, rule in enumerate(rules):
        if not rule.gate:
            candidates[number] = sized.filter(pl.col("length") <= rule.longest)
    return candidates


def _through_gates(sized: pl.DataFrame, rules: Mapping[int, Rule]) -> dict[int, pl.DataFrame]:
    """Number of a rule → the lines, short enough, with a literal of its gate; rules without are left out.

    All literals are sought at once, but for single marks, which are in too many lines.
    """
    if not rules:
        return {}
    gates = [(rule.gate.split("|"), number, rule.longest) for number, rule in rules.items()]
    gate = pl.DataFrame(gates, schema=["literal", "rule", "longest"], orient="row").explode("literal")
    literals = gate["literal"].unique().sort()
    is_mark = literals.str.len_bytes() < SHORTEST_LITERAL
    lower = pl.col("lower").str
    marks = [(mark, lower.contains(mark, literal=True)) for mark in literals.filter(is_mark)]
    with_mark = [sized.filter(has_mark).with_columns(literal=pl.lit(mark)) for mark, has_mark in marks]
    words = literals.filter(~is_mark).implode()
    with_word = sized.with_columns(literal=lower.extract_many(words, overlapping=True)).explode("literal")
    holding = pl.concat([with_word.filter(pl.col("literal").is_not_null()), *with_mark])
    short_enough = pl.col("length") <= pl.col("longest")
    through = holding.join(gate, on="literal", how="inner", maintain_order="left").filter(short_enough)
    by_rule = through.unique(["row", "rule"], maintain_order=True).partition_by("rule", as_dict=True)
    return {int(number): lines for (number,), lines in by_rule.items()}


def any_of(words: str) -> str:
    """A regex group of the alternatives, longest first; a space stands for any white space."""
    listed = {word.strip() for word in re.split(r"\|(?![^\[(]*[\])])", words)} - {""}
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(longest_first).replace(" ", r"\s+") + ")"


def literals(words: str) -> str:
    """A list of words, parted by `|`, as a gate: each cut before its first regex mark."""
    cut = {REGEX_MARK.split(word.strip())[0] for word in words.split("|")}
    return "|".join(sorted(cut - {""}))
