"""Train the line model on the benchmark's dev pages: `python -m bench.train` (deterministic; needs scikit-learn and catboost).

Every figure and every score that a later step learns from is made by a model that has not seen the page's site (five folds by site).
"""

import base64
import json
import time
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
SEEN_SCRIPTS = ("Latin", "Cyrillic", "Greek", "Han")


def fold_of(sites: pl.Series) -> NDArray[np.int64]:
    """The fold of each site: all pages of a site share one."""
    return np.array([int(md5(site.encode()).hexdigest(), 16) % FOLDS for site in sites.fill_null("").to_list()])


def weights(size: Floats, documents: Documents) -> Floats:
    """Long lines weigh more, and no page dwarfs the others."""
    weight = (0.3 + np.minimum(size, 400) / 100).astype(np.float32)
    weight = weight / np.sqrt(documents.all(weight))
    return (weight / weight.mean()).astype(np.float32)


def learn_ngrams(lines: pl.DataFrame, keep: NDArray[np.int64], fold: NDArray[np.int64], weight: Floats) -> tuple[Floats, Floats, float]:
    """Out-of-fold n-gram scores, and the weights and bias learned from all lines."""
    bucket, line = ngrams.buckets(lines["text"])
    counts = np.maximum(np.bincount(line, minlength=len(keep)), 1)
    table = csr_matrix((1 / np.sqrt(counts[line]).astype(np.float32), (line, bucket)), shape=(len(keep), ngrams.BUCKETS))
    scores = np.zeros(len(keep), dtype=np.float32)

    def fit(rows: NDArray[np.bool_]) -> LogisticRegression:
        return LogisticRegression(C=0.3, solver="liblinear", max_iter=40, random_state=1).fit(
            table[rows], keep[rows], sample_weight=weight[rows]
        )

    for number in range(FOLDS):
        scores[fold == number] = fit(fold != number).decision_function(table[fold == number])
    final = fit(np.ones(len(keep), dtype=bool))
    return scores, final.coef_[0].astype(np.float32), float(final.intercept_[0])


def learn_trees(columns: Columns, keep: NDArray[np.int64], fold: NDArray[np.int64], weight: Floats) -> tuple[Floats, dict[str, Any]]:
    """Out-of-fold chances, and the trees learned from all lines, as they are stored."""
    table = np.column_stack(list(columns.values())).astype(np.float32)
    chances = np.zeros(len(keep), dtype=np.float32)

    def fit(rows: NDArray[np.bool_]) -> CatBoostClassifier:
        booster = CatBoostClassifier(**TREES, thread_count=2, random_seed=1, verbose=0, allow_writing_files=False)
        return booster.fit(Pool(table[rows], keep[rows], weight=weight[rows]))

    for number in range(FOLDS):
        chances[fold == number] = fit(fold != number).predict_proba(table[fold == number])[:, 1]
    return chances, stored(fit(np.ones(len(keep), dtype=bool)), list(columns))


def stored(booster: CatBoostClassifier, names: list[str]) -> dict[str, Any]:
    """A CatBoost model as `assets.cleaning.trees` reads it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "booster.json"
        booster.save_model(str(path), format="json")
        dumped = json.loads(path.read_text())
    grown = [
        ([(split["float_feature_index"], split["border"]) for split in tree["splits"]], tree["leaf_values"])
        for tree in dumped["oblivious_trees"]
    ]
    depth = TREES["depth"]
    full = [(splits + splits[-1:] * (depth - len(splits)), _widened(leaves, len(splits), depth)) for splits, leaves in grown if splits]  # type: ignore[operator]
    _, bias = dumped["scale_and_bias"]
    return trees.store(names, full, float(bias[0]))


def _widened(leaves: list[float], levels: int, depth: int) -> list[float]:
    """The leaves of a tree of fewer questions, repeated for one that asks its last question again."""
    return [leaves[place & ((1 << levels) - 1)] for place in range(1 << depth)]


def calibration(chances: Floats, keep: NDArray[np.int64]) -> list[float]:
    """How often lines were the article's, at 41 evenly spaced chances."""
    curve = IsotonicRegression(out_of_bounds="clip", y_min=0.005, y_max=0.995).fit(chances, keep)
    return [round(float(value), 4) for value in curve.predict(np.linspace(0, 1, 41))]


def report(lines: pl.DataFrame, documents: Documents, chosen: NDArray[np.bool_], keep: NDArray[np.int64]) -> None:
    """Print the benchmark's figures for the news pages of each rendering, by the out-of-fold choice of lines (before any rule)."""
    score = pages.scorer()
    gold = dict(pages.pages().filter(pl.col("body").is_not_null()).select("id", "body").iter_rows())
    texts, names = lines["text"].to_list(), lines.select("id", "rendering", "news").rows()
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in pages.RENDERINGS}
    for start, end in zip(documents.starts, np.r_[documents.starts[1:], documents.count], strict=True):
        page, rendering, news = names[start]
        if news:
            pairs[rendering].append((gold[page], "\n\n".join(texts[n] for n in range(start, end) if chosen[n])))
    for rendering, found in pairs.items():
        figures = score.text_scores(found)
        here = (lines["rendering"] == rendering).to_numpy() & lines["news"].to_numpy()
        kept, dropped = chosen[here & (keep == 1)].mean(), 1 - chosen[here & (keep == 0)].mean()
        print(
            f"{rendering:10} sF1 {figures['sF1']:.4f} dF1 {figures['dF1']:.4f} exact {figures['acc']:.3f} "
            f"keepR {kept:.3f} dropR {dropped:.3f}",
            flush=True,
        )


def main() -> None:
    """Train, print the cross-validated figures, write the artefact."""
    began = time.time()
    frame = pages.pages()
    lines = pl.concat([pages.labelled(frame, rendering) for rendering in pages.RENDERINGS])
    lines = lines.with_columns(doc=(pl.col("rendering") + pl.col("id")).rle_id())
    documents = Documents(lines["doc"].to_numpy())
    size = lines["text"].str.len_bytes().to_numpy().astype(np.float32)
    keep, fold, weight = lines["keep"].to_numpy().astype(np.int64), fold_of(lines["site"]), weights(size, documents)
    print(f"{len(keep)} lines of {len(documents.starts)} renderings, {time.time() - began:.0f} s", flush=True)
    scores, coefficients, bias = learn_ngrams(lines, keep, fold, weight)
    columns = model.of_lines(lines, documents, scores, size)
    early, first = learn_trees(columns, keep, fold, weight)
    print(f"first step, {time.time() - began:.0f} s")
    report(lines, documents, model.choose(documents, early, size), keep)
    columns |= neighbours.of_scores(documents, early, size)
    late, second = learn_trees(columns, keep, fold, weight)
    print(f"second step, {time.time() - began:.0f} s")
    report(lines, documents, model.choose(documents, late, size), keep)
    step = float(np.abs(coefficients).max() / 127)
    quantised = np.round(coefficients / step).astype(np.int8)
    artefact = {
        "version": 1,
        "about": "hashed n-gram weights and two sums of symmetric trees; made by bench/train.py from public benchmark pages, holds no text",
        "scripts": list(SEEN_SCRIPTS),
        "sure": calibration(late, keep),
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
    lines.select("id", "rendering", "line_no", "span_no").with_columns(chance=pl.Series(late)).write_parquet(HELD_OUT)


if __name__ == "__main__":
    main()
