"""Clean copy of invented pages."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.cleaning.documents import Floats
from assets.cleaning.fields.rules import FIELD_RULES
from assets.cleaning.line_model import model
from assets.cleaning.rules.lexicon import PHRASES, RULES
from assets.parsing import parse
from tests.records import nothing_stated

Clean = Callable[..., dict[str, Any]]
Believe = Callable[..., None]

STORY = [
    "The harbour council voted on Tuesday to widen the eastern quay, ending a dispute that had run for most "
    "of a decade.",
    "Work will begin in the spring, the council said, and the fish market will move to the old customs house "
    "until it is finished.",
    "“We have waited long enough,” said Ana Soto, who chairs the committee, after the vote was carried by "
    "nine voices to four.",
    "Traders had warned that the move would cost them the summer, and asked for rents to be halved while the "
    "cranes are there.",
    "The engineers expect to find the piles of an older pier under the mud, which may slow the first months "
    "of the work down.",
    "A decision on the western quay, which leans by almost a hand’s breadth, was put off until the surveyors "
    "have reported.",
]


class Believing(model.LineModel):
    """The packaged model, but with given chances for some lines and one for all others."""

    def __init__(self, given: Mapping[str, float], of_others: float) -> None:
        self.__dict__.update(model.load().__dict__)
        self.given, self.of_others = given, of_others

    def chances(self, lines: pl.DataFrame) -> tuple[Floats, pl.Series]:
        found = lines["text"].replace_strict(self.given, default=self.of_others, return_dtype=pl.Float32)
        return found.to_numpy(), pl.Series([None] * lines.height, dtype=pl.String)


@pytest.fixture
def believe(monkeypatch: pytest.MonkeyPatch) -> Believe:
    def set_up(lines: list[str] | Mapping[str, float], of_others: float = 0.7) -> None:
        believing = Believing(lines if isinstance(lines, Mapping) else dict.fromkeys(lines, 0.97), of_others)
        monkeypatch.setattr(model, "load", lambda: believing)

    return set_up


@pytest.fixture
def story() -> list[str]:
    """The paragraphs of an invented article."""
    return list(STORY)


@pytest.fixture
def page() -> Clean:
    def of(*lines: str, retrieved_at: datetime | None = None) -> dict[str, Any]:
        row = cleaned(*lines, retrieved_at=retrieved_at)
        assert unregistered(row) == []
        return row

    return of


def unregistered(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The evidence of a document whose rule is not registered for its field."""
    lexicon = {rule.name for rule in (*PHRASES, *RULES)}
    known = {rule: {*registered.fields} for rule, registered in FIELD_RULES.items()}
    return [
        found
        for found in row["fields"]
        if found["rule"] not in lexicon and found["field"] not in known.get(found["rule"], set())
    ]


def rows(files: Mapping[str, str], retrieved_at: datetime | None = None) -> pl.DataFrame:
    """Rows of contract Raw; the first folder names the outlet."""

    def digest(text: str) -> str:
        return blake2b(text.encode(), digest_size=8).hexdigest()

    return pl.DataFrame(
        {
            "version_id": [digest(path + text) for path, text in files.items()],
            "article_id": [digest(path) for path in files],
            "path": list(files),
            "outlet": pl.Series(
                [path.split("/")[0] if "/" in path else None for path in files], dtype=pl.String
            ),
            **nothing_stated(len(files)),
            "url": pl.Series([None] * len(files), dtype=pl.String),
            "retrieved_at": pl.Series([retrieved_at] * len(files), dtype=pl.Datetime("us", "UTC")),
            "encoding": ["utf-8"] * len(files),
            "size": [len(text.encode()) for text in files.values()],
            "content": [text.encode() for text in files.values()],
        }
    )


@pytest.fixture
def parsed() -> Callable[[Mapping[str, str]], pl.DataFrame]:
    """Parsed rows of files, by path."""
    return lambda files: parse(rows(files))


def cleaned(*lines: str, retrieved_at: datetime | None = None) -> dict[str, Any]:
    """The clean copy of one page without outlet."""
    found = parse(rows({"page.txt": "\n".join(lines)}, retrieved_at))
    row: dict[str, Any] = clean(found, recur(found.lazy())).row(0, named=True)
    return row


NOON = datetime(2025, 1, 18, 12, tzinfo=UTC)
