"""Train the line model on the benchmark's dev pages: `python -m bench.train` (deterministic; needs the
packages of group `bench`).

It learns from the pages with gold. Every figure and every score that a later step learns from is made by a
model that has not seen the page's site (five folds by site). Some pages are also read without their article,
to see whether they come out empty.
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

from assets.cleaning.body.choice import choose
from assets.cleaning.documents import Columns, Documents, Floats
from assets.cleaning.line_model import features, model, ngrams, trees
from assets.cleaning.line_model.odds import chance
from bench import pages

FOLDS = 5
HELD_OUT = Path("build/held_out.parquet")  # what bench.cleaning measures with
FIRST: dict[str, Any] = {
    "iterations": 220,
    "depth": 6,
    "learning_rate": 0.1,
    "l2_leaf_reg": 10,
    "border_count": 64,
    "rsm": 0.5,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
}
FIRSTS, SECONDS = 4, 2  # sums of trees in each step: their mean counts
SECOND: dict[str, Any] = FIRST | {
    "iterations": 90,
    "l2_leaf_reg": 40,
    "rsm": 0.3,
}  # it has less to learn, and what it sees speaks louder
BARE_OF = 5  # every fifth page is read without its article as well
DIGITS = 4  # of the n-grams' scores: what follows differs from processor to processor, and trees would too
SEEN_SCRIPTS = ("Latin", "Cyrillic", "Greek", "Han")


def fold_of(sites: pl.Series, folds: int = FOLDS) -> NDArray[np.int64]:
    """The fold of each site: all pages of a site share one."""
    return np.array(
        [int(md5(site.encode()).hexdigest(), 16) % folds for site in sites.fill_null("").to_list()]
    )


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

    @property
    def folds(self) -> range:
        """The numbers of the folds."""
        return range(int(self.fold.max(initial=0)) + 1)

    def rows(self, fold: int | None) -> NDArray[np.bool_]:
        """The lines to learn from when the sites of a fold are held out."""
        return (self.weight > 0) & (self.fold != fold) if fold is not None else self.weight > 0


def learn_ngrams(lines: pl.DataFrame, lesson: Lesson) -> tuple[Floats, Floats, float]:
    """Out-of-fold n-gram scores, and the weights and bias learned from all lines."""
    bucket, line = ngrams.buckets(lines["text"])
    counts = np.maximum(np.bincount(line, minlength=lines.height), 1)
    table = csr_matrix(
        (1 / np.sqrt(counts[line]).astype(np.float32), (line, bucket)), shape=(lines.height, ngrams.BUCKETS)
    )
    scores = np.zeros(lines.height, dtype=np.float32)

    def fit(rows: NDArray[np.bool_]) -> LogisticRegression:
        return LogisticRegression(C=0.3, solver="liblinear", max_iter=40, random_state=1).fit(
            table[rows], lesson.keep[rows], sample_weight=lesson.weight[rows]
        )

    for number in lesson.folds:
        here = lesson.fold == number
        scores[here] = fit(lesson.rows(number)).decision_function(table[here])
    final = fit(lesson.rows(None))
    return scores.round(DIGITS), final.coef_[0].astype(np.float32), round(float(final.intercept_[0]), DIGITS)


def learn_trees(
    columns: Columns, lesson: Lesson, shape: dict[str, Any], dice: int
) -> tuple[Floats, dict[str, Any]]:
    """Out-of-fold log-odds, and the trees learned from all lines, as stored."""
    table = np.column_stack(list(columns.values())).astype(np.float32)
    odds = np.zeros(len(lesson.keep), dtype=np.float32)

    def grown(rows: NDArray[np.bool_]) -> CatBoostClassifier:
        booster = CatBoostClassifier(
            **shape, random_seed=dice, thread_count=2, verbose=0, allow_writing_files=False
        )
        return booster.fit(Pool(table[rows], lesson.keep[rows], weight=lesson.weight[rows]))

    for number in lesson.folds:
        here = lesson.fold == number
        odds[here] = grown(lesson.rows(number)).predict(table[here], prediction_type="RawFormulaVal")
    return odds, stored(grown(lesson.rows(None)), list(columns), shape["depth"])


def learn_mean(
    name: str, columns: Columns, lesson: Lesson, shape: dict[str, Any], count: int
) -> tuple[Floats, list[dict[str, Any]]]:
    """The mean out-of-fold log-odds of several sums of trees that differ by their dice, and the sums as
    stored."""
    odds, grown = np.zeros(len(lesson.keep), dtype=np.float32), []
    for dice in range(1, count + 1):
        found, trees = learn_trees(columns, lesson, shape, dice)
        odds += found / count
        grown.append(trees)
        print(f"{name} step, dice {dice}", flush=True)
    return odds, grown


def stored(booster: CatBoostClassifier, names: list[str], depth: int) -> dict[str, Any]:
    """A CatBoost model as `assets.cleaning.line_model.trees` reads it."""
    dumped = _dumped(booster)
    full = []
    for tree in dumped["oblivious_trees"]:
        splits = [(split["float_feature_index"], split["border"]) for split in tree["splits"]]
        if splits:
            full.append(
                (
                    splits + splits[-1:] * (depth - len(splits)),
                    _widened(tree["leaf_values"], len(splits), depth),
                )
            )
    return trees.store(names, full, float(dumped["scale_and_bias"][1][0]))


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


def usual(artefact: dict[str, Any], lines: pl.DataFrame) -> dict[str, float]:
    """What each phrase moves the log-odds by on the average line that no rule knows: reasons name what moved
    a line further."""
    known = model.LineModel(artefact)
    _, shares = known.weigh(lines)
    free = (lines["known_role"].is_null() & (lines["verdict"] == "none")).to_numpy()
    return {
        phrase: round(float(share), 3)
        for phrase, share in zip(known.phrases, shares[:, free].mean(axis=1), strict=True)
    }


def report(lines: pl.DataFrame, documents: Documents, chances: Floats, size: Floats) -> None:
    """Print the benchmark's figures for the news pages of each rendering, by the out-of-fold choice of lines
    (before any rule)."""
    score = pages.scorer()
    chosen = choose(documents, chances, size)
    gold = dict(pages.pages().filter(pl.col("body").is_not_null()).select("id", "body").iter_rows())
    texts, names = lines["text"].to_list(), lines.select("id", "rendering", "source", "news").rows()
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in pages.RENDERINGS}
    for start, end in zip(documents.starts, np.r_[documents.starts[1:], documents.count], strict=True):
        page, rendering, source, news = names[start]
        if news and source == "gold":
            pairs[rendering].append(
                (gold[page], "\n\n".join(texts[n] for n in range(start, end) if chosen[n]))
            )
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
    """All lines: pages with gold, to learn from, then some without their article, `bare`, to be judged alone;
    `source` tells which."""
    gold = pl.concat(
        [pages.labelled(pages.pages(), rendering) for rendering in pages.RENDERINGS]
    ).with_columns(source=pl.lit("gold"))
    some = [
        page for page in gold["id"].unique().sort() if int(md5(page.encode()).hexdigest(), 16) % BARE_OF == 0
    ]
    bare = gold.filter(
        pl.col("id").is_in(some) & (pl.col("rendering") != "extracted") & (pl.col("keep") == 0)
    )
    bare = bare.with_columns(source=pl.lit("bare"))
    return pl.concat([gold, bare]).with_columns(
        doc=(pl.col("source") + pl.col("rendering") + pl.col("id")).rle_id()
    )


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
    print(
        f"{lines.height} lines of {len(documents.starts)} renderings, {time.time() - began:.0f} s", flush=True
    )
    scores, coefficients, bias = learn_ngrams(lines, lesson)
    print(f"n-grams, {time.time() - began:.0f} s", flush=True)
    own = features.of_lines(lines)
    seen = model.first_columns(own, documents, scores, size)
    early, first = learn_mean("first", seen, lesson, FIRST, FIRSTS)
    report(lines, documents, chance(early), size)
    late, second = learn_mean(
        "second", model.second_columns(own, seen, documents, chance(early), size), lesson, SECOND, SECONDS
    )
    chances = chance(late)
    report(lines, documents, chances, size)
    print(f"trees, {time.time() - began:.0f} s", flush=True)
    gold = (lines["source"] == "gold").to_numpy()
    step = float(np.abs(coefficients).max() / 127)
    quantised = np.round(coefficients / step).astype(np.int8)
    artefact: dict[str, Any] = {
        "version": 4,
        "about": (
            "hashed n-gram weights and sums of symmetric trees; made by bench/train.py from public "
            "benchmark pages, holds no text"
        ),
        "scripts": list(SEEN_SCRIPTS),
        "sure": calibration(chances[gold], lesson.keep[gold]),
        "first": first,
        "second": second,
        "ngram_step": step,
        "ngram_bias": bias,
        "ngrams": base64.b64encode(quantised.tobytes()).decode(),
    }
    artefact["usual"] = usual(artefact, lines.filter(pl.col("source") == "gold"))
    model.ARTEFACT.write_text(
        json.dumps(artefact, separators=(",", ":"))
        .replace('"first":', '\n"first":')
        .replace('"second":', '\n"second":')
        .replace('"ngram', '\n"ngram')
        .replace('"usual', '\n"usual')
        + "\n"
    )
    print(f"{model.ARTEFACT.name}: {model.ARTEFACT.stat().st_size} bytes, {time.time() - began:.0f} s")
    HELD_OUT.parent.mkdir(exist_ok=True)
    lines.select("source", "id", "rendering", "line_no", "span_no").with_columns(
        chance=pl.Series(chances)
    ).write_parquet(HELD_OUT)


if __name__ == "__main__":
    main()
