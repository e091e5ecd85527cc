"""What was found in a document: marks for its text, and the lists beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from assets.reporting.asking import Record
from assets.reporting.ledger import Mark
from assets.reporting.wording import percent

LISTED: Final = 60  # quotations, names and dates, of each, beside the text
CUT: Final = 160  # characters of a quotation there
KINDS: Final = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "nationality": "Nationalities",
}
QUOTE: Final = Markup('<q class="{}" id="q{}" title="{}">')
PERSON: Final = Markup('<span class="person" title="{}">')
DAY: Final = Markup('<time class="when" datetime="{}" title="{}">')
SPAN: Final = Markup('<span class="when" title="{}">')


@dataclass(frozen=True)
class Listed:
    """A list beside the text: its entries, and how many there are in all."""

    title: str
    anchor: str
    entries: list[Record]
    count: int


def marks_of(quotes: Sequence[Record], names: Sequence[Record], dates: Sequence[Record]) -> list[Mark]:
    """The marks of a document: quotations, who said them, persons and dates."""
    marks = [_quote(no, quote) for no, quote in enumerate(quotes, start=1)]
    speakers = {(q["speaker_start"], q["speaker_end"]) for q in quotes if q["speaker_start"] is not None}
    tag = '<span class="speaker">'
    marks += [Mark(start, end, tag, tag, "</span>") for start, end in sorted(speakers)]
    for name in names:
        if name["kind"] == "person":
            tag = PERSON.format(name["name"]) if name["name"] != name["surface"] else '<span class="person">'
            marks.append(Mark(name["char_start"], name["char_end"], tag, tag, "</span>"))
    for when in dates:
        alone = when["earliest"] is not None and when["earliest"] == when["latest"]
        days = interval(when["earliest"], when["latest"])
        tag = DAY.format(when["earliest"], days) if alone else SPAN.format(days)
        marks.append(Mark(when["char_start"], when["char_end"], tag, tag, "</time>" if alone else "</span>"))
    return marks


def _quote(no: int, quote: Record) -> Mark:
    who = quote["speaker"] or "nobody named"
    reported = quote["kind"] == "indirect"
    told = f"{'reported' if reported else 'said'} by {who}, {percent(quote['confidence'])} sure"
    kind = "said reported" if reported else "said"
    again = Markup('<q class="{}">').format(kind)
    return Mark(quote["char_start"], quote["char_end"], QUOTE.format(kind, no, told), again, "</q>")


def lists_of(quotes: Sequence[Record], names: Sequence[Record], dates: Sequence[Record]) -> list[Listed]:
    """What stands beside the text: who said what, who and what is named, and when."""
    said = [
        _entry(_cut(q["text"]), q["speaker"] or "nobody named", q["line_no"], f"q{no}")
        for no, q in enumerate(quotes, start=1)
    ]
    saying = {q["speaker"] for q in quotes}
    lists = [Listed("Quotations", "quotes", said[:LISTED], len(said))]
    for kind, title in KINDS.items():
        of_kind = [name for name in names if name["kind"] == kind]
        first = {name["name"]: name["line_no"] for name in reversed(of_kind)}
        entries = []
        for name, times in Counter(name["name"] for name in of_kind).most_common():
            counted = f"{times} times" if times > 1 else ""
            told = ", ".join(filter(None, (counted, "speaks" if name in saying else "")))
            entries.append(_entry(name, told, first[name]))
        lists.append(Listed(title, kind, entries[:LISTED], len(entries)))
    days: dict[tuple[Any, ...], Record] = {}
    for when in dates:
        key = (when["surface"].casefold(), when["earliest"], when["latest"])
        about = interval(when["earliest"], when["latest"])
        days.setdefault(key, _entry(when["surface"], about, when["line_no"]))
    lists.append(Listed("Dates", "dates", [*days.values()][:LISTED], len(days)))
    return [some for some in lists if some.count]


def _entry(words: str, about: str, line_no: int, to: str | None = None) -> Record:
    """What a list says, and where it leads: to a mark, or to the line."""
    return {"words": words, "about": about, "line_no": line_no, "to": to or f"l{line_no}"}


def interval(first: date | None, last: date | None) -> str:
    """The days that a date can mean."""
    if first is None:
        return "not placed"
    return str(first) if first == last or last is None else f"{first} – {last}"


def _cut(text: str) -> str:
    return text if len(text) <= CUT else text[:CUT].rpartition(" ")[0] + " …"
