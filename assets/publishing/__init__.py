"""Publishing: from the rows of the lake to the tables of one DuckDB file, in SQL."""

from assets.publishing.changes import find, is_small, look_at_all, look_at_changed, refill, within
from assets.publishing.ddl import create, declare, sql_type
from assets.publishing.derived import derive
from assets.publishing.sources import SETS, STAGES, attach
from assets.publishing.split import TABLES, fill, prepare

__all__ = [
    "SETS",
    "STAGES",
    "TABLES",
    "attach",
    "create",
    "declare",
    "derive",
    "fill",
    "find",
    "is_small",
    "look_at_all",
    "look_at_changed",
    "prepare",
    "refill",
    "sql_type",
    "within",
]
