"""Measure clean copy from HTML beside other extractors: `python -m bench.html`, after `python -m
bench.train_pages` (needs `../shared`, and trafilatura of group `bench`).

On the dev pages the chances of lines are those of models that had not seen the page's site; with `--kept` the
packaged model reads the kept quarter of the extra pages, whose sites no training has seen.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import polars as pl

from assets.cleaning import clean, recur
from assets.cleaning.documents import Floats
from assets.cleaning.line_model import model
from assets.parsing import parse
from bench import html_pages, pages, train_pages

SECOND_SET = ("gn1", "dgn", "fupa", "wcxb")
FEWEST = 20  # pages of a dataset that is shown by itself
TIMED = 100  # pages by which speed is told
Bodies = list[str]


class HeldOut(model.LineModel):
    """The packaged model of pages with its chances replaced by those of models that had not seen the site."""

    def __init__(self, chances: pl.DataFrame) -> None:
        self.__dict__.update(model.load_for_pages().__dict__)
        self.table = chances

    def chances(self, lines: pl.DataFrame) -> tuple[Floats, pl.Series]:
        """The stored chances of lines, by `doc`, `line_no`, `span_no`."""
        keys = ["doc", "line_no", "span_no"]
        found = lines.select(keys).join(self.table, on=keys, how="left", maintain_order="left")
        why = pl.Series([None] * lines.height, dtype=pl.String)
        return found["chance"].fill_null(0.0).to_numpy().astype("float32"), why


@contextmanager
def by(stand_in: model.LineModel | None) -> Iterator[None]:
    """Let another model of pages judge."""
    packaged = model.load_for_pages
    if stand_in is not None:
        model.load_for_pages = lambda: stand_in  # type: ignore[assignment]
    try:
        yield
    finally:
        model.load_for_pages = packaged


def cleaned(frame: pl.DataFrame, held_out: bool) -> pl.DataFrame:
    """Clean copy of the pages."""
    parsed = html_pages.parsed(frame)
    stand_in = None
    if held_out:
        order = frame.with_row_index("doc").select("doc", "id")
        stored = pl.read_parquet(train_pages.HELD_OUT).join(order, on="id")
        stand_in = HeldOut(stored.select("doc", "line_no", "span_no", "chance"))
    with by(stand_in):
        return clean(parsed, recur(parsed.lazy()))


def peers() -> dict[str, Callable[[str], str]]:
    """Other extractors that are installed: the text that each takes from a page."""
    found: dict[str, Callable[[str], str]] = {}
    for name, package, take in (
        ("trafilatura", "trafilatura", lambda m, page: m.extract(page, include_comments=False)),
        (
            "trafilatura, precision",
            "trafilatura",
            lambda m, page: m.extract(page, include_comments=False, favor_precision=True),
        ),
        (
            "resiliparse",
            "resiliparse.extract.html2text",
            lambda m, page: m.extract_plain_text(page, main_content=True),
        ),
        ("newspaper4k", "newspaper", lambda m, page: m.article("http://x.example/", input_html=page).text),
    ):
        try:
            module = import_module(package)
        except ImportError:
            continue
        found[name] = _safely(module, take)
    return found


def _safely(module: Any, take: Callable[[Any, str], str | None]) -> Callable[[str], str]:
    def of(page: str) -> str:
        try:
            return take(module, page) or ""
        except Exception:  # what a peer makes of a page is its own matter
            return ""

    return of


def show(name: str, frame: pl.DataFrame, bodies: Bodies) -> None:
    """Print the figures of one extractor, whole and by dataset."""
    score = pages.scorer()
    both = frame.select("dataset", "body").with_columns(found=pl.Series(bodies, dtype=pl.String))
    groups = [("all", both), ("second set", both.filter(pl.col("dataset").is_in(SECOND_SET)))]
    groups += [
        (str(key[0]), part) for key, part in sorted(both.group_by("dataset"), key=lambda one: str(one[0]))
    ]
    for group, part in groups:
        if part.height >= FEWEST:
            figures = score.text_scores(list(part.select("body", "found").iter_rows()))
            print(
                f"{name:22} {group:10} {figures['pages']:5} sF1 {figures['sF1']:.3f} "
                f"dF1 {figures['dF1']:.3f} exact {figures['acc']:.3f} empty {figures['empty']}",
                flush=True,
            )


def fields(frame: pl.DataFrame, found: pl.DataFrame) -> None:
    """Print how often title, date and authors are right."""
    score = pages.scorer()
    rows = frame.select("title", "date", "authors").with_columns(
        found["headline"], found["published_on"].cast(pl.String), names=found["authors"]
    )
    titled, dated, signed = (rows.filter(pl.col(name).is_not_null()) for name in ("title", "date", "authors"))
    right = {
        "title": [
            score.plain(a) == score.plain(b) for a, b in titled.select("title", "headline").iter_rows()
        ],
        "date": [a[:10] == (b or "") for a, b in dated.select("date", "published_on").iter_rows()],
        "authors": [
            score.names_f1(list(a), list(b)) for a, b in signed.select("authors", "names").iter_rows()
        ],
    }
    print("   ".join(f"{name} {sum(of) / max(len(of), 1):.3f} of {len(of)}" for name, of in right.items()))


def comments(frame: pl.DataFrame, found: pl.DataFrame) -> None:
    """Print the share of the words of each role, as the source has it, that came into the body."""
    words: dict[str, int] = {}
    kept: dict[str, int] = {}
    for page, said, lines in zip(frame["page"], frame["roles"], found["lines"], strict=True):
        roles = html_pages.roles_of(page, said) if said is not None else {}
        for line in lines:
            role = roles.get(" ".join(line["text"].split()))
            if role:
                size = len(pages.TOKEN.findall(line["text"]))
                words[role] = words.get(role, 0) + size
                kept[role] = kept.get(role, 0) + size * line["in_body"]
    print(
        "words in the body: "
        + ", ".join(f"{role} {kept[role] / max(words[role], 1):.3f}" for role in sorted(words))
    )


def speed(frame: pl.DataFrame) -> None:
    """Print pages per CPU-second from HTML to clean copy, and those of the peers."""
    some = frame.sample(min(TIMED, frame.height), seed=1)
    raw = html_pages.raw(pl.concat([some] * 4))
    texts = [
        one.decode(codec, "replace")
        for one, codec in raw.head(some.height).select("content", "encoding").iter_rows()
    ]
    recurring = recur(parse(raw).lazy())
    clean(parse(raw.head(5)), recurring)  # what a process does once is no part of a page's cost
    began = time.process_time()
    clean(parse(raw), recurring)
    ours = raw.height / (time.process_time() - began)
    print(f"pages per CPU-second: clean copy {ours:.0f}", end="")
    for name, take in peers().items():
        began = time.process_time()
        for text in texts:
            take(text)
        theirs = len(texts) / (time.process_time() - began)
        print(f"; {name} {theirs:.0f} ({ours / theirs:.1f} ×)", end="", flush=True)
    print()


def main(arguments: list[str] | None = None) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.html", description=__doc__)
    parser.add_argument("--kept", action="store_true", help="the kept quarter, by the packaged model")
    parser.add_argument("--alone", action="store_true", help="without other extractors")
    options = parser.parse_args(arguments)
    if options.kept:
        frame = html_pages.extra(kept_back=True)
        frame = frame.filter(~pl.col("lang").fill_null("").is_in(html_pages.UNSPACED))
    else:
        frame = html_pages.dev().filter("news")
    found = cleaned(frame, held_out=not options.kept)
    show("clean copy", frame, found["body"].to_list())
    fields(frame, found)
    if "roles" in frame.columns:
        comments(frame, found)
    if not options.alone:
        texts = [
            one.decode(codec, "replace")
            for one, codec in html_pages.raw(frame).select("content", "encoding").iter_rows()
        ]
        for name, take in peers().items():
            show(name, frame, [take(text) for text in texts])
    speed(frame)


if __name__ == "__main__":
    main()
