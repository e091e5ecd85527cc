"""Header lines: cut where several fields share one, and named where their form gives them away."""

import polars as pl

from assets.parsing import bylines, dates, rules

LONGEST = 250  # characters in a line that several fields share
SHORT = 160  # characters in a line that is one field
CUT = "\x1f"
CLOCK = rf"(?:{dates.nameless(dates.TIME)}(?:\s*(?i:{dates.WORDS}))?)"
ON = r"(?:on|am|vom|le|el|em|il|den|dnia)"
STAMP = (
    rf"(?i:(?:\b{dates.LABEL}\b\s*:?\s*(?:\b(?:on|at|am|le|el|em|il|den)\b\s*)?|\b{ON}\s+)?(?:\b\d{{1,2}}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?(?:\s[a-z]{{2,4}})?,?\s+)?(?:\b{dates.WEEKDAY}\b\.?,?\s+)?"
    rf"{dates.DATE}(?:\s?,?\s*(?:-\s+)?(?:\b(?:at|um|à|a las|a la|alle|ore|às|o|godz\.|w|в|kl\.?)\s*)?\d{{1,2}}[:.h]\d\d(?::\d\d)?"
    rf"(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:\b(?:uhr|(?:gmt|utc)(?:{dates.OFFSET})?|hrs?|hs|[a-z]{{1,4}}t|ist)\b))?)?)"
)
MARK = r"\s*[|•·]\s*|\s+[–—/-]\s+"
SAID = rf"\b(?i:{dates.LABEL})\b"
SHARED = r"[|•·–—-]|\s/\s"


