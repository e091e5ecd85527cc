"""Lines that label a field, at the head of a text: `Title: …`, the heads of mails, the forms of press
databases; and what those print at the foot."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assets.parsing.heads.labels import (
    LEXICON,
    MAILBOX,
    OTHER,
    OTHERS,
    PRESS,
    TEXT,
    Label,
    Statement,
    address,
    inside,
    is_day,
    label,
    normal,
    values,
)

MOST: Final = 60  # lines of a head
ABOVE: Final = 7  # lines without a label that may stand above a press database's labels
VALUE_WORDS: Final = 3  # of a title, at the least, where its label may name something else as well
TEXT_CHARS: Final = 60  # behind a label of the text, from which it is one
LONGEST_VALUE: Final = 300  # characters beside a label that is in no list
FEWEST: Final = 2  # labels that make a head
FEWEST_UNDER_TITLE: Final = 3  # the same under a line without a label
FEWEST_OF_PRESS: Final = 2  # labels that a press database's form alone has
CORE: Final = frozenset(
    {"headline", "deck", "author", "published", "modified", "url", "outlet", "section", "tag", TEXT}
)
BY_FORM: Final = ({"author", "published"}, {"published", "modified"}, {"author", "modified", "published"})
"""Fields whose labels the lines of any page have: nothing more need be said of those."""
MAIL: Final = frozenset({"from", "subject", "date", "message id", "to", "newsgroups", "sender", "reply to"})
FEWEST_OF_MAIL: Final = 3
HEADER: Final = re.compile(r"^[A-Za-z][A-Za-z0-9-]*:(?:\s|$)")
COPYRIGHT: Final = re.compile(r"^\W*(?:copyright\b|\(c\)|©|all rights reserved)", re.I)
NUMBERED: Final = re.compile(
    r"^\W*(?:document|dokument|documento|article|artikel|item|result)?\s*\d+\s+(?:of|von|de|di|sur|z|van|av|из)\s+[\d,.]+"
    r"(?:\s+\w+)?\W*$",
    re.I,
)
"""`12 of 250 DOCUMENTS`, `Document 3 of 25`."""
CLOSING: Final = re.compile(r"^\W*(?:end of document|document \w+\d{6,}\w*|load-date:.*)\W*$", re.I)
RULED: Final = re.compile(r"^[\s_=*~-]{3,}$")
EDITION: Final = re.compile(
    r"\b(?:edition|ausgabe|edición|édition|edizione|edição|editie|final|wydanie)\b\W*\w*\W*$", re.I
)
COUNTED: Final = re.compile(
    r"^\d[\d,.]*\s+(?:words?|wörter|worte|mots|palabras|parole|palavras|woorden|ord|słów|слов|слова|kelime|字)$",
    re.I,
)
SIGNED: Final = re.compile(r"^(?:by|von|par|por|di|de|door|av|af|przez)\s+\S", re.I)


def read(lines: Sequence[str]) -> list[Statement] | None:
    """Lines of a text → what its head and foot state; nothing where they state nothing."""
    head = head_of(lines)
    if head is None:
        return None
    behind = max(one.line for one in head) + 1
    return [*head, *foot_of(lines, behind, _is_press(head, lines))]


def head_of(lines: Sequence[str]) -> list[Statement] | None:
    """What the head of a text states; nothing where it is no head."""
    filled = [nth for nth, line in enumerate(lines[:MOST]) if line.strip()]
    if not filled:
        return None
    above = _above(lines, filled)
    for first in [0] if above == 0 else [above, 0]:
        if first >= len(filled):
            continue
        block = _block(lines, filled[first])
        if block is None:
            continue
        stated, words = block
        if first == 0 and _is_head(stated, words, FEWEST):
            return stated
        if first and _is_head(stated, words, FEWEST_UNDER_TITLE):
            over = _over(lines, filled[:first], stated, words)
            if over is not None:
                return [*over, *stated]
    return _counted(lines, filled)


def _above(lines: Sequence[str], filled: Sequence[int]) -> int:
    """How many lines without a label stand above the first label that a list knows."""
    for nth, at in enumerate(filled[: ABOVE + 4]):
        known = label(lines[at])
        if known is not None and known.fields and not (COPYRIGHT.match(lines[at]) and nth == 0):
            return nth
    return len(filled)


def _block(lines: Sequence[str], first: int) -> tuple[list[Statement], list[str]] | None:
    """The labelled lines from `first` on: what they state, and their labels; nothing where that has none."""
    rows: list[tuple[int, Label | None]] = []
    blank, nth = False, first
    is_mail = _is_mail(lines, first)
    while nth < min(len(lines), first + MOST):
        line = lines[nth]
        if not line.strip():
            blank = True
            if is_mail:
                break
            nth += 1
            continue
        known = label(line)
        if (
            known is not None
            and known.fields
            and known.fields[0] == TEXT
            and not _brings_text(lines, nth, known)
        ):
            known = known._replace(fields=known.fields[1:])
        if rows and (address(line.strip()) or _heads_text(line, rows)):
            rows.append((nth, known))
            blank = False
            if _heads_text(line, rows):
                break
            nth += 1
            continue
        goes_on = bool(rows) and line[:1] in " \t" and not blank and not _is_known(known)
        if _is_known(known) or (is_mail and HEADER.match(line)):
            rows.append((nth, known))
        elif goes_on or (rows and _awaits(rows, lines) and _fits_under(rows, line, blank)):
            rows.append((nth, None))
        elif known is not None and rows and not blank and known.end - known.start <= LONGEST_VALUE:
            rows.append((nth, known))
        elif rows and COPYRIGHT.match(line):
            rows.append((nth, None))
        else:
            break
        blank = False
        if known is not None and known.fields[:1] == (TEXT,):
            break
        nth += 1
    while rows and rows[-1][1] is not None and not rows[-1][1].fields and not is_mail:
        rows.pop()
    if not rows or not _is_known(rows[0][1]):
        return None
    return list(_stated(lines, rows, is_mail)), [known.word for _, known in rows if known is not None]


def _heads_text(line: str, rows: Sequence[tuple[int, Label | None]]) -> bool:
    """True for a word that heads the text of a press database, without a mark behind it."""
    words = {known.word for _, known in rows if known is not None}
    return len(words & PRESS) >= FEWEST_OF_PRESS and LEXICON.get(normal(line.strip()), ())[:1] == (TEXT,)


def _is_known(known: Label | None) -> bool:
    return known is not None and bool(known.fields)


def _brings_text(lines: Sequence[str], nth: int, known: Label) -> bool:
    """True where the label of a text has one beside it or under it."""
    return known.end <= known.start or known.end - known.start >= TEXT_CHARS


def _awaits(rows: Sequence[tuple[int, Label | None]], lines: Sequence[str]) -> bool:
    """True where the last label has no value beside it."""
    nth, known = rows[-1]
    return known is not None and known.end <= known.start and bool(known.fields) and nth < len(lines)


def _fits_under(rows: Sequence[tuple[int, Label | None]], line: str, blank: bool) -> bool:
    """True where a line may be the value of the label above it."""
    return not blank and len(line.strip()) <= LONGEST_VALUE


def _is_mail(lines: Sequence[str], first: int) -> bool:
    """True where the lines up to the first blank one are a mail's."""
    words = set()
    for line in lines[first : first + MOST]:
        if not line.strip():
            break
        if not HEADER.match(line) and line[:1] not in " \t":
            return False
        words.add(line.partition(":")[0].lower().replace("-", " "))
    return len(words & MAIL) >= FEWEST_OF_MAIL or {"from", "subject"} <= words


