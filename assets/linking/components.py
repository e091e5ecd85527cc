"""Join what hangs together."""

from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name", str, int)


def join_up(pairs: Iterable[tuple[Name, Name]]) -> dict[Name, Name]:
    """Each name of the pairs → the least name that it hangs together with."""
    least: dict[Name, Name] = {}

    def root(name: Name) -> Name:
        while (above := least.setdefault(name, name)) != name:
            least[name] = least[above]
            name = above
        return name

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        least[high] = low
    return {name: root(name) for name in list(least)}
