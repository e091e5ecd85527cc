"""Publishing: from the rows of the lake to the tables of one DuckDB file, in SQL."""

from assets.publishing.changes import (
    PARTLY_NEW,
    Fault,
    changed_rows,
    expect_all,
    fill_all,
    find,
    is_small,
    leave_out,
    look_at_all,
    look_at_changed,
    naming,
    narrow,
    refill,
)
from assets.publishing.comparing import (
    TELLS_OF_FORGOTTEN,
    compare,
    forget_changes,
    keep_changes,
    know_forgotten,
)
from assets.publishing.correcting_names import correct_names
from assets.publishing.ddl import create, create_schema, declare, see_internal, sql_type, text
from assets.publishing.derived import members, settle
from assets.publishing.history import carry_over
from assets.publishing.named import Named, answer_types, create_named, named
from assets.publishing.sources import SETS, STAGES, WHOLE, attach
from assets.publishing.split import TABLES, fill, prepare
from assets.publishing.taking_out import take_out

__all__ = [
    "PARTLY_NEW",
    "SETS",
    "STAGES",
    "TABLES",
    "TELLS_OF_FORGOTTEN",
    "WHOLE",
    "Fault",
    "Named",
    "answer_types",
    "attach",
    "carry_over",
    "changed_rows",
    "compare",
    "correct_names",
    "create",
    "create_named",
    "create_schema",
    "declare",
    "expect_all",
    "fill",
    "fill_all",
    "find",
    "forget_changes",
    "is_small",
    "keep_changes",
    "know_forgotten",
    "leave_out",
    "look_at_all",
    "look_at_changed",
    "members",
    "named",
    "naming",
    "narrow",
    "prepare",
    "refill",
    "see_internal",
    "settle",
    "sql_type",
    "take_out",
    "text",
]
