"""The place a report was filed from, at the head of its first paragraph."""

from functools import cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.parsing import calendar
from assets.parsing.bylines import AGENCY, TITLES, is_place, strange
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
INITIALS = r"\p{Lu}\.(?:\s?\p{Lu}\.)+|\p{Lu}{2}\b"  # D.C., N.M., TX
REGION = rf"(?:,\s?(?:(?:{INITIALS})|\p{{Lu}}\p{{L}}+\.?(?:\s\p{{L}}+\.?)?))"
REGIONS = rf"{REGION}{{0,2}}"
OUTLET = (
    r"(?:,\s?(?:[\p{L}\p{N}-]+(?:\.\p{L}{2,4}){1,2}|\p{Lu}{3,}(?:\s\p{Lu}\p{L}+)?))"  # JAKARTA, QUAYPOS.com
)
OTHER_WIRE = r"[\p{L}.-]{2,16}"  # an agency that no list has
WIRE = (
    rf"(?:[.,]?\s*[(\[/]\s*(?:{OTHER_WIRE}\s?[/,-]\s?){{0,2}}(?i:{AGENCY})(?:\s?[/,-]\s?{OTHER_WIRE}){{0,2}}\s*"
    r"[)\]/]\.?)"
)
DASH = r"\s*(?:\.?\s?[—–-]{1,2}|:|\.-)\s*"
SHORTEST = 5  # letters of a place in capitals that is in no gazetteer: shorter ones are initials
LONG = 60  # bytes: a dateline heads a paragraph
HEAD = 90  # characters in which it ends
MARKS: Final = [
    "—",
    "–",
    "-",
    ": ",
    "(",
    "[",
    "/",
    "【",
    "（",
    "电",
    "電",
]  # no dateline is without one of them
MOST = 40  # long lines of a page that are read: which of them open the text is not known yet
EASTERN = (  # 【ロンドン共同】, (서울=연합뉴스), 新华社北京5月12日电
    rf"^[(（\[【](?P<place>[\p{{Hangul}}·]{{2,10}})\s?=\s?{AGENCY}[^)）\]】]{{0,20}}[)）\]】]",
    rf"^【(?P<place>[\p{{Katakana}}\p{{Han}}ー・]{{2,8}}?)\s?(?:{AGENCY}|=[^】]*)】",
    rf"^[（(【]?(?:{AGENCY}|本报|本報)[\s,，]?(?P<place>\p{{Han}}{{2,6}}?)(?:\d{{1,2}}月)?\d{{1,2}}日(?:专|專)?[电電讯訊]",
    rf"^[（(【](?:{AGENCY})(?:记者|記者)?[\p{{Han}}、]{{0,10}}?(?P<place>\p{{Han}}{{2,4}})(?:\d{{1,2}}月)?\d{{1,2}}日",
)
# words with capitals, numbers and months up to the first mark: a sentence opens otherwise
OPENS = (
    r"^[(\[【（]|^\p{Lo}|^\p{Lu}[^\s:(]*(?:[ /,]+(?:\p{Lu}[^\s:(]*|\d[^\s:(]*(?:\s\p{Ll}+\.?){0,3}"
    r"|(?:de|del|la|am|an|der|al|el|the)\b))*[.,]?(?::|\s?(?:[—–]|--?\s|-\s|[(\[/]|\.-))"
)
AGENCY_FIRST = rf"^[(\[]\s?(?i:{AGENCY})(?:\s?/\s?{OTHER_WIRE})?\s?[)\]]\s*(?:[—–:-]|\s)"


def forms(words: calendar.Words) -> tuple[str, ...]:
    """How paragraphs open that name their place by its form alone, and some of them a day in the words of the
    calendar."""
    day = _day(words)
    return (
        rf"^\p{{Lu}}[\p{{L}}\p{{N}}-]*(?:\.\p{{L}}{{2,4}}){{1,2}},\s(?P<place>{PLACE}|{TITLED})\s*(?:[—–-]{{1,2}})\s",
        rf"^(?P<place>{PLACE}{REGIONS}){day}?{WIRE}{day}?(?:{DASH}|\s)",
        rf"^(?P<place>{PLACE}{REGIONS}){day}?\s*[(\[/]\s?{OTHER_WIRE}\s?[)\]/]\s*[—–-]{{1,2}}\s",
        rf"^(?P<place>{PLACE}){OUTLET}{day}?\s*(?:[—–]|--|\s-\s|-\s)\s*",
        rf"^(?P<place>{PLACE}{REGIONS}){day}?\s*(?:[—–]|--|\s-\s)\s*",
        rf"^(?P<place>{TITLED}{REGIONS}){day}?{WIRE}{day}?(?:{DASH}|\s)",
        rf"^\(?(?i:{AGENCY})\)?\s*[—–-]\s*(?P<place>{PLACE}){day}?\s*[—–-]\s*",
        rf"^(?P<place>(?:{PLACE}|{TITLED})){day}?\s*[—–-]\s*(?i:{AGENCY})[.,]\s",
        *EASTERN,
    )


