import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriching import enrich
from assets.linking import compare
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
    return compare(enrich(cleaned).lazy(), cleaned.lazy(), known)


def papers(*bodies: str) -> pl.DataFrame:
    return pl.concat([article(body, path=f"{number:03d}.txt") for number, body in enumerate(bodies)])


def relations(cleaned: pl.DataFrame) -> list[str]:
    return pairs(cleaned)["relation"].to_list()


def test_equal_words_are_the_same_text() -> None:
    assert relations(papers(text(1), text(1).upper() + "!")) == ["same"]


def test_few_changed_words_are_near() -> None:
    assert relations(papers(text(1), changed(text(1), 6))) == ["near"]


def test_text_inside_a_longer_one_is_contained() -> None:
    assert relations(papers(text(1), f"{text(1)} {text(2, 150)}")) == ["contains"]


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


def test_new_version_is_compared_again() -> None:
    cleaned = papers(text(1), changed(text(1), 6))
    known = pairs(cleaned).with_columns(version_a=pl.lit("older"), jaccard=pl.lit(0.75))
    assert pairs(cleaned, known)["jaccard"].to_list() != [0.75]
