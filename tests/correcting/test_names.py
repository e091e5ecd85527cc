"""What people say of names is followed one after the other, and what cannot be followed says why."""

from pathlib import Path

import polars as pl
import pytest

from assets.correcting import renamings, understand
from assets.reading.corrections import read_names


def made(folder: Path, *rows: str) -> pl.DataFrame:
    """Rows of entities.csv, understood; `a` is the only article that is there."""
    file = folder / "entities.csv"
    file.write_text("\n".join(["name,same_as,kind,not_a_name,article", *rows]))
    written = read_names(file)
    there = pl.when(pl.col("article") == "a").then("article")
    return understand(written.with_columns(article_id=there, other_id=pl.lit(None, pl.String)))


def followed(rows: pl.DataFrame) -> dict[tuple[str | None, str], tuple[str | None, str | None, bool]]:
    """What becomes of each name, in an article or in all."""
    told = renamings(rows.filter(pl.col("problem").is_null()))
    return {(one.article_id, one.name): (one.becomes, one.kind, one.removed) for one in told}


def test_corrections_of_names_are_followed_to_the_last(tmp_path: Path) -> None:
    rows = made(
        tmp_path,
        "Lund,Mira Lund,,,",
        "Mira Lund,Mira A. Lund,,,",
        "mira a lund,,person,,",
        "Ellery,Port Ellery,,,",
        "Ellery,,,yes,a",
        "Oh,,,x,",
    )
    assert rows["problem"].to_list() == [None] * 5 + ["says neither yes nor no in its last column"]
    assert followed(rows) == {
        (None, "Lund"): ("Mira A. Lund", "person", False),
        (None, "Mira Lund"): ("Mira A. Lund", "person", False),
        (None, "mira a lund"): (None, "person", False),
        (None, "Ellery"): ("Port Ellery", None, False),
        ("a", "Ellery"): (None, None, True),
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([",Mira Lund,,,"], "gives no name"),
        (["Lund,,,,"], "says nothing of the name: fill one of same_as, kind, not_a_name"),
        (["Lund,Mira Lund,person,,"], "says same_as, kind: write a row for each"),
        (["Lund,,planet,,"], "gives no kind that is known: choose one of person"),
        (["I’m,I'm,,,"], "gives one name twice"),
        (["Lund,Mira Lund,,,gone.txt"], "names an article that is not in the archive"),
        (["Lund,Mira Lund,,,", "LUND,,,yes,"], "is contradicted by row 3, which is followed"),
        (["Lund,Mira Lund,,,", "Lund,Mira Lund,,,"], "says the same as row 3"),
        (["Lund,Soto,,,", "Soto,Ek,,,", "Ek,Lund,,,"], "leads back to the name that it begins with"),
    ],
)
def test_a_row_that_cannot_be_followed_says_why(tmp_path: Path, rows: list[str], said: str) -> None:
    assert said in (made(tmp_path, *rows)["problem"][0] or "")
