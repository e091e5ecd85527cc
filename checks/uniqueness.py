"""Keys are unique."""

from checks.contracts.published import PUBLISHED, keys
from checks.promise import Promise, of_each


def promises() -> list[Promise]:
    """One per table whose contract names a key."""
    return [
        Promise(
            table,
            "keys_are_unique",
            f"No two rows of {table} have the same {', '.join(key)}.",
            f"SELECT {', '.join(key)}, count(*) AS rows FROM {table} GROUP BY ALL HAVING count(*) > 1",
            per_document=of_each(table),
        )
        for table, contract in PUBLISHED.items()
        if (key := keys(contract))
    ]
