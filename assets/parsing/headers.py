"""Header lines: cut where several fields share one, and named where their form gives them away."""

import polars as pl

from assets.parsing import bylines, datelines, dates, rules

LONGEST = 250  # characters in a line that several fields share
SHORT = 160  # characters in a line that is one field
CUT = "\x1f"
MARK = r"\s*[|•·]\s*|\s+[–—/-]\s+"
SAID = rf"\b{dates.LABEL}\b"
LABELS = {
    label: rf"^{rules.any_of(words)}\b"
    for label, words in (("published", dates.PUBLISHED), ("updated", dates.UPDATED))
}
BESIDE = rf"[|•·–—-]|\s/\s|^(?i:{bylines.BY})\b"
DATED = r"(?:19|20)[0-9][0-9]|[0-9][/.][0-9]{1,2}[/.][0-9][0-9]"
# labels that events have as well, and issues of a magazine
EVENTS_HAVE = r"^\W*(?:date|datum|data|fecha|дата|ημερομηνία|日期|时间|時間|issued|created|stand)\b"
# what may stand before the day of a dateline
OPENS_DATELINE = r"^\p{Lu}[\p{L}\p{M} .,'’-]{1,40}[,(]?$"
BY_FIRST = rf"^[^\p{{L}}]{{0,4}}{bylines.BY}[\s:]"


def stamp_as_written(known: dates.Patterns) -> str:
    """A date as a line has it, its clock and what is said before it, in any case; in lower case it is found
    ten times as fast."""
    return f"(?i:(?:{known.other_day}{dates.TO_DAY})?{known.stamp})"


