"""Join what hangs together."""

from collections.abc import Iterable


def join_up(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name of the pairs → the least name that it hangs together with."""
    least: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := least.setdefault(name, name)) != name:
            least[name] = least[above]
            name = above
        return name

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        least[high] = low
    return {name: root(name) for name in list(least)}
