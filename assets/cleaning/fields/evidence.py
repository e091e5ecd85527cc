"""What the article says of itself: the evidence that stands, and the values it gives."""

import polars as pl

from assets.cleaning.fields.published import days, resolve
from assets.cleaning.fields.rules import FAINT, NAMES, SIGNED
from assets.cleaning.header.date import names
from assets.parsing import bylines
from checks.shapes import EVIDENCE

HEADER = 12  # lines above the body that make its header where no headline is known
TAIL = 6  # lines after the body that may sign and date it
BELOW = 6  # lines into the body before which a byline or date may still stand
ABOVE = 8  # lines above the headline that may belong to it
# lines beyond which no date is the article's, and within which one is where it does not stand in a list
FAR = 12
LIST = 8  # lines between the dates of a list of stories
BESIDE = 2  # lines from the headline within which a date in passing counts
WORDS = 8  # words in a line that dates the article in passing; a longer one tells the news
TAILED = r"^(.*\S)\s+[|｜ㅣ–—-]\s*([^|｜ㅣ–—]{2,40})$"  # a title, and what a page's own title adds to it
BARRED = r"^\S+(?:\s+\S+){2,}\s+[|｜]\s*\S+(?:\s\S+){0,3}$"  # a bar is no mark that headlines use
KICKED = r"^\S+(?:\s\S+)?\s+[|｜]\s+(\S+(?:\s+\S+){3,})$"  # the section's name before a bar
# belongs to the day beside it: it makes no list of dated stories
CLOCK_ALONE = r"(?i)^\W*\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\.?|uhr|hrs?)?\W*$"
STAMPED = 0.8  # how certain a date is at least whose line turned out to say little else
SURE = 0.6  # evidence less certain than this counts only in the article's own header


