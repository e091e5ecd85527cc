"""The place a report was filed from, at the head of its first paragraph."""

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import polars as pl

from assets.data import packaged
from assets.parsing import calendar, distinct
from assets.parsing.bylines import AGENCY, TITLES, is_place, strange
from assets.parsing.rules import Costly, among, any_of, extracted

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
EASTERN: Final = (  # 【ロンドン共同】, (서울=연합뉴스), 新华社北京5月12日电; with what is in every match
    (
        rf"^[(（\[【](?P<place>[\p{{Hangul}}·]{{2,10}})\s?=\s?{AGENCY}[^)）\]】]{{0,20}}[)）\]】]",
        "^[(（\\[【].*=",
    ),
    (rf"^【(?P<place>[\p{{Katakana}}\p{{Han}}ー・]{{2,8}}?)\s?(?:{AGENCY}|=[^】]*)】", "^【"),
    (
        rf"^[（(【]?(?:{AGENCY}|本报|本報)[\s,，]?(?P<place>\p{{Han}}{{2,6}}?)(?:\d{{1,2}}月)?\d{{1,2}}日(?:专|專)?[电電讯訊]",
        "日.?[电電讯訊]",
    ),
    (
        rf"^[（(【](?:{AGENCY})(?:记者|記者)?[\p{{Han}}、]{{0,10}}?(?P<place>\p{{Han}}{{2,4}})(?:\d{{1,2}}月)?\d{{1,2}}日",
        "^[（(【].*日",
    ),
)
CAPITALS: Final = r"^[^\p{Ll}\s]{2}"  # how a place in capitals opens
BRACKET: Final = r"[(\[/].*[)\]/]"
BRACKET_DASH: Final = r"[)\]/]\s*[—–-]{1,2}\s"
# of a head in lower case: what stands beside an agency that WIRE finds
AGENCY_BY_MARK: Final = rf"[(\[/,-]\s*{AGENCY}\s*[)\]/,-]"
# words with capitals, numbers and months up to the first mark: a sentence opens otherwise
OPENS = (
    r"^[(\[【（]|^\p{Lo}|^\p{Lu}[^\s:(]*(?:[ /,]+(?:\p{Lu}[^\s:(]*|\d[^\s:(]*(?:\s\p{Ll}+\.?){0,3}"
    r"|(?:de|del|la|am|an|der|al|el|the)\b))*[.,]?(?::|\s?(?:[—–]|--?\s|-\s|[(\[/]|\.-))"
)
AGENCY_FIRST = rf"^[(\[]\s?(?i:{AGENCY})(?:\s?/\s?{OTHER_WIRE})?\s?[)\]]\s*(?:[—–:-]|\s)"


class Form(NamedTuple):
    """How a paragraph opens that names its place: `pattern` (the place is its first group) is tried on those
    that match each of `gates`."""

    pattern: str | Costly
    gates: tuple[str, ...] = ()
    lower_gate: str = ""  # of the paragraph in lower case


def forms(words: calendar.Words) -> tuple[Form, ...]:
    """How paragraphs open that name their place by its form alone, and some of them a day in the words of the
    calendar."""
    day = _day(words)
    return (
        Form(
            rf"^\p{{Lu}}[\p{{L}}\p{{N}}-]*(?:\.\p{{L}}{{2,4}}){{1,2}},\s(?P<place>{PLACE}|{TITLED})\s*(?:[—–-]{{1,2}})\s",
            (r"^[^\s.,]+\.[^\s,]+,\s",),
        ),
        Form(
            _of_wire(rf"^(?P<place>{PLACE}{REGIONS}){day}?{WIRE}{day}?(?:{DASH}|\s)"),
            (CAPITALS, BRACKET),
            AGENCY_BY_MARK,
        ),
        Form(
            _of_wire(
                rf"^(?P<place>{PLACE}{REGIONS}){day}?\s*[(\[/]\s?{OTHER_WIRE}\s?[)\]/]\s*[—–-]{{1,2}}\s"
            ),
            (CAPITALS, BRACKET_DASH),
        ),
        Form(
            rf"^(?P<place>{PLACE}){OUTLET}{day}?\s*(?:[—–]|--|\s-\s|-\s)\s*",
            (CAPITALS, r",.*(?:[—–]|-[-\s])"),
        ),
        Form(rf"^(?P<place>{PLACE}{REGIONS}){day}?\s*(?:[—–]|--|\s-\s)\s*", (CAPITALS, r"[—–]|-[-\s]")),
        Form(
            _of_wire(rf"^(?P<place>{TITLED}{REGIONS}){day}?{WIRE}{day}?(?:{DASH}|\s)"),
            (BRACKET,),
            AGENCY_BY_MARK,
        ),
        Form(
            rf"^\(?(?i:{AGENCY})\)?\s*[—–-]\s*(?P<place>{PLACE}){day}?\s*[—–-]\s*",
            (r"[—–-].*[—–-]",),
            rf"^\(?{AGENCY}\)?\s*[—–-]",
        ),
        Form(
            rf"^(?P<place>(?:{PLACE}|{TITLED})){day}?\s*[—–-]\s*(?i:{AGENCY})[.,]\s",
            (r"[—–-].*[.,]\s",),
            rf"[—–-]\s*{AGENCY}[.,]\s",
        ),
        *(Form(pattern, (gate,)) for pattern, gate in EASTERN),
    )


