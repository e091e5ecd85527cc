"""Turn clean copy into annotations, each standing on the characters it speaks of."""

from assets.enriching.annotating import enrich
from assets.enriching.pipelines import MissingPipeline, describe

__all__ = ["MissingPipeline", "describe", "enrich"]
