"""`recurring`: what an outlet repeats."""

import polars as pl

from assets import cleaning
from assets.resources import Tools
from assets.whole import whole
from checks.contracts.recurring import Recurring


def switches(tools: Tools) -> pl.DataFrame | None:
    """The recurring lines that the operator has switched off (`CLEANCOPY_SWITCHES`): outlet and line."""
    file = tools.settings.switches
    return pl.read_csv(file, schema={"outlet": pl.String, "line": pl.String}) if file else None


@whole(contract=Recurring, craft=cleaning.recur, options=switches, kinds={"polars", "deltalake"})
def recurring(parsed):  # type: ignore[no-untyped-def]
    """The lines that an outlet repeats from article to article, and its habits: boilerplate learned, not listed by hand."""
