"""Measure clean copy on the benchmark's dev pages: `python -m bench.cleaning`, after `make train`.

The line model's chances are those that training leaves in `build/held_out.parquet`, where every page was
scored by a model that had not seen its site: the packaged model would be flattered by the pages it was
trained on. The worst pages, with a diff, go to `build/worst/`; nothing of a page is printed.
"""

import difflib
import statistics
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from assets.cleaning import clean, recur
from assets.cleaning.documents import Documents, Floats
from assets.cleaning.line_model import features, model, ngrams
from assets.cleaning.line_model.odds import chance
from assets.cleaning.lines import explode
from assets.parsing import parse
from bench import pages, peers, visible
from pipeline.settings import Settings

HELD_OUT = Path("build/held_out.parquet")
WORST = Path("build/worst")
LONG = 12_000  # bytes of gold from which an article is a long one
PEERS = {  # sF1, dF1 on the dev news pages, from the benchmark's README
    "keep everything": ((0.918, 0.908), (0.824, 0.803), (0.661, 0.631)),
    "lines repeated in a site": ((0.925, 0.915), (0.864, 0.847), (0.822, 0.801)),
    "C4 line rules": ((0.911, 0.892), (0.887, 0.866), (0.843, 0.824)),
    "span of sentences": ((0.935, 0.919), (0.864, 0.842), (0.757, 0.727)),
    "trafilatura, from HTML": ((0.940, 0.928),) * 3,
    "trafilatura precision, HTML": ((0.945, 0.935),) * 3,
    "perfect line choice": ((0.983, 0.978), (0.986, 0.979), (0.989, 0.985)),
}


class HeldOut(model.LineModel):
    """The packaged model with its chances replaced by those of models that had not seen the site."""

    def __init__(self, chances: pl.DataFrame) -> None:
        packaged = model.load()
        self.__dict__.update(packaged.__dict__)
        self.table = chances

    def chances(self, lines: pl.DataFrame) -> tuple[Floats, pl.Series]:
        """The stored chances of lines that stand in the order of `table`."""
        found = lines.select("doc", "line_no", "span_no").join(
            self.table, on=["doc", "line_no", "span_no"], how="left", maintain_order="left"
        )
        return found["chance"].fill_null(0.0).to_numpy().astype(np.float32), pl.Series(
            [None] * lines.height, dtype=pl.String
        )


def cleaned(frame: pl.DataFrame, rendering: str, held_out: pl.DataFrame) -> pl.DataFrame:
    """Clean copy of the pages in one rendering, by the held-out chances."""
    parsed = parse(pages.raw(frame, rendering))
    recurring = recur(parsed.lazy())
    order = frame.with_row_index("doc").select("doc", "id")
    table = (
        held_out.filter(pl.col("rendering") == rendering)
        .join(order, on="id")
        .select("doc", "line_no", "span_no", "chance")
    )
    packaged, stand_in = model.load, HeldOut(table)
    model.load = lambda: stand_in  # type: ignore[assignment]
    try:
        return clean(parsed, recurring)
    finally:
        model.load = packaged


