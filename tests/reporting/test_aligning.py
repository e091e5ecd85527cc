"""Shared quotations: the same words are found, and where each outlet cut them."""

from assets.reporting.aligning import align


def marked(text: str, others: list[str]) -> list[str]:
    """The words of a text that not all the others have."""
    return [piece.strip() for piece, shared in align([text, *others])[0].runs if not shared]


def test_equal_words_are_all_shared_whatever_their_marks() -> None:
    for cut in align(["“A real breakthrough,”", '"a real breakthrough."']):
        assert [shared for _, shared in cut.runs] == [True]
        assert not cut.opens_late
        assert not cut.ends_early


def test_words_that_one_alone_has_are_marked() -> None:
    assert marked("We will not sell the old pier", ["We will not sell the pier"]) == ["old"]


def test_pieces_put_together_are_the_text() -> None:
    for text in ["  one two   three ", "“one,” two", "three"]:
        cuts = align([text, "one three", "two three four"])
        assert "".join(piece for piece, _ in cuts[0].runs) in (text, text.lstrip())


def test_a_later_start_and_an_earlier_end_are_seen() -> None:
    whole, cut = align(["we will not sell the pier at any price", "not sell the pier"])
    assert (cut.opens_late, cut.ends_early) == (True, True)
    assert (whole.opens_late, whole.ends_early) == (False, False)


def test_nothing_in_common_is_all_marked() -> None:
    (one, _) = align(["alpha beta", "gamma delta"])
    assert one.runs == [("alpha beta", False)]
