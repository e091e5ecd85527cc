"""Views and macros: questions that have a name, each in a file of its own whose comments say what it is."""

import re
from dataclasses import dataclass
from functools import cache

import duckdb

from assets.publishing.ddl import text
from assets.publishing.split import FOLDER

# what others ask
FIRST = ("words_of", "place_of", "search", "story_ids", "sentences", "differences", "to_review")
CREATES = re.compile(r"^CREATE (VIEW|MACRO) (\w+)(\([^)]*\))? AS( TABLE)?", re.MULTILINE)
TOLD = re.compile(r"^(\w+): (.+)$")


@dataclass(frozen=True)
class Named:
    """A view or a macro: its name, how it is called, what it is, a query to try, what each column of its
    answer holds, and its SQL."""

    kind: str  # view, macro
    name: str
    signature: str
    description: str
    example: str
    columns: dict[str, str]
    gives_table: bool
    sql: str


@cache
def named() -> tuple[Named, ...]:
    """Every view and macro of the file, macros first."""
    folders = ("macros", "views")
    return tuple(_read(file.read_text()) for f in folders for file in sorted((FOLDER / f).glob("*.sql")))


def create_named(connection: duckdb.DuckDBPyConnection) -> None:
    """Create them all, with their comments; the tables they ask must be there."""
    asked_first = {name: place for place, name in enumerate(FIRST)}
    for item in sorted(named(), key=lambda item: asked_first.get(item.name, len(FIRST))):
        connection.execute(item.sql)
        what = "VIEW" if item.kind == "view" else "MACRO TABLE" if item.gives_table else "MACRO"
        connection.execute(f"COMMENT ON {what} {item.name} IS {text(item.description)}")
        if item.kind == "view":
            for column, told in item.columns.items():
                connection.execute(f"COMMENT ON COLUMN {item.name}.{column} IS {text(told)}")


def answer_types(connection: duckdb.DuckDBPyConnection, item: Named) -> dict[str, str]:
    """The columns of a view's or macro's answer, each with its type.

    Raises:
        ValueError: its comments tell of other columns.
    """
    types = (
        {row[0]: str(row[1]) for row in connection.execute(f"DESCRIBE {item.example}").fetchall()}
        if item.gives_table
        else {}
    )
    if list(types) != list(item.columns):
        raise ValueError(
            f"{item.name} answers with {', '.join(types)}; its comments tell of {', '.join(item.columns)}"
        )
    return types


def _read(sql: str) -> Named:
    comments = [line[2:].strip() for line in sql.partition("CREATE ")[0].splitlines()]
    gap = comments.index("")
    told = {found[1]: found[2] for line in comments[gap + 1 :] if (found := TOLD.match(line))}
    if (created := CREATES.search(sql)) is None:
        raise ValueError(f"neither view nor macro: {sql[:80]}")
    what, name, parameters, table = created.groups()
    return Named(
        kind=what.lower(),
        name=name,
        signature=f"{name}{parameters or ''}",
        description=" ".join(comments[:gap]),
        example=told.pop("example"),
        columns=told,
        gives_table=what == "VIEW" or table is not None,
        sql=sql,
    )
