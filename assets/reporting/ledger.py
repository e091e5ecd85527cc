"""The lines of a document as HTML: each as found, long runs of dropped ones folded, what was found in them
marked."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final

from markupsafe import Markup, escape

from assets.reporting.asking import Record
from assets.reporting.wording import SURE, percent, reason, spaced

FOLD: Final = 4  # dropped lines in a row from which they are folded
NAMED: Final = 4  # rules that a fold's heading names
LOW: Final = 0.5  # of a line that is kept and less sure, its page says why it is kept all the same
ROOM: Final = 60_000  # characters of HTML around lines, and around folded ones; what stands below is in short
WEIGHED: Final = 250  # lines from which a page does not say what weighed most with each


@dataclass(frozen=True)
class Mark:
    """What was found from one character of the file to another: `start` and `end` count code points."""

    start: int
    end: int
    open: str  # its tags, as HTML
    again: str  # the opening tag where the mark goes on after a break
    close: str


@dataclass
class Decision:
    """All lines of one role that one rule kept or dropped."""

    no: int
    role: str
    kept: bool
    rule: str
    first: int  # line
    lines: int = 0
    least: float = 1.0
    most: float = 0.0


@dataclass
class Drawn:
    """The lines of a document, ready to be shown."""

    html: Markup = field(default_factory=Markup)
    decisions: list[Decision] = field(default_factory=list)
    doubted: bool = False  # whether a line says why it is kept all the same
    folded: int = 0  # lines
    short_from: int = 0  # the line from which a long page shows lines in short; 0 where it does not


def draw(spans: Sequence[Record], marks: Sequence[Mark], spoken: Markup) -> Drawn:
    """Draw the spans of a ledger, in order; `spoken` are the attributes of the document's language."""
    drawer = _Drawer(spans, marks, spoken)
    rows = [list(parts) for _, parts in groupby(spans, key=itemgetter("line_no"))]
    pieces: list[str] = []
    for kept, some in groupby(rows, key=lambda parts: any(span["kept"] for span in parts)):
        run = list(some)
        if not kept and sum(parts[0]["role"] != "blank" for parts in run) >= FOLD:
            pieces.append(drawer.fold([span for parts in run for span in parts if span["role"] != "blank"]))
        else:
            pieces += map(drawer.line, run)
    drawer.drawn.html = Markup("\n".join(pieces))
    return drawer.drawn


class _Drawer:
    def __init__(self, spans: Sequence[Record], marks: Sequence[Mark], spoken: Markup) -> None:
        self.drawn = Drawn()
        self.in_full = len(spans) < WEIGHED
        self.next_line = 1
        self.around_lines = 0  # characters of HTML, so far
        self.around_folded = 0
        self.low_by: str | None = None  # the rule of the line above, where that is kept all the same
        self.spoken = spoken
        self._known: dict[tuple[str, bool, str], Decision] = {}
        self._marks = _by_span(spans, marks)

    def line(self, parts: list[Record]) -> str:
        """One line, with all that decided it."""
        no = parts[0]["line_no"]
        numbered = f' id="l{no}"' if no == self.next_line else f' id="l{no}" value="{no}"'
        self.next_line = no + 1
        if parts[0]["role"] == "blank":
            return f'<li class="blank"{numbered}></li>'
        if self.around_lines > ROOM:
            self.drawn.short_from = self.drawn.short_from or no
            return f"<li{numbered}{self._in_short(parts)}</li>"
        line = f"<li{numbered}>{''.join(map(self._span, parts))}</li>"
        self.around_lines += len(line) - sum(len(span["text"]) for span in parts)
        return line

    def _in_short(self, parts: list[Record]) -> str:
        """A line as the rest of its element: its text, whether it is kept, as what and by which rule."""
        for span in parts:
            self._decision(span)
        fate = "kept" if any(span["kept"] for span in parts) else "gone"
        rules = "; ".join(f"{spaced(span['role'])}, {span['rule']}" for span in parts)
        texts = (escape(s["text"]) if s["kept"] else Markup("<del>{}</del>").format(s["text"]) for s in parts)
        return f' class="{fate}" title="{escape(rules)}"{self.spoken}>{" ".join(texts)}'

    def _span(self, span: Record) -> str:
        decision = self._decision(span)
        text = marked(span["text"], span["char_start"], self._marks.get(id(span), ()))
        if not span["kept"]:
            text = f"<del>{text}</del>"
        unsure = f" <b>{percent(span['confidence'])}</b>" if span["confidence"] < SURE else ""
        fate = "kept" if span["kept"] else "gone"
        title = escape(told(span, self.in_full))
        return (
            f'<div class="span {fate} {span["role"]}">'
            f'<a class="role" href="#d{decision.no}" title="{title}">{spaced(span["role"])}{unsure}</a>'
            f'<div class="text"{self.spoken}>{text}</div>{self._all_the_same(span)}</div>'
        )

    def _all_the_same(self, span: Record) -> str:
        low_by = span["rule"] if span["kept"] and span["confidence"] < LOW else None
        said, self.low_by = low_by == self.low_by, low_by
        if low_by is None or said:  # once for lines in a row
            return ""
        self.drawn.doubted = True
        why = kept_because(span)
        return f'<p class="although">Kept, though only {percent(span["confidence"])} sure: {escape(why)}</p>'

    def fold(self, spans: list[Record]) -> str:
        """A run of dropped lines, folded, with what dropped how many of them."""
        first, last = spans[0]["line_no"], spans[-1]["line_no"]
        lines = len({span["line_no"] for span in spans})
        self.drawn.folded += lines
        by = Counter((span["role"], span["rule"]) for span in spans)
        most = by.most_common(NAMED)
        named = [f"{count} {spaced(role)} <code>{escape(rule)}</code>" for (role, rule), count in most]
        if len(by) > NAMED:
            rest = by.total() - sum(count for _, count in most)
            named.append(f"{rest} by {len(by) - NAMED} more")
        if self.around_folded > ROOM:
            by_line = groupby(spans, key=itemgetter("line_no"))
            inner = f"<ol>{''.join(self._folded_in_short(no, list(parts)) for no, parts in by_line)}</ol>"
        else:
            by_rule = groupby(spans, key=itemgetter("role", "rule"))
            inner = "".join(self._group(list(some)) for _, some in by_rule)
        self.around_folded += len(inner) - sum(len(span["text"]) for span in spans)
        self.next_line = 0  # the list counts a fold as one line
        self.low_by = None
        return (
            f'<li class="fold"><details><summary><b>{lines:,} lines dropped</b>, {first}–{last}: '
            f"{', '.join(named)}</summary>{inner}</details></li>"
        )

    def _folded_in_short(self, no: int, parts: list[Record]) -> str:
        return f'<li id="l{no}" value="{no}"{self._in_short(parts)}</li>'

    def _group(self, spans: list[Record]) -> str:
        decision = self._decision(spans[0])
        for span in spans[1:]:
            self._decision(span)
        ends = min(spans, key=_sure), max(spans, key=_sure)
        sure = dict.fromkeys(percent(span["confidence"]) for span in ends)
        reasons = {reason(span) for span in spans}
        same = reasons.pop() if len(reasons) == 1 else None
        items, line = [], 0
        for span in spans:
            at = "" if span["line_no"] == line else f' id="l{span["line_no"]}"'
            line = span["line_no"]
            seen = "" if same is not None else reason(span)
            title = f' title="{escape(seen)}"' if seen and self.in_full else ""
            text = marked(span["text"], span["char_start"], self._marks.get(id(span), ()))
            items.append(f'<li{at} value="{line}"{title}{self.spoken}><del>{text}</del></li>')
        because = f" {escape(same)}" if same else ""
        return (
            f'<p class="by"><a href="#d{decision.no}">{spaced(decision.role)}</a> '
            f"<code>{escape(decision.rule)}</code>, {' to '.join(sure)} sure.{because}</p>"
            f"<ol>{''.join(items)}</ol>"
        )

    def _decision(self, span: Record) -> Decision:
        key = (span["role"], span["kept"], span["rule"])
        decision = self._known.get(key)
        if decision is None:
            decision = Decision(len(self._known) + 1, *key, first=span["line_no"])
            self._known[key] = decision
            self.drawn.decisions.append(decision)
        decision.lines += 1
        decision.least = min(decision.least, span["confidence"])
        decision.most = max(decision.most, span["confidence"])
        return decision


