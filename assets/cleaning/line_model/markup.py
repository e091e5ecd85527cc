"""What the line model looks at on a page: where in its tree a line stands, and what else stands there."""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.cleaning.documents import Columns, Documents, Floats

INLINE: Final = (
    r"(?:/(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)"
    r"\[[^/]*)+$"
)
LAST: Final = r"/[^/]*$"
UNLIKE: Final = r"\[\d+\](?:#[^./@]*)?((?:\.[^./@\d]*)?)[^/]*$"
"""What tells an element from those like it beside it: all but its tag and its first class."""
NUMBER: Final = r"\[\d+\]"
TAGS: Final = (
    "p",
    "li",
    "div",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "figcaption",
    "dd",
    "button",
    "pre",
)
ABOVE: Final = {
    "nav": r"(?:^|/)nav\[",
    "aside": r"(?:^|/)aside\[",
    "footer": r"(?:^|/)footer\[",
    "head": r"(?:^|/)header\[",
    "figure": r"(?:^|/)(?:figure|figcaption)\[",
    "form": r"(?:^|/)(?:form|fieldset|label|button)\[",
    "list": r"(?:^|/)(?:ul|ol|dl)\[",
    "table": r"(?:^|/)table\[",
    "article": r"(?:^|/)article\[",
    "main": r"(?:^|/)main\[|@main\b",
    "quote": r"(?:^|/)blockquote\[",
    "heading": r"(?:^|/)h[1-6]\[",
}
WORDS: Final = r"[a-z]+"
TAG: Final = re.compile(r"^[a-z0-9…]+")
CAMEL: Final = re.compile(r"([a-zà-öø-ÿ])([A-ZÀ-ÖØ-Þ])")
LEVELS: Final = 6  # elements above a line whose names are told apart by how far they are
BUCKETS: Final = 1 << 13
SENTENCE: Final = 60  # bytes
OFTEN: Final = float(np.log1p(3))  # of a line that stands so often on its page, as `times_in_document` counts
FARTHEST: Final = 12  # elements between a line and another: more is all the same
Places = NDArray[np.int64]
Numbers = dict[str, NDArray[Any]]


