"""The numbers behind the plots: few enough bars to be read on a phone, every article in one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

BARS: Final = 62  # bars of a plot at most
TRACKS: Final = 12  # outlets on a timeline
DAYS: Final = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True)
class Bar:
    """One bar: its label and its height."""

    label: str
    value: int


def over_time(counts: Iterable[tuple[date, int]]) -> tuple[str, list[Bar]]:
    """Counts by day → the unit (day, week, month, year) that needs few enough bars, and the bars, empty ones
    included.

    Beyond the last `BARS` years the earlier ones go into the first bar.
    """
    known = dict(counts)
    if not known:
        return "day", []
    first, last = min(known), max(known)
    unit = next((u for u, days in DAYS.items() if (last - first).days < BARS * days), "year")
    found: dict[str, int] = {}
    day = _start(first, unit)
    while day <= last:
        found[_label(day, unit)] = 0
        day = _start(day + timedelta(days=DAYS[unit]), unit)
    for day, count in known.items():
        found[_label(_start(day, unit), unit)] += count
    bars = [Bar(label, value) for label, value in found.items()]
    if len(bars) > BARS:
        early = bars[: len(bars) - BARS + 1]
        bars = [Bar(f"until {early[-1].label}", sum(bar.value for bar in early)), *bars[len(early) :]]
    return unit, bars


@dataclass(frozen=True)
class Track:
    """When one outlet told a story: places from 0 to 100 on its line."""

    outlet: str
    places: list[float]


def timeline(articles: Iterable[dict[str, Any]]) -> tuple[datetime, datetime, list[Track]] | None:
    """The first and the last moment at which dated articles were published, and a track for each outlet, the
    first to tell it first; None where fewer than two moments are known."""
    dated = [(a["published_at"], a["outlet"] or "no outlet") for a in articles if a["published_at"]]
    if len({at for at, _ in dated}) < 2:
        return None
    first, last = min(at for at, _ in dated), max(at for at, _ in dated)
    found: dict[str, list[float]] = {}
    for at, outlet in sorted(dated):
        found.setdefault(outlet, []).append(round(100 * ((at - first) / (last - first)), 1))
    tracks = [Track(outlet, places) for outlet, places in found.items()]
    if len(tracks) > TRACKS:
        others = sorted({place for track in tracks[TRACKS - 1 :] for place in track.places})
        tracks = [*tracks[: TRACKS - 1], Track(f"{len(tracks) - TRACKS + 1} more outlets", others)]
    return first, last, tracks


def histogram(counts: Iterable[tuple[int, int]], bins: int = 20) -> list[Bar]:
    """Counts by bin of a share → one bar per bin, empty ones included."""
    known = dict(counts)
    step = 100 // bins
    return [Bar(f"{bin * step}–{bin * step + step} %", known.get(bin, 0)) for bin in range(bins)]


def _start(day: date, unit: str) -> date:
    """The first day of the unit that a day lies in."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _label(day: date, unit: str) -> str:
    if unit == "week":
        return f"week of {day:%Y-%m-%d}"
    return f"{day:%Y-%m}" if unit == "month" else f"{day.year}" if unit == "year" else f"{day:%Y-%m-%d}"
