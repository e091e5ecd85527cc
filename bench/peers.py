"""What other people's rules keep of a page in plain text, so that any set of pages can be compared with
them."""

import re
from collections import Counter
from collections.abc import Callable

import polars as pl

TERMINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
C4_ENDS = (".", "!", "?", '"', "'", "”", "’")  # kindly: the original knows no curly quotes
C4_WORDS = 3
C4_BANNED = (
    "javascript",
    "lorem ipsum",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
SENTENCE = 50  # characters
Rule = Callable[[list[str]], list[str]]


def everything(lines: list[str]) -> list[str]:
    """All lines."""
    return lines


def c4(lines: list[str]) -> list[str]:
    """C4's line rules: sentences of three words or more that mention no script, cookie or policy."""
    return [
        line
        for line in lines
        if line.endswith(C4_ENDS)
        and not line.endswith("...")
        and len(line.split()) >= C4_WORDS
        and not any(word in line.lower() for word in C4_BANNED)
    ]


def span(lines: list[str]) -> list[str]:
    """All that stands between the first line and the last that read like sentences."""
    at = [n for n, line in enumerate(lines) if len(line) >= SENTENCE and TERMINAL.search(line)]
    return lines[at[0] : at[-1] + 1] if at else []


def unrepeated(frame: pl.DataFrame, rendering: str) -> dict[str, list[str]]:
    """CCNet's idea: the lines that no other page of the site has, by page."""
    pages = {
        (site, page): _lines(text) for site, page, text in frame.select("site", "id", rendering).iter_rows()
    }
    seen = Counter((site, line) for (site, _), lines in pages.items() for line in set(lines))
    return {page: [line for line in lines if seen[site, line] < 2] for (site, page), lines in pages.items()}


def kept(frame: pl.DataFrame, rendering: str) -> dict[str, list[str]]:
    """The text that each peer keeps of each page of the frame, in its order."""
    rules: dict[str, Rule] = {"keep everything": everything, "C4 line rules": c4, "span of sentences": span}
    found = {
        name: ["\n".join(rule(_lines(text))) for text in frame[rendering]] for name, rule in rules.items()
    }
    alone = unrepeated(frame, rendering)
    return found | {"lines repeated in a site": ["\n".join(alone[page]) for page in frame["id"]]}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
