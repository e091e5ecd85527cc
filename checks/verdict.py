"""Judge a frame by its contract: which rows keep it, and which rules the others break."""

from dataclasses import dataclass

import polars as pl
from pandera.errors import SchemaError, SchemaErrors

from checks.contracts.base import Contract


class BrokenShape(Exception):
    """The frame has other columns or types than the contract: a defect of our code, not of a row."""


@dataclass(frozen=True)
class Verdict:
    """The two halves of a judged frame; `rejected` has the frame's columns and `rules`, a list of the rules each row broke."""

    valid: pl.DataFrame
    rejected: pl.DataFrame


def judge(frame: pl.DataFrame, contract: type[Contract]) -> Verdict:
    """Split a frame into the rows that keep the contract and the rows that do not.

    Raises:
        BrokenShape: a column is missing, unknown or of another type; the message names each.
    """
    try:
        contract.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return _split(frame, contract, errors.schema_errors)
    return Verdict(frame, frame.clear().with_columns(rules=pl.lit(None, pl.List(pl.String))))


def _split(frame: pl.DataFrame, contract: type[Contract], errors: list[SchemaError]) -> Verdict:
    """Read each error's mask over the rows; an error without one speaks of the whole frame."""
    masks: dict[str, pl.Series] = {}
    shape: list[str] = []
    for error in errors:
        kept = _mask(error, frame.height)
        if kept is None:
            shape.append(str(error).splitlines()[0])
        else:
            rule = _rule(error, contract)
            masks[rule] = masks[rule] & kept if rule in masks else kept
    if shape:
        raise BrokenShape(f"{contract.__name__}: " + "; ".join(shape))
    rules = pl.concat_list([pl.when(~kept).then(pl.lit(rule)) for rule, kept in masks.items()]).list.drop_nulls()
    judged = frame.with_columns(rules=rules)
    broke = pl.col("rules").list.len() > 0
    return Verdict(judged.filter(~broke).drop("rules"), judged.filter(broke))


def _mask(error: SchemaError, height: int) -> pl.Series | None:
    """The rows that keep the rule, or None where pandera gives no verdict per row."""
    output = error.check_output
    if isinstance(output, pl.LazyFrame):
        output = output.collect()
    if not isinstance(output, pl.DataFrame) or output.height != height or "check_output" not in output.columns:
        return None
    return output["check_output"].fill_null(False)


def _rule(error: SchemaError, contract: type[Contract]) -> str:
    """The name a user meets: the column and what was asked of it, or the name of a check on the row."""
    column = error.schema.name if error.schema is not None else None
    name = error.check if isinstance(error.check, str) else (error.check.name or "check")
    if column is None or column == contract.__name__:
        return name.replace("multiple_fields_uniqueness", "unique")
    return f"{column}: {name.replace('field_uniqueness', 'unique')}"
