"""The years that the times of news fall in. What lies outside is a computer's placeholder or a slip of the
pen, and is no date."""

from typing import Final

RETRIEVED: Final = (1990, 2099)
"""Of fetching a page: the web is so old. Zero times of computers (the years 1, 1601, 1970, 1980) and their
"never" (9999) lie outside."""

PUBLISHED: Final = (1900, 2099)
"""Of publishing and updating, as the lines of a page state it."""

SPOKEN_OF: Final = (1000, 2999)
"""Of the days that a text speaks of: "900 years ago" has its year in it, "the next 999 decades" has not."""
