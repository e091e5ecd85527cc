"""The crafts one after the other over documents in memory: what the pipeline makes of them, without files,
lake or Dagster."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from assets import reading
from assets.cleaning import clean, recur
from assets.enriching import enrich
from assets.framework.fingerprints import digest
from assets.framework.intake import version_of
from assets.linking import Index, cluster, compare, settle
from assets.linking.dating import DATED
from assets.parsing import parse
from checks.contracts.base import shape
from checks.contracts.raw import Raw
from tests.ark.odd_texts import woven


@dataclass(frozen=True)
class Sheet:
    """A document as the archive has it."""

    path: str
    content: bytes
    encoding: str = "utf-8"
    outlet: str | None = None
    retrieved_at: datetime | None = None

    @cached_property
    def text(self) -> str:
        return self.content.decode(self.encoding)


CODECS = ("utf-8",) * 6 + ("utf-8-sig", "utf-16", "utf-16-be", "cp1252", "shift_jis", "gb18030")
OUTLETS = ("quay-post", "bay-herald", None)


def drawn(number: int, seed: int) -> Sheet:
    """An odd document, the same for the same seed: in any codec that `detect` finds again, of any outlet,
    retrieved at any moment."""
    chance = random.Random(seed)
    text, codec, outlet = woven(chance), chance.choice(CODECS), chance.choice(OUTLETS)
    content = text.encode(codec, "ignore")
    try:
        encoding = reading.detect(content)
    except reading.NotText:
        content, encoding = text.encode(), "utf-8"
    moment = chance.choice(
        (
            None,
            datetime(2026, 5, 2, 8, tzinfo=UTC),
            datetime(1990, 1, 1, tzinfo=UTC) + timedelta(chance.randrange(40_000)),
        )
    )
    return Sheet(f"{outlet}/{number}.txt" if outlet else f"{number}.txt", content, encoding, outlet, moment)


class Press:
    """What each craft makes of some documents; nothing is made before it is asked for."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = list(sheets)

    @cached_property
    def raw(self) -> pl.DataFrame:
        rows = [
            {
                "version_id": version_of(sheet.path, sheet.content),
                "article_id": digest(sheet.path),
                "path": sheet.path,
                "outlet": sheet.outlet,
                "stated": [],
                "url": None,
                "retrieved_at": sheet.retrieved_at,
                "encoding": sheet.encoding,
                "size": len(sheet.content),
                "content": sheet.content,
            }
            for sheet in self.sheets
        ]
        return pl.DataFrame(rows, schema=shape(Raw))

    @cached_property
    def parsed(self) -> pl.DataFrame:
        return parse(self.raw)

    @cached_property
    def recurring(self) -> pl.DataFrame:
        return recur(self.parsed.lazy())

    @cached_property
    def cleaned(self) -> pl.DataFrame:
        return clean(self.parsed, self.recurring)

    @cached_property
    def enriched(self) -> pl.DataFrame:
        return enrich(self.cleaned)

    @cached_property
    def pairs(self) -> pl.DataFrame:
        return compare(self.enriched.lazy(), self.cleaned.lazy(), None, None)

    @cached_property
    def stories(self) -> pl.DataFrame:
        return self.told(self.enriched, self.cleaned, None)

    def told(
        self, enriched: pl.DataFrame, cleaned: pl.DataFrame, earlier: pl.DataFrame | None
    ) -> pl.DataFrame:
        """The stories, by an index that knows nothing yet."""
        frames = (frame.with_columns(made_from="version_id").lazy() for frame in (enriched, cleaned))
        with TemporaryDirectory() as folder, duckdb.connect() as connection:
            return cluster(*frames, self.pairs, None, earlier, Index(connection, Path(folder)))

    @cached_property
    def settled(self) -> pl.DataFrame:
        """As the tables have it: only stories of several articles are asked."""
        members = (
            self.stories.filter(pl.col("article_count") > 1)
            .select("story_id", "articles")
            .explode("articles")
            .unnest("articles")
        )
        members = members.select("story_id", "article_id", "version_id")
        return (
            settle(self.enriched.lazy(), self.cleaned.lazy(), members) if members.height else DATED.to_frame()
        )
