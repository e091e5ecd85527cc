"""What the article says of itself: the evidence that stands, and the values it gives."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning import corrected
from assets.cleaning.fields.published import DAY, EAST, WEST, ZONED, days, is_open, letters_in, resolve, zoned
from assets.cleaning.fields.rules import FAINT, NAMES, OF_PAGES, SIGNED, STATED_IN_TEXT
from assets.cleaning.header.date import names
from assets.parsing import bylines
from checks.shapes import EVIDENCE


@dataclass(frozen=True)
class ZoneLimits:
    """How near to the headline or the text a line must stand to say who wrote the article, and when."""

    header_lines: int = 12  # above the body, which make its header where no headline is known
    lines_into_text: int = 6  # before which a byline or date may still stand
    lines_after_text: int = 6  # that may sign and date it
    lines_above_headline: int = 8  # that may belong to it
    # beyond which no date is the article's, and within which one is where it does not stand in a list
    far_lines: int = 12
    list_lines: int = 8  # between the dates of a list of stories
    beside_lines: int = 2  # from the headline, within which a date in passing counts


@dataclass(frozen=True)
class EvidenceLimits:
    """How sure evidence must be."""

    passing_words: int = 8  # in a line that dates the article in passing; a longer one tells the news
    stamped: float = 0.8  # how sure a date is at least whose line turned out to say little else
    placed: float = 0.8  # how sure a person is whom a line names by its place
    # after the page was retrieved, in whatever zone, from which a day is that of an event to come
    late_hours: int = 38
    zoneless_chars: int = 16  # of a date as ISO text, with its clock and without its zone
    sure: float = 0.6  # evidence less sure than this counts only in the article's own header


ZONES: Final = ZoneLimits()
LIMITS: Final = EvidenceLimits()
SAID, STATED, HEADER, AFTER_TEXT, ABOVE_HEADLINE, NEAR_BY, ELSEWHERE = range(-1, 6)
"""The zones, the best evidence first: a person's word, beside the text, then where a line stands."""
DATES: Final = ("published", "modified")
TAILED = r"^(.*\S)\s+[|｜ㅣ–—-]\s*([^|｜ㅣ–—]{2,40})$"  # a title, and what a page's own title adds to it
BARRED = r"^\S+(?:\s+\S+){2,}\s+[|｜]\s*\S+(?:\s\S+){0,3}$"  # a bar is no mark that headlines use
KICKED = r"^\S+(?:\s\S+)?\s+[|｜]\s+(\S+(?:\s+\S+){3,})$"  # the section's name before a bar
# belongs to the day beside it: it makes no list of dated stories
CLOCK_ALONE = r"(?i)^\W*\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\.?|uhr|hrs?)?\W*$"
END: Final = r"^(?:\w+://)?[^/\s]+\.([a-z]{2})(?:[:/?]|$)"  # of the host of an address
STATED_ONLY: Final = ("section", "image_url", "is_accessible_for_free")
FREE: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
PLACE: Final = ("doc", "line_no", "span_no")


