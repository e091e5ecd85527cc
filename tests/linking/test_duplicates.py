import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriching import enrich
from assets.linking import compare
from tests.ark.press import Press, Sheet
from tests.conftest import article as report
from tests.enriching.copy_from_gold import article

WORDS = [f"word{number}" for number in range(2_000)]


def text(seed: int, length: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(body: str, words: int, seed: int = 0) -> str:
    dice = random.Random(seed)
    parts = body.split()
    for place in dice.sample(range(len(parts)), words):
        parts[place] = "other"
    return " ".join(parts)


def pairs(cleaned: pl.DataFrame, known: pl.DataFrame | None = None) -> pl.DataFrame:
    return compare(enrich(cleaned).lazy(), cleaned.lazy(), None, known)


def papers(*bodies: str) -> pl.DataFrame:
    return pl.concat([article(body, path=f"{number:03d}.txt") for number, body in enumerate(bodies)])


def relations(cleaned: pl.DataFrame) -> list[str]:
    return pairs(cleaned)["relation"].to_list()


def test_equal_words_are_the_same_text() -> None:
    assert relations(papers(text(1), text(1).upper() + "!")) == ["same"]


def test_few_changed_words_are_near() -> None:
    assert relations(papers(text(1), changed(text(1), 6))) == ["near"]


def test_text_inside_a_longer_one_is_contained() -> None:
    assert relations(papers(text(1), f"{text(2, 150)} {text(1)}")) == ["contains"]


def test_the_beginning_of_a_longer_text_is_its_preview_however_short() -> None:
    whole = f"{text(1, 60)} {text(2, 900)}"
    assert relations(papers(text(1, 60), whole)) == ["preview"]
    assert pairs(papers(text(1, 60), whole), pairs(papers(text(1, 60), whole)))["relation"].to_list() == [
        "preview"
    ], "so it is where the scores are known"
    assert relations(papers(f"{text(1, 30)} {text(3, 30)}", whole)) == [], (
        "no more than the opening is shared"
    )


def test_other_texts_make_no_pair() -> None:
    assert relations(papers(text(1), text(2), "", "One word")) == []


def test_scores_are_exact() -> None:
    found = pairs(papers("a b c d e f g h", "a b c d e f g x")).row(0, named=True)
    assert (found["jaccard"], found["containment"]) == (pytest.approx(3 / 5), pytest.approx(3 / 4))
    assert found["article_a"] < found["article_b"]


def test_crowd_of_copies_is_paired_with_its_first() -> None:
    found = pairs(papers(*[text(1)] * 150))
    assert found.height == 149
    assert found["article_a"].unique().to_list() == ["article of 000.txt"]


@settings(max_examples=10)
@given(st.permutations(range(12)))
def test_arrival_in_any_order_and_in_parts_gives_the_same_pairs(order: list[int]) -> None:
    bodies = [changed(text(number // 3), number, number) for number in range(12)]
    cleaned = papers(*bodies)
    at_once = pairs(cleaned)
    arrived = cleaned[order]
    before = pairs(arrived[:5])
    assert pairs(arrived, before).equals(at_once)
    assert pairs(arrived, None).equals(at_once)


def test_known_pairs_are_not_computed_again() -> None:
    cleaned = papers(text(1), changed(text(1), 6))
    known = pairs(cleaned).with_columns(jaccard=pl.lit(0.75))
    assert pairs(cleaned, known)["jaccard"].to_list() == [0.75]


def test_a_text_that_changed_is_compared_again() -> None:
    """A version's clean copy changes too: when the code does, or when another document shows that a line of
    it recurs."""
    cleaned = papers(text(1), changed(text(1), 6))
    later = cleaned.with_columns(
        body=pl.when(pl.col("path") == "000.txt").then(pl.lit(changed(text(1), 12, seed=1))).otherwise("body")
    )
    assert later["version_id"].to_list() == cleaned["version_id"].to_list()
    (before,), (after,) = pairs(cleaned)["jaccard"], pairs(later)["jaccard"]
    assert before != after
    assert pairs(later, pairs(cleaned))["jaccard"].to_list() == [after]


def test_texts_that_were_equal_and_are_no_longer_are_compared() -> None:
    cleaned = papers(text(1), text(1))
    later = papers(text(1), f"{text(1)} {text(2, 150)}")
    assert pairs(cleaned)["relation"].to_list() == ["same"]
    assert pairs(later, pairs(cleaned)).equals(pairs(later))


def test_documents_that_arrive_one_by_one_give_the_pairs_of_all_at_once() -> None:
    """The way through all crafts: each new document may change what is known of its outlet, and so the clean
    copy of the others."""
    sheets = [Sheet(f"quay/{number}.txt", report(number).encode(), outlet="quay") for number in (0, 1)]
    sheets += [Sheet(f"pier/{number}.txt", report(number).encode(), outlet="pier") for number in range(9)]
    known, bodies, recleaned = None, {}, 0
    for count in (3, len(sheets)):
        press = Press(sheets[:count])
        now = dict(press.cleaned.select("version_id", "body").iter_rows())
        recleaned += sum(now[version] != body for version, body in bodies.items())
        known, bodies = compare(press.enriched.lazy(), press.cleaned.lazy(), None, known), now
        assert known.equals(press.pairs), f"with {count} documents"
    assert recleaned > 0, "this asks nothing of it"
