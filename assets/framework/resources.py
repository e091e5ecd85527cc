"""What the assets need of the outside, as Protocols: `pipeline` supplies them, `assets` never imports it."""

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import dagster as dg
import polars as pl

from assets.framework.attempt import Made

KEYS = {"lake", "engine", "settings", "scope", "lock"}


class Written(Protocol):
    """A file of rows beside a table, not yet part of it."""

    @property
    def rows(self) -> int: ...


class Lake(Protocol):
    """Where rows live between stages."""

    root: str

    def prepare(self, table: str, schema: pl.Schema) -> int: ...
    def write(self, table: str, rows: pl.DataFrame) -> Any: ...
    def commit(self, table: str, written: Sequence[Any]) -> None: ...
    def discard(self, table: str, written: Sequence[Any]) -> None: ...
    def append(self, table: str, rows: pl.DataFrame) -> int: ...
    def replace(self, table: str, rows: pl.DataFrame, made_from: str) -> None: ...
    def made_from(self, table: str) -> str | None: ...
    def rows(self, table: str) -> pl.LazyFrame | None: ...
    def keys(self, table: str) -> pl.DataFrame: ...
    def current(self, table: str, keys: pl.DataFrame | None = None) -> pl.LazyFrame: ...
    def served(self, table: str, but: pl.Series | None = None) -> pl.DataFrame: ...
    def files(self, table: str) -> list[str]: ...
    def fingerprint(self, table: str, keys: pl.DataFrame | None = None) -> str: ...
    def state(self, *tables: str) -> str: ...
    def newest(self, table: str) -> pl.LazyFrame: ...


class Engine(Protocol):
    """Where crafts run."""

    def map(
        self, function: str, chunks: Sequence[pl.DataFrame], others: Sequence[Any]
    ) -> Generator[Made, None, None]:
        """Yield what `function(others[0], chunk, *others[1:])` gives for each chunk, in their order.

        `function` is `module:name`, so that another process finds it. Never more than a few results wait.
        """
        ...

    def about(self) -> dict[str, Any]: ...


class Settings(Protocol):
    """The settings that assets heed."""

    raw: Path | str
    chunk: int
    reject_share: float
    reject_count: int
    max_bytes: int
    max_ratio: int
    max_nesting: int
    outlet_level: int
    columns: Path | None
    corrections: Path | None
    entities: Path | None
    follow_links: bool
    memory: int
    releases: int
    keep_runs: int
    fresh_hours: float
    switches: Path | None
    ner: str
    pages: str | None

    @property
    def passed_over(self) -> tuple[str, ...]: ...
    @property
    def home(self) -> Path: ...
    @property
    def database(self) -> Path: ...
    @property
    def report(self) -> Path: ...


class Warehouse(Protocol):
    """Where the published file lies."""

    @property
    def refused(self) -> Path: ...
    def build(self, whole: bool) -> AbstractContextManager[Any]: ...
    def read(self) -> AbstractContextManager[Any]: ...
    def is_as_published(self) -> bool: ...
    @property
    def pinned(self) -> str | None: ...


class HeldForWriting(Exception):
    """A client has the published file open for writing: nothing can be published before it is closed."""


class Refused(Exception):
    """Raised within `Warehouse.build`: the new file must not be published, and is kept to be looked into."""


class Scope(Protocol):
    """What an operator asked for from the launchpad: one document, one outlet, all anew."""

    path: str | None
    outlet: str | None
    force: bool


class Tools:
    """The resources of one step, by their Protocols."""

    def __init__(self, context: dg.AssetExecutionContext) -> None:
        resources = context.resources
        self.lake: Lake = resources.lake
        self.engine: Engine = resources.engine
        self.settings: Settings = resources.settings
        self.scope: Scope = resources.scope
        self.run_id = context.run.run_id
        self.log = context.log
