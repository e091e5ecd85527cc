"""Pages nested deeper than any reader sees are made shallow before they are parsed: a parser looks through
all open elements at each tag, so that their number would count twice."""

import re
from typing import Final

import numpy as np

DEEPEST: Final = 1_000  # open elements; browsers stop at 512
SUSPICIOUS: Final = 8_000  # tags opened and not closed from which a page is looked at closely
TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>")
# elements that have no end, or that the next of their kind ends: they nest through others alone
SHALLOW: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
        "rp",
        "rt",
    ]
)


def flattened(html: str) -> str:
    """The page without the tags of the elements that lie deeper than `DEEPEST`; its text stays."""
    if _most_open(html) < SUSPICIOUS:
        return html
    open_elements, left_out = 0, 0

    def shallow(match: re.Match[str]) -> str:
        nonlocal open_elements, left_out
        closes, name = match.groups()
        if name.lower() in SHALLOW:
            return match.group()
        if closes:
            if left_out:
                left_out -= 1
                return " "
            open_elements = max(open_elements - 1, 0)
        elif open_elements >= DEEPEST:
            left_out += 1
            return " "
        else:
            open_elements += 1
        return match.group()

    return TAG.sub(shallow, html)


def _most_open(html: str) -> int:
    """The greatest number of tags opened and not closed, whatever they are."""
    data = np.frombuffer(html.encode("utf-8", "replace") + b"  ", dtype=np.uint8)
    after = data[np.flatnonzero(data == ord("<")) + 1]
    opens = ((after | 0x20) >= ord("a")) & ((after | 0x20) <= ord("z"))
    steps = opens.astype(np.int32) - (after == ord("/"))
    return int(np.cumsum(steps).max(initial=0))
