"""The commands behind the Makefile: `python -m pipeline run | dev | preview | status | export | rebuild |
forget PATH | rollback RELEASE | sample | measure | settings`."""

import _thread
import argparse
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.terminal import visible

if TYPE_CHECKING:
    import dagster as dg
    import duckdb

    from pipeline.settings import Settings

YAML_BEFORE = """\
# Written by Clean Copy where it was missing; yours to change.
telemetry:
  enabled: false
nux:
  enabled: false
retention:
  schedule:
    purge_after_days: {days}
  sensor:
    purge_after_days:
      skipped: 2
      failure: {days}
      success: {days}
"""
DAGSTER_YAML = f"""\
{YAML_BEFORE}\
# one run works at a time; the others wait in the queue, and not in a process each
concurrency:
  runs:
    max_concurrent_runs: 1
# a run whose process died before it began would keep them waiting for ever
run_monitoring:
  enabled: true
"""
FIRST_QUERY = """\
-- The newest twenty articles
SELECT coalesce(outlet, '–') AS outlet, published_on AS published,
       coalesce(authors[1], desk, credit, '–') AS by_whom,
       word_count AS words, round(100 * kept_share)::INT AS "kept %", headline
FROM articles ORDER BY published_at DESC NULLS LAST, path LIMIT 20"""

LAST_FAILED = """\
SELECT table_name, name, failing_rows, description FROM check_results
WHERE NOT passed AND table_name <> 'quarantine' AND name <> 'stage_contract'
  AND release_id = (SELECT release_id FROM releases ORDER BY number DESC LIMIT 1)"""

HELD = """\
SELECT stage, array_to_string(rules, ', '), count(*), min(coalesce(message, path))
FROM quarantine WHERE resolved_at IS NULL GROUP BY ALL ORDER BY count(*) DESC, stage LIMIT 8"""

# of the tables, those that a reader asks first
SHOWN = ("articles", "lines", "quotes", "mentions", "stories", "duplicate_pairs")


