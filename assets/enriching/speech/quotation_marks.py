"""Find what stands in quotation marks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# a class stands first: so the search skips from mark to mark
MARK: Final = re.compile("[\"“”„‟«»‘’‚'`](?:(?<=')'|(?<=`)`)?")
APOSTROPHES: Final = "’'"
SINGLE: Final = "‘’'‚"
LONGEST_SINGLE: Final = 400  # code points: beyond that an apostrophe was taken for a mark


@dataclass(slots=True)
class Quoted:
    """`text[start:end]` stands in quotation marks, which are part of it."""

    start: int
    end: int
    balanced: bool
    # closed by nothing, and the next paragraph opens with a mark: the quotation goes on there
    goes_on: bool = False

    @property
    def inner(self) -> slice:
        """What stands between the marks."""
        return slice(self.start + 1, self.end - 1 if self.balanced else self.end)


def find_quoted(text: str, passages: list[tuple[int, int]], closes: Mapping[str, str]) -> list[Quoted]:
    """The quotations of a text, in order and never nested, each within one passage.

    `closes`: the marks that may close a quotation, by the one that opens it.
    """
    found: list[Quoted] = []
    marks = MARK.finditer(text)
    match = next(marks, None)
    for start, end in passages:
        inside = []
        while match is not None and match.start() < end:
            inside.append(match.span())
            match = next(marks, None)
        if inside:
            before = found[-1] if found else None
            part = _in_passage(text, start, end, inside, closes)
            if part and before is not None and not before.balanced and part[0].start == start:
                before.goes_on = True
            found += part
    return found


def _in_passage(
    text: str, start: int, end: int, marks: list[tuple[int, int]], closes: Mapping[str, str]
) -> list[Quoted]:
    found: list[Quoted] = []
    opened: int | None = None
    opening = ""
    for at, behind in marks:
        mark = '"' if behind - at == 2 else text[at]
        if mark == "`":
            continue
        before = text[at - 1] if at > start else " "
        if opened is None and mark in APOSTROPHES and before.isalnum():
            continue
        after = text[behind] if behind < end else " "
        if opened is None:
            if mark in closes and _opens(mark, before, after):
                opened, opening = at, mark
            elif mark == "”" and before in ",.?!…" and not found and "“" not in text[start:at]:
                found.append(Quoted(start, at + 1, False))  # the opening mark was lost
        elif mark in closes[opening] and _shuts(mark, before, after, opening):
            if (opening not in SINGLE or at - opened <= LONGEST_SINGLE) and any(
                map(str.isalnum, text[opened + 1 : at])
            ):
                found.append(Quoted(opened, behind, True))
            opened = None
        elif opening in SINGLE and (mark not in SINGLE or at - opened > LONGEST_SINGLE):
            # What opened was an apostrophe.
            opens = mark in closes and _opens(mark, before, after)
            opened, opening = (at, mark) if opens else (None, "")
    if opened is not None and opening not in SINGLE:
        found.append(Quoted(opened, end, False))
    return found


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "“„«‟":
        return True
    if mark in "”’":
        return mark == "”" and before.isspace() and not after.isspace()
    if mark == "»":
        return before.isspace() and after.isalnum()
    return not before.isalnum() and before not in ",.?!;" and not after.isspace()


def _shuts(mark: str, before: str, after: str, opening: str) -> bool:
    if opening in SINGLE:
        return (
            not after.isalnum()
            and not before.isspace()
            and (before in ",.?!…" or not after.isspace() or before != "s")
        )
    if mark == '"' and opening == '"':
        return not before.isspace() or not after.isalnum()
    if mark == "“":
        return opening == "„" or (not before.isspace() and not after.isalnum())
    return True
