"""Markdown: which texts are written in it, and how its lines are read: its marks are no words."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from assets.parsing import mending
from assets.parsing.mending import Edit

SUFFIX: Final = r"(?i)\.(?:md|mdx|mdown|mkd|markdown)$"
MARKS: Final = ["](", "**", "\n#", "\n> ", "]: "]
"""One of which stands in every such text, but for one that begins with its only heading."""
LINK: Final = r"!?\[[^\]\n]*\]\(\s*<?(?:https?://|mailto:|[/#.]|[\w-]+/)[^)\s]*"
TITLE: Final = re.compile(r"^ {0,3}#\s+\S")
UNDERLINE: Final = re.compile(r"^ {0,3}={2,}\s*$")
HEADING: Final = r"(?:\A|\n[ \t]*\r?\n) {0,3}#{1,6} +[^\s#]"  # under a blank line: code has comments without
KINDS: Final = (
    HEADING,
    r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*",
    r"(?m)^ {0,3}\[[^\]\n]+\]: +\S+",
    r"(?m)^ {0,3}> +\S",
    r"(?m)^\s{0,3}(?:\*[^\s*][^*\n]*[^\s*]\*|_[^\s_][^_\n]*[^\s_]_)\s*$",
    r"\A---\r?\n",
    r"(?m)^={3,}\s*$",
)
"""Marks of which two kinds make a text Markdown, where it has no link."""
LONGEST: Final = 20_000  # characters of a line whose marks are sought
OPEN: Final = 20  # marks of emphasis that wait for their like
FEWEST_KINDS: Final = 2
FEWEST_HEADINGS: Final = 2

MARKED: Final = r"[\\`*_\[\]<>#|~!+-]"
"""A character that may be a mark: a line without any is read as it stands."""
LEADING: Final = re.compile(
    r"(?:\s*>)+\s?|\s{0,3}#{1,6}(?:\s+|$)|\s*[-*+]\s+(?:\[[ xX]\]\s+)?|\s*\|\s*(?=\S)"
)
TRAILING: Final = re.compile(r"(?:\s+#+|\s*\||\\)\s*$")
DEFINITION: Final = re.compile(r"^\s{0,3}\[[^\]]+\]:\s+\S+(?:\s+[\"'(].*)?$")
DESTINATION: Final = (
    r"\(\s*(?:<[^<>]*>|(?:[^\s()]|\([^\s()]{0,400}\)){0,2000})(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
IMAGE: Final = rf"!\[[^\[\]]*\](?:{DESTINATION}|\[[^\[\]]*\])"
INLINE: Final = re.compile(
    rf"(?P<escape>\\(?=[\\`*_{{}}\[\]()#+.!>|~-]))|(?P<code>(?<!`)(`{{1,3}})(?!`)(?P<inner>.{{1,500}}?)(?<!`)\3(?!`))"
    rf"|(?P<picture>\[\s*{IMAGE}\s*\]{DESTINATION}|{IMAGE})"
    rf"|(?P<open>\[)(?P<words>(?:[^\[\]]|\[[^\[\]]*\]){{0,1000}})(?P<close>\](?:{DESTINATION}|\[[^\[\]\n]*\]))"
    r"|<(?P<address>https?://[^<>\s]+|[^<>\s@]+@[^<>\s]+)>|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--.{0,500}?-->)"
)
RUN: Final = re.compile(r"\*{1,3}|_{1,3}|~~")


def documents(texts: pl.DataFrame) -> pl.Series:
    """Rows `doc`, `text`, `path`, `format` → the documents that are Markdown: because their record or their
    name says so, or by their marks."""
    text = pl.col("text")
    said = (pl.col("format") == "markdown") | pl.col("path").str.contains(SUFFIX)
    plain = pl.col("format").fill_null("text") == "text"
    marked = text.str.contains_any(MARKS) | text.str.starts_with("#") | text.str.starts_with("---")
    told = texts.filter(said.fill_null(False))["doc"]
    rest = texts.filter(~said.fill_null(False) & plain & marked)
    if rest.is_empty():  # making a pattern ready costs more than trying it
        return told
    kinds = pl.sum_horizontal(text.str.contains(kind).cast(pl.Int8) for kind in KINDS)
    is_so = (
        (kinds >= FEWEST_KINDS)
        | (text.str.count_matches(HEADING) >= FEWEST_HEADINGS)
        | text.str.contains(LINK)
    )
    return pl.concat([told, rest.filter(is_so)["doc"]])


def read_lines(texts: pl.Series) -> pl.Series:
    """How lines of Markdown are read, where that differs from what stands there; null where it does not."""
    distinct = texts.filter(texts.str.contains(MARKED)).unique()
    answers = {text: answer for text in distinct if (answer := read(text)) != text}
    return texts.replace_strict(answers, default=None, return_dtype=pl.String)


def read(text: str) -> str:
    """A line as it is read: without marks, its characters mended."""
    return mending.edited(text, edits(text))


def edits(text: str) -> list[Edit]:
    """What is read otherwise than it stands in a line of Markdown, in order."""
    gone = bytearray(len(text))
    for start, end in _marks(text) if len(text) <= LONGEST else ():
        gone[start:end] = b"\x01" * (end - start)
    for places in (range(len(text)), range(len(text) - 1, -1, -1)):
        for at in places:  # white space beside marks at the edges
            if not gone[at] and not text[at].isspace():
                break
            gone[at] = 1
    cuts = [Edit(*found.span(), "") for found in re.finditer(b"\x01+", gone)]
    others = [edit for edit in mending.edits(text) if not any(gone[edit.start : edit.end])]
    return sorted([*cuts, *others])


def edits_between(text: str, read_as: str | None) -> list[Edit]:
    """What makes the line that was read of a line as it stands, be it Markdown or not, in order."""
    if read_as is None:
        return []
    plain = mending.edits(text)
    return plain if mending.edited(text, plain) == read_as else edits(text)


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where marks stand in a line."""
    if DEFINITION.match(text):
        yield 0, len(text)
        return
    at = 0
    while (found := LEADING.match(text, at)) and found.end() > at:
        yield at, found.end()
        at = found.end()
    if behind := TRAILING.search(text, at):
        yield behind.span()
    held = bytearray(len(text))  # what no emphasis stands in
    places = [(at, len(text))]
    while places:
        start, end = places.pop()
        for found in INLINE.finditer(text, start, end):
            if found["words"] is not None:
                yield found.span("open")
                yield found.span("close")
                _fill(held, *found.span("close"))
                places.append(found.span("words"))
            elif found["code"] or found["address"]:
                inner = found.span("inner") if found["code"] else found.span("address")
                yield found.start(), inner[0]
                yield inner[1], found.end()
                _fill(held, *found.span())
            else:
                yield found.span()
                _fill(held, found.start(), found.end() + bool(found["escape"]))
    yield from _emphasis(text, at, held)


