"""Train the line model on the benchmark's dev pages: `python -m bench.train` (deterministic; needs the packages of group `bench`).

It learns from the pages with gold. Every figure and every score that a later step learns from is made by a model that has not seen the
page's site (five folds by site). Some pages are also read without their article, to see whether they come out empty.
"""

import base64
import json
import time
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from assets.cleaning import model, neighbours, ngrams, trees
from assets.cleaning.neighbours import Columns, Documents, Floats
from bench import pages

FOLDS = 5
HELD_OUT = Path("build/held_out.parquet")  # what bench.cleaning measures with
TREES = {
    "iterations": 220,
    "depth": 6,
    "learning_rate": 0.1,
    "l2_leaf_reg": 10,
    "border_count": 64,
    "rsm": 0.5,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
}
TIMES = 2  # models whose mean is the second step
BARE_OF = 5  # every fifth page is read without its article as well
SEEN_SCRIPTS = ("Latin", "Cyrillic", "Greek", "Han")


def fold_of(sites: pl.Series) -> NDArray[np.int64]:
    """The fold of each site: all pages of a site share one."""
    return np.array([int(md5(site.encode()).hexdigest(), 16) % FOLDS for site in sites.fill_null("").to_list()])


def weights(size: Floats, documents: Documents) -> Floats:
    """Long lines weigh more, and no page dwarfs the others."""
    weight = (0.3 + np.minimum(size, 400) / 100).astype(np.float32)
    weight = weight / np.sqrt(documents.all(weight))
    return (weight / weight.mean()).astype(np.float32)


class Lesson(NamedTuple):
    """What to learn, line by line."""

    keep: NDArray[np.int64]
    fold: NDArray[np.int64]
    weight: Floats

    def rows(self, fold: int | None) -> NDArray[np.bool_]:
        """The lines to learn from when the sites of a fold are held out."""
        return (self.weight > 0) & (self.fold != fold) if fold is not None else self.weight > 0


def learn_ngrams(lines: pl.DataFrame, lesson: Lesson) -> tuple[Floats, Floats, float]:
    """Out-of-fold n-gram scores, and the weights and bias learned from all lines."""
    bucket, line = ngrams.buckets(lines["text"])
    counts = np.maximum(np.bincount(line, minlength=lines.height), 1)
    table = csr_matrix((1 / np.sqrt(counts[line]).astype(np.float32), (line, bucket)), shape=(lines.height, ngrams.BUCKETS))
    scores = np.zeros(lines.height, dtype=np.float32)

    def fit(rows: NDArray[np.bool_]) -> LogisticRegression:
        return LogisticRegression(C=0.3, solver="liblinear", max_iter=40, random_state=1).fit(
            table[rows], lesson.keep[rows], sample_weight=lesson.weight[rows]
        )

    for number in range(FOLDS):
        here = lesson.fold == number
        scores[here] = fit(lesson.rows(number)).decision_function(table[here])
    final = fit(lesson.rows(None))
    return scores, final.coef_[0].astype(np.float32), float(final.intercept_[0])


def learn_trees(columns: Columns, lesson: Lesson, times: int = 1) -> tuple[Floats, dict[str, Any]]:
    """Out-of-fold chances, and the trees learned from all lines, as stored: the mean of models grown `times` over by other dice."""
    table = np.column_stack(list(columns.values())).astype(np.float32)
    odds = np.zeros(len(lesson.keep), dtype=np.float64)

    def grown(rows: NDArray[np.bool_]) -> list[CatBoostClassifier]:
        pool = Pool(table[rows], lesson.keep[rows], weight=lesson.weight[rows])
        dice = ({"random_seed": seed, **TREES} for seed in range(1, times + 1))
        return [CatBoostClassifier(**set_up, thread_count=2, verbose=0, allow_writing_files=False).fit(pool) for set_up in dice]

    for number in range(FOLDS):
        here = lesson.fold == number
        for booster in grown(lesson.rows(number)):
            odds[here] += booster.predict(table[here], prediction_type="RawFormulaVal") / times
    return model.chance(odds.astype(np.float32)), stored(grown(lesson.rows(None)), list(columns))


def stored(boosters: list[CatBoostClassifier], names: list[str]) -> dict[str, Any]:
    """The mean of CatBoost models as one sum of trees, which `assets.cleaning.trees` reads; their trees take turns."""
    dumped = [_dumped(booster) for booster in boosters]
    depth, share = TREES["depth"], 1 / len(boosters)
    full = []
    for turn in zip(*(one["oblivious_trees"] for one in dumped), strict=True):
        for tree in turn:
            splits = [(split["float_feature_index"], split["border"]) for split in tree["splits"]]
            if splits:
                leaves = _widened([value * share for value in tree["leaf_values"]], len(splits), depth)  # type: ignore[arg-type]
                full.append((splits + splits[-1:] * (depth - len(splits)), leaves))  # type: ignore[operator]
    return trees.store(names, full, sum(float(one["scale_and_bias"][1][0]) for one in dumped) * share)