_sure = itemgetter("confidence")


def told(span: Record, in_full: bool = True) -> str:
    """How sure the decision is, what its rule saw (not `in_full`: but for what weighed most), and which rules
    had said otherwise."""
    seen = reason(span)
    if not in_full and "; weighed most: " in seen:
        seen = seen.partition("; weighed most: ")[0] + "."
    overruled = f"Overruled: {spaced(span['overruled'])}." if span["overruled"] else ""
    return " ".join(filter(None, (f"{percent(span['confidence'])} sure.", seen, overruled)))


def kept_because(span: Record) -> str:
    """Why a line is kept of which little is sure, as the end of a sentence."""
    seen = (span["reason"] or f"the rule {span['rule']} keeps it").partition("; weighed most")[0]
    chance = seen[:1].isdigit()  # "59 % likely the article’s"
    start = "it is " if chance else "it " if span["reason"] else ""
    return f"{start}{seen}{', enough on this page' if chance else ''}."


def marked(text: str, base: int, marks: Sequence[Mark]) -> str:
    """The text as HTML with its marks. `base` is the place of its first character in the file. A mark that
    begins within another and ends after it is opened again behind that."""
    if not marks:
        return str(escape(text))
    starts: dict[int, list[tuple[int, Mark]]] = {}
    bounds = set()
    for mark in marks:
        start, end = max(mark.start - base, 0), min(mark.end - base, len(text))
        if start < end:
            starts.setdefault(start, []).append((end, mark))
            bounds |= {start, end}
    pieces: list[str] = []
    open_: list[tuple[int, Mark]] = []
    place = 0
    for bound in sorted(bounds):
        pieces.append(str(escape(text[place:bound])))
        place = bound
        again: list[tuple[int, Mark]] = []
        while any(end <= bound for end, _ in open_):
            end, mark = open_.pop()
            pieces.append(mark.close)
            if end > bound:
                again.append((end, mark))
        for end, mark in reversed(again):
            pieces.append(mark.again)
            open_.append((end, mark))
        for end, mark in sorted(starts.get(bound, ()), key=lambda one: -one[0]):
            pieces.append(mark.open if mark.start - base == bound else mark.again)
            open_.append((end, mark))
    return "".join([*pieces, str(escape(text[place:]))])


def _by_span(spans: Sequence[Record], marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks of each span that has some, by the span's identity."""
    found: dict[int, list[Mark]] = {}
    starts = [span["char_start"] for span in spans]
    for mark in marks:
        for place in _places(starts, mark):
            found.setdefault(id(spans[place]), []).append(mark)
    return found


def _places(starts: list[int], mark: Mark) -> Iterator[int]:
    place = max(bisect_right(starts, mark.start) - 1, 0)
    while place < len(starts) and starts[place] < mark.end:
        yield place
        place += 1
