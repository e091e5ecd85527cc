"""All promises about the published file, in the order they are checked."""

from checks.promise import Promise
from checks.promises import (
    characters,
    corrections,
    freshness,
    headlines,
    ledger,
    references,
    searching,
    shares,
    uniqueness,
    volume,
)


def promises(fresh_hours: float) -> list[Promise]:
    """Keys, references, ledger, search, headlines, characters, shares, volume, corrections, freshness."""
    return [
        *uniqueness.promises(),
        *references.promises(),
        *ledger.promises(),
        *searching.promises(),
        *headlines.promises(),
        *characters.promises(),
        *shares.promises(),
        *volume.promises(),
        *corrections.promises(),
        *freshness.promises(fresh_hours),
    ]
