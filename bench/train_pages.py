"""Train the line model of pages: `python -m bench.train_pages` (deterministic; needs the packages of group
`bench`).

It learns from the HTML of the benchmark's dev pages and extra pages, but for the kept quarter of these. As in
`bench.train`, every figure is made by a model that has not seen the page's site.
"""

import base64
import time
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assets.cleaning.body.choice import choose
from assets.cleaning.documents import Documents, Floats
from assets.cleaning.line_model import features, markup, model
from assets.cleaning.line_model.odds import chance
from bench import html_pages, pages, train

FOLDS = 3  # there are many pages
# shares of the lines to learn from, of the article's and of others: words and names, then trees
WORDS_LEARNT = {1: 0.6, 0: 0.3}
LEARNT = {1: 0.35, 0: 0.15}
FIRSTS, SECONDS = 1, 1  # sums of trees in each step
FIRST = train.FIRST | {"iterations": 250, "rsm": 0.3}
SECOND = train.SECOND | {"iterations": 120}
COMMENT = train.FIRST | {"iterations": 120, "rsm": 0.3}
COMMENTS = 2.0  # how much more a reader's comment weighs than another line where words and names are learned
SHOWN = 8  # every so many pages tell what a phrase usually moves
HELD_OUT = train.HELD_OUT.with_name("held_out_pages.parquet")


def learn_names(
    lines: pl.DataFrame, lesson: train.Lesson, wanted: list[tuple[NDArray[np.int64], NDArray[np.bool_]]]
) -> tuple[Floats, Floats, Floats]:
    """Out-of-fold scores by the names of elements, and the weights and biases learned from all lines: a row
    for each of `wanted`, what to tell and the lines of which it is known."""
    kinds = lines.select(kind=pl.col("element").str.replace_all(markup.NUMBER, ""))
    distinct = kinds.unique(maintain_order=True).with_row_index("place")
    at = kinds.join(distinct, on="kind", how="left", maintain_order="left")["place"].to_numpy()
    bucket, owner = markup.words(distinct["kind"])
    counts = np.sqrt(np.maximum(np.bincount(owner, minlength=distinct.height), 1))
    table = csr_matrix(
        (1 / counts[owner].astype(np.float32), (owner, bucket)), shape=(distinct.height, markup.BUCKETS)
    )[at]
    scores, weights, biases = [], [], []
    for label, known in wanted:

        def fit(rows: NDArray[np.bool_], label: NDArray[np.int64] = label) -> LogisticRegression:
            return LogisticRegression(C=0.3, solver="liblinear", max_iter=40, random_state=1).fit(
                table[rows], label[rows], sample_weight=lesson.weight[rows]
            )

        found = np.zeros(lines.height, dtype=np.float32)
        for number in lesson.folds:
            here = lesson.fold == number
            found[here] = fit(lesson.rows(number) & known).decision_function(table[here])
        final = fit(lesson.rows(None) & known)
        scores.append(found.round(train.DIGITS))
        weights.append(final.coef_[0].astype(np.float32))
        biases.append(round(float(final.intercept_[0]), train.DIGITS))
    return np.stack(scores), np.stack(weights), np.array(biases, dtype=np.float32)


def report(
    lines: pl.DataFrame, documents: Documents, chances: Floats, size: Floats, golds: dict[str, str]
) -> None:
    """Print the benchmark's figures by dataset, by the out-of-fold choice of lines (before any rule)."""
    score = pages.scorer()
    chosen = choose(documents, chances, size)
    texts, names = lines["text"].to_list(), lines.select("id", "dataset", "news", "source").rows()
    pairs: dict[str, list[tuple[str, str]]] = {}
    for start, end in zip(documents.starts, np.r_[documents.starts[1:], documents.count], strict=True):
        page, dataset, news, source = names[start]
        found = (golds[page], "\n\n".join(texts[n] for n in range(start, end) if chosen[n]))
        groups = (
            (["dev news"] if news else [])
            if source == "dev"
            else [dataset, "second"]
            if dataset in ("gn1", "dgn", "fupa", "wcxb")
            else [dataset]
        )
        for group in groups:
            pairs.setdefault(group, []).append(found)
    for group, found_pairs in pairs.items():
        figures = score.text_scores(found_pairs)
        print(
            f"{group:10} {figures['pages']:5} sF1 {figures['sF1']:.4f} dF1 {figures['dF1']:.4f} "
            f"exact {figures['acc']:.3f} empty {figures['empty']}",
            flush=True,
        )
    comment = (lines["gold_role"] == "comment").fill_null(False).to_numpy()
    if comment.any():
        print(
            f"comments kept, share of their bytes: {size[comment & chosen].sum() / size[comment].sum():.3f}"
        )