# what needs no Dagster home, or one of its own
ASIDE = ("settings", "status", "export", "sample", "measure", "rollback", "preview")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the process's exit code."""
    parser = argparse.ArgumentParser(prog="python -m pipeline", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    everything = commands.add_parser("run", help="materialize everything once, then show what was made")
    everything.add_argument("--force", action="store_true", help="do everything again, changed or not")
    served = commands.add_parser("dev", help="serve the Dagster UI with the sensor and the schedules on")
    served.add_argument("--port", type=int, default=3000, help="where the UI is served (3000)")
    exported = commands.add_parser("export", help="write every published table as a Parquet file")
    exported.add_argument("--without-text", action="store_true", help="leave the text of articles out")
    commands.add_parser("rebuild", help="make everything again from the archive; what is broken is set aside")
    tried = commands.add_parser(
        "preview", help="what these rules would change in the published file; nothing is published"
    )
    tried.add_argument("--number", type=positive, default=40, help="how many changes are listed (40)")
    commands.add_parser("status", help="say how it stands: runs, release, what waits, disk")
    commands.add_parser("settings", help="list the settings and their values")
    document = commands.add_parser(
        "forget", help="take a document out of lake, warehouse and releases for good"
    )
    document.add_argument("path", help="its path below the raw folder, as in articles.path, or its address")
    earlier = commands.add_parser("rollback", help="put an earlier release back, and keep it there")
    earlier.add_argument(
        "release", help="its id or number, as in the table releases; none: publish what is new again"
    )
    sample = commands.add_parser("sample", help="draw articles into a CSV, to be marked right or wrong")
    sample.add_argument("--number", type=positive, default=50, help="how many articles (50)")
    marked = commands.add_parser("measure", help="what the marks say: precision and recall")
    marked.add_argument("file", nargs="?", type=Path, help="the marked CSV (the newest sample)")
    options = parser.parse_args(arguments)
    try:
        return obey(options)
    except KeyboardInterrupt:
        return stopped()
    except BrokenPipeError:  # whoever read what we print has gone: make run | head
        # Or Python complains once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def positive(number: str) -> int:
    """A number that was given to a command.

    Raises:
        argparse.ArgumentTypeError: it is none, or less than 1.
    """
    if not number.strip().isdecimal() or int(number) < 1:
        raise argparse.ArgumentTypeError(f"{number!r} is no number of 1 or more: write it as in --number=20")
    return int(number)


def obey(options: argparse.Namespace) -> int:
    """Do what was asked for; returns the process's exit code."""
    # Imported here, as all that takes long: who stops us meanwhile is told no less.
    from pydantic import ValidationError

    from pipeline.settings import Settings, in_plain_words, unknown_names

    try:
        settings = Settings()
    except ValidationError as error:
        for wrong in error.errors():
            name = str(wrong["loc"][0]) if wrong["loc"] else ""
            message = in_plain_words(name, wrong["type"], wrong["msg"], wrong.get("ctx", {}))
            print(f"CLEANCOPY_{name.upper()}={wrong['input']}: {message}", file=sys.stderr)
        return 2
    except (UnicodeDecodeError, OSError) as error:
        message = f"The file .env cannot be read as settings ({error}): mend it, or move it away."
        print(message, file=sys.stderr)
        return 2
    for message in unknown_names():
        print(visible(message), file=sys.stderr)
    try:
        if options.command in ASIDE:
            return ask(settings, options)
        os.environ["DAGSTER_HOME"] = str(prepare(settings, thorough=options.command == "rebuild"))
        if options.command == "run":
            from pipeline.housekeeping import keep_house_if_due

            code = once(settings, options.force, after=forgetting_on(settings))
            keep_house_if_due(settings)
            return code
        if options.command == "rebuild":
            return rebuild(settings)
        if options.command == "forget":
            return forget(settings, options.path)
        return dev(settings, options.port)
    except (KeyboardInterrupt, SystemExit, BrokenPipeError):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        return say(error, settings)


def ask(settings: "Settings", options: argparse.Namespace) -> int:
    """Do what changes nothing in Dagster's home; returns the process's exit code."""
    if options.command == "settings":
        return show_settings(settings)
    if options.command == "status":
        return show_status(settings)
    if options.command == "export":
        return parquet(settings, text=not options.without_text)
    if options.command in ("sample", "measure"):
        return sample(settings, options)
    if options.command == "rollback":
        return rollback(settings, options.release)
    return preview(settings, options.number)


def stopped() -> int:
    """Ctrl-C."""
    print("\nStopped; run again to go on.", file=sys.stderr)
    return 130


def say(error: BaseException, settings: "Settings") -> int:
    """Print what ended a command; returns the exit code.

    What is neither ours nor known is raised again, for its traceback is needed.
    """
    from assets.framework import faults
    from pipeline import console

    if console.is_interrupt(type(error).__name__, str(error)):
        return stopped()
    words = faults.in_words(error, settings)
    if words is None:
        raise error
    print(visible(f"\n{words}", lines=True), file=sys.stderr)
    return 1


class CannotStart(Exception):
    """Dagster cannot be started; the message says what to do."""


def prepare(settings: "Settings", thorough: bool = False) -> Path:
    """Make the data folder and Dagster's home in it, with settings and databases; returns the latter.

    Broken databases are set aside. Processes that start together take turns: where two make Dagster's
    databases at once, one of them fails.

    Raises:
        CannotStart: `dagster.yaml` cannot be read as Dagster's settings.
    """
    import dagster as dg
    import yaml

    from assets.framework import notes
    from pipeline import repair
    from pipeline.lock import held

    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    with held(home, told=lambda _: None):
        config = home / "dagster.yaml"
        if not config.exists() or _is_as_written_before(config):
            notes.write(config, DAGSTER_YAML.format(days=settings.keep_days))
        if place := repair.dagster(home, settings.home, thorough):
            print(
                f"Dagster's memory of earlier runs was broken: it is set aside in {place}, and begun anew. "
                "No document is concerned. If the UI is being served, stop it and start it again.",
                file=sys.stderr,
            )
        try:
            with dg.DagsterInstance.from_config(str(home)):
                return home
        except (
            yaml.YAMLError,
            UnicodeDecodeError,
            dg.DagsterInvalidConfigError,
            dg.DagsterInvariantViolationError,
        ) as error:
            raise CannotStart(
                f"{config} cannot be read as Dagster's settings: {' '.join(str(error).split())[:400]}. "
                "Mend it, or move it away: a new one is written."
            ) from error


def _is_as_written_before(config: Path) -> bool:
    """Whether a `dagster.yaml` is what an older version wrote, and nobody has changed it."""
    before = re.escape(YAML_BEFORE).replace(re.escape("{days}"), r"\d+")
    return re.fullmatch(before, config.read_text(encoding="utf-8", errors="replace")) is not None


def dev(settings: "Settings", port: int) -> int:
    """Serve the UI, in place of this process."""
    from pipeline.serving import serve

    serve(settings, port)


def once(
    settings: "Settings",
    force: bool,
    after: Callable[[], None] | None = None,
    but: tuple[str, ...] = (),
    shown: Callable[["Settings"], None] | None = None,
) -> int:
    """Materialize everything (`but` some assets) in this process, do what comes after, show what was made."""
    import dagster as dg

    from pipeline import console, run_history
    from pipeline.definitions import build_definitions

    started = time.monotonic()
    print(f"Clean Copy: {settings.raw} → {settings.database}", flush=True)
    with dg.DagsterInstance.get() as instance:
        job = build_definitions(settings).resolve_job_def("refresh")
        config = {"loggers": {"console": {}}, "resources": {"scope": {"config": {"force": force}}}}
        keys = None
        if but:
            keys = [key for key in job.asset_layer.executable_asset_keys if key.to_user_string() not in but]
        with run_history.databases_open(instance), run_history.under_their_job(instance):
            result = job.execute_in_process(
                instance=instance, run_config=config, raise_on_error=False, asset_selection=keys
            )
        tell_if_nobody_does(settings, instance, result)
    if not result.success and console.was_stopped(result.all_events):
        raise KeyboardInterrupt
    if not result.success:
        print(visible("\n" + "\n".join(console.of_failure(result.all_events)), lines=True), file=sys.stderr)
        return 1
    if after is not None:
        after()
    (shown or show)(settings)
    print(f"\nDone in {time.monotonic() - started:.1f} s.")
    return 0


def tell_if_nobody_does(
    settings: "Settings", instance: "dg.DagsterInstance", result: "dg.ExecuteInProcessResult"
) -> None:
    """Tell the webhook of the run where no UI is served, whose sensors would tell of it."""
    from pipeline import lock, sensors

    if not settings.webhook or lock.is_kept(settings.home / "dev"):
        return
    try:
        run = instance.get_run_by_id(result.run_id)
        if run and sensors.tell_of(settings, instance, run, failed=not result.success) is None:
            instance.add_run_tags(run.run_id, {sensors.TOLD_TAG: "yes"})
    except sensors.NotTold as error:
        print(visible(f"\n{error}"), file=sys.stderr)


def preview(settings: "Settings", number: int) -> int:
    """Make everything again aside, and show what it would change."""
    from pipeline import preview as trial

    with trial.aside(settings) as aside:
        before = trial.release(aside)
        os.environ["DAGSTER_HOME"] = str(prepare(aside))
        return once(aside, False, but=trial.LEFT_OUT, shown=lambda made: trial.show(made, before, number))


def rebuild(settings: "Settings") -> int:
    """Set aside what the archive can make again, then make it again; the raw folder is not looked at."""
    from pipeline import claim, lock, repair

    with lock.held(settings.home), claim.held(settings):
        repair.stages(settings, told=print)
    if code := once(settings, force=False, but=("raw",)):
        return code
    if (settings.home / "damaged").exists():  # of a lake in a bucket nothing may have been
        print(
            f"What was set aside lies in {settings.home / 'damaged'}: delete it once nothing in it is needed."
        )
    return 0


def forgetting_on(settings: "Settings") -> Callable[[], None] | None:
    """Go on with what a stopped `make forget` had begun: what is to follow the run, if there is anything."""
    from pipeline import forgetting

    if not forgetting.resume(settings):
        return None
    print("A make forget was stopped halfway: this run goes on with it.", flush=True)
    return partial(forgetting.forget_derived, settings)


def forget(settings: "Settings", path: str) -> int:
    """Take a document out of lake, warehouse, releases and logs; what is of many is made anew without it."""
    from pipeline import forgetting

    if not path:
        print("Name the document, as in articles.path: make forget PATH='outlet/file.txt'", file=sys.stderr)
        return 2
    same = forgetting.copies(settings, path)
    state = forgetting.forget(settings, path)
    if state == "unknown":
        print(
            f"No document {path!r} in {settings.home}. Paths are written as in articles.path: "
            "below the raw folder, of a record container#member; its address names it too.",
            file=sys.stderr,
        )
        return 1
    if state == "forgotten before":
        print(f"{visible(path)} was forgotten before: nothing of it is left to forget.")
        return 0
    if code := once(settings, force=False, after=partial(forgetting.forget_derived, settings)):
        return code
    if isinstance(settings.raw, str):
        print(f"\nForgotten: {visible(path)}. It may still lie in {settings.raw}: deleting it is up to you.")
        return 0
    file = settings.raw / path.partition("#")[0] if "#" in path else settings.raw / path
    print(
        f"\nForgotten: {visible(path)}. Noted in the lake's table 'forgotten', under a hash of its path; "
        "releases before this one are deleted."
    )
    if same:
        listed = ", ".join(map(visible, same[:5])) + (f" and {len(same) - 5:,} more" if len(same) > 5 else "")
        print(
            f"The same text is also published from: {listed}. Each is forgotten by a make forget of its own."
        )
    if file.exists():
        print(
            f"The file that holds it still lies at {visible(str(file))}: "
            "the document is not taken in again, but deleting it there is up to you."
        )
    return 0


def sample(settings: "Settings", options: argparse.Namespace) -> int:
    """Draw a sample to be marked, or say what the marks in it say."""
    from pipeline import sampling

    try:
        if options.command == "measure":
            print(visible(sampling.measure(settings, options.file), lines=True))
            return 0
        file, articles, rows = sampling.draw(settings, options.number)
    except sampling.CannotMeasure as error:
        print(visible(str(error)), file=sys.stderr)
        return 1
    print(
        f"{articles:,} articles, {rows:,} rows: {file}\n"
        "Mark its column `right` with y or n: of a line, whether it is rightly kept or dropped; of a field, "
        "whether the value is right, or rightly missing. y in the row of an article says that all its rows "
        "without a mark are right. Then `make measure`."
    )
    return 0


def rollback(settings: "Settings", release: str) -> int:
    """Put an earlier release back and pin it, or lift the pin."""
    from pipeline.rollback import NoSuchRelease, roll_back

    if not release:
        print("Name the release, as in the table releases: make rollback RELEASE=12", file=sys.stderr)
        return 2
    try:
        print(visible(roll_back(settings, release)))
    except NoSuchRelease as error:
        print(visible(str(error)), file=sys.stderr)
        return 1
    return 0


def parquet(settings: "Settings", text: bool) -> int:
    """Write every published table as a Parquet file, then say where."""
    from pipeline import export

    rows = export.export(settings, text)
    if rows is None:
        print(f"Nothing is published in {settings.home} yet: make run first.", file=sys.stderr)
        return 1
    print(f"{len(rows)} tables, {sum(rows.values()):,} rows: {settings.home / 'export'}/*.parquet")
    if not text:
        print("Left out: the columns from which the text of an article could be put together again.")
    return 0


def show(settings: "Settings") -> None:
    """What there is now: rows per table, where the file is, and a first query with its answer."""
    from assets.display.showing import number_of
    from assets.tables import WAITS
    from pipeline.warehouse import Warehouse

    if (settings.home / WAITS).exists():
        print("\nNothing new is published yet: see above which client to close.")
        return
    warehouse = Warehouse(settings.database, settings.releases, settings.memory)
    with warehouse.read() as connection:
        if connection is None:
            return
        counts = {t: connection.sql(f"SELECT count(*) FROM {t}").fetchall()[0][0] for t in SHOWN}
        made = [f"{table.replace('_', ' ')} {number:,}" for table, number in counts.items()]
        print(f"\nMade: {', '.join(made)}")
        for stage, rules, number, example in connection.sql(HELD).fetchall():
            such = ":" if number == 1 else ", such as"
            print(f"In quarantine: {number:,} × {stage}, {rules}{such} {visible(example)}")
        for table, name, number, promised in connection.sql(LAST_FAILED).fetchall():
            found = example_of(connection, table, name, settings.fresh_hours)
            such = f" ({'' if number == 1 else 'such as '}{visible(found)})" if found else ""
            print(f"Look at: {table}.{name}: broken by {number_of(number, 'row')}{such}: {promised}")
        live, *before = warehouse.sizes().values()
        releases = f", {sum(before) / 1e6:.1f} MB of releases before it" if before else ""
        print(f"File: {settings.database} ({live / 1e6:.1f} MB{releases})")
        print(f"Pages: {settings.report / 'index.html'}\n\n{FIRST_QUERY}\n")
        with redirect_stdout(StringIO()) as answer:
            connection.sql(FIRST_QUERY).show(max_width=160)
        print(visible(answer.getvalue(), lines=True), end="")


def example_of(
    connection: "duckdb.DuckDBPyConnection", table: str, name: str, fresh_hours: float
) -> str | None:
    """The first row that breaks a promise: its path, or else all that its SQL tells. None where it has no
    SQL, or the file is none that it can be asked of."""
    import duckdb

    from checks import promise
    from checks.promises import catalog

    asked = [one for one in catalog.promises(fresh_hours) if (one.table, one.name) == (table, name)]
    if not asked:
        return None
    try:
        rows = promise.few(connection.sql(f"FROM ({asked[0].sql}) LIMIT 1"))
    except duckdb.Error:
        return None
    if rows.is_empty():
        return None
    row = rows.row(0, named=True)
    told = row.get("path") or ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
    return str(told)[:200]


def show_status(settings: "Settings") -> int:
    """How the pipeline stands."""
    from pipeline import status

    for line in status.lines(settings):
        print(visible(line), flush=True)
    return 0


def show_settings(settings: "Settings") -> int:
    """Every setting, its value and what it is for."""
    from pydantic import ByteSize

    from pipeline.settings import Settings

    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = value.human_readable(decimal=True) if isinstance(value, ByteSize) else value
        print(f"CLEANCOPY_{name.upper()}={'' if shown is None else shown}\n    {field.description}")
    return 0


def answer_ctrl_c_alone() -> None:
    """Let Ctrl-C reach this process and none that it starts: workers, and those that follow a step's logs.

    The terminal sends it to all of them. They would print tracebacks, and a worker that is interrupted while
    it starts leaves the run waiting for ever. So the signal is blocked, which they inherit, and a thread
    takes it and passes it on.
    """
    resource_tracker.ensure_running()  # which unblocks the signal as it starts, and does not heed it
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGUSR2, lambda *_: None)  # wakes the main thread where it waits for something

    def interrupt() -> None:
        _thread.interrupt_main()
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR2)

    def pass_on() -> None:
        while True:
            signal.sigwait({signal.SIGINT})
            interrupt()

    def once_more(swallowed: "sys.UnraisableHookArgs") -> None:
        """It may come while Python clears something away, where nothing can be raised."""
        interrupts = ("KeyboardInterrupt", "DagsterExecutionInterruptedError")
        if swallowed.exc_type is not None and swallowed.exc_type.__name__ in interrupts:
            threading.Timer(0.1, interrupt).start()  # not at once: nothing can be raised here either
        else:
            sys.__unraisablehook__(swallowed)

    sys.unraisablehook = once_more
    threading.Thread(target=pass_on, daemon=True).start()


if __name__ == "__main__":
    answer_ctrl_c_alone()
    sys.exit(main())