def standing(
    lines: pl.DataFrame, documents: pl.DataFrame, corrections: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The parsed evidence that the final roles leave standing, what they add, and what people corrected, by
    zone in file order.

    Columns `doc`, the evidence's own, `zone`, and `away`: lines from the body's first.
    """
    zoned = _zoned(lines)
    said = corrected.evidence(documents, corrections).with_columns(
        zone=pl.lit(SAID), away=pl.lit(0, pl.Int64)
    )
    evidence = (said, _parsed(zoned, documents), _persons(zoned), _whole_lines(zoned, documents))
    typed = {name: pl.col(name).cast(dtype) for name, dtype in EVIDENCE.to_schema().items()}
    placeless = [part if "place" in part.columns else part.with_columns(place=None) for part in evidence]
    parts = [part.select("doc", "zone", "away", **typed) for part in placeless]
    return pl.concat(parts).sort("doc", "zone", "byte_start", "field", maintain_order=True)


def followed(evidence: pl.DataFrame) -> pl.DataFrame:
    """The evidence without what a person's word overrules: of a field that somebody corrected theirs alone,
    and nothing where they say that there is none."""
    said = evidence.filter(zone=SAID).select("doc", "field").unique()
    if said.is_empty():
        return evidence
    overruled = evidence.filter(pl.col("zone") > SAID).join(said, on=["doc", "field"], how="anti")
    own = evidence.filter((pl.col("zone") == SAID) & (pl.col("value") != ""))
    return pl.concat([own, overruled]).sort("doc", "zone", maintain_order=True)


def _parsed(zoned: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The evidence that was parsed, where its line turned out to be what it was taken for."""
    parsed = (
        documents.select("doc", field="fields")
        .filter(pl.col("field").list.len() > 0)
        .explode("field")
        .unnest("field")
    )
    of_lines = zoned.select(*PLACE, "row", "role", "in_body", "first", "zone", "away", "listed", "text")
    judged = parsed.join(of_lines, on=PLACE, how="left", maintain_order="left")
    beside = pl.col("place").is_not_null() | (pl.col("rule") == STATED_IN_TEXT)
    # what a page states as its headline is often written for search engines: a line's own words go first
    for_engines = (pl.col("field") == "headline") & pl.col("rule").is_in(OF_PAGES)
    judged = judged.with_columns(
        zone=pl.when(beside & for_engines).then(NEAR_BY).when(beside).then(STATED).otherwise("zone"),
        away=pl.when(beside).then(0).otherwise("away"),
    ).filter(beside | _stands())
    stamped = pl.col("role").is_in(["timestamp", "byline"]) & pl.col("field").is_in(DATES)
    at_least = pl.max_horizontal("confidence", pl.lit(LIMITS.stamped))
    return judged.with_columns(confidence=pl.when(stamped).then(at_least).otherwise("confidence"))


def _persons(zoned: pl.DataFrame) -> pl.DataFrame:
    """Whom the lines name that are names, dates or notes on the author by their place alone."""
    named = zoned.filter((pl.col("role") == "byline") & pl.col("rule").is_in(NAMES))
    dated = zoned.filter(pl.col("rule") == "date_under_headline")
    bios = zoned.filter((pl.col("role") == "author_bio") & (pl.col("zone") < ELSEWHERE))
    beside = pl.concat([names(dated.select("row", "text")), bylines.described(bios.select("row", "text"))])
    authors = beside.with_columns(field=pl.lit("author"))
    who = pl.concat([bylines.read(named.select("row", "text")).drop("alone"), authors])
    read = pl.concat([named, dated, bios])
    read = read.select("row", "rule", "zone", "away", *PLACE, "byte_start", "byte_end")
    return who.join(read, on="row").with_columns(confidence=pl.lit(LIMITS.placed))


def _whole_lines(zoned: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The lines that are a value as a whole: headlines, decks and bylines."""
    roles = pl.col("role").is_in(["headline", "deck"]) & (pl.col("rule") != STATED_IN_TEXT)
    whole = zoned.filter(roles | (pl.col("role") == "byline")).with_columns(field="role")
    outlets = documents.select("doc", "outlet")
    whole = whole.join(outlets, on="doc", how="left", maintain_order="left")
    return whole.with_columns(value=_untailed())


def _untailed() -> pl.Expr:
    """The text; of a headline without the outlet or the section that a page's title names behind a bar or
    dash, or before a bar."""
    text, tail = pl.col("text"), pl.col("text").str.extract(TAILED, 2)
    said = _letters(tail.str.replace(r"\.\w{2,3}$", ""))
    own = _letters(pl.col("outlet")).str.contains(said, literal=True) & (said != "")
    untailed = (
        pl.when((own | text.str.contains(BARRED)).fill_null(False))
        .then(text.str.replace(TAILED, "$1"))
        .otherwise(text)
    )
    return (
        pl.when(pl.col("role") == "headline")
        .then(untailed.str.replace(KICKED, "$1").str.replace(r"^[•*·]\s+", ""))
        .otherwise(text)
    )


def _letters(text: pl.Expr) -> pl.Expr:
    """Letters and digits alone, lower-cased, without their accents."""
    return text.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"[^\p{L}\p{N}]+", "")


def _zoned(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `zone`: in the article's header, right after its body, right above its headline, near by, or
    elsewhere.

    `away` counts the lines from the headline, or from the body's end; `listed` marks dates among others,
    `lone` those with no other near.
    """
    filled = lines.with_columns(nth=(pl.col("role") != "blank").cast(pl.Int64).cum_sum().over("doc"))
    edges = filled.group_by("doc").agg(
        top=pl.col("nth").filter(pl.col("row") == pl.col("first")).first(),
        end=pl.col("nth").filter(pl.col("row") == pl.col("last")).first(),
        head=pl.col("nth").filter(pl.col("role") == "headline").first(),
    )
    filled = filled.join(edges, on="doc", how="left", maintain_order="left")
    filled = filled.join(_listed(filled), on="row", how="left", maintain_order="left").with_columns(
        pl.col("listed").fill_null(False), pl.col("lone").fill_null(True)
    )
    nth = pl.col("nth")
    anchor = pl.when(nth > pl.col("end")).then("end").otherwise(pl.coalesce("head", "top"))
    return filled.with_columns(zone=_zone(), away=(nth - anchor).abs().fill_null(0))


def _zone() -> pl.Expr:
    """In which zone a line stands."""
    nth, top, end, listed = pl.col("nth"), pl.col("top"), pl.col("end"), pl.col("listed")
    head = pl.coalesce("head", pl.col("top") - ZONES.header_lines)
    no_article = top.is_null() & pl.col("head").is_null()
    header_ends = pl.coalesce("top", "head") + ZONES.lines_into_text
    in_list = listed & (nth > head + ZONES.beside_lines)
    in_header = (nth >= head) & (nth <= header_ends) & ~in_list
    after_text = (nth > end) & (nth <= end + ZONES.lines_after_text) & ~listed
    above_headline = (nth < head) & (nth >= head - ZONES.lines_above_headline) & ~listed
    near_header = (nth >= head - ZONES.far_lines) & (nth <= top + ZONES.far_lines) & pl.col("lone")
    near_end = (nth > end) & (nth <= end + ZONES.far_lines) & pl.col("lone")
    return (
        pl.when(no_article)
        .then(HEADER)
        .when(in_header)
        .then(HEADER)
        .when(after_text)
        .then(AFTER_TEXT)
        .when(above_headline)
        .then(ABOVE_HEADLINE)
        .when(near_header)
        .then(NEAR_BY)
        .when(near_end)
        .then(NEAR_BY)
        .otherwise(ELSEWHERE)
    )


def _listed(filled: pl.DataFrame) -> pl.DataFrame:
    """For lines that state a date, `listed`: others near do too, as the lines of a list of stories; `lone`:
    none does."""
    is_date = (pl.col("known_role") == "timestamp") & ~pl.col("text").str.contains(CLOCK_ALONE)
    stamps = filled.filter(is_date).select("doc", "row", "nth", "line_no")
    lines = stamps.group_by("doc", "line_no").agg(other=pl.col("nth").min()).drop("line_no")
    pairs = stamps.join(lines, on="doc").with_columns(apart=(pl.col("nth") - pl.col("other")).abs())
    beside = pairs.group_by("row").agg(beside=pl.col("apart").is_between(2, ZONES.list_lines).sum())
    return beside.select("row", listed=pl.col("beside") > 1, lone=pl.col("beside") == 0)


def _stands() -> pl.Expr:
    """True for evidence whose line turned out to be what the evidence took it for."""
    field, rule, role, zone = pl.col("field"), pl.col("rule"), pl.col("role"), pl.col("zone")
    opens_text = pl.col("in_body") & (pl.col("row") == pl.col("first"))
    near = (zone < NEAR_BY) | (field.is_in([*DATES, "author"]) & (zone == NEAR_BY))
    near &= (rule != "first_name_in_line") | (zone == HEADER)
    in_header_line = role.is_in(["timestamp", "byline", "credit"]) & near
    return (
        pl.when((field == "dateline") | (rule == "dateline_agency"))
        .then(opens_text)
        .otherwise(in_header_line | _in_passing() | (rule == "first_published"))
    )


def _in_passing() -> pl.Expr:
    """True for evidence that a short line of the header gives in passing."""
    zone, words = pl.col("zone"), pl.col("text").str.count_matches(r"\p{L}{2,}")
    right_above = (zone == ABOVE_HEADLINE) & ((pl.col("away") <= ZONES.beside_lines) | (words <= 2))
    about_the_article = ~pl.col("in_body") & ~pl.col("role").is_in(["headline", "caption", "legal"])
    unsure = pl.col("confidence") < LIMITS.sure
    return unsure & ((zone == HEADER) | right_above) & about_the_article & (words <= LIMITS.passing_words)


def values(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row per document with evidence: the first value of each field; of the authors all that the best
    zone names."""
    fields = ("headline", "deck", "byline", "desk", "credit", "dateline")
    first = {
        name: pl.col("value").filter(pl.col("field") == name).first() for name in (*fields, *STATED_ONLY)
    }
    tags = pl.col("value").filter(pl.col("field") == "tag").unique(maintain_order=True)
    rest = evidence.group_by("doc", maintain_order=True).agg(**first, tags=tags)
    rest = rest.with_columns(
        is_accessible_for_free=pl.col("is_accessible_for_free")
        .str.to_lowercase()
        .replace_strict(FREE, default=None, return_dtype=pl.Boolean)
    )
    return rest.join(_authors(evidence), on="doc", how="left", maintain_order="left")


def outlets(evidence: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `corrected_outlet`: of the documents whose outlet a person corrected; "" where they say that
    there is none."""
    said = evidence.filter((pl.col("zone") == SAID) & (pl.col("field") == "outlet"))
    return said.group_by("doc", maintain_order=True).agg(corrected_outlet=pl.col("value").first())


def _authors(evidence: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `authors`: all whom the best rule names in the best zone."""
    zone, rule = pl.col("zone"), pl.col("rule")
    signed = rule.is_in(SIGNED)
    beside_headline = (zone == HEADER) | (zone == ABOVE_HEADLINE) & (pl.col("away") <= ZONES.beside_lines)
    rank = (
        pl.when(zone <= STATED)
        .then(0)
        .when(rule.is_in(FAINT))
        .then(5)
        .when(signed & beside_headline)
        .then(0)
        .when(zone <= HEADER)
        .then(1)
        .when(signed & (zone < NEAR_BY))
        .then(2)
        .when(zone < NEAR_BY)
        .then(3)
        .otherwise(4)
    )
    named = evidence.filter(pl.col("field") == "author").with_columns(rank=rank)
    named = named.sort("doc", "rank", maintain_order=True)
    best = named.filter((zone == zone.first().over("doc")) & (rule == rule.first().over("doc")))
    return best.group_by("doc", maintain_order=True).agg(authors=pl.col("value").unique(maintain_order=True))


def dates(evidence: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per dated document: when it was published, how exactly that is known, and when it was
    updated."""
    dated = evidence.filter(pl.col("field").is_in(DATES)).join(
        _of_dates(documents), on="doc", how="left", maintain_order="left"
    )
    dated = resolve(dated).filter(pl.col("at").is_not_null() | pl.col("earliest").is_not_null())
    too_late = (pl.col("earliest") > pl.col("retrieved_at") + pl.duration(hours=LIMITS.late_hours)).fill_null(
        False
    )
    dated = dated.filter(~too_late | (pl.col("zone") == SAID))
    coarse = pl.col("precision").is_in(["month", "unknown"])
    order = [
        "doc",
        coarse,
        pl.col("confidence") < LIMITS.sure,
        "zone",
        pl.col("precision") != "minute",
        "away",
    ]
    best = dated.sort(order, maintain_order=True)
    published = best.filter(pl.col("field") == "published").group_by("doc", maintain_order=True).first()
    modified = (
        best.filter((pl.col("field") == "modified") & pl.col("at").is_not_null())
        .group_by("doc", maintain_order=True)
        .first()
    )
    published = published.join(_local_days(published, best), on="doc", how="left", maintain_order="left")
    when = published.select(
        "doc",
        published_at="at",
        published_on=pl.coalesce("local_day", "day"),
        published_precision="precision",
        published_basis="basis",
        published_earliest="earliest",
        published_latest="latest",
    )
    return when.join(modified.select("doc", modified_at="at"), on="doc", how="full", coalesce=True)


def _local_days(published: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `local_day`: of the documents whose page states a moment at Greenwich, the day that their header
    shows, where that is the day before or after and some zone's clock then.

    A clock that is to be seen must be whole quarters of an hour from the moment: so zones are.
    """
    size = pl.col("value").str.len_chars()
    of_greenwich = pl.col("value").str.ends_with("+00:00") | (size == LIMITS.zoneless_chars)
    at_greenwich = pl.col("rule").is_in(OF_PAGES) & (pl.col("precision") == "minute") & of_greenwich
    moments = published.filter(at_greenwich).select("doc", moment="at", stated_day="day")
    shown = dated.filter(
        (pl.col("field") == "published")
        & pl.col("zone").is_in([HEADER, ABOVE_HEADLINE])
        & (size <= LIMITS.zoneless_chars)
        & pl.col("at").is_not_null()
        & (pl.col("confidence") >= LIMITS.sure)
    ).join(moments, on="doc", how="inner", maintain_order="left")
    away = (pl.col("at") - pl.col("moment")).dt.total_minutes()
    has_clock = pl.col("precision") == "minute"
    of_a_zone = away.is_between(-WEST, EAST) & (away % 15).is_in([0, 1, 14])
    reached = pl.when(pl.col("day") > pl.col("stated_day")).then(away <= EAST).otherwise(away >= -WEST - DAY)
    neighbour = (pl.col("day") - pl.col("stated_day")).dt.total_days().abs() == 1
    fits = neighbour & pl.when(has_clock).then(of_a_zone).otherwise(reached & (pl.col("precision") == "day"))
    agreed = (pl.col("day") == pl.col("stated_day")).any().over("doc")
    return (
        shown.filter(fits & ~agreed).group_by("doc", maintain_order=True).agg(local_day=pl.col("day").first())
    )


def written(evidence: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The evidence as users read it: a date of two orders is the day its outlet's habit makes it, else both
    days, parted by a slash; a zone of letters is how far it is from Greenwich."""
    value = pl.col("value")
    open_date = pl.col("field").is_in(DATES) & is_open(value)
    told = evidence.select("doc", "field", "rule", "value").with_row_index("nth")
    told = told.filter(open_date | pl.col("field").is_in(DATES))
    told = told.filter(open_date | value.str.contains(ZONED))
    if told.is_empty():
        return evidence
    habits = told.join(_of_dates(documents), on="doc", how="left", maintain_order="left")
    day = pl.when(open_date).then(days(value, pl.col("day_first"))).otherwise("value")
    said = habits.select(
        "nth", value=pl.coalesce(zoned(day, pl.col("places"), letters_in(told["value"])), "value")
    )
    return evidence.with_columns(evidence["value"].scatter(said["nth"], said["value"]))


def _of_dates(documents: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `day_first` and `places`: the language and what the address and the outlet's name end in, as
    `.au` and `.co.uk` do."""
    ends = [pl.col(name).str.to_lowercase().str.extract(END, 1) for name in ("url", "outlet")]
    places = pl.concat_list(pl.concat_list(*ends), pl.col("language")).list.drop_nulls()
    return documents.select("doc", "day_first", "retrieved_at", places=places)
