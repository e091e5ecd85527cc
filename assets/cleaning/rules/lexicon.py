"""The named rules: what a line says outright, whatever stands around it.

They stand in three files beside this one, whose heads say how to write them, and are tried in this order:
`phrases.txt` (lines of fixed words and nothing else), `patterns.toml` (lines of a form), `signs.txt` (words
that give a line away wherever they stand in it).
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from assets.cleaning.rules import patterns, signs
from assets.data import packaged
from checks.vocabulary import ROLES


class Phrases(NamedTuple):
    """Lines that are one of `words` and nothing else have `role`."""

    name: str
    role: str
    words: tuple[str, ...]


def _under_heads(sections: Mapping[str, list[str]], file: str) -> Iterator[Phrases]:
    """The lines of a text under each of its heads, `[rule: role]`.

    Raises:
        ValueError: A head names no role that there is.
    """
    for head, lines in sections.items():
        rule, _, role = head.partition(": ")
        if role not in ROLES:
            cure = f"write [rule: role], where role is one of {', '.join(ROLES)}."
            raise ValueError(f"{file}: [{head}] names no role: {cure}")
        yield Phrases(rule, role, tuple(lines))


PATTERNS: Final = patterns.load()
PHRASES: Final = (
    *_under_heads(packaged.sections("cleaning/rules/phrases.txt"), "cleaning/rules/phrases.txt"),
    *(Phrases(known.name, known.role, known.alone) for known in PATTERNS if known.alone),
)
SIGNED: Final = tuple(_under_heads(packaged.sections("cleaning/rules/signs.txt"), "cleaning/rules/signs.txt"))
SIGNS: Final = tuple(sign for section in SIGNED for sign in signs.rules_for(*section))
RULES: Final = (*(known.rule() for known in PATTERNS if known.pattern), *SIGNS)

# Rules that say what a dropped line is, but leave it to the line model whether it is dropped: papers close
# their own text with such lines, and "Anna Lund says:" may stand before a comment or a quotation.
NAMES_ONLY: Final = frozenset(known.name for known in PATTERNS if known.strength == "names_only")
# Rules that drop a line unless the line model, which does not hear of them, is sure of it.
MODEL_MAY_KEEP: Final = frozenset(
    [
        *(known.name for known in PATTERNS if known.strength == "model_may_keep"),
        *(phrase.name for phrase in PHRASES if phrase.name.endswith("_signs")),
        *(sign.name for sign in SIGNS),
    ]
)
