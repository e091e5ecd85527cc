"""`recurring`: what an outlet repeats."""

from typing import Final

import dagster as dg
import polars as pl

from assets import cleaning
from assets.framework.resources import Tools
from assets.framework.whole import whole
from checks.contracts.recurring import Recurring

SWITCHES: Final = {"outlet": pl.String, "line": pl.String}
WANTED: Final = (
    "It is a UTF-8 file whose first line is outlet,line, then one recurring line a row; unset it "
    "to switch off none."
)


def switches(tools: Tools) -> pl.DataFrame | None:
    """The recurring lines that the operator has switched off (`CLEANCOPY_SWITCHES`): outlet and line."""
    file = tools.settings.switches
    if file is None:
        return None
    try:
        rows = pl.read_csv(file, infer_schema=False, raise_if_empty=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise dg.Failure(
            f"CLEANCOPY_SWITCHES={file} cannot be read as CSV ({error}). {WANTED}", allow_retries=False
        ) from error
    if not rows.width and not rows.height:
        return pl.DataFrame(schema=SWITCHES)
    if missing := [column for column in SWITCHES if column not in rows.columns]:
        held = ", ".join(map(repr, rows.columns))
        raise dg.Failure(
            f"CLEANCOPY_SWITCHES={file} has no column {' and none '.join(missing)}, but {held}. {WANTED}",
            allow_retries=False,
        )
    return rows.select(*SWITCHES)


READS: Final = {"parsed": ["version_id", "outlet", "spans", "fields", "fingerprint"]}
LINES: Final = pl.col("sample").is_not_null()  # the other rows tell of an outlet's habits


@whole(
    contract=Recurring,
    craft=cleaning.recur,
    reads=READS,
    earlier="by this code",
    options=switches,
    counting={
        "recurring lines by outlet": pl.col("outlet").filter(LINES),
        "recurring lines by verdict": pl.col("verdict").filter(LINES),
    },
    measuring={"outlets": pl.col("outlet").n_unique(), "switched off": (~pl.col("enabled")).sum()},
    group="documents",  # what is made of it stands there: groups point one way
    kinds={"polars", "deltalake"},
)
def recurring(parsed):  # type: ignore[no-untyped-def]
    """The lines that an outlet repeats from article to article, and its habits:
    boilerplate learned, not listed by hand."""
