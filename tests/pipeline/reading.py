"""`python -m tests.pipeline.reading FILE STOP`: read the published file over and over until there is a file
`STOP`.

Each time the file is opened anew and must be whole. Prints how often it was read, and how many releases were
seen.
"""

import sys
from pathlib import Path

import duckdb

if __name__ == "__main__":
    file, stop = sys.argv[1], Path(sys.argv[2])
    reads, seen = 0, set()
    print("reading", flush=True)
    while not stop.exists():
        with duckdb.connect(file, read_only=True) as connection:
            ((rows,),) = connection.sql("SELECT count(*) FROM articles").fetchall()
            ((told, number),) = connection.sql(
                "SELECT articles, number FROM releases ORDER BY number DESC LIMIT 1"
            ).fetchall()
        assert rows == told, f"torn: {rows} articles, the release says {told}"
        reads, seen = reads + 1, seen | {number}
    print(reads, len(seen))
