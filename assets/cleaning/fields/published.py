"""When an article was published and updated, out of the dates its lines state."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import polars as pl

from assets.parsing.dates import SECTIONS

DAY, MONTH = 1440, 44640  # minutes
WEST, EAST = 12 * 60, 14 * 60  # minutes: a clock without zone may stand anywhere between
ZONED = r"^(.*T\d\d:\d\d) (\p{Lu}+)$"  # a clock with the letters of a zone that the place or the season tells


class Zone(NamedTuple):
    """What the letters of a zone stand for in some places: minutes east of Greenwich, or a name at IANA."""

    east: str
    places: tuple[str, ...]  # languages and countries, as the end of an address has them


def _zones() -> tuple[dict[str, list[Zone]], frozenset[str]]:
    """The zones by their letters, the likeliest first, and the letters of which none is likelier."""
    found: dict[str, list[Zone]] = {}
    open_ones = set()
    for line in SECTIONS["zones_by_place"]:
        letters, zones = line.split(": ")
        name = letters.split("|")[0].rstrip("?").upper()
        found[name] = [Zone(*_head(zone.split())) for zone in zones.split("; ")]
        open_ones |= {name} if letters.endswith("?") else set()
    return found, frozenset(open_ones)


def _head(words: list[str]) -> tuple[str, tuple[str, ...]]:
    return words[0], tuple(words[1:])


ZONES, OPEN_ZONES = _zones()
WHILE_IST: Final = {"Asia/Jerusalem": 120, "Europe/Dublin": 60}  # minutes east while their letters are IST


def resolve(evidence: pl.DataFrame) -> pl.DataFrame:
    """Rows of date evidence with `value`, `rule`, `day_first` → the same with `at`, `day`, `precision`,
    `basis`, `earliest`, `latest`.

    All moments UTC; `day` is the one that the text states, in whichever zone it counts. `at` is null for what
    stays open: 03/04/2025 with no known order keeps its bounds alone, and a span before an unknown moment
    nothing. A clock without a zone is taken as UTC, and its bounds hold every zone. The letters of a zone
    that stand for several (IST) mean what they do in one of the document's `places` (languages, countries);
    where none tells, the first, and the bounds hold all of them.
    """
    ambiguous = is_open(pl.col("value"))
    day_first, month_first = orders(pl.col("value"))
    known = (
        pl.when(~ambiguous)
        .then("value")
        .when(pl.col("day_first"))
        .then(day_first)
        .when(~pl.col("day_first"))
        .then(month_first)
    )
    evidence = evidence.with_columns(ordered=known, letters=known.str.extract(ZONED, 2))
    letters = _said(evidence["letters"])
    ordered = zoned(pl.col("ordered"), pl.col("places"), letters)
    evidence = evidence.with_columns(ordered=ordered).with_columns(
        at=_moment(pl.col("ordered")),
        size=pl.col("ordered").str.len_chars(),
        one=_moment(day_first),
        other=_moment(month_first),
    )
    at, size = pl.col("at"), pl.col("size")
    evidence = evidence.with_columns(
        precision=pl.when(at.is_null())
        .then(pl.lit("unknown"))
        .when(size == 4)
        .then(pl.lit("year"))
        .when(size == 7)
        .then(pl.lit("month"))
        .when(size >= 16)
        .then(pl.lit("minute"))
        .otherwise(pl.lit("day"))
    )
    precision, zoneless, open_ended = pl.col("precision"), size == 16, ambiguous & at.is_null()
    likely, west, east = (_of_letters(pl.col("letters"), which) for which in ("likely", "west", "east"))
    open_zone = pl.col("letters").is_in(list(OPEN_ZONES)) & ~_is_placed(pl.col("letters"), pl.col("places"))
    earliest = (
        pl.when(zoneless)
        .then(at - pl.duration(minutes=EAST))
        .when(open_zone)
        .then(at - pl.duration(minutes=east - likely))
        .otherwise(at)
    )
    latest = (
        pl.when(precision == "year")
        .then(at.dt.offset_by("1y"))
        .when(precision == "month")
        .then(at.dt.offset_by("1mo"))
        .when(precision == "day")
        .then(at.dt.offset_by("1d"))
        .when(zoneless)
        .then(at + pl.duration(minutes=WEST + 1))
        .when(open_zone)
        .then(at + pl.duration(minutes=likely - west + 1))
        .when(precision == "minute")
        .then(at + pl.duration(minutes=1))
    )
    return evidence.with_columns(
        day=pl.when(precision.is_in(["day", "minute"]))
        .then(pl.col("ordered").str.head(10))
        .str.to_date("%Y-%m-%d", strict=False),
        basis=pl.when(at.is_null())
        .then(pl.lit("none"))
        .when(pl.col("rule") == "relative_to_retrieval")
        .then(pl.lit("relative_to_retrieval"))
        .otherwise(pl.lit("absolute")),
        earliest=pl.when(open_ended).then(pl.min_horizontal("one", "other")).otherwise(earliest),
        latest=pl.when(open_ended)
        .then(pl.max_horizontal("one", "other").dt.offset_by("1d"))
        .otherwise(latest),
    ).drop("ordered", "letters", "size", "one", "other")


def is_open(value: pl.Expr) -> pl.Expr:
    """True for a date in figures of which either may be the day: 03/04/2025."""
    return value.str.contains(r"^\d\d/\d\d/\d{4}")


def letters_in(value: pl.Series) -> tuple[str, ...]:
    """The letters of zones that stand behind dates, sorted."""
    return _said(value.str.extract(ZONED, 2))


def _said(letters: pl.Series) -> tuple[str, ...]:
    return tuple(letters.drop_nulls().unique().sort())


def zoned(value: pl.Expr, places: pl.Expr, said: Iterable[str]) -> pl.Expr:
    """A date whose clock has the letters of a zone, as ISO 8601 has it (2025-01-18T10:23-05:00), by the
    places that the document is of; any other value as it is."""
    at, letters = value.str.extract(ZONED, 1), value.str.extract(ZONED, 2)
    local = at.str.to_datetime("%Y-%m-%dT%H:%M", strict=False, time_unit="us")
    east = pl.lit(None, pl.Int64)
    for name in said:
        zones = ZONES[name]
        of_place = [pl.when(_has_place(places, zone)).then(_east(local, zone)) for zone in zones]
        east = pl.when(letters == name).then(pl.coalesce(*of_place, _east(local, zones[0]))).otherwise(east)
    sign = pl.when(east < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    two = [part.cast(pl.String).str.zfill(2) for part in (east.abs() // 60, east.abs() % 60)]
    return pl.when(east.is_not_null()).then(at + sign + two[0] + ":" + two[1]).otherwise(value)


def _east(local: pl.Expr, zone: Zone) -> pl.Expr:
    """Minutes east of Greenwich of a clock in a zone."""
    if "/" not in zone.east:
        return pl.lit(int(zone.east), pl.Int64)
    there = local.dt.replace_time_zone(zone.east, ambiguous="earliest", non_existent="null")
    return (there.dt.base_utc_offset() + there.dt.dst_offset()).dt.total_minutes()


def _has_place(places: pl.Expr, zone: Zone) -> pl.Expr:
    return pl.any_horizontal(False, *(places.list.contains(place) for place in zone.places)).fill_null(False)


def _is_placed(letters: pl.Expr, places: pl.Expr) -> pl.Expr:
    """True where the document's places tell what the letters of its zone mean."""
    return pl.any_horizontal(
        False, *((letters == name) & _has_place(places, zone) for name in OPEN_ZONES for zone in ZONES[name])
    )