def unsure_forms(words: calendar.Words) -> tuple[str, ...]:
    """How others open: what stands there is a place where the gazetteer knows it."""
    day = _day(words)
    return (
        rf"^(?P<place>{PLACE}{REGIONS}){day}?:\s",
        rf"^(?P<place>{TITLED}{REGIONS}){day}\.?\s*(?:[—–-]{{1,2}}|:)\s",
        rf"^(?P<place>{TITLED}{REGIONS})\s+(?:[—–]|--)\s",
        rf"^(?P<place>{TITLED}{REGIONS}){day}?\s*[(\[/]\s?{OTHER_WIRE}\s?[)\]/]\s*[—–-]{{1,2}}\s",
        rf"^(?P<place>{TITLED}){OUTLET}\s*(?:[—–-]{{1,2}})\s",
    )


def _day(words: calendar.Words) -> str:
    month = f"(?:{calendar.alternatives(words.full().months)})"
    return (
        rf"(?:,?\s*(?i:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|,?\s*\d{{1,2}}\.?\s+"
        rf"(?:de\s+)?(?i:{month})\.?(?:\s+(?:de\s+)?\d{{4}})?|,?\s*\(?\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?\)?)"
    )


def read(spans: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `doc`, `text` in file order → `row`, `value` (the place), `agency`, of paragraphs that open
    with a dateline; one of the two may be null."""
    head = pl.col("text").str.head(HEAD)
    long = spans.filter(
        (pl.col("text").str.len_bytes() >= LONG) & head.str.contains_any(MARKS) & head.str.contains(OPENS)
    )
    long = long.select("row", "doc", head=head).filter(pl.int_range(pl.len()).over("doc") < MOST)
    if long.is_empty():
        return pl.DataFrame(schema={"row": spans.schema["row"], "value": pl.String, "agency": pl.String})
    head = pl.col("head")
    words = calendar.words_in(
        long.filter(head.str.contains(r"\d")).select(head.str.to_lowercase()).to_series()
    )
    sure = pl.coalesce(*(head.str.extract(form, 1) for form in forms(words)))
    maybe = pl.coalesce(*(head.str.extract(form, 1) for form in unsure_forms(words)))
    agency = head.str.extract(rf"[(（【/\[]\s*((?i:{AGENCY}))\s*[)）】/\],-]", 1)
    behind = head.str.extract(rf"[—–=-]\s*((?i:{AGENCY}))[.,)\]】）]", 1)
    ahead = pl.coalesce(
        head.str.extract(rf"^[(（【]?({AGENCY})[\s,，]?\p{{Han}}", 1),
        head.str.extract(rf"^【[\p{{Katakana}}\p{{Han}}ー・]+?({AGENCY})】", 1),
    )
    found = long.select("row", "head", sure=sure, maybe=maybe, agency=pl.coalesce(agency, behind, ahead))
    place = pl.coalesce("sure", pl.when(_first(pl.col("maybe"))).then("maybe"))
    opens = place.is_not_null() | (head.str.contains(AGENCY_FIRST) & pl.col("agency").is_not_null())
    named = place.str.to_lowercase()
    is_agency = named.str.contains(rf"^{AGENCY}$").fill_null(False)
    is_none = named.str.contains(rf"^{NO_PLACE}$|\b{TITLES}$").fill_null(False)
    found = found.filter(opens & (~is_none | is_agency)).with_columns(
        value=pl.when(~is_agency).then(_with_region(place)),
        agency=pl.coalesce("agency", pl.when(is_agency).then(place)),
    )
    return found.select("row", "value", "agency")


def _first(place: pl.Expr) -> pl.Expr:
    """True where what stands before the first comma is a place that the gazetteer has, or a longer word in
    capitals that is neither English nor an organisation's: a place that is in no gazetteer."""
    first = place.str.extract(r"^([^,]+)", 1)
    unheard = (
        first.str.contains(rf"^\p{{Lu}}{{{SHORTEST},}}(?:\s\p{{Lu}}{{{SHORTEST},}})*$")
        & strange(first)
        & ~first.str.to_lowercase().is_in(_organisations().implode())
    )
    return (is_place(first) | unheard).fill_null(False)


@cache
def _organisations() -> pl.Series:
    """Names of organisations of the news, in lower case."""
    rows = (line.split("\t") for line in packaged.lines("data/known.tsv"))
    named = [f"{name}|{others}" for kind, _, name, others in rows if kind == "organisation"]
    return pl.Series("|".join(named).lower().split("|")).unique()


def _with_region(place: pl.Expr) -> pl.Expr:
    """A place without what stands behind its comma, where that is no region: an outlet, a newspaper."""
    region = place.str.extract(r",\s?([^,]+)$", 1)
    is_region = region.is_null() | region.str.contains(rf"^(?:{INITIALS})|\.$") | is_place(region)
    bare = place.str.replace(r",[^,]+$", "")
    return (
        pl.when(is_region | ~is_place(bare) | ~region.str.contains(r"^\p{Lu}+\b|\s"))
        .then(place)
        .otherwise(bare)
    )