def _stated(
    lines: Sequence[str], rows: Sequence[tuple[int, Label | None]], is_mail: bool = False
) -> Iterator[Statement]:
    """What labelled lines state, each label taken for what the others leave open."""
    sure = {known.fields[0] for _, known in rows if known is not None and len(known.fields) == 1}
    found: list[Statement] = []
    for nth, known in rows:
        if known is None:
            start, end = inside(lines[nth], 0, len(lines[nth].rstrip()))
            if found_at := address(lines[nth].strip()):
                taken = "url" in sure or any(one.field == "url" for one in found)
                found.append(
                    Statement(nth, start, end, OTHER if taken else "url", () if taken else (found_at,))
                )
                continue
            if LEXICON.get(normal(lines[nth].strip()), ())[:1] == (TEXT,):
                found.append(Statement(nth, end, end, TEXT))
                continue
            _go_on(found, nth, start, end, lines[nth])
            continue
        value = lines[nth][known.start : known.end]
        field = _named(known, value, sure, is_mail)
        field = OTHER if field == "author" and MAILBOX.match(value) else field
        said = () if field in (TEXT, OTHER) else values(field, value)
        found.append(Statement(nth, known.start, known.end, field, said))
        found += _of_publication(nth, known, value)
    yield from found


def _of_publication(nth: int, known: Label, value: str) -> list[Statement]:
    """What a line tells of the publication as a whole: its name, the day behind it."""
    if known.word != "publication info" or not value:
        return []
    name, _, rest = value.partition(";") if ";" in value else value.partition(".")
    said = [Statement(nth, known.start, known.end, "outlet", values("outlet", name))]
    day = rest.rpartition("]")[2].strip(" .").rpartition(":")[0].strip() or rest.strip(" .")
    return [*said, Statement(nth, known.start, known.end, "published", values("published", day))]


