"""What a stage shows of its table, looked for once a state of it: a run with nothing new reads no rows."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import dagster as dg

from assets.display import showing
from assets.framework.fingerprints import digest, of_modules
from assets.framework.resources import Tools
from assets.framework.standing import Standing


def shown(
    tools: Tools, table: str, asked: Iterable[object], look: Callable[[], dict[str, Any]]
) -> Mapping[str, Any]:
    """The metadata that `look()` finds, or that it found of this state; `asked` says what it looks for."""
    standing = Standing(tools, f"{table}_figures")
    state = digest(tools.lake.state(table), of_modules(showing.__name__), *map(str, asked))
    noted = standing.of(state)
    if noted is None:
        noted = {"told": dg.serialize_value(dg.AssetMaterialization(table, metadata=look()))}
        standing.note(state, **noted)
    return dg.deserialize_value(noted["told"], dg.AssetMaterialization).metadata