def split(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `line_no`, `piece` → the same with `span_no`: a line that fields share becomes several
    rows.

    A line is shared when a full date stands in it beside a mark (`|`, `•`, ` - `), after a byline or right
    before one, or two dates that say what they are of, and nothing else explains it.
    """
    piece, lower = pl.col("piece"), pl.col("lower")
    lines = lines.with_row_index("row")
    columns = ["row", "doc", "line_no", "span_no", "piece"]
    likely = lines.filter((piece.str.len_bytes() <= LONGEST) & ~piece.str.contains(CUT, literal=True))
    likely = likely.filter(piece.str.contains(DATED)).with_columns(text=piece.str.strip_chars())
    likely = likely.with_columns(lower=pl.col("text").str.to_lowercase())
    two = pl.when(lower.str.count_matches(dates.YEAR) > 1).then(lower).str.contains(SAID).fill_null(False)
    if likely.is_empty():  # making a pattern ready costs more than trying it
        return lines.with_columns(span_no=pl.lit(1, pl.Int32)).select(columns[1:])
    known = dates.patterns(likely["lower"])
    before_byline = rf"^(?:\p{{Lu}}\w+\sfor\s)?{stamp_as_written(known)}\W*\b(?i:{bylines.BY})\s+\p{{Lu}}"
    beside = pl.col("text").str.contains(BESIDE)
    signs = rules.Costly(before_byline, rules.NEVER, rf"\d.*\W(?i:{bylines.BY})\s+\p{{Lu}}")
    signed = rules.holds(pl.when(~beside).then(pl.col("text")), signs)
    likely = likely.filter(beside | two | signed.fill_null(False))
    likely = likely.with_columns(stamps=lower.str.count_matches(known.stamp)).filter(pl.col("stamps") > 0)
    likely = likely.filter((pl.col("stamps") > 1) | ~known.is_timestamp(lower)).drop(
        "stamps", "text", "lower"
    )
    pieces = likely.with_columns(_cut(piece, known).str.split(CUT)).explode("piece").filter(piece != "")
    pieces = pieces.join(_shared(pieces, known), on="row", how="semi", maintain_order="left")
    cut = pieces.with_columns(span_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("row"))
    whole = lines.join(cut, on="row", how="anti", maintain_order="left").with_columns(
        span_no=pl.lit(1, pl.Int32)
    )
    return pl.concat([whole.select(columns), cut.select(columns)]).sort("row", "span_no").drop("row")


def _cut(piece: pl.Expr, known: dates.Patterns) -> pl.Expr:
    """The piece with a cut mark around every date and every divider outside of one."""
    return piece.str.replace_all(f"{stamp_as_written(known)}|{MARK}", f"{CUT}${{0}}{CUT}")


def _shared(pieces: pl.DataFrame, known: dates.Patterns) -> pl.DataFrame:
    """Rows `row`, `piece` → those `row` whose pieces are fields: a date, a divider or byline beside it, and
    no scrap of a sentence."""
    text, lower = pl.col("text"), pl.col("lower")
    told = pieces.select("row", text=pl.col("piece").str.strip_chars()).with_columns(
        lower=text.str.to_lowercase()
    )
    told = told.with_columns(
        dated=lower.str.contains(known.stamp),
        signed=rules.holds(text, bylines.BYLINE),
        agency=rules.holds(text, bylines.AGENCY_ALONE),
        **{label: lower.str.contains(form) for label, form in LABELS.items()},
    )
    author = pl.col("signed") | pl.col("agency")
    joint = text.is_in(bylines.AND)
    scrap = (
        ~joint
        & ~pl.col("dated")
        & ~pl.col("signed")
        & ~text.str.contains(r"^[\W_]*$")
        & text.str.contains(r"^(?:\p{Ll}|[,;.])")
    )
    bare = pl.col("dated") | author | joint | text.str.contains(r"^[|•·–—/,;()-]*$")
    both = pl.all_horizontal((pl.col("dated") & pl.col(label)).any() for label in LABELS) & bare.all()
    opens_text = (
        text.first().str.contains(OPENS_DATELINE)
        & ~pl.col("signed").first()
        & (text.str.len_bytes() >= datelines.LONG).any()
        & ~(
            pl.col("dated") & text.str.contains(r"[0-9][:.h][0-9][0-9]\s*$")
        ).any()  # a clock is no dateline's
    )
    divided = text.str.contains(r"^[|•·–—/-]$") | pl.col("dated") & text.str.contains(r"\s[|•·–—/-]\s")
    is_shared = ~(scrap.any() | opens_text) & (divided.any() | author.any() | both) & (pl.len() > 1)
    return told.group_by("row").agg(shared=is_shared).filter("shared")


def name(spans: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `role`, `rule` for the lines whose form tells: blank, separator, timestamp,
    byline, credit."""
    text = pl.col("text")
    bare = spans.filter(text.str.contains(r"^[\W_]*$")).select(
        "row",
        role=pl.when(text.str.contains(r"^[\s\u200b-\u200d\ufeff\u2060]*$"))
        .then(pl.lit("blank"))
        .otherwise(pl.lit("separator")),
        rule=pl.when(text.str.contains(r"^[\s\u200b-\u200d\ufeff\u2060]*$"))
        .then(pl.lit("white_space"))
        .otherwise(pl.lit("only_marks")),
    )
    short = spans.filter((text.str.len_bytes() <= SHORT) & text.str.contains(r"\w")).select("row", "text")
    short = short.with_columns(dates.lowered(short["text"]).alias("lower"))
    told = [bare, *(_named(short, *form) for form in forms(dates.patterns(short["lower"])))]
    return pl.concat(told).unique("row", keep="first", maintain_order=True)


def _named(short: pl.DataFrame, rule: str, role: str, *steps: pl.Expr) -> pl.DataFrame:
    """The lines that have a form, each step sought among those that passed the one before."""
    for step in steps:
        if short.is_empty():  # making a pattern ready costs more than trying it
            break
        short = short.filter(step)
    return short.select("row", role=pl.lit(role), rule=pl.lit(rule))


def forms(known: dates.Patterns) -> list[tuple[str, str, *tuple[pl.Expr, ...]]]:
    """Rule, role, and what a line must be, the cheapest first, in order of precedence."""
    text, lower = pl.col("text"), pl.col("lower")
    digits, year = lower.str.contains(r"[0-9]"), lower.str.contains(dates.YEAR)
    label = rf"{bylines.BULLET[1:]}(?:first |originally )?{known.label}\b"
    published_in = rf"^{label}[^.!?]{{0,40}}?{known.stamp}[^.!?]{{0,30}}$"
    agency, desk = (
        lower.str.contains_any(rules.literals(words).split("|"))
        for words in (bylines.AGENCIES, bylines.DESKS)
    )
    brief, briefer, bracketed = (text.str.len_bytes() <= 80), (text.str.len_bytes() <= 60), r"[/(\[（|]"
    return [
        (
            "published_on",
            "timestamp",
            year,
            lower.str.contains(f"^{label}"),
            ~lower.str.contains(EVENTS_HAVE),
            known.is_timestamp(lower),
        ),
        (
            "published_on",
            "timestamp",
            lower.str.contains(rf"{dates.YEAR}.*{dates.YEAR}"),
            known.is_timestamp(lower.str.replace_all(known.other_day, " ")),
        ),
        ("only_a_date", "timestamp", digits, known.is_timestamp(lower)),
        (
            "only_a_date",
            "timestamp",
            text.str.len_bytes() <= dates.LONGEST_AGO,
            lower.str.contains_any(dates.AGO_WORDS),
            dates.is_time_ago(lower),
        ),
        ("published_on", "timestamp", year, lower.str.contains(published_in)),
        ("agency_alone", "credit", brief, agency, rules.holds(text, bylines.AGENCY_ALONE)),
        ("agency_sign_off", "credit", lower.str.contains(r"^[—–-]"), text.str.contains(bylines.SIGN_OFF)),
        (
            "agency_sign_off",
            "credit",
            briefer,
            lower.str.contains(bracketed),
            agency,
            lower.str.contains(bylines.AGENCY_BY_MARK),
            rules.holds(text, bylines.SIGNED_BY_AGENCY),
        ),
        (
            "agency_said",
            "credit",
            lower.str.contains(bylines.SAYS),
            agency,
            rules.holds(text, bylines.SAYS_AGENCY),
        ),
        ("desk_alone", "byline", brief, desk, rules.holds(text, bylines.DESK_ALONE)),
        (
            "by_name",
            "byline",
            lower.str.contains(BY_FIRST),
            rules.holds(text, bylines.BYLINE),
            ~text.str.contains(bylines.UNSIGNED),
        ),
    ]
