"""The place a report was filed from, at the head of its first paragraph."""

from typing import Final

import polars as pl

from assets.parsing import calendar
from assets.parsing.bylines import AGENCY
from assets.parsing.rules import any_of

NO_PLACE: Final = any_of(
    "breaking|watch|exclusive|update|updated|opinion|analysis|note|video|photos|live|read|explainer"
    "|editorial|correction|review|warning|spoiler|listen|more|look|advertisement|question|answer"
    "|just in|q|a|via|source|related|fact check"
    "|eilmeldung|achtung|urgent|attention|última hora|atención|ultim'ora|срочно|внимание|uwaga"
    "|έκτακτο|disclaimer|copyright|about|editor's note|tl;dr|faq|cnn|bbc|nbc"
)
CAPS = r"\p{Lu}[\p{Lu}\p{M}'’.-]+"
PLACE = rf"{CAPS}(?:[ ](?:{CAPS}|de|DE|la)){{0,3}}"
TITLED = r"\p{Lu}[\p{L}\p{M}'’.-]+(?:[ /](?:\p{Lu}[\p{L}\p{M}'’.-]+|de|del|la|am|an der)){0,3}"
REGION = r"(?:,\s?(?:\p{Lu}\p{L}+\.?)(?:\s\p{Lu}\p{L}+\.?)?)"
WIRE = rf"(?:\s*[(\[/]\s*(?i:{AGENCY})(?:\s?[/,-]\s?(?i:{AGENCY}))*\s*[)\]/])"
DASH = r"\s*(?:\.?\s?[—–-]{1,2}|:|\.-)\s*"
LONG = 60  # characters: a dateline heads a paragraph
HEAD = 90  # characters in which it ends
MARKS: Final = ["—", "–", "-", ": ", "(", "[", "/"]  # no dateline is without one of them
FIRST = 3  # long lines in which it may stand


def forms(words: calendar.Words) -> tuple[str, ...]:
    """How paragraphs open that name their place, and some of them a day in the words of the calendar."""
    month = f"(?:{calendar.alternatives(words.full().months)})"
    day = (
        rf"(?:,?\s*(?i:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|,?\s*\d{{1,2}}\.?\s+"
        rf"(?i:{month})\.?)"
    )
    return (
        rf"^(?P<place>{PLACE}{REGION}?){day}?{WIRE}{day}?(?:{DASH}|\s)",
        rf"^(?P<place>{PLACE}{REGION}?){day}?\s*(?:[—–]|--|\s-\s|:\s)\s*",
        rf"^(?P<place>{TITLED}{REGION}?){day}?{WIRE}{day}?(?:{DASH}|\s)",
        rf"^(?i:\(?{AGENCY}\)?)\s*[—–-]\s*(?P<place>{PLACE}){day}?\s*[—–-]\s*",
    )


def read(spans: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `doc`, `text` in file order → `row`, `value` (the place), `agency` (or null) where a
    paragraph opens with a dateline."""
    long = spans.filter(pl.col("text").str.len_bytes() >= LONG).filter(
        pl.int_range(pl.len()).over("doc") < FIRST
    )
    head = pl.col("text").str.head(HEAD)
    long = long.filter(head.str.contains_any(MARKS))
    if long.is_empty():
        return pl.DataFrame(schema={"row": spans.schema["row"], "value": pl.String, "agency": pl.String})
    words = calendar.words_in(
        long.filter(head.str.contains(r"\d")).select(head.str.to_lowercase()).to_series()
    )
    place = pl.coalesce(*(head.str.extract(form, 1) for form in forms(words)))
    found = long.select(
        "row", value=place, agency=head.str.extract(rf"[(/\[]\s*((?i:{AGENCY}))\s*[)/\],-]", 1)
    ).filter(pl.col("value").is_not_null())
    return found.filter(~pl.col("value").str.to_lowercase().str.contains(rf"^{NO_PLACE}$"))
