"""Run every corpus there is the whole way, from raw files to the published file: `python -m bench.whole`.

Each corpus goes through `python -m pipeline run` in a process of its own, as `make run RAW=… DATA=…` would,
with the settings' own defaults (or what the environment says of them). Whatever did not come through is
printed by cause. The exit status is 0 when

- no run was red,
- at most .2 % of the real pages wait in quarantine,
- of the faults laid on purpose (`poison`) each waits by name, and all else there is published,
- every file, and every record of a container, is an article or waits in quarantine, and nothing else waits,
- the lines of every article, put together, are its file, or the text that was rendered from it,
- and `search` finds articles by words of theirs.

`--only dev,poison` takes the corpora whose names begin so; `--into` names the folder for raw and made files
(build/whole), which stay there to be looked at. Of the extra pages those of the kept sites are left out:
their site's SHA-256 begins with 0 to 3.
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import category

import duckdb
import polars as pl

from assets.reading import SIDECAR
from assets.reading.files import as_text
from bench import pages
from bench.fields import text_of

SHARED = pages.BENCH.parent
ENRICHMENT = pages.BENCH / "enrichment"
MOST_HELD = 0.002  # share of the real pages
PATIENCE = 3_600  # seconds: what takes longer waits for something that will not come
SEARCHED = 20  # articles of a corpus that are looked for
SHOWN = 3  # paths of each cause that are printed
RENAMED = {
    "p04-outlet": "p04-outlet ![](x) [y](javascript:0)"
}  # a repository cannot hold a folder of that name
YEARS = range(
    1900, 2200
)  # a time of retrieval outside of these is a placeholder: told or passed over, both are right

LEDGER = """\
SELECT path, max(byte_end), count(*) FILTER (byte_start <> expected), bool_or(element IS NOT NULL) FROM (
    SELECT version_id, byte_start, byte_end, element, lag(byte_end, 1, 0) OVER version AS expected
    FROM lines WINDOW version AS (PARTITION BY version_id ORDER BY line_no, span_no)
) RIGHT JOIN articles USING (version_id) GROUP BY path"""


@dataclass(frozen=True)
class Corpus:
    """Raw files that are laid into a folder."""

    name: str
    lay: Callable[[Path], None]
    real: bool = False  # pages as the web has them
    faults: Callable[[Path], dict[str, bool]] = (
        lambda _: {}
    )  # path → whether it must wait (True), or may (False)


class Held(NamedTuple):
    """An open row of the quarantine."""

    path: str
    stage: str
    rules: str
    message: str


@dataclass
class Outcome:
    """What became of a corpus."""

    corpus: Corpus
    files: int
    wall: float
    cpu: float
    red: str | None = None  # the end of what a red run said
    articles: int = 0
    held: list[Held] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many files wait in quarantine."""
        return len({row.path for row in self.held})


def _copied(*folders: Path) -> Callable[[Path], None]:
    def lay(raw: Path) -> None:
        for folder in folders:
            shutil.copytree(folder, raw, dirs_exist_ok=True)

    return lay


def _poison(raw: Path) -> None:
    _copied(SHARED / "cases" / "poison", SHARED / "seeds" / "raw")(raw)
    for name, awkward in RENAMED.items():
        if (raw / name).exists():
            (raw / name).rename(raw / awkward)


def _exported(file: str, rendering: str) -> Callable[[Path], None]:
    def lay(raw: Path) -> None:
        frame = pages.scorer().read(pages.BENCH / file).filter(pl.col(rendering).is_not_null())
        for site, page, text in frame.select("site", "id", rendering).iter_rows():
            if file.startswith("extra") and hashlib.sha256((site or "").encode()).hexdigest()[0] in "0123":
                continue
            _put(raw, site, page, text.encode())

    return lay


def _put(raw: Path, site: str | None, page: str, content: bytes, suffix: str = "txt") -> None:
    folder = raw / re.sub(r"[^\w.-]", "_", site or "unknown")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{page}.{suffix}").write_bytes(content)


def _htmls(text: str, html: str) -> Iterator[tuple[str | None, str, bytes]]:
    """`site`, `id` and bytes of the pages of a set, but for those of the kept sites."""
    frame = pages.scorer().read(pages.BENCH / text).select("id", "site")
    frame = frame.join(pl.read_parquet(pages.BENCH / html), on="id")
    for site, page, content in frame.select("site", "id", "html").iter_rows():
        kept = text.startswith("extra") and hashlib.sha256((site or "").encode()).hexdigest()[0] in "0123"
        if not kept:
            yield site, page, content


def _as_pages(text: str, html: str) -> Callable[[Path], None]:
    def lay(raw: Path) -> None:
        for site, page, content in _htmls(text, html):
            _put(raw, site, page, content, "html")

    return lay


