"""Whether a page's text shows its gold day at all: what no reader of the text could know is no miss."""

import re
from datetime import date

from assets.parsing.calendar import MONTHS
from assets.parsing.dates import UPDATED


def forms(day: date) -> re.Pattern[str]:
    """Every way in which a page writes one day in full."""
    names = "|".join(re.escape(name) for name, number in MONTHS.items() if number == day.month)
    d, m, y = (
        rf"0?{day.day}(?:st|nd|rd|th|\.|º|er|ª)?",
        f"0?{day.month}",
        f"(?:{day.year}|{day.year % 100:02})(?!\\d)",
    )
    return re.compile(
        rf"(?<!\d){day.year}\s?[-/.年]\s?{m}\s?[-/.月]\s?0?{day.day}(?!\d)"
        rf"|(?<!\d)(?:0?{day.day}\s?[-/.]\s?{m}|{m}\s?[-/.]\s?0?{day.day})\s?[-/.]\s?{y}"
        rf"|(?<!\d){d}[\s./,-]*(?:de |of |d')?(?:{names})\b[.,]?[\s./,'-]*(?:del? |di )?{y}"
        rf"|\b(?:{names})\b[.,]?\s*(?:the )?{d},?[\s,.-]*(?:at )?{day.year}(?!\d)",
        re.IGNORECASE,
    )


def shown(text: str, day: date) -> tuple[bool, bool]:
    """Whether the text shows the day anywhere, and whether it does so elsewhere than in a line that speaks of
    an update."""
    lines = [line for line in text.split("\n") if forms(day).search(line)]
    update = re.compile(rf"^\W*(?:{UPDATED})\b", re.IGNORECASE)
    return bool(lines), any(not update.search(line) for line in lines)
