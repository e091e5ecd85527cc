"""Find the documents that a stage must work on: their row is missing, or was made from something else."""

import dagster as dg
import polars as pl

from assets.framework import fingerprints
from assets.framework.arrivals import article_named
from assets.framework.resources import Tools

CHUNK_BYTES = 64_000_000  # a chunk of large files ends here, however few they are


def expected(upstream: pl.DataFrame, code: str, seen: pl.DataFrame | None) -> pl.DataFrame:
    """The upstream keys with `made_from` as this stage's rows should have it.

    It is made of the code, the row above, and what the stage sees of its other inputs (`seen`).
    """
    of_others = [""] * upstream.height
    if seen is not None and upstream.height:
        joined = upstream.join(seen, on="version_id", how="left", maintain_order="left")
        of_others = joined["seen"].fill_null("").to_list()
    rows = zip(upstream["made_from"], of_others, strict=True)
    marks = [fingerprints.digest(code, above, others) for above, others in rows]
    return upstream.with_columns(made_from=pl.Series(marks, dtype=pl.String))


def pending(wanted: pl.DataFrame, current: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """The wanted keys that are neither in the table nor settled in its quarantine, in the order of work."""
    done = pl.concat([current.select("version_id", "made_from"), settled.select("version_id", "made_from")])
    return wanted.join(done, on=["version_id", "made_from"], how="anti").sort("batch", "version_id")


def asked_for_some(tools: Tools) -> bool:
    """Whether an operator asked for documents to be done again, pending or not."""
    return bool(tools.scope.path or tools.scope.outlet or tools.scope.force)


def asked_for(tools: Tools, keys: pl.DataFrame) -> pl.DataFrame | None:
    """The documents that an operator asked to be done again, pending or not; None where nothing was asked."""
    scope = tools.scope
    if scope.path:
        keys = keys.filter(article_id=article_named(tools.lake, scope.path))
        if keys.is_empty():
            raise dg.Failure(
                f"No document has the path or address {scope.path!r}. "
                "Paths are written as in articles.path: below the raw folder.",
                allow_retries=False,
            )
    elif scope.outlet:
        of_outlet = tools.lake.current("raw").filter(outlet=scope.outlet).select("article_id").unique()
        keys = keys.lazy().join(of_outlet, on="article_id", how="semi").collect()
        if keys.is_empty():
            raise dg.Failure(
                f"No document is of the outlet {scope.outlet!r}. "
                "SELECT DISTINCT outlet FROM articles lists them.",
                allow_retries=False,
            )
    elif not scope.force:
        return None
    return keys.sort("batch", "version_id")


def cut(keys: pl.DataFrame, size: int) -> list[pl.DataFrame]:
    """Slice keys into chunks of at most `size` documents and, one document aside, `CHUNK_BYTES`."""
    if keys.is_empty():
        return []
    if "size" not in keys.columns:
        return list(keys.iter_slices(size))
    edges, count, held = [0], 0, 0
    for position, length in enumerate(keys["size"]):
        if count == size or (count and held + length > CHUNK_BYTES):
            edges.append(position)
            count = held = 0
        count, held = count + 1, held + length
    return [keys[a:b] for a, b in zip(edges, [*edges[1:], keys.height], strict=True)]