def _as_records(raw: Path) -> None:
    """The dev pages as a crawler leaves them: half in JSON Lines, half in a WARC, both packed."""
    written = list(_htmls("dev_text.parquet", "dev_html.parquet"))
    half = len(written) // 2
    (raw / "crawl").mkdir()
    with gzip.open(raw / "crawl" / f"{half}.jsonl.gz", "wt", encoding="utf-8") as lines:
        for _, page, content in written[:half]:
            record = {"url": f"https://{page}.example.invalid/", "html": content.decode("utf-8", "replace")}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    with gzip.open(raw / "crawl" / f"{len(written) - half}.warc.gz", "wb") as archive:
        for _, page, content in written[half:]:
            archive.write(_response(f"https://{page}.example.invalid/", content))


def _response(url: str, content: bytes) -> bytes:
    """A WARC record of a server's answer."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _from_html(raw: Path) -> None:
    """The dev pages that have no gold body, and so no rendering: as `bench.fields` writes them out."""
    frame = (
        pages.pages()
        .filter(pl.col("page").is_null())
        .select("site", "id")
        .join(pl.read_parquet(pages.BENCH / "dev_html.parquet"), on="id")
    )
    for site, page, html in frame.select("site", "id", "html").iter_rows():
        _put(raw, site, page, text_of(html).encode())


def _public(raw: Path) -> None:
    script, sets = pages.BENCH / "score_public.py", sorted((ENRICHMENT / "public").glob("*.jsonl.xz"))
    command = [sys.executable, str(script), "--export", *map(str, sets), "--into", str(raw)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def broken_sidecars(raw: Path) -> dict[str, bool]:
    """The sidecars that must wait, being no JSON object of texts that can be written down, and those that
    may: their time is none."""
    found = {}
    for file in sorted(raw.rglob(f"*{SIDECAR}")):
        verdict = _is_broken(file.read_bytes())
        if verdict is not None:
            found[str(file.relative_to(raw))] = verdict
    return found


def _is_broken(content: bytes) -> bool | None:
    """True, or False where it may be called so, or None where it is sound."""
    try:
        told = json.loads(content)
        values = [told[key] for key in ("outlet", "url", "retrieved_at") if told.get(key) is not None]
        "".join(values).encode()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return True
    year = re.match(r"(\d{4})-", told.get("retrieved_at") or "2026-")
    return None if year and int(year[1]) in YEARS else False


CORPORA = (
    *(
        Corpus(f"dev-{rendering}", _exported("dev_text.parquet", rendering), real=True)
        for rendering in pages.RENDERINGS
    ),
    Corpus("dev-html", _from_html, real=True),
    *(
        Corpus(f"extra-{rendering}", _exported("extra_text.jsonl.xz", rendering), real=True)
        for rendering in reversed(pages.RENDERINGS)
    ),
    Corpus("pages-dev", _as_pages("dev_text.parquet", "dev_html.parquet"), real=True),
    Corpus("pages-extra", _as_pages("extra_text.jsonl.xz", "extra_html.parquet"), real=True),
    Corpus("records", _as_records),
    Corpus("cases", _copied(SHARED / "cases" / "raw")),
    Corpus("poison", _poison, faults=broken_sidecars),
    Corpus("languages", _copied(ENRICHMENT / "languages")),
    Corpus("public", _public),
    Corpus("seeds", _copied(SHARED / "seeds" / "raw")),
    Corpus("samples", _copied(Path("samples"))),
)


def through(corpus: Corpus, home: Path) -> Outcome:
    """Lay the files of a corpus out afresh, run the pipeline over them, and look at what came of it."""
    shutil.rmtree(home, ignore_errors=True)
    raw, data = home / "raw", home / "data"
    raw.mkdir(parents=True)
    corpus.lay(raw)
    files = {as_text(os.fsencode(file.relative_to(raw))): file for file in raw.rglob("*") if file.is_file()}
    documents = {path: file for path, file in files.items() if not path.endswith(SIDECAR)}
    environment = {**os.environ, "CLEANCOPY_RAW": str(raw), "CLEANCOPY_DATA": str(data)}
    command = [sys.executable, "-m", "pipeline", "run"]
    began, spent = time.monotonic(), _cpu()
    try:
        run = subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=PATIENCE
        )
        told, code = run.stdout + run.stderr, run.returncode
    except subprocess.TimeoutExpired:
        told, code = f"It was stopped after {PATIENCE} s.", 1
    outcome = Outcome(corpus, len(documents), time.monotonic() - began, _cpu() - spent)
    if code:
        outcome.red = "\n".join(told.strip().splitlines()[-8:])
        return outcome
    with duckdb.connect(str(data / "cleancopy.duckdb"), read_only=True) as connection:
        _look(outcome, connection, documents, corpus.faults(raw))
    return outcome


def _look(
    outcome: Outcome,
    connection: duckdb.DuckDBPyConnection,
    documents: dict[str, Path],
    faults: dict[str, bool],
) -> None:
    def ask(query: str, *values: object) -> list[tuple[Any, ...]]:
        return connection.execute(query, list(values)).fetchall()

    articles = {path for (path,) in ask("SELECT path FROM articles")}
    outcome.articles = len(articles)
    query = (
        "SELECT path, stage, array_to_string(rules, ', '), message FROM quarantine WHERE resolved_at IS "
        "NULL ORDER BY stage, path"
    )
    outcome.held = [Held(*row) for row in ask(query)]
    held = {row.path for row in outcome.held}
    records = Counter(path.partition("#")[0] for path in articles | held if "#" in path)
    known = articles | held | records.keys()
    wrong = [f"{path} is neither an article nor in quarantine" for path in documents.keys() - known]
    for path, number in records.items():  # a container of this benchmark is named by how many it holds
        held_in_all = re.match(r"(\d+)\.", Path(path).name)
        if outcome.corpus.name == "records" and held_in_all and int(held_in_all[1]) != number:
            wrong.append(f"{path}: {number} of its records are articles or wait")
    if faults or not outcome.corpus.real:
        wrong += [
            f"{path} is at fault and does not wait in quarantine"
            for path, must in faults.items()
            if must and path not in held
        ]
        wrong += [
            f"{path} waits in quarantine, and nothing is wrong with it"
            for path in held - faults.keys()
            if faults
        ]
        wrong += [f"{path} is at fault and an article" for path in faults.keys() & articles]
    wrong += [
        f"{path}: its lines are not its file ({end or 0} bytes of {documents[path].stat().st_size}, {gaps} "
        "gaps)"
        for path, end, gaps, rendered in ask(LEDGER)
        if path in documents
        and (gaps or (not rendered and end is not None and end != documents[path].stat().st_size))
    ]
    outcome.wrong = sorted(wrong) + list(_not_found(ask))


def _not_found(ask: Callable[..., list[tuple[Any, ...]]]) -> Iterator[str]:
    """The articles that a word of theirs does not lead to."""
    chance = random.Random(7)
    bodies = ask("SELECT path, article_id, body FROM articles WHERE body <> '' ORDER BY path")
    for path, article, body in chance.sample(bodies, min(SEARCHED, len(bodies))):
        # of letters and of the marks that belong to them, which `re` takes for the end of a word
        words = [w for w in body.split() if len(w) >= 4 and all(category(c)[0] in "LM" for c in w)]
        if not words:
            continue
        word = chance.choice(words)
        if (article,) not in ask("SELECT article_id FROM search(?, top := 1000000)", word):
            yield f"{path}: search does not find it by {word!r}"


def causes(outcome: Outcome) -> Iterator[str]:
    """What did not come through, by cause."""
    if outcome.red is not None:
        yield f"RED:\n{outcome.red}"
    by_cause: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for row in outcome.held:
        by_cause[row.stage, row.rules].append(row)
    for (stage, rules), rows in sorted(by_cause.items(), key=lambda item: -len(item[1])):
        paths = ", ".join(row.path for row in rows[:SHOWN])
        yield (
            f"held: {len(rows):,} × {stage}, {rules}: {paths}{' …' if len(rows) > SHOWN else ''}\n      "
            f"{rows[0].message}"
        )
    for told in outcome.wrong:
        yield f"WRONG: {told}"


def report(outcomes: list[Outcome]) -> int:
    """Print the table and the verdict; returns the exit status."""
    heads = f"{'files':>8}{'articles':>10}{'held':>7}{'wrong':>7}{'red':>5}{'wall s':>9}{'CPU s':>9}"
    print(f"\n{'corpus':<16}{heads}")
    for one in outcomes:
        red = "red" if one.red is not None else "–"
        counts = f"{one.files:>8,}{one.articles:>10,}{one.waiting:>7,}{len(one.wrong):>7,}"
        print(f"{one.corpus.name:<16}{counts}{red:>5}{one.wall:>9.0f}{one.cpu:>9.0f}")
    real = [one for one in outcomes if one.corpus.real and one.red is None]
    held, of = sum(one.waiting for one in real), sum(one.files for one in real)
    reds, wrong = sum(one.red is not None for one in outcomes), sum(len(one.wrong) for one in outcomes)
    share = held / of if of else 0.0
    print(
        f"\n{reds} red; {held:,} of {of:,} real pages held ({share:.2%}, at most {MOST_HELD:.1%} may be); "
        f"{wrong} wrong"
    )
    return int(reds > 0 or share > MOST_HELD or wrong > 0)


def _cpu() -> float:
    """CPU-seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(arguments: list[str] | None = None) -> int:
    """Run the corpora; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.whole",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only",
        default="",
        help="corpora whose names begin so, with commas between: " + ", ".join(c.name for c in CORPORA),
    )
    parser.add_argument(
        "--into", type=Path, default=Path("build/whole"), help="where raw and made files go (build/whole)"
    )
    options = parser.parse_args(arguments)
    chosen = [corpus for corpus in CORPORA if corpus.name.startswith(tuple(options.only.split(",")))]
    if not chosen:
        parser.error(f"no corpus is called {options.only}")
    outcomes = []
    for corpus in chosen:
        outcome = through(corpus, options.into.absolute() / corpus.name)
        outcomes.append(outcome)
        print(
            f"\n== {corpus.name}: {outcome.files:,} files, {outcome.articles:,} articles, "
            f"{outcome.waiting:,} held",
            flush=True,
        )
        print("\n".join(causes(outcome)) or "all came through", flush=True)
    return report(outcomes)


if __name__ == "__main__":
    sys.exit(main())