def _fill(mask: bytearray, start: int, end: int) -> None:
    mask[start:end] = b"\x01" * (min(end, len(mask)) - start)


def _emphasis(text: str, at: int, held: bytearray) -> Iterator[tuple[int, int]]:
    """Where pairs of marks of emphasis stand from `at` on, and what is left of such a pair at either edge."""
    opened: list[re.Match[str]] = []
    last = len(text.rstrip())
    for run in RUN.finditer(text, at):
        if held[run.start()]:
            continue
        before = text[run.start() - 1] if run.start() > at else " "
        behind = text[run.end() : run.end() + 1] or " "
        within = before.isalnum() and behind.isalnum()
        if within and (run[0][0] == "_" or (before.isdigit() and behind.isdigit())):
            continue
        pair = next((one for one in reversed(opened[-OPEN:]) if one[0] == run[0]), None)
        if pair is not None and not before.isspace():
            del opened[opened.index(pair) :]
            yield pair.span()
            yield run.span()
        elif not behind.isspace():
            opened.append(run)
        elif run.end() == last and not before.isspace():
            yield run.span()
    yield from (run.span() for run in opened if run.start() == at)


def title(lines: Sequence[str], behind: int) -> int | None:
    """Which line of a text is its title: the only heading of the first rank, above all other lines from
    `behind` on; nothing where none is."""
    first = next((nth for nth in range(behind, len(lines)) if lines[nth].strip()), None)
    if first is None:
        return None
    underlined = first + 1 < len(lines) and UNDERLINE.match(lines[first + 1]) is not None
    alone = sum(TITLE.match(line) is not None for line in lines) == (0 if underlined else 1)
    return first if alone and (underlined or TITLE.match(lines[first])) else None