def paths(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `doc`, `element` → `path` of the block that each stands in, `up1` to `up3` above it (keys of
    these: `of0` to `of3`), and `kind`, the path without numbers (`alike`)."""
    table = lines.select("doc", "element", path=pl.col("element").fill_null("").str.replace(INLINE, ""))
    table = table.with_columns(up1=pl.col("path").str.replace(LAST, ""))
    table = table.with_columns(up2=pl.col("up1").str.replace(LAST, ""))
    table = table.with_columns(
        up3=pl.col("up2").str.replace(LAST, ""), kind=pl.col("element").str.replace_all(NUMBER, "")
    )
    table = table.with_columns(
        **{f"in{level}": pl.col(f"up{level}").str.replace(UNLIKE, "$1") for level in (1, 2, 3)}
    )
    names = {"of0": "path", "of1": "up1", "of2": "up2", "of3": "up3", "alike": "kind"}
    names |= {f"row{level}": f"in{level}" for level in (1, 2, 3)}
    keys = {
        key: pl.col(name).hash(7) ^ (pl.col("doc").cast(pl.UInt64) * 0x9E3779B97F4A7C1)
        for key, name in names.items()
    }
    return table.with_columns(**keys)


def words(kinds: pl.Series) -> tuple[Places, Places]:
    """Paths without numbers → the bucket of each name in them, and the path that it is of (its place). A name
    counts by how far above the line it stands, and once wherever it is."""
    found: list[int] = []
    counts = np.zeros(len(kinds), dtype=np.int64)
    for nth, kind in enumerate(kinds.to_list()):
        named: set[str] = set()
        for level, part in enumerate(kind.split("/")[::-1][: LEVELS + 4]):
            named.update(_named(part, min(level, LEVELS)))
        found.extend(map(_bucket, named))
        counts[nth] = len(named)
    return np.array(found, dtype=np.int64), np.repeat(np.arange(len(kinds)), counts)


@lru_cache(maxsize=1 << 16)
def _named(part: str, level: int) -> tuple[str, ...]:
    """The tag and the words of an element's name, each alone and with the level."""
    tag = TAG.match(part)
    split = re.findall(WORDS, CAMEL.sub(r"\1 \2", part).lower())
    each = {*split} | ({"<" + tag.group()} if tag else set())
    return (*each, *(f"{word}@{level}" for word in each))


@lru_cache(maxsize=1 << 16)
def _bucket(word: str) -> int:
    return crc32(word.encode()) % BUCKETS  # the same on every machine


def scores(kinds: pl.Series, weights: Floats, bias: Floats) -> Floats:
    """The log-odds of each line by the names of the elements around it: a row for each row of `weights`."""
    some = kinds.fill_null("").to_frame("kind").with_row_index("nth")
    distinct = some.select("kind").unique(maintain_order=True).with_row_index("place")
    at = some.join(distinct, on="kind", how="left", maintain_order="left")["place"].to_numpy()
    bucket, owner = words(distinct["kind"])
    counts = np.sqrt(np.maximum(np.bincount(owner, minlength=distinct.height), 1))
    found = np.stack(
        [
            np.bincount(owner, weights=row[bucket], minlength=distinct.height) / counts + start
            for row, start in zip(weights, bias, strict=True)
        ]
    )
    return found[:, at].astype(np.float32)


def of_pages(
    lines: pl.DataFrame,
    table: pl.DataFrame,
    own: Columns,
    documents: Documents,
    ngrams: Floats,
    named: Floats,
    size: Floats,
) -> Columns:
    """Lines with `hint`, and their `paths` → what their place on the page tells, by name.

    `ngrams` and `named` (a row a score) are the scores of their words and of the elements around them.
    """
    hint = lines["hint"].struct.unnest()
    links = hint["links"].fill_null(0).to_numpy()
    columns: Numbers = {
        "links": links,
        "strong": hint["strong"].fill_null(0).to_numpy(),
        "depth": np.minimum(hint["depth"].fill_null(0).to_numpy(), 60),
        "hidden": hint["hidden"].fill_null(False).to_numpy(),
        "stated_summary": (hint["stated"].fill_null(0) == 1).to_numpy(),
        "stated_text": (hint["stated"].fill_null(0) == 2).to_numpy(),
    }
    tag = table["path"].str.extract(r"([a-z0-9]+)\[\d+\][^/]*$", 1)
    columns |= {f"tag_{name}": (tag == name).fill_null(False).to_numpy() for name in TAGS}
    flags = table.select(
        **{f"in_{name}": pl.col("element").str.contains(form) for name, form in ABOVE.items()}
    )
    columns |= {name: flags[name].fill_null(False).to_numpy() for name in flags.columns}
    columns["stated_page"] = documents.all(columns["stated_text"].astype(np.float32)) > 2
    sentence = (own["ends_as_sentence"] > 0) & (size >= SENTENCE)
    prose = np.where(sentence, size * (1 - links), 0).astype(np.float32)
    page = _Page(documents, own, ngrams, named, size, prose, links)
    columns |= _groups(table, page)
    columns |= _to_main(table, documents, prose)
    columns |= _items(table, documents, own, prose)
    likely = prose / (1 + np.exp(np.clip(named[-1], -30, 30)))
    columns |= _branches(table, page, likely)
    for nth, score in enumerate(named):
        columns[f"named{nth}"] = score
        for step in (-2, -1, 1, 2):
            columns[f"named{nth}{step:+d}"] = documents.shift(score, step, -5)
        columns[f"named{nth}_8_8"] = documents.mean(score, 8, 8)
    for step in (-1, 1):
        columns[f"links{step:+d}"] = documents.shift(links, step, -1)
        columns[f"strong{step:+d}"] = documents.shift(columns["strong"], step, -1)
    return {name: np.asarray(values, dtype=np.float32) for name, values in columns.items()}


class _Page(NamedTuple):
    """What is known of each line before its elements are looked at."""

    documents: Documents
    own: Columns
    ngrams: Floats
    named: Floats
    size: Floats
    prose: Floats
    links: Floats


def _held(group: "Group", page: _Page) -> Numbers:
    """How much of the page's text an element holds, and of what kind."""
    size, root = group.sum(page.size), np.sqrt(page.size)
    filled, prose = np.maximum(size, 1), group.sum(page.prose)
    return {
        "share": size / np.maximum(page.documents.all(page.size), 1),
        "prose_share": prose / np.maximum(page.documents.all(page.prose), 1),
        "prose_part": prose / filled,
        "link_part": group.sum(page.size * page.links) / filled,
        "lines": np.log1p(group.count),
        "ngrams": group.sum(page.ngrams * root) / np.maximum(group.sum(root), 1),
    }


def _groups(table: pl.DataFrame, page: _Page) -> Numbers:
    """What shares an element with a line: how much of the page's text, and of what kind."""
    columns: Numbers = {}
    for key in ("of0", "of1", "of2", "of3", "alike"):
        group = Group(table[key])
        columns |= {f"{name}_{key}": values for name, values in _held(group, page).items()}
        in_group = group.sum(page.size)
        columns[f"bytes_{key}"] = np.log1p(in_group / group.count)
        if key in ("of1", "of2"):
            columns[f"nth_{key}"], columns[f"left_{key}"] = group.places()
            columns[f"says_i_{key}"] = group.sum(page.own["says_i"] * page.size) / np.maximum(in_group, 1)
            for nth, score in enumerate(page.named):
                columns[f"named{nth}_{key}"] = group.sum(score) / group.count
        for step in (-1, 1):
            columns[f"same_{key}{step:+d}"] = group.same(page.documents, step)
    return columns


def _to_main(table: pl.DataFrame, documents: Documents, prose: Floats) -> Columns:
    """Where a line stands to the element that holds most of the page's text right below it."""
    if not documents.count:
        return {f"main_{name}": prose for name in ("up0", "up1", "up2", "up3", "since", "until", "share")}
    held = Group(table["of1"]).sum(prose)
    best = documents.first_of_most(held.astype(np.float64))
    flags = table.select(
        "element",
        main=table["up1"].gather(best),
        main1=table["up2"].gather(best),
        main2=table["up3"].gather(best),
        up1="up1",
    ).select(
        up0=pl.col("up1") == pl.col("main"),
        up1=pl.col("element").str.starts_with(pl.col("main") + "/"),
        up2=pl.col("element").str.starts_with(pl.col("main1") + "/"),
        up3=pl.col("element").str.starts_with(pl.col("main2") + "/"),
    )
    within = flags["up0"].to_numpy()
    here = np.arange(documents.count)
    first = documents.count - documents.most(np.where(within, documents.count - here, 0))
    last = documents.most(np.where(within, here, -1))
    return {
        **{f"main_{name}": flags[name].to_numpy().astype(np.float32) for name in flags.columns},
        "main_since": np.clip(here - first, -30, 60).astype(np.float32),
        "main_until": np.clip(last - here, -60, 60).astype(np.float32),
        "main_share": held[best] / np.maximum(documents.all(prose), 1),
    }


def _items(table: pl.DataFrame, documents: Documents, own: Columns, prose: Floats) -> Numbers:
    """What a page repeats: how many elements like the one around a line stand side by side, and what they
    hold. Comments, teasers and results stand so."""
    columns: Numbers = {}
    often = (own["times_in_document"] >= OFTEN).astype(np.float32)
    for level in (1, 2, 3):
        item, row = Group(table[f"of{level}"]), Group(table[f"row{level}"])
        items = np.maximum(row.sum(item.opens), 1)
        columns[f"items_{level}"] = np.log1p(items)
        columns[f"item_lines_{level}"] = np.log1p(row.count / items)
        for name, flags in (
            ("dated", own["header"] > 0),
            ("prose", prose > 0),
            ("often", often > 0),
            ("addressing", own["says_you"] + own["says_i"] > 0),
        ):
            has = (item.sum(flags.astype(np.float32)) > 0) & (item.opens > 0)
            columns[f"item_{name}_{level}"] = row.sum(has.astype(np.float32)) / items
    return columns


def _branches(table: pl.DataFrame, page: _Page, likely: Floats) -> Numbers:
    """What stands in the same part of the page as a line, seen from the main text: a block of comments, a
    bar at the side, is one part."""
    own, size, nth_line = page.own, page.size, page.documents.nth
    branch, up, down, main = branches(table, page.documents, likely)
    columns: Numbers = {"branch_up": up, "branch_down": down}
    columns |= {f"branch_{name}": values for name, values in _held(branch, page).items()}
    held = branch.sum(size)
    often = (own["times_in_document"] >= OFTEN).astype(np.float32)
    for name, values in (
        *((f"named{nth}", score) for nth, score in enumerate(page.named)),
        *(("header", own["header"]), ("often", often), ("strangers", own["told_comments"])),
    ):
        columns[f"branch_{name}"] = branch.sum(values) / branch.count
    for name in ("says_i", "says_you", "exclaims"):
        columns[f"branch_{name}"] = branch.sum(own[name] * size) / np.maximum(held, 1)
    columns["branch_since"] = np.clip(nth_line - nth_line[main], -60, 120)
    return columns


def branches(
    table: pl.DataFrame, documents: Documents, likely: Floats
) -> tuple["Group", Places, Places, Places]:
    """The part of the page that each line is in, how far above the main text's element it branches off, how
    far below that the line stands, and the line by which the main text's element is known.

    The main text is in the element that holds most of what is `likely` right below it.
    """
    held = Group(table["of1"]).sum(likely)
    main = documents.first_of_most(held.astype(np.float64))
    once = table.select("doc", "up1", "of1", main=table["up1"].gather(main)).unique(
        "of1", maintain_order=True
    )
    found: list[tuple[str, int, int]] = []
    known, trunk = "", dict[str, int]()
    for above, text in once.select("up1", "main").iter_rows():
        if text != known:
            known, trunk = text, {part: nth for nth, part in enumerate(text.split("/"))}
        found.append(_branch(above.split("/"), trunk))
    part, up, down = (list(column) for column in zip(*found, strict=True)) if found else ([], [], [])
    once = once.select(
        "of1",
        up=pl.Series(up, dtype=pl.Int64),
        down=pl.Series(down, dtype=pl.Int64),
        branch=pl.struct("doc", part=pl.Series(part, dtype=pl.String)).hash(7),
    )
    each = table.select("of1").join(once, on="of1", how="left", maintain_order="left")
    return Group(each["branch"]), each["up"].to_numpy(), each["down"].to_numpy(), main


def _branch(parts: list[str], trunk: dict[str, int]) -> tuple[str, int, int]:
    """The element by which a path branches off from the main text's (where it does not: the last of it), how
    far above this, and how far below it."""
    shared = max((nth for nth, part in enumerate(parts) if part in trunk and part != "…"), default=-1)
    up = len(trunk) - 1 - (trunk[parts[shared]] if shared >= 0 else -1)
    part = parts[min(shared + 1, len(parts) - 1)]
    return part, min(up, FARTHEST), min(len(parts) - shared - 1, FARTHEST)


class Group:
    """Lines that share an element."""

    def __init__(self, keys: pl.Series) -> None:
        _, self.of = np.unique(keys.to_numpy(), return_inverse=True)
        self.groups = int(self.of.max(initial=-1)) + 1
        self.count = np.bincount(self.of, minlength=self.groups)[self.of].astype(np.float32)

    @property
    def opens(self) -> Floats:
        """1 for the first line of each group."""
        flags = np.zeros(len(self.of), dtype=np.float32)
        flags[np.unique(self.of, return_index=True)[1]] = 1
        return flags

    def sum(self, values: Floats) -> Floats:
        """The sum over the lines of the group."""
        sums = np.bincount(self.of, weights=values, minlength=self.groups)
        return np.asarray(sums[self.of], dtype=np.float32)

    def places(self) -> tuple[Floats, Floats]:
        """Of each line how many lines of its group stand before it, and after it."""
        order = np.argsort(self.of, kind="stable")
        starts = np.cumsum(np.bincount(self.of, minlength=self.groups)) - np.bincount(
            self.of, minlength=self.groups
        )
        nth = np.empty(len(order), dtype=np.float32)
        nth[order] = np.arange(len(order)) - starts[self.of[order]]
        return np.minimum(nth, 60), np.minimum(self.count - 1 - nth, 60)

    def same(self, documents: Documents, step: int) -> Floats:
        """1 where the line `step` lines further is of the same group."""
        ids = self.of.astype(np.float32)
        return np.asarray(documents.shift(ids, step, -1) == ids, dtype=np.float32)


def of_chances(
    table: pl.DataFrame, documents: Documents, chances: Floats, strange: Floats, size: Floats
) -> Columns:
    """What the first verdicts say of the lines that share an element with a line, or the part of the page:
    the chance that each is the article's, and that each is a reader's comment (`strange`)."""
    columns: Numbers = {"comment_own": strange}
    text = chances * size
    branch, up, down, main = branches(table, documents, text * (1 - strange))
    columns |= {"later_branch_up": up, "later_branch_down": down}
    columns["later_branch_since"] = np.clip(documents.nth - documents.nth[main], -60, 120)
    for key in ("of1", "of2", "of3", "alike", "branch"):
        group = branch if key == "branch" else Group(table[key])
        held, whole = group.sum(text), np.maximum(group.sum(size), 1)
        columns[f"chance_{key}"] = held / whole
        columns[f"chances_{key}"] = group.sum(chances) / group.count
        columns[f"held_{key}"] = np.log1p(held)
        columns[f"comment_{key}"] = group.sum(strange * size) / whole
    return {name: np.asarray(values, dtype=np.float32) for name, values in columns.items()}
