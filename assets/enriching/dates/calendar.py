"""Count days, weeks, months and years from a day, within the years that news speaks of."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from assets.enriching.dates.holidays import holiday
from checks.years import SPOKEN_OF

Interval = tuple[date, date]  # both days inclusive
FAR_DAYS: Final = 110  # days that the nearest day may lie on the wrong side of the day seen
FAR_HOLIDAYS: Final = 45  # … the nearest such holiday
FAR_MONTHS: Final = 75  # … and the nearest edge of the nearest month

DAYS: Final = {"day": 1, "week": 7}
YEARS: Final = {"year": 1, "decade": 10, "century": 100}
STEPS: Final = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1}


class OffCalendar(Exception):
    """The day counted to lies in no year that news speaks of. Every function here may raise it."""


def day(seen: date, shift: int) -> Interval:
    """A day, counted from the one seen."""
    found = _shifted(seen, shift)
    return found, found


def month(of: int, number: int) -> Interval:
    """A month of a year; numbers beyond 1 to 12 run into the years beside it."""
    of, number = of + (number - 1) // 12, (number - 1) % 12 + 1
    return _day(of, number, 1), _day(of, number, monthrange(of, number)[1])


def year(of: int) -> Interval:
    """A whole year."""
    return _day(of, 1, 1), _day(of, 12, 31)


def _day(of: int, number: int, first: int) -> date:
    """The one way here to make a day of numbers."""
    if not SPOKEN_OF[0] <= of <= SPOKEN_OF[1]:
        raise OffCalendar
    return date(of, number, first)


def _shifted(seen: date, shift: int) -> date:
    """The one way here to make a day of another."""
    try:
        found = seen + timedelta(days=shift)
    except OverflowError:
        raise OffCalendar from None
    return _day(found.year, found.month, found.day)


def nearest_day(number: int, first: int, of: int | None, seen: date) -> date | None:
    """The day of that month, in the year given or in the one that brings it nearest to the day seen; None
    where there is no such day."""
    found = []
    for candidate in (of,) if of is not None else (seen.year - 1, seen.year, seen.year + 1):
        if first <= monthrange(candidate, number)[1]:
            found.append(_day(candidate, number, first))
    return min(found, key=lambda one: (abs((one - seen).days), one), default=None)


def day_by_tense(number: int, first: int, weekday: int | None, seen: date, tense: str) -> date | None:
    """The day of that month that brings it nearest to the day seen: with a weekday, of those years that have
    it so; else, where the nearest lies far on the wrong side, on the side that the tense says."""
    days = [_day(of, number, first) for of in _years_around(seen) if first <= monthrange(of, number)[1]]
    if weekday is not None:
        days = [one for one in days if one.weekday() == weekday] or days
    found = _on_side([(one, one) for one in days], seen, tense, FAR_DAYS)
    return found[0] if found is not None else None


def month_by_tense(number: int, seen: date, tense: str, outright: bool) -> Interval:
    """The month nearest to the day seen; where it lies far on the wrong side, the one that the tense says.

    `outright`: the tense is beyond doubt: then it never lies on the other side.
    """
    months = [month(of, number) for of in _years_around(seen)]
    return _on_side(months, seen, tense, 0 if outright else FAR_MONTHS) or months[1]


def holiday_by_tense(name: str, seen: date, which: str, tense: str) -> Interval:
    """The holiday nearest to the day seen; last and next never are the day itself."""
    days = [holiday_in(name, of)[0] for of in _years_around(seen)]
    if which == "last":
        days = [one for one in days if one < seen][-1:] or days
    if which == "next":
        days = [one for one in days if one > seen][:1] or days
    found = _on_side([(one, one) for one in days], seen, tense, FAR_HOLIDAYS)
    return found or (days[1], days[1])


def holiday_in(name: str, of: int) -> Interval:
    """The holiday of a year."""
    found = holiday(name, _day(of, 1, 1).year)
    return found, found


def _years_around(seen: date) -> tuple[int, int, int]:
    return seen.year - 1, seen.year, seen.year + 1


def _on_side(spans: list[Interval], seen: date, tense: str, far: int) -> Interval | None:
    """The nearest, or the nearest on the side of the tense where that one lies `far` days on the other."""

    def distance(span: Interval) -> int:
        return max((span[0] - seen).days, (seen - span[1]).days, 0)

    ordered = sorted(spans, key=lambda span: (distance(span), span))
    if not ordered:
        return None
    best = ordered[0]
    wrong = (tense == "past" and best[0] > seen) or (tense == "ahead" and best[1] < seen)
    if not wrong or distance(best) <= far:
        return best
    right = [one for one in ordered if (one[0] <= seen if tense == "past" else one[1] >= seen)]
    return right[0] if right else best


def quarter(number: int, of: int | None, seen: date, tense: str) -> Interval:
    """A quarter of a year: of the year given, else the last that has begun, the next where it lies ahead."""
    years = (of,) if of is not None else _years_around(seen)
    spans = [(month(one, 3 * number - 2)[0], month(one, 3 * number)[1]) for one in years]
    if tense == "ahead":
        return next((span for span in spans if span[1] >= seen), spans[-1])
    return next((span for span in reversed(spans) if span[0] <= seen), spans[0])


def half(number: int, of: int) -> Interval:
    """The first or second half of a year."""
    return month(of, 6 * number - 5)[0], month(of, 6 * number)[1]


def week_of(count: int, whole: Interval) -> Interval:
    """The seven days that are the so-and-so-manieth of a month; -1 is its last."""
    first = whole[1] - timedelta(days=6) if count < 0 else whole[0] + timedelta(days=7 * (count - 1))
    return first, min(first + timedelta(days=6), whole[1])


def century(number: int) -> Interval:
    """The nineteenth century begins in 1801."""
    return year(100 * number - 99)[0], year(100 * number)[1]


def moved(granularity: str, whole: Interval, count: int, unit: str) -> tuple[str, Interval]:
    """What lies so many units behind a time, or before it where `count` is negative: a year earlier."""
    first, last = whole
    if unit in DAYS:
        days = count * DAYS[unit]
        return granularity, (_shifted(first, days), _shifted(last, days))
    months = count * (1 if unit == "month" else 12 * YEARS[unit])
    if granularity in ("month", "quarter") or (granularity == "year" and unit != "month"):
        begin, end = month(first.year, first.month + months)[0], month(last.year, last.month + months)[1]
        return granularity, (begin, end)
    found = month(first.year, first.month + months)
    return ("month", found) if unit == "month" else ("year", year(found[0].year))


def nearest_month(number: int, seen: date, which: str) -> Interval:
    """The month nearest to the day seen; last and next are never the month seen itself."""
    months = [month(of, number) for of in (seen.year - 1, seen.year, seen.year + 1)]
    if which == "last":
        return max(found for found in months if found[1] < seen)
    if which == "next":
        return min((found for found in months if found[0] > seen), default=months[-1])
    return min(months, key=lambda found: (_months_off(found[0], seen), found))


def _months_off(first: date, seen: date) -> int:
    return abs((first.year - seen.year) * 12 + first.month - seen.month)


def weekday(number: int, seen: date, which: str, ahead: bool) -> Interval:
    """The last such weekday up to the day seen, itself included; the coming one where it is still ahead."""
    back = (seen.weekday() - number) % 7
    if which == "last" or which == "this past":
        return day(seen, -(back or 7))
    if which in ("next", "this coming"):
        return day(seen, 7 - back)
    if ahead or which == "this":
        return day(seen, (number - seen.weekday()) % 7)
    return day(seen, -back)


def relative(which: str, unit: str, seen: date) -> tuple[str, Interval]:
    """The week, weekend, month, year, decade or century before, at or after a day, and its granularity."""
    step = STEPS[which]
    if unit in ("week", "weekend"):
        first = 7 * step - seen.weekday() + (5 if unit == "weekend" else 0)
        return ("week" if unit == "week" else "span"), (
            _shifted(seen, first),
            _shifted(seen, 7 * step - seen.weekday() + 6),
        )
    if unit == "month":
        return "month", month(seen.year, seen.month + step)
    if unit == "year" and which != "past":
        return "year", year(seen.year + step)
    if which == "past" and unit == "year" and seen.month == 1:
        return "year", year(seen.year - 1)  # in January the past year is the last one
    if which == "past":
        return "span", span("past", 1, unit, seen)
    size = YEARS[unit]
    first = (seen.year // size + step) * size
    return unit, (year(first)[0], year(first + size - 1)[1])


def step_back(count: int, unit: str, seen: date) -> Interval:
    """So many units ago: that day, or the week, month or year around it."""
    if unit == "day":
        return day(seen, -count)
    if unit == "week":
        return _shifted(seen, -7 * count - 3), _shifted(seen, -7 * count + 3)
    if unit == "month":
        return month(seen.year, seen.month - count)
    return year(seen.year - count * YEARS[unit])


def span(which: str, count: int, unit: str, seen: date) -> Interval:
    """The last or next so many units, up to the day seen or from it."""
    step = 1 if which == "next" else -1
    if unit in DAYS:
        other = _shifted(seen, step * count * DAYS[unit])
    else:
        months = count if unit == "month" else 12 * count * YEARS[unit]
        first, last = month(seen.year + step * (months // 12), seen.month + step * (months % 12))
        other = min(_shifted(first, seen.day - 1), last)
    seen = _shifted(seen, 0)
    return (other, seen) if step < 0 else (seen, other)


def edge(side: str, whole: Interval) -> Interval:
    """The end of a period is its last day, its start the first, its middle the one between."""
    first, last = whole
    found = (
        last
        if side in ("end", "close")
        else first
        if side in ("beginning", "start")
        else first + (last - first) // 2
    )
    return found, found
