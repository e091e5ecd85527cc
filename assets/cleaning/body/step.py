"""Steps that decide which lines are the article's text, and sign what they decide."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

SIGNED: Final = {"body": pl.Boolean, "rule": pl.String, "overruled": pl.String}
"""What `apply` alone writes: whether a line is text (null: nobody has said yet), whose word that is, whose it
was before."""

Decide = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True)
class Step:
    """One step. `decide(lines)` gives a row per line, with the columns that it has something to say in.

    `keep`: true keeps the line, false drops it, null leaves it as it is. `rule`: who says so, line by line;
        without this column
    it is the step's own name. Besides these the columns that it `gives`, for steps after it.
    """

    decide: Decide
    needs: tuple[str, ...]
    gives: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The step's name, which is that of its rule."""
        return self.decide.__name__


Round = Sequence[Step]


def step(needs: str, gives: str = "") -> Callable[[Decide], Step]:
    """Make a step of a function of its name; `needs` and `gives` are columns, with spaces between."""

    def made(decide: Decide) -> Step:
        return Step(decide, tuple(needs.split()), tuple(gives.split()))

    return made


def apply(lines: pl.DataFrame, rounds: Iterable[Round]) -> pl.DataFrame:
    """Lines with the columns of `SIGNED` → the same as the steps leave them, with what the steps give.

    The steps of a round see the same lines; where several speak of one line, the first is heard. A step sees
    the columns that it needs and no others.
    """
    for steps in rounds:
        seen = lines
        heard = pl.Series("heard", [False]).new_from_index(0, lines.height)
        for one in steps:
            said = one.decide(seen.select(one.needs))
            lines = lines.with_columns(said.select(one.gives)) if one.gives else lines
            if "keep" in said.columns:
                rule = said["rule"] if "rule" in said.columns else pl.lit(one.name)
                keep = pl.select(pl.when(~heard).then(said["keep"])).to_series()
                heard = heard | keep.is_not_null()
                lines = _sign(lines, keep, rule)
    return lines


def _sign(lines: pl.DataFrame, keep: pl.Series, rule: pl.Series | pl.Expr) -> pl.DataFrame:
    """The lines with a verdict: where it is another than what was said before, it is signed, and the rule
    before it is overruled."""
    flips = pl.select(keep.is_not_null() & keep.ne_missing(lines["body"])).to_series()
    if not flips.any():
        return lines
    before = pl.when(pl.col("rule").is_not_null()).then(
        pl.concat_str("overruled", "rule", separator=", ", ignore_nulls=True)
    )
    return lines.with_columns(
        body=pl.when(flips).then(keep).otherwise("body"),
        rule=pl.when(flips).then(rule).otherwise("rule"),
        overruled=pl.when(flips).then(before).otherwise("overruled"),
    )


def undecided(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines with nothing said of any of them."""
    return lines.with_columns(pl.lit(None, dtype).alias(column) for column, dtype in SIGNED.items())


def checked(rounds: Sequence[Round], given: Iterable[str]) -> Sequence[Round]:
    """The rounds, if each step needs only what there is when its turn comes.

    Raises:
        ValueError: a step needs a column that nothing before it gives, writes what `apply` alone writes, or
            stands twice.
    """
    columns, names = {*given, *SIGNED}, set[str]()
    for steps in rounds:
        for one in steps:
            if missing := sorted(set(one.needs) - columns):
                raise ValueError(
                    f"{one.name} needs {', '.join(missing)}, which no round before it gives: move it down, "
                    "or mend its `needs`"
                )
            if taken := sorted(set(one.gives) & {*SIGNED}):
                raise ValueError(
                    f"{one.name} gives {', '.join(taken)}, which `apply` alone writes: let it say `keep` and "
                    "`rule`"
                )
            if one.name in names:
                raise ValueError(f"{one.name} stands twice among the steps: one rule, one step")
            names.add(one.name)
        columns |= {column for one in steps for column in one.gives}
    return rounds
