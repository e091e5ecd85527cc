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
}
"""The files and the columns that each must have; the last of them says what is right."""
SIGNED: Final = ("by", "on", "note")  # columns that every file may have: who, when (2026-11-30), why
WRITTEN: Final = pl.Schema(
    {
        "file": pl.String,
        "row": pl.Int64,  # of the file, its heading is row 1
        "article": pl.String,
        "other": pl.String,
        "line": pl.String,
        "field": pl.String,
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
    return pl.concat([WRITTEN.to_frame(), *(_file(file) for file in found)])


def _file(file: Path) -> pl.DataFrame:
    needed = FILES[file.name]
    wanted = f"Its first line must be {','.join(needed)}; {', '.join(SIGNED)} may follow."
    try:
        rows = pl.read_csv(file, infer_schema=False, raise_if_empty=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise NoCorrections(f"{file} cannot be read as CSV ({error}). {wanted}") from error
    if not rows.width:
        return WRITTEN.to_frame()
    missing = [name for name in needed if name not in rows.columns]
    unknown = [name for name in rows.columns if name not in (*needed, *SIGNED)]
    if missing or unknown:
        wrong = f"has no column {missing[0]!r}" if missing else f"has a column {unknown[0]!r}"
        raise NoCorrections(f"{file} {wrong}. {wanted}")
    told = rows.rename({needed[-1]: "value"}).with_row_index("row", offset=2)
    told = told.with_columns(pl.col(pl.String).fill_null("").str.strip_chars(), file=pl.lit(file.name))
    absent = [pl.lit(None, dtype).alias(n) for n, dtype in WRITTEN.items() if n not in told.columns]
    return told.with_columns(absent).select(WRITTEN.names()).cast(WRITTEN)
