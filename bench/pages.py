"""The benchmark's pages as rows that the pipeline takes, and its own scores."""

import importlib.util
import re
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from types import ModuleType

import polars as pl

from assets.cleaning import recur
from assets.cleaning.lines import explode
from assets.parsing import parse
from checks.contracts.base import shape
from checks.contracts.raw import Raw

BENCH = Path(__file__).parents[2] / "shared" / "bench"
RENDERINGS = ("extracted", "container", "page")
TOKEN = re.compile(r"\w+")  # as the benchmark has it


def scorer() -> ModuleType:
    """The benchmark's own script, as a module: its definitions are the ones that count."""
    spec = importlib.util.spec_from_file_location("bench_definitions", BENCH / "bench.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(BENCH / "bench.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages() -> pl.DataFrame:
    """The dev pages, as the benchmark has them."""
    return pl.read_parquet(BENCH / "dev_text.parquet")


def raw(frame: pl.DataFrame, rendering: str) -> pl.DataFrame:
    """Pages in one rendering → rows of contract Raw, as if their files lay at <site>/<id>.txt."""

    def digest(text: str) -> str:
        return blake2b(text.encode(), digest_size=8).hexdigest()

    site = [re.sub(r"[^\w.-]", "_", name or "unknown") for name in frame["site"]]
    path = [f"{folder}/{page}.txt" for folder, page in zip(site, frame["id"], strict=True)]
    content = [text.encode() for text in frame[rendering]]
    given = pl.DataFrame(
        {
            "version_id": [digest(p + t) for p, t in zip(path, frame[rendering], strict=True)],
            "article_id": [digest(p) for p in path],
            "path": path,
            "outlet": site,
            "outlet_basis": ["folder"] * len(path),
            "url": pl.Series([None] * len(path), dtype=pl.String),
            "retrieved_at": pl.Series([None] * len(path), dtype=pl.Datetime("us", "UTC")),
            "encoding": ["utf-8"] * len(path),
            "size": [len(c) for c in content],
            "content": content,
        }
    )
    return with_nothing_stated(given)


def with_nothing_stated(given: pl.DataFrame) -> pl.DataFrame:
    """Rows with all columns of contract Raw: those that only records and sidecars fill are empty."""
    types = shape(Raw)
    return given.with_columns(
        pl.lit([] if name == "stated" else None, dtype=types[name]).alias(name)
        for name in types
        if name not in given.columns
    )


def labelled(
    frame: pl.DataFrame, rendering: str, prepare: Callable[[pl.DataFrame], pl.DataFrame] = parse
) -> pl.DataFrame:
    """The non-blank lines of all pages in one rendering, with `keep` (1: in the gold body), `id`, `site`,
    `lang`, `dataset`, `news`."""
    frame = frame.filter(
        pl.col(rendering).is_not_null()
        & pl.col(f"keep_{rendering}").is_not_null()
        & pl.col("body").is_not_null()
    )
    parsed = prepare(raw(frame, rendering))
    lines = explode(parsed, recur(parsed.lazy())).filter(pl.col("known_role").fill_null("") != "blank")
    numbered = (
        lines.select("doc", "line_no")
        .unique(maintain_order=True)
        .with_columns(nth=pl.int_range(pl.len()).over("doc"))
    )
    labels = frame.with_row_index("doc").select(
        "doc", "id", "site", "lang", "dataset", "news", keep=f"keep_{rendering}"
    )
    counted = (
        numbered.group_by("doc")
        .len()
        .join(labels, on="doc")
        .filter(pl.col("len") == pl.col("keep").list.len())
    )
    labels = (
        counted.drop("len")
        .with_columns(nth=pl.int_ranges(0, pl.col("keep").list.len()))
        .explode("keep", "nth")
    )
    lines = lines.join(numbered, on=["doc", "line_no"], how="left", maintain_order="left")
    return (
        lines.join(labels, on=["doc", "nth"], how="inner", maintain_order="left")
        .with_columns(rendering=pl.lit(rendering))
        .drop("nth", "row")
    )
