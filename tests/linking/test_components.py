"""What hangs together is joined, however the pairs come."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assets.linking import join_up

COUNT = 30
pairs = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=40)


def by_hand(all_pairs: list[tuple[int, int]]) -> list[int]:
    """Each number's group is followed as far as it reaches."""
    groups = [{number} for number in range(COUNT)]
    for _ in range(COUNT):
        for one, other in all_pairs:
            together = groups[one] | groups[other]
            groups = [
                groups[number] | together if number in together else groups[number] for number in range(COUNT)
            ]
    return [min(group) for group in groups]


@given(st.lists(pairs, max_size=3))
def test_each_number_is_told_the_least_it_hangs_together_with(parts: list[list[tuple[int, int]]]) -> None:
    arrays = [np.array(part, dtype=np.int64).reshape(-1, 2) for part in parts]
    found = join_up(COUNT, ((array[:, 0], array[:, 1]) for array in arrays))
    assert found.tolist() == by_hand([pair for part in parts for pair in part])


def test_a_long_chain_is_one() -> None:
    one = np.arange(100_000)
    assert not join_up(100_001, [(one[::-1], one[::-1] + 1)]).any()
