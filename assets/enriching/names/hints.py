"""Know names that are something, often (companies, teams, papers), and what only looks like a name."""

from dataclasses import dataclass
from functools import cache

from assets.languages import Language


@dataclass(frozen=True, slots=True)
class Hints:
    """Names that are known to be something, often: by name, what; and how long those are that a word
    begins."""

    names: dict[str, str]
    reach: dict[str, int]


@cache
def hints_of(language: Language) -> Hints:
    """What `hints.txt` of a language says."""
    names: dict[str, str] = {}
    section = ""
    for line in language.lines("hints.txt"):
        if line.startswith("["):
            section = line.strip("[]")
            continue
        for name in line.split(";"):
            words = name.strip().rstrip(".").removeprefix("The ")
            names[words] = names[words] + "+" + section if words in names else section
    reach: dict[str, int] = {}
    for name in names:
        parts = name.replace("-", " ").replace("&", " ").split()
        reach[parts[0]] = max(reach.get(parts[0], 0), len(parts))
    return Hints(names, reach)
