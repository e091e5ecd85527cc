"""Where a line stands on its page: what stands side by side with it, and in which part of the page."""

import numpy as np
import polars as pl

from assets.cleaning.body.comments import readers_comments
from assets.cleaning.documents import Documents, Floats
from assets.cleaning.line_model import markup

ARTICLE = "body[1]/main[1]/article[1]/div[1].story"
THREAD = "body[1]/main[1]/section[1]#talk/ol[1]"
ELEMENTS = [
    "body[1]/nav[1]/a[1]",
    f"{ARTICLE}/p[1]",
    f"{ARTICLE}/p[2]",
    f"{THREAD}/li[1]#c17.comment.even/div[5].who",
    f"{THREAD}/li[1]#c17.comment.even/p[3]",
    f"{THREAD}/li[2]#c18.comment.odd/div[6].who",
    f"{THREAD}/li[2]#c18.comment.odd/p[4]",
    f"{THREAD}/li[3].reply-form/p[5]",
]


def part_of(elements: list[str], likely: list[float]) -> list[int]:
    """Which lines share a part of the page, numbered by their first."""
    lines = pl.DataFrame({"doc": pl.Series([0] * len(elements), dtype=pl.UInt32), "element": elements})
    documents = Documents(np.zeros(len(elements), dtype=np.int64))
    branch, *_ = markup.branches(markup.paths(lines), documents, np.array(likely, dtype=np.float32))
    return [branch.of.tolist().index(one) for one in branch.of.tolist()]


def numbers(*values: float) -> Floats:
    return np.array(values, dtype=np.float32)


def test_a_thread_of_comments_is_one_part_of_the_page_and_the_text_another() -> None:
    parts = part_of(ELEMENTS, [0, 90, 80, 0, 50, 0, 40, 0])
    assert parts == [0, 1, 1, 3, 3, 3, 3, 3]


def test_parts_are_told_apart_where_long_paths_have_lost_their_beginning() -> None:
    deep = [f"…/{one.partition('/')[2]}" for one in ELEMENTS]
    assert part_of(deep, [0, 90, 80, 0, 50, 0, 40, 0])[1:] == [1, 1, 3, 3, 3, 3, 3]


def test_elements_alike_are_counted_side_by_side_whatever_their_number_and_second_class() -> None:
    lines = pl.DataFrame({"doc": pl.Series([0] * 8, dtype=pl.UInt32), "element": ELEMENTS})
    own = {
        "times_in_document": numbers(*[0.7] * 8),
        "header": numbers(0, 0, 0, 1, 0, 0, 0, 0),
        "says_i": numbers(*[0] * 8),
        "says_you": numbers(*[0] * 8),
    }
    found = markup._items(markup.paths(lines), Documents(np.zeros(8, dtype=np.int64)), own, numbers(*[1] * 8))
    assert np.expm1(found["items_1"]).round().tolist()[3:] == [2, 2, 2, 2, 1]
    assert found["item_dated_1"].tolist()[3:] == [0.5, 0.5, 0.5, 0.5, 0]


def test_a_table_without_lines_has_no_parts() -> None:
    lines = pl.DataFrame(schema={"doc": pl.UInt32, "element": pl.String})
    branch, up, _, _ = markup.branches(
        markup.paths(lines), Documents(np.array([], dtype=np.int64)), numbers()
    )
    assert (branch.groups, len(up)) == (0, 0)


SAID = "I saw the mill from the boat, and it was turning as they say it does."
BLOG = [  # element, text, known role
    ("article[1]/p[1]", "The tide mill turns again. " * 12, None),
    ("article[1]/p[2]", "Its wheel was made anew of oak. " * 4, None),
    ("div[1]#comments/p[3].who", "Ana, 20 November 2026", "timestamp"),
    ("div[1]#comments/p[4]", SAID, None),
    ("div[1]#comments/p[5].who", "Jon wrote at 18:04", None),
    ("div[1]#comments/p[6]", SAID, None),
]


def dropped(page: list[tuple[str, str, str | None]]) -> list[int]:
    """The places of the lines that are readers' comments; the model believes all lines."""
    lines = pl.DataFrame(page, schema=["element", "text", "known_role"], orient="row")
    lines = lines.with_columns(
        pl.col("known_role").cast(pl.String),
        doc=pl.lit(0, pl.UInt32),
        element="body[1]/" + pl.col("element"),
        chance=pl.lit(0.9),
        size=pl.col("text").str.len_bytes(),
    )
    said = readers_comments.decide(lines.select(readers_comments.needs))
    return said["keep"].eq_missing(False).arg_true().to_list()


def test_a_block_named_as_comments_goes_whole_however_its_lines_read() -> None:
    assert dropped(BLOG) == [2, 3, 4, 5]


def test_what_stands_under_a_heading_of_comments_goes_too() -> None:
    plain = [(element.replace("#comments", ""), text, role) for element, text, role in BLOG]
    assert dropped(plain) == []
    headed = [*plain[:2], ("div[1]/h2[1]", "2 comments", "comments"), *plain[2:]]
    assert dropped(headed) == [2, 3, 4, 5, 6]


def test_where_no_text_stands_above_comments_are_the_text() -> None:
    assert dropped(BLOG[2:]) == []


def test_an_element_named_as_comments_without_writers_is_no_thread() -> None:
    assert dropped([*BLOG[:2], ("pre[1]/code[1].hljs-comment", SAID, None)]) == []
    long = [*BLOG[:5], ("div[1]#comments/p[6]", SAID * 100, None)]
    assert dropped(long) == []
