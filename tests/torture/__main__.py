"""`python -m tests.torture`: let runs die and fail at every kind of moment, run again, and compare with runs
that were left in peace.

Each call by which a run changes a file is a point, whoever makes it: Python, Delta, DuckDB or SQLite. Between
two points nothing changes on disk, so that to die at one of them is to die at any moment. A trial is a chain
of faults: each hits the run that goes on after the one before it. After each fault a reader looks at the
published file and the archive; then a last run is left in peace, and all is compared.
"""

import argparse
import importlib
import json
import os
import pickle
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.torture import crowd, scenes
from tests.torture.calls import supervise, supported
from tests.torture.crowd import Crowd
from tests.torture.faults import KINDS, Fault, Injector, Point, chains, named, possible, sample
from tests.torture.scenes import SCENES, Place, Scene

ROOT: Final = Path(__file__).parent.parent.parent
# Imported once, before anything is forked; not the modules that use Polars when they are imported, for its
# threads do not outlive a fork.
READY: Final = (
    "numpy", "polars", "deltalake", "duckdb", "pandera.polars", "dagster", "alembic", "sqlalchemy",
    "hypothesis", "pytest", "jinja2", "pydantic_settings", "checks.promises.catalog",
)  # fmt: skip
WRONG: Final = {
    "lost": "a version that was in the archive is not",
    "torn": "a reader finds no file where there was one, or half of it, or what is of no release",
    "different": "the next run is not green, or its tables are not those of a run left in peace",
    "left": "files are left that no later run takes away",
    "untold": "a call that failed stops the run without a word of why",
    "hung": "a run does not end",
}


@dataclass
class Outcome:
    """What came of a trial."""

    scene: str
    chain: list[str]
    met: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)  # what of `WRONG`, and what was seen
    told: list[tuple[str, str]] = field(
        default_factory=list
    )  # of each fault that stopped a run without killing it: what the run said
    seconds: float = 0


