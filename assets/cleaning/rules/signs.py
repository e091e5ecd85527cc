"""`signs.txt` as rules: words that give a line away wherever they stand in it. Its head says how."""

import re
from collections.abc import Sequence
from typing import Final

from assets.parsing.rules import Rule

FILE: Final = "cleaning/rules/signs.txt"
LONGEST: Final = 400  # characters of a line
SHORTEST_LITERAL: Final = 5  # bytes: shorter ones are in too many lines to be worth seeking

REPEATED: Final = r"(?:[?*+]|\{[\d,]*\})"
INNERMOST_GROUP: Final = re.compile(rf"\((?:\?:)?[^()]*\){REPEATED}?")
NOT_LITERAL: Final = re.compile(
    rf".[?*]|.\{{[\d,]*\}}"  # a character that may be missing, or be there more often
    rf"|\[[^\]]*\]{REPEATED}?"  # one of several characters
    rf"|\\.{REPEATED}?"  # a class or an escaped mark
    r"|[\^$.+()\x1f]"
)


def rules_for(name: str, role: str, forms: Sequence[str]) -> tuple[Rule, ...]:
    """A rule of that name for each form: a regex, alternatives in groups alone; a blank is any white space.

    Raises:
        ValueError: A form has no five bytes in a row that are in each match: it could not be sought fast.
    """
    return tuple(_rule(name, role, form) for form in forms)


def _rule(name: str, role: str, form: str) -> Rule:
    literal = _longest_literal(form)
    if len(literal.encode()) < SHORTEST_LITERAL:
        cure = "write five letters in a row outside its groups."
        raise ValueError(f"{FILE}: rule {name!r}: the form {form!r} cannot be sought fast: {cure}")
    pattern = form.replace(" ?", r"\s?").replace(" ", r"\s+")
    return Rule(name, role, pattern, LONGEST, literal)


def _longest_literal(form: str) -> str:
    """The longest piece of a form that is in each line that it matches."""
    # twice, for groups in groups
    without_groups = INNERMOST_GROUP.sub("\x1f", INNERMOST_GROUP.sub("\x1f", form))
    return max(NOT_LITERAL.split(without_groups), key=len).strip()
