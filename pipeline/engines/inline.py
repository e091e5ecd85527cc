"""An engine for looking closely: all in this process, one chunk after the other, so that a debugger or a
profiler sees every craft."""

from collections.abc import Generator, Sequence
from typing import Any

from assets.framework.attempt import Made
from assets.framework.fingerprints import resolve


class Inline:
    """This process alone, however many documents there are."""

    def about(self) -> dict[str, Any]:
        """Nothing that is not always so."""
        return {}

    def map(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Generator[Made, None, None]:
        """Yield what `function(others[0], chunk, *others[1:])` gives for each chunk."""
        call = resolve(function)
        return (Made([call(others[0], chunk, *others[1:])], {}) for chunk in chunks)
