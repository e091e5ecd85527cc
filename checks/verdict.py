"""Judge a frame by its contract: which rows keep it, and which rules the others break."""

from dataclasses import dataclass

import polars as pl
from pandera.errors import SchemaError, SchemaErrors

from checks.contracts.base import Contract, shape

UNJUDGED = "cannot be judged"  # the rule of a row on which a check itself fails


class BrokenShape(Exception):
    """The frame has other columns or types than the contract: a defect of our code, not of a row."""


@dataclass(frozen=True)
class Verdict:
    """The two halves of a judged frame, and for each rejected row, in order, the rules it broke and its place
    in the frame, from 0."""

    valid: pl.DataFrame
    rejected: pl.DataFrame
    rules: list[list[str]]
    places: list[int]


def judge(frame: pl.DataFrame, contract: type[Contract]) -> Verdict:
    """Split a frame into the rows that keep the contract and the rows that do not.

    Raises:
        BrokenShape: a column is missing, unknown or of another type; the message names each.
    """
    if wrong := _misshapen(frame, contract):
        raise BrokenShape(f"{contract.__name__}: " + "; ".join(wrong))
    verdict = _judged(frame, contract)
    odd = [rules[0] for rules in verdict.rules if rules[0].startswith(UNJUDGED)]
    if len(odd) == frame.height > 1:
        raise BrokenShape(f"{contract.__name__}: {odd[0]}")
    return verdict


def _judged(frame: pl.DataFrame, contract: type[Contract]) -> Verdict:
    """The verdict; where a check gives none per row, the frame is halved until what it fails on is alone."""
    try:
        contract.validate(frame, lazy=True)
    except SchemaErrors as errors:
        if all(_mask(error, frame.height) is not None for error in errors.schema_errors):
            return _split(frame, contract, errors.schema_errors)
        told = next(
            str(error).splitlines()[0] for error in errors.schema_errors if _mask(error, frame.height) is None
        )
    except (
        Exception,
        pl.exceptions.PanicException,
    ) as error:  # pandera's own report of a broken rule fails on some nested values
        told = f"{type(error).__name__}: {error}"
    else:
        return Verdict(frame, frame.clear(), [], [])
    if frame.height < 2:
        return Verdict(frame.clear(), frame, [[f"{UNJUDGED}: {told}"]] * frame.height, [*range(frame.height)])
    half = frame.height // 2
    first, second = _judged(frame[:half], contract), _judged(frame[half:], contract)
    return Verdict(
        pl.concat([first.valid, second.valid]),
        pl.concat([first.rejected, second.rejected]),
        first.rules + second.rules,
        first.places + [half + place for place in second.places],
    )


def _misshapen(frame: pl.DataFrame, contract: type[Contract]) -> list[str]:
    """What differs between the frame's columns and the contract's, in words."""
    wanted = shape(contract)
    wrong = [f"column {name!r} is missing" for name in wanted if name not in frame.columns]
    wrong += [f"column {name!r} is not in the contract" for name in frame.columns if name not in wanted]
    given = {name: dtype for name, dtype in frame.schema.items() if name in wanted}
    return wrong + [
        f"column {name!r} is {dtype}, not {wanted[name]}"
        for name, dtype in given.items()
        if dtype != wanted[name]
    ]


def _split(frame: pl.DataFrame, contract: type[Contract], errors: list[SchemaError]) -> Verdict:
    """Read each error's mask over the rows."""
    kept: dict[str, pl.Series] = {}
    for error in errors:
        mask = _mask(error, frame.height)
        assert mask is not None  # the caller has looked
        rule = _rule(error, contract)
        kept[rule] = kept[rule] & mask if rule in kept else mask
    passed = pl.DataFrame(kept).select(pl.all_horizontal(pl.all())).to_series()
    places = (~passed).arg_true().to_list()
    broken = [[rule for rule, mask in kept.items() if not mask[place]] for place in places]
    return Verdict(frame.filter(passed), frame.filter(~passed), broken, places)


def _mask(error: SchemaError, height: int) -> pl.Series | None:
    """The rows that keep the rule, or None where pandera gives no verdict per row."""
    output = error.check_output
    if isinstance(output, pl.LazyFrame):
        output = output.collect()
    if (
        not isinstance(output, pl.DataFrame)
        or output.height != height
        or "check_output" not in output.columns
    ):
        return None
    return output["check_output"].fill_null(False)


def _rule(error: SchemaError, contract: type[Contract]) -> str:
    """The name a user meets: the column and what was asked of it, or the name of a check on the row."""
    column = error.schema.name if error.schema is not None else None
    name = error.check if isinstance(error.check, str) else (error.check.name or "check")
    if name == "multiple_fields_uniqueness":
        return "unique"
    if column not in contract.to_schema().columns:
        return name
    return f"{column}: {name.replace('field_uniqueness', 'unique')}"
