"""Publishing: from the rows of the lake to the tables of one DuckDB file, in SQL."""

from assets.publishing.ddl import create, declare, sql_type
from assets.publishing.derived import derive
from assets.publishing.sources import SETS, STAGES, attach
from assets.publishing.split import TABLES, fill, prepare

__all__ = ["SETS", "STAGES", "TABLES", "attach", "create", "declare", "derive", "fill", "prepare", "sql_type"]
