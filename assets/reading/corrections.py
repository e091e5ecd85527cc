"""Read what people corrected by hand: a folder of CSV files, one for each kind of correction."""

from difflib import get_close_matches
from pathlib import Path
from typing import Final

import polars as pl

FILES: Final = {
    "lines.csv": ("article", "line", "is_body"),
    "fields.csv": ("article", "field", "value"),
    "stories.csv": ("article", "other", "same"),
    "copies.csv": ("article", "other", "same"),
    "entities.csv": ("name",),
}
"""The files and the columns that each must have; the last of them says what is right, but of names."""
KINDS: Final = {
    "lines.csv": "line",
    "fields.csv": "field",
    "stories.csv": "story",
    "copies.csv": "copy",
    "entities.csv": "name",
}
"""What the rows of each file correct."""
OF_NAMES: Final = ("same_as", "kind", "not_a_name")
"""Columns of `entities.csv` of which each row fills one: another name, a kind, or yes."""
SIGNED: Final = ("by", "on", "note")  # columns that every file may have: who, when (2026-11-30), why
WRITTEN: Final = pl.Schema(
    {
        "file": pl.String,
        "row": pl.Int64,  # of the file, its heading is row 1
        "kind": pl.String,  # a word of KINDS
        "article": pl.String,
        "other": pl.String,
        "line": pl.String,
        "name": pl.String,
        "field": pl.String,  # of a name the columns of OF_NAMES that the row fills, with commas between
        "value": pl.String,
        "by": pl.String,
        "on": pl.String,
        "note": pl.String,
    }
)


class NoCorrections(Exception):
    """The folder or one of its files cannot be used; the message names it, and the cure."""


def read(folder: Path) -> pl.DataFrame:
    """All rows of the folder's CSV files, as they were written, in the order of files and rows (`WRITTEN`).

    Raises:
        NoCorrections: it is no folder, a CSV file in it is not one of `FILES`, or one has other columns.
    """
    try:
        found = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv")
    except OSError as error:
        raise NoCorrections(
            f"{folder} is no folder that can be read ({error.strerror}): make it, or unset the setting."
        ) from error
    for file in found:
        if file.name not in FILES:
            nearest = get_close_matches(file.name, FILES, 1, cutoff=0.0)[0]
            raise NoCorrections(
                f"{file} holds no corrections that are known: the files are {', '.join(FILES)}. "
                f"Call it {nearest} if that is what it holds, or move it away."
            )
    return pl.concat([WRITTEN.to_frame(), *(_file(file, KINDS[file.name], file.name) for file in found)])


def read_names(file: Path) -> pl.DataFrame:
    """The rows of one file that is written like `entities.csv`, wherever it lies (`WRITTEN`).

    Raises:
        NoCorrections: it cannot be read, or has other columns.
    """
    return _file(file, "name", str(file))


def _file(file: Path, kind: str, called: str) -> pl.DataFrame:
    needed = next(columns for name, columns in FILES.items() if KINDS[name] == kind)
    wanted = f"Its first line must be {','.join(needed)}; {', '.join(SIGNED)} may follow."
    if kind == "name":
        wanted = (
            f"Its first line must be {','.join((*needed, *OF_NAMES))} (one of the last three is enough); "
            f"article, {', '.join(SIGNED)} may follow."
        )
    try:
        rows = pl.read_csv(file, infer_schema=False, raise_if_empty=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise NoCorrections(f"{file} cannot be read as CSV ({error}). {wanted}") from error
    if not rows.width:
        return WRITTEN.to_frame()
    allowed = (*needed, *SIGNED, *((*OF_NAMES, "article") if kind == "name" else ()))
    missing = [name for name in needed if name not in rows.columns]
    if kind == "name" and not {*OF_NAMES} & {*rows.columns}:
        missing += OF_NAMES
    unknown = [name for name in rows.columns if name not in allowed]
    if missing or unknown:
        wrong = f"has no column {missing[0]!r}" if missing else f"has a column {unknown[0]!r}"
        raise NoCorrections(f"{file} {wrong}. {wanted}")
    told = rows.with_row_index("row", offset=2).with_columns(
        pl.col(pl.String).fill_null("").str.strip_chars()
    )
    told = _of_names(told) if kind == "name" else told.rename({needed[-1]: "value"})
    told = told.with_columns(file=pl.lit(called), kind=pl.lit(kind))
    absent = [pl.lit(None, dtype).alias(n) for n, dtype in WRITTEN.items() if n not in told.columns]
    return told.with_columns(absent).select(WRITTEN.names()).cast(WRITTEN)


def _of_names(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `entities.csv` with what they say in `field` and `value`, as those of the other files."""
    rows = rows.with_columns(pl.col("name", "^same_as$").str.replace_all(r"\s+", " "))
    said = [name for name in OF_NAMES if name in rows.columns]
    filled = {name: pl.when(pl.col(name) != "").then(pl.lit(name)) for name in said}
    rows = rows.with_columns(
        field=pl.concat_str(*filled.values(), separator=", ", ignore_nulls=True).replace({"": None}),
        value=pl.coalesce(*(pl.when(pl.col(name) != "").then(name) for name in said)),
    )
    if "article" in rows.columns:
        rows = rows.with_columns(article=pl.when(pl.col("article") != "").then("article"))
    return rows.drop(said)
