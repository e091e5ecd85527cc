"""`stories`: which articles tell of the same event."""

from assets import linking
from assets.framework.whole import whole
from checks.contracts.stories import Stories


@whole(contract=Stories, craft=linking.cluster, earlier="by any code", kinds={"polars", "deltalake"})
def stories(enriched, cleaned, duplicates):  # type: ignore[no-untyped-def]
    """Articles that tell of one event, in other words: a label, a date, a place, and what they share."""