def _go_on(found: list[Statement], nth: int, start: int, end: int, line: str) -> None:
    """Add a line that goes on with the value above it."""
    at = next(
        (at for at in range(len(found) - 1, -1, -1) if found[at].values or found[at].end > found[at].start),
        None,
    )
    above = found[-1] if found else None
    if above is not None and above.end <= above.start and above.field != OTHER:  # the value of a bare label
        found.append(Statement(nth, start, end, above.field, values(above.field, line[start:end])))
        return
    if at is not None and found[at].values and found[at].field in ("headline", "deck", "outlet"):
        found[at] = found[at]._replace(values=(f"{found[at].values[0]} {line[start:end]}",))
    field = found[-1].field if found and not COPYRIGHT.match(line) else OTHER
    found.append(Statement(nth, start, end, field))


def _named(known: Label, value: str, sure: set[str], is_mail: bool) -> str:
    """The field that a label names: of several the first that no other label names outright."""
    if address(value) and known.fields and not {*known.fields} & {"image_url", TEXT}:
        return "url" if "url" not in sure or known.fields[0] == "url" else OTHER
    for field in known.fields:
        taken = len(known.fields) > 1 and field in sure
        too_short = field == "headline" and len(known.fields) > 1 and len(value.split()) < VALUE_WORDS
        spaced = not re.search(r"[\u3040-\u9fff\uac00-\ud7af]", value)
        if not taken and (is_mail or not (too_short and spaced)):
            return field
    return known.fields[-1] if known.fields else OTHER


def _is_head(stated: Sequence[Statement], words: Sequence[str], fewest: int) -> bool:
    """True where labelled lines are enough of a head, and label no event, work or thing for sale."""
    fields = {one.field for one in stated} & CORE
    of_press = sum(word in PRESS for word in {*words})
    if len({word for word in words if word in LEXICON}) < fewest or not fields:
        return False
    if any(word in OTHERS for word in words) and not fields & {"url", TEXT} and of_press < FEWEST_OF_PRESS:
        return False
    return len(fields) + min(of_press, 1) >= FEWEST and fields not in BY_FORM


def _is_press(stated: Sequence[Statement], lines: Sequence[str]) -> bool:
    """True where a head is of a press database's form."""
    words = {known.word for one in stated if (known := label(lines[one.line])) is not None}
    counted = any(COUNTED.match(lines[one.line].strip()) for one in stated)
    return counted or len(words & PRESS) >= FEWEST_OF_PRESS


def _over(
    lines: Sequence[str], above: Sequence[int], stated: Sequence[Statement], words: Sequence[str]
) -> list[Statement] | None:
    """What the lines without a label say that stand above the labels: title, newspaper, day, in the order of
    some database; nothing where they may be a text's own."""
    titled = any(one.field == "headline" for one in stated)
    of_press = sum(word in PRESS for word in {*words}) >= FEWEST_OF_PRESS
    rest = [nth for nth in above if not _is_formal(lines[nth])]
    found = [_whole(lines, nth, OTHER) for nth in above if _is_formal(lines[nth])]
    if any(len(lines[nth].strip()) > LONGEST_VALUE for nth in rest):
        return None
    if titled and not of_press:
        return None if rest else found
    of_article = of_press or {one.field for one in stated} & {"url", "outlet", TEXT}
    if len(rest) == 1 and of_article:
        return sorted([*found, _whole(lines, rest[0], "headline")]) if not titled else None
    if not of_press or len(rest) > ABOVE:
        return None
    return sorted([*found, *_without_labels(lines, rest, titled)])


def _is_formal(line: str) -> bool:
    """True for a line that a database prints of itself."""
    formal = (NUMBERED, COPYRIGHT, RULED, CLOSING)
    return any(form.match(line.strip()) for form in formal)


def _whole(lines: Sequence[str], nth: int, field: str) -> Statement:
    start, end = inside(lines[nth], 0, len(lines[nth].rstrip()))
    marks = re.match(r"#{1,6}\s+|[*_]{2,3}", lines[nth][start:end])
    said = lines[nth][start:end][marks.end() :].rstrip("*_# ") if marks else lines[nth][start:end]
    return Statement(nth, start, end, field, () if field == OTHER else values(field, said))


def _without_labels(lines: Sequence[str], rest: Sequence[int], titled: bool) -> list[Statement]:
    """Newspaper, day and title, or title, newspaper and day."""
    days = [nth for nth in rest if is_day(lines[nth])]
    if not days:
        fields = dict.fromkeys(rest, "headline") if not titled else dict.fromkeys(rest, OTHER)
        return _joined(lines, fields)
    before = [nth for nth in rest if nth < days[0]]
    after = [nth for nth in rest if nth > days[0] and nth not in days]
    fields = {days[0]: "published", **dict.fromkeys(days[1:], OTHER)}
    titles = [
        nth
        for nth in after
        if not (EDITION.search(lines[nth]) and len(lines[nth].split()) <= VALUE_WORDS + 1)
    ]
    fields |= dict.fromkeys((nth for nth in after if nth not in titles), OTHER)
    if len(before) > 1 and not titles:
        titles, before = before[:1], before[1:]
    fields |= dict.fromkeys(titles, "headline" if not titled else OTHER)
    fields |= {nth: "outlet" if nth == before[0] else OTHER for nth in before}
    return _joined(lines, fields)


