"""Turn clean copy into annotations, each standing on the characters it speaks of."""

from assets.enriching.annotating import enrich

__all__ = ["enrich"]
