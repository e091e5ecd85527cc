"""The benchmark's pages as HTML: rows that the pipeline takes, and their lines with labels."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b, sha256

import polars as pl

from assets import reading
from assets.cleaning import recur
from assets.cleaning.lines import explode
from assets.parsing import parse
from bench import pages

KEPT_BACK = "0123"  # how the hash of a site begins whose extra pages are the project's kept quarter
UNSPACED = ("zh", "ja")  # languages of which shingles of words say little
SIZE = 4  # tokens of a shingle
NEAR = 3  # lines either way that say which of two equal lines is the article's
CHUNK = 300


def dev() -> pl.DataFrame:
    """The dev pages with a gold body: id, dataset, news, site, lang, title, authors, date, body, html."""
    html = pl.read_parquet(pages.BENCH / "dev_html.parquet")
    return pages.pages().filter(pl.col("body").is_not_null()).select(*COLUMNS).join(html, on="id")


def extra(kept_back: bool = False) -> pl.DataFrame:
    """The extra pages with a gold body: those to learn from, or the kept quarter. Also `page`, `roles`."""
    html = pl.read_parquet(pages.BENCH / "extra_html.parquet")
    text = pages.scorer().read(pages.BENCH / "extra_text.jsonl.xz")
    back = [sha256((site or "").encode()).hexdigest()[0] in KEPT_BACK for site in text["site"]]
    some = text.filter(pl.Series(back) == kept_back, pl.col("body").is_not_null())
    return some.select(*COLUMNS, "page", roles="line_role_page").join(html, on="id")


COLUMNS = ("id", "dataset", "news", "site", "lang", "title", "authors", "date", "body")


def raw(frame: pl.DataFrame) -> pl.DataFrame:
    """Pages → rows of contract Raw, as if their files lay at <site>/<id>.html."""

    def digest(text: str) -> str:
        return blake2b(text.encode(), digest_size=8).hexdigest()

    site = [re.sub(r"[^\w.-]", "_", name or "unknown") for name in frame["site"]]
    path = [f"{folder}/{page}.html" for folder, page in zip(site, frame["id"], strict=True)]
    content = frame["html"].to_list()
    given = {
        "version_id": [digest(one + "v") for one in path],
        "article_id": [digest(one) for one in path],
        "path": path,
        "outlet": site,
        "encoding": [reading.detect(one, named_page=True) for one in content],
        "size": [len(one) for one in content],
        "content": content,
    }
    return pages.with_nothing_stated(pl.DataFrame(given, schema_overrides={"content": pl.Binary}))


def parsed(frame: pl.DataFrame) -> pl.DataFrame:
    """Pages → rows of contract Parsed."""
    return pl.concat([parse(raw(frame[at : at + CHUNK])) for at in range(0, frame.height, CHUNK)])


def labelled(frame: pl.DataFrame) -> pl.DataFrame:
    """The lines of pages, with `keep` (1: in the gold body), `role` where the source has it, `id`, `site`,
    `lang`, `dataset`, `news`."""
    rows = parsed(frame)
    lines = explode(rows, recur(rows.lazy())).filter(pl.col("known_role").fill_null("") != "blank")
    about = frame.with_row_index("doc")
    texts = lines.group_by("doc", maintain_order=True).agg("text", "row")
    golds = dict(about.select("doc", "body").iter_rows())
    roles = {}
    if "roles" in frame.columns:
        roles = {
            doc: roles_of(page, said)
            for doc, page, said in about.select("doc", "page", "roles").iter_rows()
            if said is not None
        }
    keep: list[int] = []
    role: list[str | None] = []
    for doc, found, _ in texts.iter_rows():
        keep += labels(found, golds[doc])
        role += [roles.get(doc, {}).get(" ".join(text.split())) for text in found]
    lines = lines.with_columns(
        keep=pl.Series(keep, dtype=pl.Int64), gold_role=pl.Series(role, dtype=pl.String)
    )
    return lines.join(
        about.select("doc", "id", "site", "lang", "dataset", "news"),
        on="doc",
        how="left",
        maintain_order="left",
    )


def roles_of(page: str, said: Iterable[str | None]) -> dict[str, str]:
    """What the source says of each line of its own rendering."""
    lines = [" ".join(line.split()) for line in page.split("\n") if line.strip()]
    return {line: role for line, role in zip(lines, said, strict=False) if role}


def labels(lines: list[str], gold: str) -> list[int]:
    """Which lines of a page are in its gold body: those of whose shingles half are; shorter ones where they
    and their neighbours stand in it together."""
    tokens = [pages.TOKEN.findall(line) for line in lines]
    whole = pages.TOKEN.findall(gold)
    counts = Counter(zip(*(whole[n:] for n in range(SIZE)), strict=False))
    keep = [0] * len(lines)
    for nth, own in enumerate(tokens):
        if len(own) >= SIZE:
            shingles = list(zip(*(own[n:] for n in range(SIZE)), strict=False))
            keep[nth] = int(2 * sum(one in counts for one in shingles) >= len(shingles))
    _once(keep, tokens, counts)
    _short(keep, tokens, whole)
    return keep


def _once(keep: list[int], tokens: list[list[str]], counts: Counter[tuple[str, ...]]) -> None:
    """Of lines that the page has more often than the gold, those with the most kept lines near stay."""
    places: dict[tuple[str, ...], list[int]] = {}
    for nth, own in enumerate(tokens):
        if keep[nth]:
            places.setdefault(tuple(own), []).append(nth)
    for own, at in places.items():
        most = max(counts[own[:SIZE]], 1)
        if len(at) > most:
            near = {nth: sum(keep[max(nth - NEAR, 0) : nth + NEAR + 1]) for nth in at}
            for nth in sorted(at, key=lambda n: -near[n])[most:]:
                keep[nth] = 0


def _short(keep: list[int], tokens: list[list[str]], whole: list[str]) -> None:
    """Lines of fewer tokens than a shingle, beside kept ones."""
    grams = {size: set(zip(*(whole[n:] for n in range(size)), strict=False)) for size in range(2, SIZE + 4)}
    for nth, own in enumerate(tokens):
        if not own or len(own) >= SIZE:
            continue
        before = next((n for n in range(nth - 1, max(nth - NEAR, 0) - 1, -1) if keep[n]), None)
        after = next((n for n in range(nth + 1, min(nth + NEAR, len(tokens))) if keep[n]), None)
        joins = []
        if before is not None:
            joins.append(tuple(tokens[before][-3:] + own))
        if after is not None:
            joins.append(tuple(own + tokens[after][:3]))
        keep[nth] = int(any(2 <= len(one) < SIZE + 4 and one in grams[len(one)] for one in joins))