def _joined(lines: Sequence[str], fields: dict[int, str]) -> list[Statement]:
    """Whole lines as statements; the lines of one title are one value."""
    found: list[Statement] = []
    for nth in sorted(fields):
        one = _whole(lines, nth, fields[nth])
        first = next((at for at, other in enumerate(found) if other.field == "headline"), None)
        if one.field == "headline" and first is not None:
            found[first] = found[first]._replace(values=(f"{found[first].values[0]} {one.values[0]}",))
            one = one._replace(values=())
        found.append(one)
    return found


def _counted(lines: Sequence[str], filled: Sequence[int]) -> list[Statement] | None:
    """What a form without labels states: title, byline, `58 words`, day, clock, newspaper, code, page,
    language, copyright."""
    count = next((nth for nth, at in enumerate(filled[:8]) if COUNTED.match(lines[at].strip())), None)
    if not count or count + 2 >= len(filled) or not is_day(lines[filled[count + 1]]):
        return None
    rights = next(
        (
            nth
            for nth in range(count + 2, min(count + 10, len(filled)))
            if COPYRIGHT.match(lines[filled[nth]])
        ),
        None,
    )
    if rights is None:
        return None
    over, under = filled[:count], filled[count + 2 : rights]
    signed = [nth for nth in over if SIGNED.match(lines[nth].strip())]
    titles = [nth for nth in over if nth not in signed and not _is_formal(lines[nth])]
    if not titles:
        return None
    fields = {filled[count]: OTHER, filled[count + 1]: "published", filled[rights]: OTHER}
    fields |= dict.fromkeys(signed, "author") | dict.fromkeys(
        over[: len(over) - len(signed) - len(titles)], OTHER
    )
    fields |= dict.fromkeys(titles, "headline")
    clocks = [nth for nth in under if re.fullmatch(r"\d{1,2}[:.]\d\d(?:\s?[AaPp][Mm])?", lines[nth].strip())]
    names = [nth for nth in under if nth not in clocks]
    fields |= dict.fromkeys(clocks, OTHER) | {nth: "outlet" if nth == names[0] else OTHER for nth in names}
    found = _joined(lines, fields)
    if clocks:
        clock = lines[clocks[0]].strip()
        found = [
            one._replace(values=(f"{one.values[0]} {clock}",)) if one.field == "published" else one
            for one in found
        ]
    return found


def foot_of(lines: Sequence[str], behind: int, of_press: bool) -> list[Statement]:
    """What the foot of a text states, from the line `behind` its head on: paragraphs at the end that begin
    with a label, and labels right under its last paragraph. `of_press`: its head is a press database's."""
    rows: list[tuple[int, Label | None]] = []
    words: set[str] = set()
    for first, last in reversed(list(_paragraphs(lines, behind))):
        start = next((nth for nth in range(first, last) if _is_of_foot(lines[nth])), last)
        under_text = start > first
        if start == last or (under_text and not all(_is_of_foot(lines[nth]) for nth in range(start, last))):
            break
        known = [label(lines[nth]) if _is_of_foot(lines[nth]) else None for nth in range(start, last)]
        rows = [*((nth, one if _is_known(one) else None) for nth, one in enumerate(known, start)), *rows]
        words |= {one.word for one in known if one is not None}
        words |= {CLOSING.pattern for nth in range(start, last) if CLOSING.match(lines[nth].strip())}
        if under_text:
            break
    if len(words & {*PRESS, CLOSING.pattern}) < (1 if of_press else FEWEST_OF_PRESS):
        return []
    return [_of_foot(one) for one in _stated(lines, rows)]


def _of_foot(one: Statement) -> Statement:
    """A statement of a foot: the text stands above it, and the day of a change there is the database's."""
    of_database = one.field in (TEXT, "modified", "deck")
    return one._replace(field=OTHER, values=(), at_foot=True) if of_database else one._replace(at_foot=True)


def _is_of_foot(line: str) -> bool:
    known = label(line)
    return (known is not None and bool(known.fields)) or _is_formal(line)


def _paragraphs(lines: Sequence[str], behind: int) -> Iterator[tuple[int, int]]:
    """Where runs of lines that are not blank begin and end."""
    first = None
    for nth in range(behind, len(lines) + 1):
        filled = nth < len(lines) and bool(lines[nth].strip())
        if filled and first is None:
            first = nth
        elif not filled and first is not None:
            yield first, nth
            first = None
