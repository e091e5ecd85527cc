"""`cleaned`: lines become clean copy."""

from assets import cleaning
from assets.stage import stage
from checks.contracts.cleaned import Cleaned


@stage(contract=Cleaned, craft=cleaning.clean, sees=cleaning.verdicts, kinds={"polars", "deltalake"})
def cleaned(parsed, recurring):  # type: ignore[no-untyped-def]
    """Clean copy: every line kept or dropped, by which rule and how surely; headline, deck, byline, dates and body."""
