"""Keys are unique."""

from checks.contracts.published import DOCUMENT, PUBLISHED, document_of, keys
from checks.promise import Promise, of_each, severity_of


def promises() -> list[Promise]:
    """One per table whose contract names a key."""
    return [
        Promise(
            table,
            "keys_are_unique",
            f"No two rows of {table} have the same {', '.join(key)}.",
            _twice(table, key),
            severity_of(table),
            per_document=of_each(table),
        )
        for table, contract in PUBLISHED.items()
        if (key := keys(contract))
    ]


def _twice(table: str, key: list[str]) -> str:
    """The keys that stand twice; of a table of documents, the rows that have them, with their document."""
    twice = (
        f"SELECT {', '.join(key)}, count(*) AS rows FROM {table} GROUP BY {', '.join(key)} "
        "HAVING count(*) > 1"
    )
    if not of_each(table):
        return twice
    others = "".join(f", {name}" for name in key if name not in DOCUMENT)
    return (
        f"SELECT {document_of(table)}{others} FROM {table} "
        f"SEMI JOIN ({twice}) AS twice USING ({', '.join(key)})"
    )
