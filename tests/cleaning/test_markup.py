"""Where a line stands on its page: what stands side by side with it, and in which part of the page."""

import numpy as np
import polars as pl

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
