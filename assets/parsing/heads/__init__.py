"""What texts state of their own fields at the head, in one of the forms in which tools and databases write
it: front matter, labelled lines, codes, an address."""

from collections.abc import Callable, Sequence
from typing import Final

import polars as pl

from assets.parsing import markdown
from assets.parsing.heads import codes, front_matter, labelled, labels
from assets.parsing.heads.labels import TEXT, Statement
from checks.vocabulary import EVIDENCE_FIELDS

TOP: Final = 24  # lines in which a head begins, if there is one
SHORT: Final = 400  # bytes of a line that is looked at
ROLES: Final = {
    "headline": "headline",
    "deck": "deck",
    "author": "byline",
    "published": "timestamp",
    "modified": "timestamp",
    "credit": "credit",
}
"""What a line is whose value is a field's; of any other field it is data about the text."""
STATED: Final = "stated_in_text"
LABEL: Final = "label_of_field"
TITLE: Final = "markdown_title"
SPANS: Final = {
    "doc": pl.UInt32,
    "line_no": pl.Int32,
    "span_no": pl.Int32,
    "piece": pl.String,
    "known_as": pl.String,  # its role
    "known_by": pl.String,  # its rule
}
STATEMENTS: Final = {
    "doc": pl.UInt32,
    "line_no": pl.Int32,
    "span_no": pl.Int32,
    "field": pl.String,
    "value": pl.String,
}
LIKELY: Final = (
    r"^\s*(?:(?:[-*•>+]|#{1,6})\s+)?[*_]{0,3}(?:[\[【〔]\s?)?"
    r"(\p{L}[\p{L}\p{M}\p{N} _.’'/()-]{0,40}?)\s?(?:[\]】〕]|[*_]{0,3}\s*[:：]|\t|\s=\s)"
)
WORDS: Final = pl.Series([*labels.LEXICON])


def likely(pieces: pl.DataFrame) -> pl.Series:
    """The documents whose first lines may state fields: a fence, two labels that are known, codes, an
    address, a count of words."""
    top = pieces.filter((pl.col("line_no") <= TOP) & (pl.col("piece").str.len_bytes() <= SHORT))
    text = pl.col("piece")
    marked = text.str.contains_any([":", "：", "=", "\t", "】", "]", "〕"])
    word = (
        top.filter(marked)
        .select("doc", word=text.str.extract(LIKELY, 1))
        .filter(pl.col("word").is_not_null())
    )
    plain = (
        pl.col("word")
        .str.to_lowercase()
        .str.replace_all(r"[_-]", " ")
        .str.replace_all("’", "'", literal=True)
        .str.replace(r"\((?:s|en|in)\)$", "")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars_end(" .*")
    )
    words = word.select("doc", word=plain).unique().filter(pl.col("word").is_in(WORDS.implode()))
    labelled_twice = words.group_by("doc").len().filter(pl.col("len") >= labelled.FEWEST)["doc"]
    short = top.filter(
        (text.str.len_bytes() <= 40)
        & text.str.contains(r"^\s{0,3}(?:---|\+\+\+|HD(?:\s|$)|\d[\d,.]*\s+\p{L}+\s*$)")
    )
    addressed = top.filter(text.str.contains(r"^\W{0,3}(?i:https?://)"))
    return pl.concat([labelled_twice, short["doc"], addressed["doc"]]).unique()


def cut(pieces: pl.DataFrame, marked_up: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Rows `doc`, `line_no`, `piece` → the rows of SPANS that their heads and feet are, the STATEMENTS in
    these, and the other lines as they are. The documents `marked_up` are Markdown."""
    docs = pl.concat([likely(pieces), marked_up]).unique()
    with_titles = frozenset(marked_up)
    spans: list[tuple[object, ...]] = []
    said: list[tuple[object, ...]] = []
    for (doc,), own in pieces.filter(pl.col("doc").is_in(docs.implode())).group_by(
        "doc", maintain_order=True
    ):
        whole = own["piece"].to_list()
        for of_line in stated([line.rstrip("\r\n") for line in whole], doc in with_titles):
            parts, values = _parts(of_line, whole)
            spans += [(doc, *part) for part in parts]
            said += [(doc, *value) for value in values]
    found = pl.DataFrame(spans, schema=SPANS, orient="row")
    rest = pieces.join(found, on=["doc", "line_no"], how="anti", maintain_order="left") if spans else pieces
    return found, pl.DataFrame(said, schema=STATEMENTS, orient="row"), rest


Read = Callable[[Sequence[str]], list[Statement] | None]
FORMS: Final[tuple[Read, ...]] = (codes.read, labelled.read)


def stated(lines: Sequence[str], is_markdown: bool = False) -> list[list[Statement]]:
    """The lines of a text → what its head and foot state, line by line, in order."""
    found: list[Statement] = []
    behind = 0
    front = front_matter.read(lines)
    if front is not None:
        found, behind = front
    else:
        for form in FORMS:
            said = form(lines)
            if said is not None:
                found = said
                break
        else:
            found = address(lines)
    if is_markdown:
        found += _title(lines, found, behind)
    by_line: dict[int, list[Statement]] = {}
    for one in found:
        encoded = any("=?" in value for value in one.values)
        by_line.setdefault(one.line, []).append(labels.decoded(one) if encoded else one)
    return [by_line[nth] for nth in sorted(by_line)]


def _title(lines: Sequence[str], found: Sequence[Statement], behind: int) -> list[Statement]:
    """The title of a text in Markdown, unless a head says it."""
    nth = markdown.title(lines, behind)
    taken = {one.line for one in found}
    if nth is None or nth in taken:
        return []
    return [Statement(nth, 0, len(lines[nth]), "headline", title=True)]


def address(lines: Sequence[str]) -> list[Statement]:
    """The address that stands alone on the first line of a text, or on the second or third below a title and
    a date."""
    filled = (nth for nth, line in enumerate(lines) if line.strip())
    for place, nth in enumerate(filled):
        found = labels.address(lines[nth].strip())
        if found is not None and found.rstrip("/").count("/") > 2:
            start, end = labels.inside(lines[nth], 0, len(lines[nth].rstrip()))
            return [Statement(nth, start, end, "url", (found,))]
        if place >= 2 or len(lines[nth]) > SHORT:
            break
    return []


def _parts(
    said: Sequence[Statement], lines: Sequence[str]
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What a line states → its parts (label, value, marks behind it), and the values of fields in it."""
    first = said[0]
    piece, no = lines[first.line], first.line + 1
    before, value, behind = piece[: first.start], piece[first.start : first.end], piece[first.end :]
    if not before.strip():
        before, value = "", before + value
    if not behind.strip():
        value, behind = value + behind, ""
    if not value.strip():
        before, value, behind = before + value + behind, "", ""
    label = ("label", LABEL)
    of_head = "metadata" if first.at_foot else ROLES.get(first.field, "metadata")
    role = None if first.field == TEXT else of_head
    rule = None if role is None else TITLE if first.title else STATED
    closing = label if any(char.isalnum() for char in behind) else (None, None)
    kinds = ((before, label), (value, (role, rule)), (behind, closing))
    parts = [(no, nth, text, *kind) for nth, (text, kind) in enumerate(((t, k) for t, k in kinds if t), 1)]
    at = 2 if before else 1
    stated_ones = (one for one in said if one.field in EVIDENCE_FIELDS)
    values = [(no, at, one.field, value) for one in stated_ones for value in one.values]
    return list(parts), list(values)