def unsure_forms(words: calendar.Words) -> tuple[Form, ...]:
    """How others open: what stands there is a place where the gazetteer knows it."""
    day = _day(words)
    return (
        Form(rf"^(?P<place>{PLACE}{REGIONS}){day}?:\s", (CAPITALS, r":\s")),
        Form(rf"^(?P<place>{TITLED}{REGIONS}){day}\.?\s*(?:[—–-]{{1,2}}|:)\s", (r"\d.*[—–:-]\s",)),
        Form(rf"^(?P<place>{TITLED}{REGIONS})\s+(?:[—–]|--)\s", (r"\s(?:[—–]|--)\s",)),
        Form(
            _of_wire(
                rf"^(?P<place>{TITLED}{REGIONS}){day}?\s*[(\[/]\s?{OTHER_WIRE}\s?[)\]/]\s*[—–-]{{1,2}}\s"
            ),
            (BRACKET_DASH,),
        ),
        Form(rf"^(?P<place>{TITLED}){OUTLET}\s*(?:[—–-]{{1,2}})\s", (r",.*[—–-]\s",)),
    )


def _of_wire(pattern: str) -> Costly:
    """A pattern with agencies that no list has: made ready sooner where no long word may be one of them."""
    return Costly(pattern, pattern.replace(OTHER_WIRE, r"[\p{L}.-]{2,}"), r"[^\s,/()\[\]]{17}")


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
    long = long.select("row", "doc", text=head).filter(pl.int_range(pl.len()).over("doc") < MOST)
    if long.is_empty():
        return pl.DataFrame(schema={"row": spans.schema["row"], "value": pl.String, "agency": pl.String})
    return distinct.ask(long.select("row", "text"), _told)


def _told(heads: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `value`, `agency` of heads with a dateline."""
    heads = heads.with_columns(lower=pl.col("text").str.to_lowercase())
    words = calendar.words_in(heads.filter(pl.col("lower").str.contains(r"\d"))["lower"])
    sure = _extracted(heads, forms(words))
    maybe = _extracted(heads.join(sure, on="row", how="anti", maintain_order="left"), unsure_forms(words))
    places = pl.concat([sure, maybe.filter(_first(pl.col("place")))])
    head, place = pl.col("text"), pl.col("place")
    wire = heads.filter(head.str.contains(r"^[(\[]"))
    wire = wire if wire.is_empty() else wire.filter(head.str.contains(AGENCY_FIRST))
    found = heads.join(places, on="row", how="left", maintain_order="left")
    found = found.filter(place.is_not_null() | pl.col("row").is_in(wire["row"].implode()))
    if found.is_empty():
        return found.select("row", value="place", agency="place")
    agency = head.str.extract(rf"[(（【/\[]\s*((?i:{AGENCY}))\s*[)）】/\],-]", 1)
    behind = head.str.extract(rf"[—–=-]\s*((?i:{AGENCY}))[.,)\]】）]", 1)
    ahead = pl.coalesce(
        head.str.extract(rf"^[(（【]?({AGENCY})[\s,，]?\p{{Han}}", 1),
        head.str.extract(rf"^【[\p{{Katakana}}\p{{Han}}ー・]+?({AGENCY})】", 1),
    )
    found = found.with_columns(agency=pl.coalesce(agency, behind, ahead))
    found = found.filter(place.is_not_null() | pl.col("agency").is_not_null())
    named = place.str.to_lowercase()
    is_agency = named.str.contains(rf"^{AGENCY}$").fill_null(False)
    is_none = named.str.contains(rf"^{NO_PLACE}$|\b{TITLES}$").fill_null(False)
    found = found.filter(~is_none | is_agency).with_columns(
        value=pl.when(~is_agency).then(_with_region(place)),
        agency=pl.coalesce("agency", pl.when(is_agency).then(place)),
    )
    return found.select("row", "value", "agency")


def _extracted(heads: pl.DataFrame, every: Iterable[Form]) -> pl.DataFrame:
    """Rows `row`, `text`, `lower` → `row`, `place`: what the first form that holds gives."""
    found = [pl.DataFrame(schema={"row": heads.schema["row"], "place": pl.String})]
    for form in every:
        likely = heads
        for gate in form.gates:
            likely = likely.filter(pl.col("text").str.contains(gate))
        if form.lower_gate and not likely.is_empty():
            likely = likely.filter(pl.col("lower").str.contains(form.lower_gate))
        if likely.is_empty():  # making a pattern ready costs more than trying it
            continue
        text = pl.col("text")
        place = (
            extracted(text, form.pattern)
            if isinstance(form.pattern, Costly)
            else text.str.extract(form.pattern, 1)
        )
        found.append(likely.select("row", place=place).filter(pl.col("place").is_not_null()))
        heads = heads.join(found[-1], on="row", how="anti", maintain_order="left")
    return pl.concat(found)


def _first(place: pl.Expr) -> pl.Expr:
    """True where what stands before the first comma is a place that the gazetteer has, or a longer word in
    capitals that is neither English nor an organisation's: a place that is in no gazetteer."""
    first = place.str.extract(r"^([^,]+)", 1)
    unheard = (
        first.str.contains(rf"^\p{{Lu}}{{{SHORTEST},}}(?:\s\p{{Lu}}{{{SHORTEST},}})*$")
        & strange(first)
        & ~among(first.str.to_lowercase(), _organisations)
    )
    return (is_place(first) | unheard).fill_null(False)


@cache
def _organisations() -> frozenset[str]:
    """Names of organisations of the news, in lower case."""
    rows = (line.split("\t") for line in packaged.lines("data/known.tsv"))
    named = [f"{name}|{others}" for kind, _, name, others in rows if kind == "organisation"]
    return frozenset("|".join(named).lower().split("|"))


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