def standing(lines: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The parsed evidence that the final roles leave standing, and what they add, by zone in file order.

    Columns `doc`, the evidence's own, `zone`, and `away`: lines from the body's first.
    """
    parsed = (
        documents.select("doc", field="fields")
        .filter(pl.col("field").list.len() > 0)
        .explode("field")
        .unnest("field")
    )
    place = ["doc", "line_no", "span_no"]
    zoned = _zoned(lines)
    judged = parsed.join(
        zoned.select(*place, "row", "role", "in_body", "first", "zone", "away", "listed", "text"),
        on=place,
        how="left",
        maintain_order="left",
    ).filter(_stands())
    stamped = pl.col("role").is_in(["timestamp", "byline"]) & pl.col("field").is_in(["published", "modified"])
    judged = judged.with_columns(
        confidence=pl.when(stamped)
        .then(pl.max_horizontal("confidence", pl.lit(STAMPED)))
        .otherwise("confidence")
    )
    named = zoned.filter((pl.col("role") == "byline") & pl.col("rule").is_in(list(NAMES)))
    dated = zoned.filter(pl.col("rule") == "date_under_headline")
    bios = zoned.filter((pl.col("role") == "author_bio") & (pl.col("zone") < 4))
    beside = pl.concat([names(dated.select("row", "text")), bylines.described(bios.select("row", "text"))])
    who = pl.concat(
        [bylines.read(named.select("row", "text")).drop("alone"), beside.with_columns(field=pl.lit("author"))]
    )
    spoken = pl.concat([named, dated, bios]).select(
        "row", "rule", "zone", "away", *place, "byte_start", "byte_end"
    )
    authors = who.join(spoken, on="row")
    whole = zoned.filter(pl.col("role").is_in(["headline", "deck", "byline"])).with_columns(
        field="role", value="text"
    )
    whole = whole.join(
        documents.select("doc", "outlet"), on="doc", how="left", maintain_order="left"
    ).with_columns(value=_untailed())
    typed = {name: pl.col(name).cast(dtype) for name, dtype in EVIDENCE.to_schema().items()}
    parts = [
        part.select("doc", "zone", "away", **typed)
        for part in (judged, authors.with_columns(confidence=pl.lit(0.8)), whole)
    ]
    return pl.concat(parts).sort("doc", "zone", "byte_start", "field", maintain_order=True)


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
    """Lines with `zone`: 0 in the article's header, 1 right after its body, 2 right above its headline, 3
    near by, 4 elsewhere.

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
    nth, head = pl.col("nth"), pl.coalesce("head", pl.col("top") - HEADER)
    zone = (
        pl.when(pl.col("top").is_null() & pl.col("head").is_null())
        .then(0)
        .when(
            (nth >= head)
            & (nth <= pl.coalesce("top", "head") + BELOW)
            & ~(pl.col("listed") & (nth > head + BESIDE))
        )
        .then(0)
        .when((nth > pl.col("end")) & (nth <= pl.col("end") + TAIL) & ~pl.col("listed"))
        .then(1)
        .when((nth < head) & (nth >= head - ABOVE) & ~pl.col("listed"))
        .then(2)
        .when((nth >= head - FAR) & (nth <= pl.col("top") + FAR) & pl.col("lone"))
        .then(3)
        .when((nth > pl.col("end")) & (nth <= pl.col("end") + FAR) & pl.col("lone"))
        .then(3)
        .otherwise(4)
    )
    anchor = pl.when(nth > pl.col("end")).then("end").otherwise(pl.coalesce("head", "top"))
    return filled.with_columns(zone=zone, away=(nth - anchor).abs().fill_null(0))


def _listed(filled: pl.DataFrame) -> pl.DataFrame:
    """For lines that state a date, `listed`: others near do too, as the lines of a list of stories; `lone`:
    none does."""
    stamps = filled.filter(
        (pl.col("known_role") == "timestamp") & ~pl.col("text").str.contains(CLOCK_ALONE)
    ).select("doc", "row", "nth", "line_no")
    lines = stamps.group_by("doc", "line_no").agg(other=pl.col("nth").min()).drop("line_no")
    pairs = stamps.join(lines, on="doc").with_columns(apart=(pl.col("nth") - pl.col("other")).abs())
    return (
        pairs.group_by("row")
        .agg(beside=pl.col("apart").is_between(2, LIST).sum())
        .select("row", listed=pl.col("beside") > 1, lone=pl.col("beside") == 0)
    )


def _stands() -> pl.Expr:
    """True for evidence whose line turned out to be what the evidence took it for."""
    wire = (pl.col("field") == "dateline") | (pl.col("rule") == "dateline_agency")
    dates = pl.col("field").is_in(["published", "modified"])
    header = pl.col("role").is_in(["timestamp", "byline", "credit"])
    near = (pl.col("zone") < 3) | ((dates | (pl.col("field") == "author")) & (pl.col("zone") == 3))
    near &= (pl.col("rule") != "first_name_in_line") | (pl.col("zone") == 0)
    first = pl.col("rule") == "first_published"
    about = ~pl.col("in_body") & ~pl.col("role").is_in(["headline", "caption", "legal"])
    words = pl.col("text").str.count_matches(r"\p{L}{2,}")
    passing = (
        (pl.col("confidence") < SURE)
        & ((pl.col("zone") == 0) | (pl.col("zone") == 2) & ((pl.col("away") <= BESIDE) | (words <= 2)))
        & about
    )
    few = words <= WORDS
    return (
        pl.when(wire)
        .then(pl.col("in_body") & (pl.col("row") == pl.col("first")))
        .otherwise((header & near) | (passing & few) | first)
    )


def values(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row per document with evidence: the first value of each field; of the authors all that the best
    zone names."""

    def first(field: str) -> pl.Expr:
        return pl.col("value").filter(pl.col("field") == field).first()

    said, zone = pl.col("rule").is_in(list(SIGNED)), pl.col("zone")
    headed = (zone == 0) | (zone == 2) & (pl.col("away") <= BESIDE)
    faint = pl.col("rule").is_in(list(FAINT))
    rank = (
        pl.when(faint)
        .then(5)
        .when(said & headed)
        .then(0)
        .when(zone == 0)
        .then(1)
        .when(said & (zone < 3))
        .then(2)
        .when(zone < 3)
        .then(3)
    )
    author = (
        evidence.filter(pl.col("field") == "author")
        .with_columns(rank=rank.otherwise(4))
        .sort("doc", "rank", maintain_order=True)
    )
    best = author.filter(
        (pl.col("zone") == pl.col("zone").first().over("doc"))
        & (pl.col("rule") == pl.col("rule").first().over("doc"))
    )
    authors = best.group_by("doc", maintain_order=True).agg(
        authors=pl.col("value").unique(maintain_order=True)
    )
    rest = evidence.group_by("doc", maintain_order=True).agg(
        **{name: first(name) for name in ("headline", "deck", "byline", "desk", "credit", "dateline")}
    )
    return rest.join(authors, on="doc", how="left", maintain_order="left")


def dates(evidence: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per dated document: when it was published, how exactly that is known, and when it was
    updated."""
    dated = evidence.filter(pl.col("field").is_in(["published", "modified"])).join(
        documents.select("doc", "day_first"), on="doc", how="left", maintain_order="left"
    )
    dated = resolve(dated).filter(pl.col("at").is_not_null() | pl.col("earliest").is_not_null())
    coarse = pl.col("precision").is_in(["month", "unknown"])
    order = ["doc", coarse, pl.col("confidence") < SURE, "zone", pl.col("precision") != "minute", "away"]
    best = dated.sort(order, maintain_order=True)
    published = best.filter(pl.col("field") == "published").group_by("doc", maintain_order=True).first()
    modified = (
        best.filter((pl.col("field") == "modified") & pl.col("at").is_not_null())
        .group_by("doc", maintain_order=True)
        .first()
    )
    when = published.select(
        "doc",
        published_at="at",
        published_on="day",
        published_precision="precision",
        published_basis="basis",
        published_earliest="earliest",
        published_latest="latest",
    )
    return when.join(modified.select("doc", modified_at="at"), on="doc", how="full", coalesce=True)


def written(evidence: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The evidence as users read it: a date of two orders is the day its outlet's habit makes it, else both
    days, parted by a slash."""
    open_date = pl.col("rule") == "numeric_ambiguous"
    if evidence.filter(open_date).is_empty():
        return evidence
    habits = evidence.join(documents.select("doc", "day_first"), on="doc", how="left", maintain_order="left")
    value = pl.when(open_date).then(days(pl.col("value"), pl.col("day_first"))).otherwise("value")
    return habits.with_columns(value=value).drop("day_first")