def split(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `line_no`, `piece` → the same with `span_no`: a line that fields share becomes several rows.

    A line is shared when a full date stands in it beside a mark (`|`, `•`, ` - `), after a byline or right before one, or two dates
    that say what they are of, and nothing else explains it.
    """
    text = pl.col("piece").str.strip_chars()
    lines = lines.with_row_index("row")
    brief = (pl.col("piece").str.len_bytes() <= LONGEST) & ~pl.col("piece").str.contains(CUT, literal=True)
    likely = lines.filter(brief).filter(pl.col("piece").str.contains(r"(?:19|20)[0-9][0-9]|[0-9][/.][0-9]{1,2}[/.][0-9][0-9]"))
    beside = rf"{SHARED}|^(?i:{bylines.BY})\b|^(?:\p{{Lu}}\w+\sfor\s)?{STAMP}\W*\b(?i:{bylines.BY})\s+\p{{Lu}}"
    two = (text.str.count_matches(dates.YEAR) > 1) & text.str.contains(SAID)
    likely = likely.with_columns(text=text).filter(pl.col("text").str.contains(beside) | two)
    columns = ["row", "doc", "line_no", "span_no", "piece"]
    if likely.is_empty():
        return lines.with_columns(span_no=pl.lit(1, pl.Int32)).select(columns[1:])
    likely = likely.with_columns(stamps=pl.col("text").str.count_matches(STAMP)).filter(pl.col("stamps") > 0)
    likely = likely.filter((pl.col("stamps") > 1) | ~dates.is_timestamp(pl.col("text").str.to_lowercase())).drop("stamps", "text")
    cut = likely.with_columns(piece=_cut(pl.col("piece"))).with_columns(piece=pl.col("piece").str.split(CUT))
    cut = cut.with_columns(pl.col("piece").list.eval(pl.element().filter(pl.element() != "")))
    cut = (
        cut.filter(_is_shared(pl.col("piece")))
        .with_columns(span_no=pl.int_ranges(1, pl.col("piece").list.len() + 1, dtype=pl.Int32))
        .explode("piece", "span_no")
    )
    whole = lines.join(cut.select("row").unique(), on="row", how="anti").with_columns(span_no=pl.lit(1, pl.Int32))
    return pl.concat([whole.select(columns), cut.select(columns)]).sort("row", "span_no").drop("row")


def _cut(piece: pl.Expr) -> pl.Expr:
    """The piece with a cut mark around every date and every divider."""
    return piece.str.replace_all(STAMP, f"{CUT}${{0}}{CUT}").str.replace_all(rf"({MARK})", f"{CUT}$1{CUT}")


def _is_shared(pieces: pl.Expr) -> pl.Expr:
    """True where the pieces are fields: a date, a divider or byline beside it, and no scrap of a sentence."""
    piece = pl.element().str.strip_chars()
    scrap = (
        ~piece.str.contains(STAMP)
        & ~piece.str.contains(bylines.BYLINE)
        & ~piece.str.contains(r"^[\W_]*$")
        & piece.str.contains(r"^(?:\p{Ll}|[,;.])")
    )
    divider = piece.str.contains(r"^(?:[|•·–—/-])$")
    author = piece.str.contains(bylines.BYLINE) | piece.str.contains(bylines.AGENCY_ALONE)
    labels = (rf"^(?i:{rules.any_of(words)})\b" for words in (dates.PUBLISHED, dates.UPDATED))
    said = [pieces.list.eval(piece.str.contains(STAMP) & piece.str.contains(label)).list.any() for label in labels]
    bare = pieces.list.eval(piece.str.contains(STAMP) | author | piece.str.contains(r"^(?:[|•·–—/,;()-]*|&)$")).list.all()
    return (
        ~pieces.list.eval(scrap).list.any()
        & (pieces.list.eval(divider).list.any() | pieces.list.eval(author).list.any() | (said[0] & said[1] & bare))
        & (pieces.list.len() > 1)
    )


def name(spans: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `role`, `rule` for the lines whose form tells: blank, separator, timestamp, byline, credit."""
    text = pl.col("text")
    bare = spans.filter(text.str.contains(r"^[\W_]*$")).select(
        "row",
        role=pl.when(text.str.contains(r"^[\s\u200b-\u200d\ufeff\u2060]*$")).then(pl.lit("blank")).otherwise(pl.lit("separator")),
        rule=pl.when(text.str.contains(r"^[\s\u200b-\u200d\ufeff\u2060]*$")).then(pl.lit("white_space")).otherwise(pl.lit("only_marks")),
    )
    short = spans.filter((text.str.len_bytes() <= SHORT) & text.str.contains(r"\w")).select("row", "text", lower=dates.lowered(text))
    told = [bare, *(_named(short, *form) for form in forms())]
    return pl.concat(told).unique("row", keep="first", maintain_order=True)


def _named(short: pl.DataFrame, rule: str, role: str, likely: pl.Expr, form: pl.Expr) -> pl.DataFrame:
    """The lines that have a form, sought among those that are likely to."""
    found = short.filter(likely)
    found = found if found.is_empty() else found.filter(form)  # making a pattern ready costs more than trying it
    return found.select("row", role=pl.lit(role), rule=pl.lit(rule))


def forms() -> list[tuple[str, str, pl.Expr, pl.Expr]]:
    """Rule, role, what makes a line likely, and what makes it certain, in order of precedence."""
    text, lower = pl.col("text"), pl.col("lower")
    digits = lower.str.contains(r"[0-9]")
    agency, desk = (lower.str.contains_any(rules.literals(words).split("|")) for words in (bylines.AGENCIES, bylines.DESKS))
    return [
        ("only_a_date", "timestamp", digits, dates.is_timestamp(lower)),
        ("published_on", "timestamp", lower.str.contains(dates.YEAR), text.str.contains(PUBLISHED_IN)),
        ("agency_alone", "credit", agency & (text.str.len_bytes() <= 80), text.str.contains(bylines.AGENCY_ALONE)),
        ("agency_sign_off", "credit", lower.str.contains(r"^[—–-]"), text.str.contains(bylines.SIGN_OFF)),
        ("desk_alone", "byline", desk & (text.str.len_bytes() <= 80), text.str.contains(bylines.DESK_ALONE)),
        ("by_name", "byline", lower.str.contains(BY_FIRST), text.str.contains(bylines.BYLINE) & ~text.str.contains(bylines.UNSIGNED)),
    ]


BY_FIRST = rf"^[^\p{{L}}]{{0,4}}{bylines.BY}[\s:]"
PUBLISHED_IN = rf"^(?i:{bylines.BULLET[1:]}(?:first |originally )?(?:{dates.LABEL})\b[^.!?]{{0,40}}?{STAMP}[^.!?]{{0,30}}$)"
