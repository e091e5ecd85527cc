"""A sample can be marked by a person, and its marks say how right lines and fields are."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from pipeline import sampling
from pipeline.sampling import CannotMeasure
from tests.conftest import Newsroom

HEAD = ",".join(sampling.COLUMNS)


def written(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "marks.csv"
    file.write_text("\n".join([HEAD, *rows]))
    return file


@pytest.fixture
def room(sampled: Newsroom, newsroom: Newsroom) -> Newsroom:
    newsroom.data.mkdir()
    shutil.copy(sampled.data / "cleancopy.duckdb", newsroom.data)
    return newsroom


def test_a_sample_has_every_line_and_field_of_so_many_articles(room: Newsroom) -> None:
    file, articles, rows = sampling.draw(room.settings(), 6)
    drawn = pl.read_csv(file)
    assert (drawn["article_id"].n_unique(), drawn.height) == (articles, rows) == (6, rows)
    assert drawn.columns == [*sampling.COLUMNS]
    listed = ", ".join(f"'{one}'" for one in drawn["article_id"].unique())
    ((lines,),) = room.sql(
        f"""SELECT count(*) FROM lines SEMI JOIN articles USING (version_id)
            WHERE role <> 'blank' AND article_id IN ({listed})"""
    )
    assert drawn.filter(item="line").height == lines
    assert drawn.filter(item="headline").height == 6
    with pytest.raises(CannotMeasure, match="may hold marks"):
        sampling.draw(room.settings(), 6)
    with pytest.raises(CannotMeasure, match="has no marks"):
        sampling.measure(room.settings())
    drawn.with_columns(right=pl.when(item="article").then(pl.lit("y"))).write_csv(file, separator=";")
    assert "| all | 1.000 (" in sampling.measure(room.settings()), "as a spreadsheet may save it"
    some = drawn["article_id"][0]
    sampling.forget(room.settings(), [some])
    assert some not in file.read_text()


def test_precision_and_recall_come_from_the_marks(tmp_path: Path) -> None:
    rows = [
        "a,a.txt,quay,article,,,,,,y",
        "a,a.txt,quay,headline,,,Ferry sinks,stated,0.9,",
        "a,a.txt,quay,authors,,,,,,n",
        "a,a.txt,quay,line,1,kept,Ferry sinks,sentence,0.9,",
        "a,a.txt,quay,line,2,kept,Share,sentence,0.9,n",
        "a,a.txt,quay,line,3,dropped,Follow us,follow,0.9,",
        "a,a.txt,quay,line,4,dropped,It sank.,follow,0.9,N ",
        "b,b.txt,quay,line,1,kept,not looked at,sentence,0.9,",
    ]
    marked = sampling.marks(written(tmp_path, *rows))
    assert marked.height == 6
    told = "\n".join(sampling._told(tmp_path, marked))
    assert "| all | 0.500 (0.095–0.905) | 0.500 (0.095–0.905) | 4 |" in told
    assert "| headline | 1.000 (0.207–1.000) | 1.000 (0.207–1.000) | 1 |" in told
    assert "| authors | – | 0.000 (0.000–0.793) | 1 |" in told
    assert told.endswith(
        "## Rules\n\nNo rule has 5 marks or more, which a rule needs to be listed: mark more rows."
    )


def test_what_cannot_be_read_is_told_with_the_cure(tmp_path: Path, newsroom: Newsroom) -> None:
    with pytest.raises(CannotMeasure, match="row 2: 'maybe' is no mark: write y or n"):
        sampling.marks(written(tmp_path, "a,a.txt,quay,article,,,,,,maybe"))
    (tmp_path / "other.csv").write_text("one,two\n1,2\n")
    with pytest.raises(CannotMeasure, match="has no column article_id"):
        sampling.marks(tmp_path / "other.csv")
    with pytest.raises(CannotMeasure, match="make sample N=50"):
        sampling.measure(newsroom.settings())
    with pytest.raises(CannotMeasure, match="make run"):
        sampling.draw(newsroom.settings(), 5)
