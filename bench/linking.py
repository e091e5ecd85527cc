"""Measure duplicates and stories: `python -m bench.linking [--gold DIR] [--documents N]`."""

import argparse
import lzma
import random
import re
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import polars as pl

from assets.enriching.layout.codepoints import spell
from assets.enriching.text.fingerprints import band, cut_shingles
from assets.enriching.text.keywords import count_terms, sum_up, weigh_terms
from assets.linking import Index, cluster, compare
from assets.linking.shapes import PAIR


def documents(names: list[str], bodies: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Frames with what `compare` and `cluster` read of `enriched` and `cleaned`; dates unknown."""
    ids = pl.DataFrame({"article_id": names, "version_id": [f"{name}@1" for name in names]})
    shingles = cut_shingles(pl.Series(bodies))
    terms = (
        ids.with_row_index("doc")
        .select("doc")
        .join(
            weigh_terms(sum_up(count_terms(spell(bodies), pl.Series([None] * len(bodies), dtype=pl.String)))),
            on="doc",
            how="left",
            maintain_order="left",
        )
    )
    nothing = {name: pl.lit([], dtype=kind) for name, kind in NOTHING.items()}
    enriched = ids.with_columns(
        band(shingles), terms["terms"].fill_null([]), text_hash=pl.Series(shingles.texts)
    ).with_columns(word_count=pl.Series(bodies).str.count_matches(r"\S+").cast(pl.Int64), **nothing)
    unknown = pl.lit(None, dtype=pl.Datetime("us", "UTC"))
    cleaned = ids.with_columns(
        pl.Series("body", bodies),
        *[pl.lit(None, dtype=pl.String).alias(name) for name in ("outlet", "headline", "language")],
        path=pl.col("article_id"),
        published_on=pl.lit(None, dtype=pl.Date),
        published_earliest=unknown,
        published_latest=unknown,
    )
    return enriched, cleaned


NOTHING: dict[str, pl.DataType] = {
    "entities": pl.List(
        pl.Struct(
            {
                "entity_id": pl.String,
                "kind": pl.String,
                "name": pl.String,
                "aliases": pl.List(pl.String),
                "country": pl.String,
                "mention_count": pl.Int32,
            }
        )
    ),
    "date_mentions": pl.List(
        pl.Struct({"earliest": pl.Date, "latest": pl.Date, "granularity": pl.String, "anchor": pl.String})
    ),
}


def measure_stories(paths: list[Path]) -> None:
    """B³ on ECB+: the gold story of a document is its topic with its half. The texts, of a few sentences and
    without dates, are given one day: all are compared."""
    texts: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for line in lzma.decompress(path.read_bytes()).decode().splitlines():
            if len(parts := line.rstrip("\n").split("\t")) > 3:
                texts[parts[0]].append(parts[3])
    enriched, cleaned = documents(list(texts), [" ".join(words) for words in texts.values()])
    cleaned = dated(cleaned, [datetime(2025, 1, 1, tzinfo=UTC)] * len(texts))
    began = time.perf_counter()
    stories = told_at_once(enriched, cleaned)
    took = time.perf_counter() - began
    said = {
        article["article_id"]: story["story_id"]
        for story in stories.to_dicts()
        for article in story["articles"]
    }
    gold = {name: "".join(re.fullmatch(r"(\d+)_\d+(ecbplus|ecb)", name).groups()) for name in texts}  # type: ignore[union-attr]
    precision, recall = b_cubed(said, gold)
    names = " + ".join(path.name.split("_")[1] for path in paths)
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"stories, ECB+ {names}: {len(texts)} documents, B³ P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, "
        f"{took:.1f} s"
    )


def measure_growth(sizes: tuple[int, ...] = (1_000, 2_000, 4_000, 20_000)) -> None:
    """What stories cost as a window of twenty days fills: four articles an event, with the words of all news
    around them."""
    dice = random.Random(3)
    told = []
    for size in sizes:
        bodies, days = [], []
        for number in range(size):
            if number % 4 == 0:
                event, day = [f"event{number}word{n}" for n in range(40)], dice.randrange(20)
            bodies.append(
                " ".join(
                    dice.choices(event, k=60)
                    + [f"w{int(dice.paretovariate(0.7)) % 30_000}" for _ in range(200)]
                )
            )
            days.append(datetime(2025, 1, 1 + day, tzinfo=UTC))
        enriched, cleaned = documents([f"{number:06d}" for number in range(size)], bodies)
        cleaned = dated(cleaned, days)
        began = time.process_time()
        found = told_at_once(enriched, cleaned).height
        told.append(f"{size} documents ({found} stories) {time.process_time() - began:.1f} CPU-s")
    print(f"stories, one window of twenty days: {', '.join(told)}")


def told_at_once(enriched: pl.DataFrame, cleaned: pl.DataFrame) -> pl.DataFrame:
    """The stories of documents, by an index that knew nothing of them."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        frames = (frame.with_columns(made_from="version_id").lazy() for frame in (enriched, cleaned))
        return cluster(*frames, PAIR.to_frame(), None, None, Index(connection, Path(folder)))


def dated(cleaned: pl.DataFrame, days: list[datetime]) -> pl.DataFrame:
    """Clean copy that was published on these days."""
    start = pl.Series(days, dtype=pl.Datetime("us", "UTC"))
    return cleaned.with_columns(
        published_on=start.dt.date(), published_earliest=start, published_latest=start + timedelta(days=1)
    )


def b_cubed(said: dict[str, str], gold: dict[str, str]) -> tuple[float, float]:
    """Precision and recall of a clustering, averaged over documents."""
    both = Counter((said[name], gold[name]) for name in gold)
    mine, theirs = Counter(said.values()), Counter(gold.values())
    count = len(gold)
    return (
        sum(both[said[name], gold[name]] / mine[said[name]] for name in gold) / count,
        sum(both[said[name], gold[name]] / theirs[gold[name]] for name in gold) / count,
    )


def measure_duplicates(count: int) -> None:
    """Near-duplicates among invented documents, a fifth of them copies with words changed, against the pairs
    that were planted."""
    dice = random.Random(1)
    words = [f"w{number}" for number in range(30_000)]
    weights = np.cumsum(1 / np.arange(1, 30_001))
    bodies: list[list[str]] = []
    while len(bodies) < count:
        if bodies and dice.random() < 0.2:
            source = dice.randrange(max(0, len(bodies) - 5_000), len(bodies))
            copy = list(bodies[source])
            for _ in range(dice.randrange(0, 12)):
                copy[dice.randrange(len(copy))] = dice.choice(words)
            bodies.append(copy)
        else:
            bodies.append(dice.choices(words, cum_weights=weights.tolist(), k=dice.randrange(150, 600)))
    names = [f"{number:07d}" for number in range(count)]
    texts = [" ".join(body) for body in bodies]
    del bodies
    _forget_peak()
    used = time.process_time()
    enriched, cleaned = documents_for_copies(names, texts)
    signed = time.process_time()
    pairs = compare(enriched.lazy(), cleaned.lazy(), None, None)
    done = time.process_time()
    peak = _peak()
    print(
        f"duplicates: {count} documents, {pairs.height} pairs, "
        f"signatures {signed - used:.1f} CPU-s, comparison {done - signed:.1f} CPU-s, peak {peak:.1f} GB"
    )
    truth = exact_pairs(names, texts, 0.8)
    found = {
        (a, b) for a, b in pairs.filter(pl.col("jaccard") >= 0.8).select("article_a", "article_b").iter_rows()
    }
    print(
        f"duplicates at jaccard ≥ .8: P {len(found & truth) / max(len(found), 1):.5f} "
        f"R {len(found & truth) / max(len(truth), 1):.5f} of {len(truth)} pairs"
    )


def _forget_peak() -> None:
    """Let the peak of memory count from here on: what it took to invent the documents is not the
    comparison's."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The most memory held since, in GB, the documents' texts included."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1e6


def documents_for_copies(names: list[str], bodies: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """As `documents`, in chunks and without terms."""
    ids = pl.DataFrame({"article_id": names, "version_id": [f"{name}@1" for name in names]})
    chunks = []
    for start in range(0, len(bodies), 2_000):
        shingles = cut_shingles(pl.Series(bodies[start : start + 2_000]))
        chunks.append(pl.DataFrame({"text_hash": pl.Series(shingles.texts), "bands": band(shingles)}))
    return ids.hstack(pl.concat(chunks)), ids.with_columns(pl.Series("body", bodies))


def exact_pairs(names: list[str], bodies: list[str], least: float) -> set[tuple[str, str]]:
    """Every pair that reaches a jaccard, by counting shared shingles: the truth that the bands are measured
    against."""
    cut = cut_shingles(pl.Series(bodies))
    sizes = np.diff(cut.starts)
    flat = pl.DataFrame({"doc": np.repeat(np.arange(len(names)), sizes), "hash": cut.hashes}).unique()
    shared = flat.filter(pl.len().over("hash").is_between(2, 200))
    both = shared.join(shared, on="hash", suffix="_b").filter(pl.col("doc") < pl.col("doc_b"))
    pairs = both.group_by("doc", "doc_b").agg(shared=pl.len())
    size = flat.group_by("doc").agg(size=pl.len())
    pairs = pairs.join(size, on="doc").join(size.rename({"doc": "doc_b", "size": "size_b"}), on="doc_b")
    near = pairs.filter(pl.col("shared") / (pl.col("size") + pl.col("size_b") - pl.col("shared")) >= least)
    return {(names[a], names[b]) for a, b in near.select("doc", "doc_b").iter_rows()}


def main() -> None:
    """Measure everything that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--gold", type=Path, default=Path(__file__).parents[2] / "shared" / "bench" / "enrichment"
    )
    parser.add_argument("--documents", type=int, default=100_000)
    given = parser.parse_args()
    train, dev = given.gold / "ECB_Train_corpus.txt.xz", given.gold / "ECB_Dev_corpus.txt.xz"
    for paths in ([train], [dev], [train, dev]):
        measure_stories(paths)
    measure_growth()
    measure_duplicates(given.documents)


if __name__ == "__main__":
    main()
