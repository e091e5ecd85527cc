"""`make bench`: every measurement, each in a process of its own. `python -m bench pipeline cleaning` runs
some of them."""

import os
import subprocess
import sys
from pathlib import Path

SECTIONS = {
    "pipeline": (
        "whole runs over 10,000 documents made from the samples: speed per stage, peak memory, the second run"
    ),
    "growth": "what one more document costs as the archive grows: 1,000 and 5,000 documents of real size",
    "cleaning": "clean copy against gold and against the peers, on the benchmark's development pages",
    "html": "the same from HTML, beside other extractors on the same pages in the same run",
    "clean_text": "whether texts that hold a title and an article alone keep all of it",
    "fields": "title, date and authors on the pages of 470 sites more",
    "enriching": "entities, quotes and speed, on the benchmark's development sets",
    "linking": "near-duplicates and stories",
    "whole": "every corpus the whole way to a published file: what did not come through, and why",
    "searching": "full-text search in the published file: 100,000 articles",
}
ENVIRONMENT = {
    "enriching": {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
}  # as a worker of the pipeline runs; spaCy likewise
NEEDS_SHARED = {"cleaning", "html", "clean_text", "fields", "enriching", "linking", "whole"}


def main(chosen: list[str]) -> int:
    """Run the sections; returns 1 where one failed."""
    failed = []
    for section in chosen or list(SECTIONS):
        print(f"\n== {section}: {SECTIONS[section]}", flush=True)
        if section in NEEDS_SHARED and not Path("../shared/bench").is_dir():
            print("skipped: ../shared/bench is not here, it is no part of the repository")
        elif subprocess.run(
            [sys.executable, "-m", f"bench.{section}"], env=os.environ | ENVIRONMENT.get(section, {})
        ).returncode:
            failed.append(section)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
