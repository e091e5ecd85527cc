"""What depends on a text alone is asked once of each, and told of every line that has it."""

import polars as pl

from assets.parsing import distinct

LINES = pl.DataFrame({"row": [3, 4, 7, 8, 9], "text": ["Share", "A fire", "Share", "", "Share"]})


def test_a_question_is_asked_once_of_each_text_and_answered_for_every_line() -> None:
    asked = []

    def question(lines: pl.DataFrame) -> pl.DataFrame:
        asked.extend(lines["text"])
        return lines.filter(pl.col("text") == "Share").select("row", role=pl.lit("share_widget"))

    found = distinct.ask(LINES, question)
    assert asked == ["Share", "A fire", ""]
    assert found.rows() == [(3, "share_widget"), (7, "share_widget"), (9, "share_widget")]
    assert found.schema["row"] == LINES.schema["row"]


def test_texts_say_where_each_stands_among_those_that_differ() -> None:
    texts, places = distinct.texts(pl.Series(["b", "a", None, "b", None]))
    assert texts.gather(places).to_list() == ["b", "a", None, "b", None]
    assert len(texts) == 3


def test_no_lines_have_no_texts() -> None:
    assert distinct.ask(LINES.clear(), lambda lines: lines.select("row", role="text")).is_empty()
