"""Ask of very many odd documents what `test_crafts` asks of a few: `python -m tests.ark.fuzz [--documents
200000]`.

Hypothesis draws batches of documents; each batch goes through every craft, and every property is asked of it.
A document counts once, however many properties it is asked about. What breaks a promise is taken apart until
the fewest documents and lines are left that break it, told, and the next batch is drawn. The exit status is 1
where anything broke.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.ark.press import Press, Sheet, drawn
from tests.ark.properties import PROPERTIES

BATCH = 2_000  # documents, as the pipeline's chunk has
HANDFUL = 20  # of them from each number that hypothesis draws: it draws no more than some thousand at a time
ROUND = 5  # batches that hypothesis draws from one seed
TOLD = 3  # breaks of one kind that are taken apart: it costs a minute each

Keeps = Callable[[Press], None]


class Fuzz:
    """What was tried, and what broke."""

    def __init__(self) -> None:
        self.documents = 0
        self.broken: dict[str, int] = {}

    def batch(self, seeds: Sequence[int]) -> None:
        """Ask everything of some documents."""
        sheets = [
            drawn(number, hash((seeds[number // HANDFUL], number))) for number in range(len(seeds) * HANDFUL)
        ]
        self.documents += len(sheets)
        press = Press(sheets)
        for keeps in PROPERTIES:
            while press.sheets and (broke := fault(keeps, press)) is not None:
                guilty = fewest(keeps, broke, press.sheets)
                self.broken[broke] = self.broken.get(broke, 0) + 1
                if self.broken[broke] <= TOLD:
                    self.tell(keeps, broke, guilty)
                press = Press([sheet for sheet in press.sheets if sheet not in guilty])

    def tell(self, keeps: Keeps, broke: str, guilty: list[Sheet]) -> None:
        """Print what breaks a property: each document with the lines that it takes."""
        print(f"\n{broke}", flush=True)
        for one in guilty:
            small = shorter(keeps, broke, guilty, one)
            print(f"   {small.path} ({small.encoding}, {small.retrieved_at}): {small.text!r}", flush=True)


def fault(keeps: Keeps, press: Press) -> str | None:
    """How a property breaks, in a line that is the same for the same cause."""
    try:
        keeps(press)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of Polars is no Exception
        places = [
            frame for frame in traceback.extract_tb(error.__traceback__) if "/assets/" in frame.filename
        ]
        place = (
            f"{places[-1].filename.rpartition('/assets/')[2]}:{places[-1].lineno}" if places else "its result"
        )
        told = str(error).splitlines()[0][:160] if str(error) else ""
        kind = type(error).__name__
        return (
            f"{keeps.__name__}: {kind} in {place}"
            if kind == "AssertionError"
            else f"{keeps.__name__}: {kind} in {place}: {told}"
        )
    return None


def fewest(keeps: Keeps, broke: str, sheets: list[Sheet]) -> list[Sheet]:
    """The fewest documents that break it so: parts are left out, larger ones first, as long as it still
    breaks."""
    size = len(sheets) // 2
    while size:
        at = 0
        while at < len(sheets):
            without = sheets[:at] + sheets[at + size :]
            if without and fault(keeps, Press(without)) == broke:
                sheets = without
            else:
                at += size
        size = min(size // 2, max(len(sheets) // 2, 1 if size > 1 else 0))
    return sheets


def shorter(keeps: Keeps, broke: str, sheets: list[Sheet], one: Sheet) -> Sheet:
    """The document with as few of its lines as break it still, the other documents beside it."""
    lines = one.text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        without = lines[:at] + lines[at + 1 :]
        trial = replace(one, content="".join(without).encode(one.encoding, "ignore"))
        others = [trial if sheet is one else sheet for sheet in sheets]
        if without and fault(keeps, Press(others)) == broke:
            lines = without
        else:
            at += 1
    return replace(one, content="".join(lines).encode(one.encoding, "ignore"))


def main(arguments: list[str] | None = None) -> int:
    """Try so many documents; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.ark.fuzz", description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000, help="how many are tried (200000)")
    parser.add_argument(
        "--batch", type=int, default=BATCH, help=f"how many go through a craft together ({BATCH})"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other documents (1)")
    options = parser.parse_args(arguments)
    fuzz, began, rounds = Fuzz(), time.process_time(), 0
    handfuls = max(1, options.batch // HANDFUL)
    seeds = st.lists(st.integers(0, 2**32 - 1), min_size=handfuls, max_size=handfuls)
    quiet = settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    while fuzz.documents < options.documents:
        seed(options.seed * 1_000_003 + rounds)(quiet(given(seeds)(fuzz.batch)))()
        rounds += 1
        print(
            f"{fuzz.documents:,} documents, {time.process_time() - began:,.0f} CPU-seconds, "
            f"{len(fuzz.broken)} faults",
            flush=True,
        )
    print(f"\n{fuzz.documents:,} documents through {len(PROPERTIES)} properties: {len(fuzz.broken)} faults")
    for broke, times in sorted(fuzz.broken.items(), key=lambda item: -item[1]):
        print(f"{times:>6} × {broke}")
    return int(bool(fuzz.broken))


if __name__ == "__main__":
    sys.exit(main())