def _dumped(booster: CatBoostClassifier) -> dict[str, Any]:
    """What CatBoost writes of a model."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "booster.json"
        booster.save_model(str(path), format="json")
        return dict(json.loads(path.read_text()))


def _widened(leaves: list[float], levels: int, depth: int) -> list[float]:
    """The leaves of a tree of fewer questions, repeated for one that asks its last question again."""
    return [leaves[place & ((1 << levels) - 1)] for place in range(1 << depth)]


def calibration(chances: Floats, keep: NDArray[np.int64]) -> list[float]:
    """How often lines were the article's, at 41 evenly spaced chances."""
    curve = IsotonicRegression(out_of_bounds="clip", y_min=0.005, y_max=0.995).fit(chances, keep)
    return [round(float(value), 4) for value in curve.predict(np.linspace(0, 1, 41))]


def report(lines: pl.DataFrame, documents: Documents, chances: Floats, size: Floats) -> None:
    """Print the benchmark's figures for the news pages of each rendering, by the out-of-fold choice of lines (before any rule)."""
    score = pages.scorer()
    chosen = model.choose(documents, chances, size)
    gold = dict(pages.pages().filter(pl.col("body").is_not_null()).select("id", "body").iter_rows())
    texts, names = lines["text"].to_list(), lines.select("id", "rendering", "source", "news").rows()
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in pages.RENDERINGS}
    for start, end in zip(documents.starts, np.r_[documents.starts[1:], documents.count], strict=True):
        page, rendering, source, news = names[start]
        if news and source == "gold":
            pairs[rendering].append((gold[page], "\n\n".join(texts[n] for n in range(start, end) if chosen[n])))
    keep, scored = lines["keep"].to_numpy(), ((lines["source"] == "gold") & lines["news"]).to_numpy()
    for rendering, found in pairs.items():
        figures = score.text_scores(found)
        here = (lines["rendering"] == rendering).to_numpy() & scored
        kept, dropped = chosen[here & (keep == 1)].mean(), 1 - chosen[here & (keep == 0)].mean()
        print(
            f"{rendering:10} sF1 {figures['sF1']:.4f} dF1 {figures['dF1']:.4f} exact {figures['acc']:.3f} "
            f"keepR {kept:.3f} dropR {dropped:.3f}",
            flush=True,
        )


def material() -> pl.DataFrame:
    """All lines: pages with gold, to learn from, then some without their article, `bare`, to be judged alone; `source` tells which."""
    gold = pl.concat([pages.labelled(pages.pages(), rendering) for rendering in pages.RENDERINGS]).with_columns(source=pl.lit("gold"))
    some = [page for page in gold["id"].unique().sort() if int(md5(page.encode()).hexdigest(), 16) % BARE_OF == 0]
    bare = gold.filter(pl.col("id").is_in(some) & (pl.col("rendering") != "extracted") & (pl.col("keep") == 0))
    bare = bare.with_columns(source=pl.lit("bare"))
    return pl.concat([gold, bare]).with_columns(doc=(pl.col("source") + pl.col("rendering") + pl.col("id")).rle_id())


def lesson_of(lines: pl.DataFrame, documents: Documents, size: Floats) -> Lesson:
    """What the lines teach, and how much each weighs."""
    weight = weights(size, documents) * (lines["source"] == "gold").to_numpy()
    return Lesson(lines["keep"].cast(pl.Int64).to_numpy(), fold_of(lines["site"]), weight.astype(np.float32))


def main() -> None:
    """Train, print the cross-validated figures, write the artefact."""
    began = time.time()
    lines = material()
    documents = Documents(lines["doc"].to_numpy())
    size = lines["text"].str.len_bytes().to_numpy().astype(np.float32)
    lesson = lesson_of(lines, documents, size)
    print(f"{lines.height} lines of {len(documents.starts)} renderings, {time.time() - began:.0f} s", flush=True)
    scores, coefficients, bias = learn_ngrams(lines, lesson)
    print(f"n-grams, {time.time() - began:.0f} s", flush=True)
    columns = model.of_lines(lines, documents, scores, size)
    early, first = learn_trees(columns, lesson)
    print(f"first step, {time.time() - began:.0f} s")
    report(lines, documents, early, size)
    columns |= neighbours.of_scores(documents, early, size)
    late, second = learn_trees(columns, lesson, times=TIMES)
    print(f"second step, {time.time() - began:.0f} s")
    report(lines, documents, late, size)
    gold = (lines["source"] == "gold").to_numpy()
    step = float(np.abs(coefficients).max() / 127)
    quantised = np.round(coefficients / step).astype(np.int8)
    artefact = {
        "version": 2,
        "about": "hashed n-gram weights and two sums of symmetric trees; made by bench/train.py from public benchmark pages, holds no text",
        "scripts": list(SEEN_SCRIPTS),
        "sure": calibration(late[gold], lesson.keep[gold]),
        "first": first,
        "second": second,
        "ngram_step": step,
        "ngram_bias": bias,
        "ngrams": base64.b64encode(quantised.tobytes()).decode(),
    }
    model.ARTEFACT.write_text(
        json.dumps(artefact, separators=(",", ":"))
        .replace('"first":', '\n"first":')
        .replace('"second":', '\n"second":')
        .replace('"ngram', '\n"ngram')
        + "\n"
    )
    print(f"{model.ARTEFACT.name}: {model.ARTEFACT.stat().st_size} bytes, {time.time() - began:.0f} s")
    HELD_OUT.parent.mkdir(exist_ok=True)
    lines.select("source", "id", "rendering", "line_no", "span_no").with_columns(chance=pl.Series(late)).write_parquet(HELD_OUT)


if __name__ == "__main__":
    main()