def material() -> tuple[pl.DataFrame, dict[str, str]]:
    """All lines, and the gold bodies by page."""
    dev, extra = html_pages.dev(), html_pages.extra()
    extra = extra.filter(~pl.col("lang").fill_null("").is_in(html_pages.UNSPACED))
    golds = dict(pl.concat([one.select("id", "body") for one in (dev, extra)]).iter_rows())
    parts = [
        html_pages.labelled(frame).with_columns(source=pl.lit(source))
        for source, frame in (("dev", dev), ("extra", extra))
    ]
    columns = [name for name in parts[0].columns if name in parts[1].columns]
    lines = pl.concat([part.select(columns) for part in parts])
    return lines.with_columns(doc=(pl.col("source") + pl.col("id")).rle_id()), golds


def main() -> None:
    """Train, print the cross-validated figures, write the artefact."""
    began = time.time()
    lines, golds = material()
    documents = Documents(lines["doc"].to_numpy())
    size = lines["text"].str.len_bytes().to_numpy().astype(np.float32)
    comment = (lines["gold_role"] == "comment").fill_null(False).to_numpy()
    keep = np.where(comment, 0, lines["keep"].to_numpy()).astype(np.int64)
    even, fold = train.weights(size, documents), train.fold_of(lines["site"], FOLDS)
    dice = np.random.default_rng(1).random(len(keep))
    heavier = even * np.where(comment, COMMENTS, 1).astype(np.float32)
    lesson, of_words = (
        train.Lesson(keep, fold, _some(weight, dice, keep, comment, shares))
        for weight, shares in ((even, LEARNT), (heavier, WORDS_LEARNT))
    )
    print(f"{lines.height} lines of {len(documents.starts)} pages, {time.time() - began:.0f} s", flush=True)
    scores, coefficients, bias = train.learn_ngrams(lines, of_words)
    print(f"n-grams, {time.time() - began:.0f} s", flush=True)
    told = (lines["gold_role"].is_not_null()).to_numpy()
    named, of_names, biases = learn_names(
        lines, of_words, [(keep, np.ones(lines.height, dtype=bool)), (comment.astype(np.int64), told)]
    )
    print(f"names of elements, {time.time() - began:.0f} s", flush=True)
    own = features.of_lines(lines)
    seen = model.first_columns(own, documents, scores, size)
    table = markup.paths(lines)
    seen |= markup.of_pages(lines, table, own, documents, scores, named, size)
    early, first = train.learn_mean("first", seen, lesson, FIRST, FIRSTS)
    of_comments = train.Lesson(comment.astype(np.int64), fold, (even * told).astype(np.float32))
    strange, comments = train.learn_mean("comments", seen, of_comments, COMMENT, 1)
    again = model.second_columns(own, seen, documents, chance(early), size) | model.page_columns(seen)
    again |= markup.of_chances(table, documents, chance(early), chance(strange), size)
    late, second = train.learn_mean("second", again, lesson, SECOND, SECONDS)
    chances = chance(late)
    report(lines, documents, chances, size, golds)
    print(f"trees, {time.time() - began:.0f} s", flush=True)
    artefact = {
        "version": 1,
        "about": (
            "hashed weights of n-grams and of elements' names, and sums of symmetric trees; made by "
            "bench/train_pages.py from public benchmark pages, holds no text"
        ),
        "scripts": list(train.SEEN_SCRIPTS),
        "sure": train.calibration(chances, lesson.keep),
        "first": first,
        "comments": comments,
        "second": second,
        **packed("ngram", coefficients[None], [bias]),
        **packed("name", of_names, [float(one) for one in biases]),
    }
    model.write(model.OF_PAGES, artefact)
    artefact["usual"] = train.usual(artefact, lines.filter(pl.col("doc") % SHOWN == 0))
    model.write(model.OF_PAGES, artefact)
    print(f"{model.OF_PAGES.name}: {model.OF_PAGES.stat().st_size} bytes, {time.time() - began:.0f} s")
    HELD_OUT.parent.mkdir(exist_ok=True)
    lines.select("source", "id", "line_no", "span_no").with_columns(chance=pl.Series(chances)).write_parquet(
        HELD_OUT
    )


def _some(
    weight: Floats,
    dice: NDArray[np.float64],
    keep: NDArray[np.int64],
    comment: NDArray[np.bool_],
    shares: dict[int, float],
) -> Floats:
    """The weights of the lines that are learned from, 0 of the others: all comments, and of other lines their
    share, each of which counts for those left out."""
    share = np.where(comment, 1, np.where(keep == 1, shares[1], shares[0]))
    return np.where(dice < share, weight / share, 0).astype(np.float32)


def packed(name: str, weights: Floats, bias: list[float]) -> dict[str, Any]:
    """Rows of weights as whole numbers of one byte."""
    step = float(np.abs(weights).max() / 127)
    steps = np.round(weights / step).astype(np.int8)
    return {
        f"{name}_step": step,
        f"{name}_bias": bias if len(bias) > 1 else bias[0],
        f"{name}s": base64.b64encode(steps.tobytes()).decode(),
    }


if __name__ == "__main__":
    main()
