"""`cleaned`: lines become clean copy."""

import polars as pl

from assets import cleaning
from assets.framework.stage import stage
from checks.contracts.cleaned import Cleaned

READS = {
    "parsed": [
        "version_id",
        "article_id",
        "path",
        "outlet",
        "outlet_basis",
        "url",
        "retrieved_at",
        "encoding",
        "size",
        "places",
        "elements",
        "hints",
        "links",
        "spans",
        "fields",
    ],
    "recurring": ["outlet", "template", "verdict", "usual_role", "day_first", "enabled"],
    "corrections": ["kind", "article_id", "line", "field", "value", "made_by", "made_on", "problem"],
}
ROLES = pl.col("lines").list.eval(pl.element().struct.field("role"))
SURE = pl.col("lines").list.eval(pl.element().struct.field("confidence")).list.mean()
FOLLOWED = {
    "kept share": pl.col("kept_share").mean(),
    "confidence": SURE.mean(),
    "dated share": pl.col("published_at").is_not_null().mean(),
}


@stage(
    contract=Cleaned,
    craft=cleaning.clean,
    reads=READS,
    sees=cleaning.verdicts,
    counting={"lines by role": ROLES},
    measuring=FOLLOWED,
    kinds={"polars", "deltalake"},
)
def cleaned(parsed, recurring, corrections):  # type: ignore[no-untyped-def]
    """Clean copy: every line kept or dropped, by which rule and how surely;
    headline, deck, byline, dates and body."""
