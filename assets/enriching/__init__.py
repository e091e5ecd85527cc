"""Turn clean copy into annotations, each standing on the characters it speaks of."""

from assets.enriching.craft import enrich
from assets.enriching.names.spacy_names import MissingPipeline, describe
from assets.enriching.spoken import languages

__all__ = ["MissingPipeline", "describe", "enrich", "languages"]
