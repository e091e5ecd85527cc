"""Group documents by average linkage over the pairs that are alike at all."""

from heapq import heapify, heappop, heappush


def group(count: int, pairs: list[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Merge the two groups with the highest mean likeness, until none reaches `least`: the groups of 0 …
    count-1, each sorted.

    `pairs` are (a, b, likeness) with a < b; a pair that is not there counts as 0. Time grows with the pairs,
    not with the square of the documents. Ties go to the lesser numbers, so equal input gives equal groups.
    """
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    sums: dict[int, dict[int, float]] = {n: {} for n in range(count)}
    for a, b, likeness in pairs:
        sums[a][b] = sums[b][a] = likeness
    heap = [(-likeness, a, b, 1, 1) for a, b, likeness in pairs if likeness >= least]
    heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
            continue  # one of them has grown since
        members[a] += members.pop(b)
        _merge(sums, a, b)
        for other, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            if mean >= least:
                low, high = min(a, other), max(a, other)
                heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return sorted(sorted(group) for group in members.values())


def _merge(sums: dict[int, dict[int, float]], a: int, b: int) -> None:
    """Add what b shares with others to what a shares with them."""
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
