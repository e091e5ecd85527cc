"""DuckDB clients of older versions read every table, view and macro of the published file, and get the same
answers as ours."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assets import publishing
from checks.contracts.published import PUBLISHED
from checks.vocabulary import address_of
from tests.conftest import ROOT, Newsroom

CLIENTS = ROOT / "build" / "clients"  # `make clients` sets them up
VERSIONS = ("1.4", "1.5")
ASKS = """
import json, sys, duckdb
file, queries = sys.argv[1], json.loads(sys.argv[2])
connection = duckdb.connect(file, read_only=True)
connection.execute("SET TimeZone = 'UTC'")
answers = {query: [repr(row) for row in connection.execute(query).fetchall()] for query in queries}
print(json.dumps([duckdb.__version__, answers]))
"""


def queries() -> list[str]:
    """One for each table (all rows, as text, in an order of its own), view and macro."""
    tables = [
        f"SELECT CAST(t AS VARCHAR) AS told FROM {address_of(table)} AS t ORDER BY told"
        for table in PUBLISHED
    ]
    return [
        *tables,
        *(f"SELECT CAST(t AS VARCHAR) FROM ({item.example}) AS t" for item in publishing.named()),
    ]


def ask(python: Path | str, room: Newsroom) -> tuple[str, dict[str, list[Any]]]:
    """What a client of some version answers."""
    command = [str(python), "-c", ASKS, str(room.data / "cleancopy.duckdb"), json.dumps(queries())]
    process = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert process.returncode == 0, process.stderr
    version, answers = json.loads(process.stdout.splitlines()[-1])
    return version, answers


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_client_gets_the_same_answers(sampled: Newsroom, version: str) -> None:
    python = CLIENTS / version / "bin" / "python"
    if not python.exists():
        pytest.skip(f"no DuckDB {version} is set up: make clients")
    ours, expected = ask(sys.executable, sampled)
    theirs, answers = ask(python, sampled)
    assert ours.startswith("2.")
    assert theirs.startswith(version)
    for query, rows in expected.items():
        assert answers[query] == rows, query
        none = any(name in query for name in ("story_aliases", "FROM corrections", "FROM corrected_names"))
        assert rows or none, f"the samples give no row: {query}"