def main() -> int:
    """Run the trials that are asked for; returns 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument(
        "--faults", type=int, default=300, help="how many faults, spread over all sorts of points (300)"
    )
    parser.add_argument("--all", action="store_true", help="every fault at every point")
    parser.add_argument(
        "--scenes", nargs="*", default=list(SCENES), choices=list(SCENES), help="what is disturbed (all)"
    )
    parser.add_argument(
        "--chain",
        type=int,
        default=5,
        help="how many faults hit one after another before a run is left in peace (5)",
    )
    parser.add_argument("--seed", type=int, default=0, help="which of the faults (0)")
    parser.add_argument("--jobs", type=int, default=2, help="how many trials at a time (2)")
    parser.add_argument("--seconds", type=float, default=300, help="a run that takes longer hangs (300)")
    parser.add_argument(
        "--rounds",
        type=int,
        default=20,
        help="how often three runs start at once, with readers throughout (20)",
    )
    parser.add_argument(
        "--publishes", type=int, default=200, help="how often the file is published under readers (200)"
    )
    parser.add_argument(
        "--reads", type=int, default=5_000, help="how often it is read meanwhile, at least (5000)"
    )
    parser.add_argument(
        "--trial",
        nargs="+",
        metavar="FAULT",
        help="just these faults, as a summary names them, one after another",
    )
    parser.add_argument("--room", type=Path, help="where to work; kept afterwards (a temporary folder)")
    options = parser.parse_args()
    if why := supported():
        print(f"Nothing was tortured: {why}.")
        return 0
    os.chdir(ROOT)
    os.environ.update(DAGSTER_DISABLE_TELEMETRY="1", PYTHONWARNINGS="ignore")
    for module in READY:
        importlib.import_module(module)
    room = options.room or Path(tempfile.mkdtemp(prefix="torture-"))
    room.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    try:
        bench = Bench(room, options.seconds)
        for scene in needed(options.scenes):
            bench.prepare(scene)
        trials = [*bench.trials(options)]
        outcomes = bench.run(trials, options.jobs)
        crowds = bench.crowds(options.rounds, options.publishes, options.reads)
    finally:
        if not options.room:
            shutil.rmtree(room, ignore_errors=True)
    return tell(outcomes, crowds, time.monotonic() - began)


def needed(names: list[str]) -> list[Scene]:
    """The scenes that are asked for and those that they begin with, in their order."""
    asked = set(names)
    for scene in reversed(SCENES.values()):
        if scene.name in asked and scene.since:
            asked.add(scene.since)
    return [scene for scene in SCENES.values() if scene.name in asked]


@dataclass
class Bench:
    """The places where scenes are played."""

    room: Path
    seconds: float
    points: dict[str, list[Point]] = field(default_factory=dict)

    def prepare(self, scene: Scene) -> None:
        """Make the state that a scene begins with, play it in peace, and note its points and how it ends."""
        home = self.room / scene.name
        home.mkdir()
        start, peace = self.place(scene, "start"), self.place(scene, "peace")
        if scene.since:
            self.forked(start, partial(scenes.move, self.place(SCENES[scene.since], "peace"), start))
        else:
            start.raw.mkdir()
            start.data.mkdir()
        self.forked(start, lambda: (scene.before(start), scenes.age(start)))
        self.forked(
            start,
            lambda: self.save(
                scene, "first", (scenes.served(start.data / "cleancopy.duckdb"), scenes.archive(start))
            ),
        )
        shutil.copytree(start.data, peace.data, symlinks=True)
        injector = Injector(peace.below)
        code = supervise(
            partial(self.play, scene.act, peace, self.said(peace)), tuple(peace.below), injector, self.seconds
        )
        if code == 0 and scene.then:
            code = supervise(
                partial(self.play, scene.then, peace, self.said(peace)), (), injector, self.seconds
            )
        if code != 0:
            raise SystemExit(f"{scene.name} fails without a fault: {self.said(peace).read_text()[-2000:]}")
        self.points[scene.name] = injector.points
        self.forked(
            peace,
            lambda: self.save(
                scene, "last", (scenes.served(peace.data / "cleancopy.duckdb"), scenes.look(peace, named))
            ),
        )
        print(
            f"{scene.name}: {scene.told}: {len(injector.points):,} points, "
            f"{len({p.sort for p in injector.points})} sorts.",
            flush=True,
        )

    def trials(self, options: argparse.Namespace) -> Iterator[tuple[str, list[Fault]]]:
        """The scenes and faults that are asked for."""
        if options.trial:
            for name in options.scenes:
                yield name, [Fault.read(told) for told in options.trial]
            return
        chance = random.Random(options.seed)
        every = {
            name: possible(p for p in self.points[name] if p.name.startswith(SCENES[name].only))
            for name in options.scenes
        }
        sorts = {name: len({(f.point.sort, f.kind) for f in faults}) for name, faults in every.items()}
        for name, faults in every.items():
            count = len(faults) if options.all else round(options.faults * sorts[name] / sum(sorts.values()))
            for chain in chains(sample(faults, count, chance), options.chain):
                yield name, chain

    def run(self, trials: list[tuple[str, list[Fault]]], jobs: int) -> list[Outcome]:
        """Make the trials, some at a time, each in a process of its own."""
        running: dict[int, Path] = {}
        outcomes: list[Outcome] = []
        waiting = list(enumerate(trials))
        while waiting or running:
            while waiting and len(running) < jobs:
                number, (name, chain) = waiting.pop(0)
                file = self.room / f"outcome-{number}.json"
                pid = os.fork()
                if pid == 0:
                    code = 1
                    try:
                        file.write_text(json.dumps(asdict(self.trial(SCENES[name], chain, number))))
                        code = 0
                    finally:
                        os._exit(code)
                running[pid] = file
            pid, status = os.wait()
            file = running.pop(pid)
            if status:
                raise SystemExit(f"The trial of {file} broke down.")
            outcomes.append(Outcome(**json.loads(file.read_text())))
            last = outcomes[-1]
            print(
                f"{len(outcomes)} of {len(trials)}: {last.scene}, {len(last.met)} of {len(last.chain)} "
                f"faults met, {last.seconds:.0f} s"
                + "".join(f"\n    {what}: {told}" for what, told in last.wrong)
                + (
                    f"\n    --scenes {last.scene} --trial {' '.join(map(repr, last.chain))}"
                    if last.wrong
                    else ""
                ),
                flush=True,
            )
        return outcomes

    def crowds(self, rounds: int, publishes: int, reads: int) -> list[Crowd]:
        """Let many runs start at once, and the file be published often, while readers read."""
        first = SCENES["first"]
        many, alone, press = (self.place(first, name) for name in ("many", "alone", "press"))
        found = []
        for place in (many, press):
            shutil.copytree(self.place(first, "peace").data, place.data, symlinks=True)
        if rounds:
            found.append(crowd.rounds(many, alone, rounds, self.start))
            print(
                f"{found[-1].runs} runs, three at once: {found[-1].publishes} publishes, {found[-1].reads:,} "
                "reads.",
                flush=True,
            )
        if publishes:
            found.append(crowd.press(press, publishes, reads, self.start))
            print(f"{found[-1].publishes} publishes under {found[-1].reads:,} reads.", flush=True)
        for one in found:
            print("".join(f"    {told}\n" for told in one.wrong), end="")
        return found

    def start(self, place: Place, work: Callable[[], int], said: Path) -> int:
        """Fork a process that does something in a place; returns its number."""
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                code = self.play(lambda _: work(), place, said)
            finally:
                sys.stdout.flush()
                os._exit(code)
        return pid

    def trial(self, scene: Scene, chain: list[Fault], number: int) -> Outcome:
        """Let one fault after another hit a run; then leave a run in peace, and compare."""
        began = time.monotonic()
        place = self.place(scene, f"trial-{number}")
        shutil.copytree(self.place(scene, "start").data, place.data, symlinks=True)
        outcome = Outcome(scene.name, [str(fault) for fault in chain])
        for fault in chain:
            self.hit(scene, place, fault, outcome)
        said = self.said(place)
        for act in (scene.act, scene.then):
            if act is not None:
                said.unlink(missing_ok=True)
                code = supervise(partial(self.play, act, place, said), (), Injector({}), self.seconds)
                if code != 0:
                    outcome.wrong.append(
                        (
                            "hung" if code is None else "different",
                            f"the last run is not green: {shortened(said.read_text())}",
                        )
                    )
        outcome.wrong += self.seen(place, partial(self.compare, scene, place))
        if not outcome.wrong:
            shutil.rmtree(place.data, ignore_errors=True)
        outcome.seconds = time.monotonic() - began
        return outcome

    def hit(self, scene: Scene, place: Place, fault: Fault, outcome: Outcome) -> None:
        """Let a fault hit a run, and look at what a reader finds then."""
        injector = Injector(place.below, fault)
        said = self.said(place)
        said.unlink(missing_ok=True)
        code = supervise(
            partial(self.play, scene.act, place, said), tuple(place.below), injector, self.seconds
        )
        words = shortened(said.read_text()) if said.exists() else ""
        if injector.met:
            outcome.met.append(str(fault))
        if code is None:
            outcome.wrong.append(("hung", f"after {fault}: {words}"))
        elif not injector.met and code:
            outcome.wrong.append(("different", f"the run before {fault} is not green: {words}"))
        elif code > 0:
            outcome.told.append((str(fault), words))
            if "Traceback" in words or not words.strip():
                outcome.wrong.append(("untold", f"{fault}: {words}"))
        elif code < 0 and fault.kind not in ("kill", "torn"):
            outcome.wrong.append(("untold", f"{fault}: the process died of signal {-code}: {words}"))
        outcome.wrong += [
            (what, f"after {fault}: {told}")
            for what, told in self.seen(place, partial(self.check, scene, place))
        ]

    def check(self, scene: Scene, place: Place) -> list[tuple[str, str]]:
        """What is wrong with what readers and the archive have while the folder stands as a fault left it."""
        wrong = []
        (first, versions), (last, end) = self.saved(scene, "first"), self.saved(scene, "last")
        try:
            now = scenes.served(place.data / "cleancopy.duckdb")
            if now not in (first, last):
                wrong.append(("torn", f"{now}: the file is neither that before the run nor that after it"))
            for release in (place.data / "releases").glob("*.duckdb"):
                scenes.served(release)
        except Exception as error:
            wrong.append(("torn", f"{type(error).__name__}: {error}"))
        if (place.data / "export").exists() and scenes.exported(place) != end.export:
            wrong.append(("torn", "the export is not whole"))
        lost = set(versions) & set(end.archive) - set(scenes.archive(place))
        return wrong + [("lost", f"{len(lost)} versions")] * bool(lost)

    def compare(self, scene: Scene, place: Place) -> list[tuple[str, str]]:
        """What differs from a run that was left in peace."""
        wrong = []
        served, peace = self.saved(scene, "last")
        found = scenes.look(place, named)
        if scenes.served(place.data / "cleancopy.duckdb") != served:
            wrong.append(("different", "articles"))
        for table in sorted(peace.tables.keys() | found.tables.keys()):
            ours, theirs = found.tables.get(table, []), peace.tables.get(table, [])
            if ours != theirs:
                more = [row for row in ours if row not in theirs][:2]
                fewer = [row for row in theirs if row not in ours][:2]
                wrong.append(
                    (
                        "different",
                        f"{table}: {len(ours)} rows for {len(theirs)}; more: {more}; fewer: {fewer}"[:1500],
                    )
                )
        if found.export != peace.export:
            wrong.append(("different", f"export: {found.export}"))
        if found.archive != peace.archive:
            kind = "lost" if set(peace.archive) - set(found.archive) else "different"
            wrong.append((kind, f"archive: {len(found.archive)} versions for {len(peace.archive)}"))
        if found.holds:
            wrong.append(("different", f"what was forgotten is still in {', '.join(found.holds)}"))
        if left := sorted(found.files - peace.files):
            wrong.append(("left", ", ".join(left[:12])))
        return wrong

    def place(self, scene: Scene, name: str) -> Place:
        """The folders of a trial. All of a scene share the raw files, for these are never written to."""
        home = self.room / scene.name
        return Place(home / "raw", home / f"{name}.data", home / f"{name}.temp")

    def said(self, place: Place) -> Path:
        """Where the output of the runs in a place goes."""
        return place.data.with_suffix(".said")

    def play(self, act: Callable[[Place], int], place: Place, said: Path) -> int:
        """Do something in a place, with its output in a file. To be called in a process of its own."""
        with open(said, "a") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        place.settle_in()
        return act(place)

    def forked(self, place: Place, work: Callable[[], Any]) -> None:
        """Do something in a process of its own.

        Raises:
            SystemExit: it failed.
        """

        def alone() -> int:
            place.settle_in()
            work()
            return 0

        if supervise(alone, (), Injector({}), self.seconds) != 0:
            raise SystemExit(f"{place.data} could not be looked at.")

    def seen(self, place: Place, look: Callable[[], list[tuple[str, str]]]) -> list[tuple[str, str]]:
        """What is wrong in a place, as a process of its own finds it."""
        file = place.data.with_suffix(".seen")
        self.forked(place, lambda: file.write_text(json.dumps(look())))
        return [(what, told) for what, told in json.loads(file.read_text())]

    def save(self, scene: Scene, name: str, what: Any) -> None:
        """Keep something of a scene for later."""
        (self.room / scene.name / f"{name}.pickle").write_bytes(pickle.dumps(what))

    def saved(self, scene: Scene, name: str) -> Any:
        """What was kept."""
        return pickle.loads((self.room / scene.name / f"{name}.pickle").read_bytes())


def shortened(words: str) -> str:
    """The end of what a run said, in so many words that a summary can hold it."""
    return words[-3000:]


def tell(outcomes: list[Outcome], crowds: list[Crowd], seconds: float) -> int:
    """Print what the trials came to; returns 0 where nothing was wrong."""
    met = Counter(told.split("@")[0] for outcome in outcomes for told in outcome.met)
    wrong = Counter(what for outcome in outcomes for what in {what for what, _ in outcome.wrong})
    asked = sum(len(outcome.chain) for outcome in outcomes)
    said = Counter(said_in_short(words) for outcome in outcomes for _, words in outcome.told)
    print("\nA failed call stopped a run with these words:")
    for words, number in said.most_common():
        print(f"  {number} × {words}")
    print("\n" + ", ".join(f"{number} {kind} ({KINDS[kind]})" for kind, number in met.most_common()))
    print(f"{asked - met.total()} more were never met: the work there was done before.")
    print(f"{len(outcomes)} trials in {seconds / 60:.1f} minutes.")
    together = Crowd(
        *(sum(numbers) for numbers in zip(*((c.runs, c.publishes, c.reads) for c in crowds), strict=True))
    )
    failed = sum(len(c.wrong) for c in crowds)
    print(
        f"{together.publishes} publishes, {together.runs} overlapping runs, {together.reads:,} reads, "
        f"{failed} errors"
    )
    print(f"{met.total()} faults, " + ", ".join(f"{wrong[what]} {what}" for what in WRONG))
    return 1 if wrong or failed else 0


def said_in_short(words: str) -> str:
    """The last line of what a run said, without what differs from run to run."""
    lines = [line for line in words.splitlines() if line.strip() and not line.startswith("  ")]
    return named(lines[-1] if lines else "nothing").replace(str(ROOT), "")[:300]


if __name__ == "__main__":
    sys.exit(main())
