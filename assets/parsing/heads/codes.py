"""Codes of two letters before each field, as one press database exports them: HD, BY, PD, SN, LP, TD."""

import re
from collections.abc import Sequence
from typing import Final

from assets.parsing.heads.labels import OTHER, TEXT, Statement, inside, values

FIELDS: Final = {"HD": "headline", "BY": "author", "CR": "credit", "PD": "published", "SN": "outlet"}
FIELDS_TOO: Final = {"SE": "section", "LA": "language", "LP": TEXT, "TD": TEXT}
OTHERS: Final = (
    "AN|ART|CLM|CO|CT|CX|CY|DLN|ED|ET|FDS|GC|IN|IPC|IPD|NGC|NS|PG|PUB|RBB|RE|RF|RST|SC|SU|TI|VOL|WC"
)
CODES: Final = {**dict.fromkeys(OTHERS.split("|"), OTHER), **FIELDS, **FIELDS_TOO}
SURE: Final = ("WC", "PD", "SN", "LA", "LP", "TD", "CY")
"""Codes of which three stand beside HD."""
FEWEST: Final = 3
NEAR: Final = 12  # lines from the top in which the first of them stands
CODED: Final = re.compile(r"^\s{0,3}([A-Z]{2,3})(?:\s{2,}|\t\s*|\s*$)")
CODED_CLOSE: Final = re.compile(r"^\s{0,3}([A-Z]{2,3})(?:\s+|$)")
"""The same with one space behind it."""


def read(lines: Sequence[str]) -> list[Statement] | None:
    """Lines of a text → what its coded lines state; nothing where it has none."""
    if not any(line.lstrip().startswith("HD") for line in lines[:NEAR]):
        return None
    for form in (CODED, CODED_CLOSE):
        coded = {
            nth: found for nth, line in enumerate(lines) if (found := form.match(line)) and found[1] in CODES
        }
        codes = [found[1] for found in coded.values()]
        if "HD" in codes and min(coded) < NEAR and sum(code in codes for code in SURE) >= FEWEST:
            return _stated(lines, coded)
    return None


def _stated(lines: Sequence[str], coded: dict[int, re.Match[str]]) -> list[Statement]:
    found: list[Statement] = []
    seen: set[str] = set()
    code, clock = "", ""
    for nth, line in enumerate(lines):
        if nth in coded and (coded[nth][1] not in seen or CODES[coded[nth][1]] == OTHER):
            code = coded[nth][1]
            seen.add(code)
            start, end = inside(line, coded[nth].end(), len(line.rstrip()))
            value = line[start:end]
            if code == "ET":
                clock = value
            field = CODES[code]
            found.append(Statement(nth, start, end, field, () if field == TEXT else values(field, value)))
        elif code and CODES[code] != TEXT and line.strip():
            start, end = inside(line, 0, len(line.rstrip()))
            first = next((at for at in range(len(found) - 1, -1, -1) if found[at].values), None)
            if first is not None and found[first].field == CODES[code] and code in ("HD", "SN"):
                (said,) = found[first].values
                found[first] = found[first]._replace(values=(f"{said} {line[start:end]}",))
            elif CODES[code] not in (OTHER, TEXT) and not found[-1].values:
                found.append(Statement(nth, start, end, CODES[code], values(CODES[code], line[start:end])))
                continue
            found.append(Statement(nth, start, end, CODES[code]))
    if clock:
        found = [
            one._replace(values=(f"{one.values[0]} {clock}",))
            if one.field == "published" and one.values
            else one
            for one in found
        ]
    return found