def _of_letters(letters: pl.Expr, which: str) -> pl.Expr:
    """Minutes east of the likeliest zone of open letters, of the westernmost, or of the easternmost."""
    found = {}
    for name in OPEN_ZONES:
        minutes = [int(zone.east) if "/" not in zone.east else WHILE_IST[zone.east] for zone in ZONES[name]]
        found[name] = {"likely": minutes[0], "west": min(minutes), "east": max(minutes)}[which]
    return letters.replace_strict(found, default=None, return_dtype=pl.Int64)


def orders(value: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """03/04/2025 as ISO text, the day first and the month first."""
    first, second, year, rest = (value.str.slice(*part) for part in ((0, 2), (3, 2), (6, 4), (10, None)))
    return year + "-" + second + "-" + first + rest, year + "-" + first + "-" + second + rest


def days(value: pl.Expr, is_day_first: pl.Expr) -> pl.Expr:
    """03/04/2025 as ISO text in the order known, or both days, the earlier first: 2025-03-04/2025-04-03."""
    day_first, month_first = orders(value)
    both = pl.min_horizontal(day_first, month_first) + "/" + pl.max_horizontal(day_first, month_first)
    return pl.when(is_day_first).then(day_first).when(~is_day_first).then(month_first).otherwise(both)


def _moment(text: pl.Expr) -> pl.Expr:
    """ISO text of month, day or minute, with or without zone → the moment in UTC; null for anything else."""
    size = text.str.len_chars()
    zoned = (
        pl.when(size > 16)
        .then(text)
        .str.to_datetime("%Y-%m-%dT%H:%M%:z", strict=False, time_unit="us", time_zone="UTC")
    )
    local = (
        pl.when(size == 16)
        .then(text)
        .when(size == 10)
        .then(text + "T00:00")
        .when(size == 7)
        .then(text + "-01T00:00")
        .when(size == 4)
        .then(text + "-01-01T00:00")
    )
    return pl.coalesce(
        zoned,
        local.str.to_datetime("%Y-%m-%dT%H:%M", strict=False, time_unit="us").dt.replace_time_zone("UTC"),
    )