def speed(frame: pl.DataFrame, rendering: str) -> dict[str, float]:
    """Documents per CPU-second of parsing and cleaning by the packaged model, the pages over and over as one
    chunk of the pipeline’s."""
    chunk = Settings.model_fields["chunk"].default
    raw = pages.raw(frame, rendering)
    recurring = recur(parse(raw).lazy())
    clean(parse(raw.head(1)), recurring)  # what a process does once is no part of a document's cost
    raw = pl.concat([raw] * -(-chunk // raw.height)).head(chunk)
    began = time.process_time()
    parsed = parse(raw)
    parsing = time.process_time() - began
    began = time.process_time()
    clean(parsed, recurring)
    cleaning = time.process_time() - began
    features = features_alone(parsed, recurring)
    return {
        "parse": chunk / parsing,
        "both": chunk / (parsing + cleaning),
        "times the features' cost": cleaning / features,
    }


def features_alone(parsed: pl.DataFrame, recurring: pl.DataFrame) -> float:
    """CPU-seconds to compute the line model's features, all three steps of them, and nothing else."""
    began = time.process_time()
    known = model.load()
    lines = explode(parsed, recurring).filter(pl.col("known_role").fill_null("") != "blank")
    documents, size = (
        Documents(lines["doc"].to_numpy()),
        lines["text"].str.len_bytes().to_numpy().astype(np.float32),
    )
    scores = ngrams.scores(lines["text"], known.ngrams, known.ngram_bias)
    own = features.of_lines(lines)
    seen = model.first_columns(own, documents, scores, size)
    model.second_columns(own, seen, documents, chance(scores), size)
    return time.process_time() - began


def without_article(frame: pl.DataFrame, rendering: str, held_out: pl.DataFrame) -> dict[str, int]:
    """Pages whose gold lines were taken out, and how many of them come out with an empty body, as they
    should."""
    some = frame.join(
        held_out.filter(pl.col("rendering") == rendering).select("id").unique(),
        on="id",
        how="semi",
        maintain_order="left",
    )
    bare = [
        _without(text, labels)
        for text, labels in zip(some[rendering], some[f"keep_{rendering}"], strict=True)
    ]
    rows = cleaned(some.with_columns(pl.Series(rendering, bare)), rendering, held_out)
    return {
        "pages": some.height,
        "empty": int((rows["body"] == "").sum()),
        "kept share 0": int((rows["kept_share"] == 0).sum()),
    }


def _without(text: str, labels: list[int]) -> str:
    """The text with its gold lines blank: line numbers stay."""
    nth = iter(labels)
    return "\n".join("" if line.strip() and next(nth, 0) else line for line in text.split("\n"))


def line_figures(frame: pl.DataFrame, rows: pl.DataFrame, rendering: str) -> dict[str, float]:
    """Share of the body's lines kept and of the others dropped, of all lines and as the mean of the pages'
    shares, as the scores are.

    And the share of pages that lose their first body line to `deck`.
    """
    cells = {(keep, kept): 0 for keep in (0, 1) for kept in (False, True)}
    of_pages: dict[int, list[float]] = {0: [], 1: []}
    lost = 0
    for labels, lines in zip(frame[f"keep_{rendering}"], rows["lines"], strict=True):
        by_line: dict[int, list[dict[str, Any]]] = {}
        for line in lines:
            if line["text"].strip():
                by_line.setdefault(line["line_no"], []).append(line)
        if len(by_line) != len(labels):
            continue
        decided = [
            (label, any(span["in_body"] for span in spans))
            for label, spans in zip(labels, by_line.values(), strict=True)
        ]
        for label, kept_line in decided:
            cells[label, kept_line] += 1
        for side, shares in of_pages.items():
            right = [kept_line == bool(label) for label, kept_line in decided if label == side]
            shares += [statistics.fmean(right)] if right else []
        first = next((spans for label, spans in zip(labels, by_line.values(), strict=True) if label), [])
        lost += any(span["role"] == "deck" for span in first)
    kept, dropped = (
        cells[1, True] / (cells[1, True] + cells[1, False]),
        cells[0, False] / (cells[0, True] + cells[0, False]),
    )
    by_page = {"keepR by page": statistics.fmean(of_pages[1]), "dropR by page": statistics.fmean(of_pages[0])}
    return {"keepR": kept, "dropR": dropped, **by_page, "leads lost to deck": lost / frame.height}


def decisions(rows: pl.DataFrame, frame: pl.DataFrame, rendering: str) -> list[tuple[float, bool]]:
    """The confidence of each decision over a line, and whether it was right."""
    found: list[tuple[float, bool]] = []
    for labels, lines in zip(frame[f"keep_{rendering}"], rows["lines"], strict=True):
        single = [line for line in lines if line["text"].strip()]
        if len(single) == len(labels):
            found += [
                (line["confidence"], line["in_body"] == bool(label))
                for label, line in zip(labels, single, strict=True)
            ]
    return found


def calibration(sure: list[tuple[float, bool]], width: int = 40) -> str:
    """A plot in characters: of the decisions of each confidence, the share that was right; `|` stands where
    it should end."""
    rows = ["| said | right | lines | |", "|--:|--:|--:|---|"]
    for low in range(10):
        step = [
            (said, right) for said, right in sure if low <= said * 10 < low + 1 or (low == 9 and said == 1)
        ]
        if step:
            said, right = statistics.fmean(s for s, _ in step), statistics.fmean(r for _, r in step)
            bar = ("█" * round(right * width)).ljust(width, "·")
            at = min(round(said * width), width - 1)
            rows.append(
                f"| .{round(said * 100):02} | .{min(round(right * 100), 99):02} | {len(step):,} | "
                f"`{bar[:at]}┃{bar[at + 1 :]}` |"
            )
    return "\n".join(rows)


def two(figures: dict[str, float]) -> dict[str, float]:
    """The figures that one line has room for."""
    return {name: figures[name] for name in ("sF1", "dF1", "acc")}


def metadata(score: Any, frame: pl.DataFrame, rows: pl.DataFrame, rendering: str) -> dict[str, float]:
    """Titles, dates and authors right, by the benchmark's definitions; for authors and dates also among the
    pages that show them."""
    texts = [score.plain(text) for text in frame[rendering]]
    titles = [
        score.plain(h) == score.plain(t)
        for h, t in zip(rows["headline"], frame["title"], strict=True)
        if t is not None
    ]
    dates, printed = (
        [
            (str(at)[:10] if at else None, d[:10])
            for at, d in zip(rows[column], frame["date"], strict=True)
            if d is not None
        ]
        for column in ("published_at", "published_on")
    )
    seen = [
        visible.shown(text, date.fromisoformat(d[:10]))
        for text, d in zip(frame[rendering], frame["date"], strict=True)
        if d is not None
    ]
    signed = [
        (
            score.names_f1(list(gold), list(found)),
            all(score.plain(name) in text for name in gold),
            _strangers(score, gold, found),
        )
        for gold, found, text in zip(frame["authors"], rows["authors"], texts, strict=True)
        if gold is not None and len(gold)
    ]
    return {
        "title": score.mean([float(t) for t in titles]),
        "date": score.mean([float(at == d) for at, d in dates]),
        "date where visible": score.mean(
            [float(at == d) for (at, d), (shown, _) in zip(dates, seen, strict=True) if shown]
        ),
        "date where more than updated": score.mean(
            [float(at == d) for (at, d), (_, more) in zip(dates, seen, strict=True) if more]
        ),
        "wrong date": score.mean([float(at is not None and at != d) for at, d in dates]),
        "wrong day as printed": score.mean([float(on is not None and on != d) for on, d in printed]),
        "authors": score.mean([f for f, _, _ in signed]),
        "authors where visible": score.mean([f for f, visible, _ in signed if visible]),
        "with a wrong author": score.mean([float(strangers) for _, _, strangers in signed]),
    }


def _strangers(score: Any, gold: list[str], found: list[str]) -> bool:
    """Whether a name was found that no name of the gold holds, nor is held by."""
    known = [score.plain(name) for name in gold]
    return any(not any(name in said or said in name for said in known) for name in map(score.plain, found))


def worst(frame: pl.DataFrame, rows: pl.DataFrame, rendering: str, score: Any, count: int = 25) -> None:
    """Write the pages with the lowest F1 as diffs of gold and clean copy, to look at and learn from."""
    WORST.mkdir(parents=True, exist_ok=True)
    scored = []
    for page, gold, body in zip(frame["id"], frame["body"], rows["body"], strict=True):
        hit, extra, missed = score.overlap(gold, body)
        scored.append((2 * hit / (2 * hit + extra + missed) if hit else 0.0, page, gold, body))
    for number, (f1, page, gold, body) in enumerate(sorted(scored)[:count]):
        diff = difflib.unified_diff(
            gold.split("\n"), body.split("\n"), "gold", "clean copy", lineterm="", n=1
        )
        (WORST / f"{rendering}-{number:02}-{f1:.2f}-{page}.diff").write_text("\n".join(diff))


def show(name: str, figures: dict[str, float]) -> None:
    """One line of figures."""
    print(
        f"{name:32}",
        "  ".join(
            f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
            for key, value in figures.items()
        ),
        flush=True,
    )


def trafilatura_speed(frame: pl.DataFrame) -> float:
    """Documents per CPU-second that trafilatura extracts from the HTML of the same pages."""
    import trafilatura

    html = (
        frame.select("id").join(pl.read_parquet(pages.BENCH / "dev_html.parquet"), on="id")["html"].to_list()
    )
    texts = [page if isinstance(page, str) else page.decode("utf-8", "replace") for page in html]
    began = time.process_time()
    for text in texts:
        trafilatura.extract(text)
    return len(texts) / (time.process_time() - began)


def main() -> None:
    """Print every figure for the three renderings, per dataset and language, beside the peers'."""
    score, chances = pages.scorer(), pl.read_parquet(HELD_OUT)
    held_out, bare = (chances.filter(pl.col("source") == source) for source in ("gold", "bare"))
    sure: list[tuple[float, bool]] = []
    everything = pages.pages().filter(pl.col("body").is_not_null())
    for number, rendering in enumerate(pages.RENDERINGS):
        print(f"\n== {rendering} ==")
        whole = everything.filter(pl.col(rendering).is_not_null())
        all_rows = cleaned(whole, rendering, held_out)
        frame = whole.filter("news")
        rows = cleaned(frame, rendering, held_out)
        for peer, figures in PEERS.items():
            print(f"{peer:32} sF1 {figures[number][0]:.3f}  dF1 {figures[number][1]:.3f}")
        pairs = list(zip(frame["body"], rows["body"], strict=True))
        show("clean copy", score.text_scores(pairs))
        all_pairs = list(zip(whole["body"], all_rows["body"], strict=True))
        show("clean copy, --all", score.text_scores(all_pairs))
        long = score.text_scores([pair for pair in all_pairs if len(pair[0].encode()) >= LONG])
        show(
            f"long articles, --all ({long['pages']})",
            {name: long[name] for name in ("sP", "sR", "sF1", "dF1")},
        )
        for peer, bodies in peers.kept(whole, rendering).items():
            show(f"{peer}, --all", two(score.text_scores(list(zip(whole["body"], bodies, strict=True)))))
        for column in ("dataset", "lang"):
            for key in sorted(set(whole[column].fill_null("?").to_list())):
                part = (whole[column].fill_null("?") == key).to_list()
                chosen = [pair for pair, here in zip(all_pairs, part, strict=True) if here]
                show(f"  {column} {key} ({len(chosen)})", two(score.text_scores(chosen)))
        show("lines", line_figures(frame, rows, rendering))
        show("fields", metadata(score, frame, rows, rendering))
        sure += decisions(rows, frame, rendering)
        if rendering != "extracted":
            show("pages without their article", without_article(whole, rendering, bare))
        show("documents per CPU-second", speed(frame, rendering))
        worst(frame, rows, rendering, score)
    print("\n" + calibration(sure))
    show("trafilatura, from HTML", {"documents per CPU-second": trafilatura_speed(everything.filter("news"))})


if __name__ == "__main__":
    main()
