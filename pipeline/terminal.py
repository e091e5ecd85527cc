"""Text of documents and names of files in a terminal, where some characters are commands."""

import re
from typing import Final

ACTING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls: they move, colour, clear, rename the window
    # bidirectional marks: they turn round what stands beside them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    # separators of lines, the byte order mark, and halves that cannot be written at all
    "\u2028\u2029\ufeff\ud800-\udfff]"
)
BUT_LINES: Final = re.compile(f"(?!\n){ACTING.pattern}")


def visible(text: str, lines: bool = False) -> str:
    r"""The text with every character that would act on the terminal written as an escape: `\x1b`, `\u202e`,
    `\n`.

    With `lines` the ends of lines stay: for text that has lines of our own.
    """
    return (BUT_LINES if lines else ACTING).sub(
        lambda found: found[0].encode("unicode_escape").decode(), text
    )
