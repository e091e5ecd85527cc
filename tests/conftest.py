"""A newsroom of one's own for each test: a raw folder, a data folder, and runs of the real job over them."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import polars as pl
import pytest
from hypothesis import settings as hypothesis

from assets import publishing
from assets.display import lineage
from pipeline.definitions import build_definitions
from pipeline.lake import Lake
from pipeline.settings import Settings

hypothesis.register_profile(
    "untimed", deadline=None
)  # how long an example takes says more of the machine than of the code
hypothesis.load_profile("untimed")
ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LAKE = tuple(lineage.stages())  # the assets that come before the published file
CORRECTED = "valley-courier/seagrass-meadow-charted.txt"
ARTICLE = """{headline}

14 October 2026
By {author}

{place}: The harbour council voted on Tuesday to widen the eastern quay, ending a dispute that had run for most of a decade.

{body}

"We waited long enough," said {author}, who chairs the committee, adding that work would begin before the winter storms.

Follow us on:
"""  # noqa: E501


@pytest.fixture
def newsroom(tmp_path: Path) -> "Newsroom":
    return Newsroom(tmp_path)


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> "Newsroom":
    """The samples, published; then one of them corrected, a PDF dropped beside it, and published again. Not
    to be written to."""
    newsroom = Newsroom(tmp_path_factory.mktemp("sampled"))
    shutil.copytree(ROOT / "samples", newsroom.raw, dirs_exist_ok=True)
    for change in (None, CORRECTED):
        if change is not None:
            file = newsroom.raw / change
            file.write_text(file.read_text().replace("87 species of fish", "78 species of fish"))
            newsroom.put("valley-courier/front-page.pdf", b"%PDF-1.7\n")
        run = newsroom.run()
        assert run.success, run.error()
    return newsroom


class Newsroom:
    """A raw folder and what the pipeline makes of it."""

    def __init__(self, home: Path) -> None:
        self.raw = home / "raw"
        self.data = home / "data"
        self.raw.mkdir(exist_ok=True)
        self.logs: list[str] = []

    def settings(self, **changed: Any) -> Settings:
        ample = 8_000_000_000  # the tests before this one have left things in memory
        return Settings(**{"raw": self.raw, "data": self.data, "memory": ample, **changed}, _env_file=None)

    def put(self, path: str, content: str | bytes) -> Path:
        """Write a raw file."""
        file = self.raw / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def fill(self, count: int, outlet: str = "quay") -> list[Path]:
        """Write some articles that differ."""
        return [self.put(f"{outlet}/{n:03}.txt", article(n)) for n in range(count)]

    def run(
        self,
        select: str | Sequence[str] | None = None,
        scope: dict[str, Any] | None = None,
        instead: dict[str, Any] | None = None,
        **changed: Any,
    ) -> "Run":
        """Run the real job, or some of its assets, in this process."""
        definitions = build_definitions(self.settings(**changed), **(instead or {}))
        config = {"loggers": {"console": {}}, "resources": {"scope": {"config": scope or {}}}}
        job = definitions.resolve_job_def("refresh")
        with dg.DagsterInstance.ephemeral() as instance:
            names = [select] if isinstance(select, str) else select
            chosen = [dg.AssetKey.from_user_string(name) for name in names] if names else None
            result = job.execute_in_process(
                instance=instance, run_config=config, raise_on_error=False, asset_selection=chosen
            )
            return Run(result)

    def process(
        self, *command: str, start_new_session: bool = False, **environment: str
    ) -> "subprocess.Popen[str]":
        """Start a Python process over this newsroom: `process("-m", "pipeline", "run")`."""
        own = {
            "CLEANCOPY_RAW": str(self.raw),
            "CLEANCOPY_DATA": str(self.data),
            "PYTHONWARNINGS": "ignore",
            **environment,
        }
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **own},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=start_new_session,
        )

    def sql(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the published file."""
        with duckdb.connect(str(self.data / "cleancopy.duckdb"), read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return connection.sql(query).fetchall()

    @property
    def lake(self) -> Lake:
        return Lake(self.data / "lake")

    def batches(self) -> dict[str, int]:
        """How often each table of the lake was written to."""
        return {table: self.lake._must_open(table).version() for table in self.lake.tables()}

    def tables(self, leave_out: dict[str, tuple[str, ...]] | None = None) -> dict[str, list[tuple[Any, ...]]]:
        """The published tables without what is history by nature, in an order of their own."""
        history = {
            "articles": ("first_seen", "story_id"),
            "versions": ("first_seen", "missing_since"),
            "stories": ("story_id",),
            "story_articles": ("story_id",),
            "quarantine": ("run_id", "opened_at", "resolved_at", "resolved_by"),
            "search_articles": ("article_no",),
            "search_postings": ("article_no",),
            **(leave_out or {}),
        }
        with duckdb.connect(str(self.data / "cleancopy.duckdb"), read_only=True) as connection:
            publishing.see_internal(connection)
            names = [r[0] for r in connection.sql("SELECT table_name FROM duckdb_tables()").fetchall()]
            history_alone = ("releases", "changes", "check_results", "data_dictionary")
            names = [n for n in names if n not in history_alone]
            found = {}
            for name in sorted(names):
                left = ", ".join(history.get(name, ()))
                columns = f"* EXCLUDE ({left})" if left else "*"
                found[name] = sorted(connection.sql(f"SELECT {columns} FROM {name}").fetchall(), key=repr)
            # Story ids are history, the partition is not.
            partition = "SELECT list_sort(list(article_id)) FROM story_articles GROUP BY story_id"
            found["partition"] = sorted(connection.sql(partition).fetchall(), key=repr)
            # So are the numbers of articles in the index, the words of each are not.
            index = (
                "SELECT article_id, term, weight FROM search_postings JOIN search_articles USING (article_no)"
            )
            found["index"] = sorted(connection.sql(index).fetchall(), key=repr)
            return found


class Run:
    """What became of a run."""

    def __init__(self, result: dg.ExecuteInProcessResult) -> None:
        self.success = result.success
        self.events = result.all_events
        self.checks = {
            (
                e.asset_check_evaluation_data.asset_key.to_user_string(),
                e.asset_check_evaluation_data.check_name,
            ): e.asset_check_evaluation_data
            for e in self.events
            if e.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
        }
        self.started = {e.step_key for e in self.events if e.event_type == dg.DagsterEventType.STEP_START}
        self.failed = {e.step_key for e in self.events if e.event_type_value == "STEP_FAILURE"}

    def metadata(self, asset: str) -> dict[str, Any]:
        """The metadata of an asset's materialization."""
        for e in self.events:
            if (
                e.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION
                and e.asset_key
                and e.asset_key.to_user_string() == asset
            ):
                return {k: v.value for k, v in e.step_materialization_data.materialization.metadata.items()}
        raise LookupError(f"{asset} was not materialized")

    def error(self) -> str:
        """What the failed steps said."""
        told = []
        for e in self.events:
            error = getattr(e.event_specific_data, "error", None) if e.is_failure else None
            while error is not None:
                told.append(error.message)
                error = error.cause
            failure = getattr(e.event_specific_data, "user_failure_data", None)
            told.append(failure.description or "" if failure else "")
        return "\n".join(filter(None, told))


def article(number: int, body: str | None = None) -> str:
    """One invented article."""
    names = ["Ana Soto", "Piet Kruger", "Mira Lund", "Jonas Weil", "Tilda Marsh"]
    things = [
        "crane",
        "ferry",
        "breakwater",
        "lighthouse",
        "fish market",
        "dry dock",
        "tram line",
        "customs house",
        "rope works",
        "ice store",
    ]
    thing = things[number % len(things)]
    return ARTICLE.format(
        headline=f"Council backs plan {number} for the old {thing}",
        author=names[number % len(names)],
        place="NORVIK",
        body=body
        or f"Plan {number} sets aside {number + 3} million crowns for the {thing}. "
        f"Surveyors found {number * 7 + 2} cracks in its walls, "
        f"and item {number} of their list asks for new piles of oak.",
    )


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def needs_shared(*parts: str) -> Path:
    """A path in the shared folder; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not here: it is no part of the repository")
    return path


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")


__all__ = ["LAKE", "ROOT", "Newsroom", "Run", "article", "needs_shared", "pl"]
