"""Know on which day of a year a holiday is."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Final

from assets.languages import DEFAULT, BrokenLanguage, nearest

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EASTER: Final = "easter"


@cache
def holidays() -> dict[str, str]:
    """The rule of each holiday, by its name: English."""
    lines = (line.partition("\t") for line in nearest(DEFAULT).lines("holidays.tsv"))
    return {name: rule for name, _, rule in lines}


def try_holidays() -> None:
    """See that each holiday has a rule that gives a day.

    Raises:
        BrokenLanguage: one has none; the message names the file and the line.
    """
    file = nearest(DEFAULT).folder / "holidays.tsv"
    for line in nearest(DEFAULT).lines(file.name):
        try:
            name, _ = line.split("\t")
            holiday(name, 2024)
        except (ValueError, IndexError) as broken:
            raise BrokenLanguage(
                f"{file}: {line!r} gives no day ({broken}). Write a name, a tab, and MM-DD, or like "
                "`4 thursday 11`, or like `easter -2`."
            ) from broken


def names_holiday(surface: str) -> bool:
    """True for a date that is named by a holiday: this Christmas."""
    return any(name in surface for name in holidays())


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year from 1 to 9999.

    Raises:
        KeyError: no holiday has that name.
    """
    first, *others = holidays()[name].split()
    if first == EASTER:
        return _easter(year) + timedelta(days=int(others[0]) if others else 0)
    if not others:
        month, day = first.split("-")
        return date(year, int(month), int(day))
    weekday, month, *more = others
    return _nth(int(first), WEEKDAYS.index(weekday), int(month), year) + timedelta(
        days=int("".join(more) or 0)
    )


def _nth(count: int, weekday: int, month: int, year: int) -> date:
    """The so-and-so-manieth such weekday of a month; -1 is its last."""
    begin = date(year, month, 1)
    if count < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return begin + timedelta(days=(weekday - begin.weekday()) % 7 + 7 * (count - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    quarter, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
