"""Words that tell what the name beside them is: titles, heads of organisations, features of the land."""

from typing import Final

from assets.enriching.text.word_lists import listed

TITLES: Final = listed("titles")
HALF_TITLES: Final = listed("half_titles")
HEADS: Final = listed("heads")
SUFFIXES: Final = listed("suffixes")
TAKES_OF: Final = listed("takes_of")
LAND: Final = listed("land")
LAND_FIRST: Final = listed("land_first")
CALENDAR: Final = listed("calendar")
NO_NAMES: Final = listed("no_names")
THINGS: Final = listed("things")
SPEAKS: Final = listed("speaks")
WHERE: Final = listed("where")
GROUND: Final = listed("ground")
MAKERS: Final = listed("makers")
BRANCHES: Final = listed("branches")
KIN: Final = listed("kin")
SHIPS: Final = listed("ships")
VESSELS: Final = listed("vessels")
PRONOUN_OF: Final = {word: pronoun for pronoun in ("he", "she") for word in listed(pronoun)}
