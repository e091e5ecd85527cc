"""An engine for looking closely: all in this process, one chunk after the other, so that a debugger or a
profiler sees every craft."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.engines import resolve


class Inline:
    """This process alone, however many documents there are."""

    def map(self, function: str, chunks: Iterable[Any], count: int, others: Sequence[Any]) -> Iterator[Any]:
        """Yield `function(others[0], chunk, *others[1:])` for each chunk; `function` is `module:name`."""
        call = resolve(function)
        return (call(others[0], chunk, *others[1:]) for chunk in chunks)
