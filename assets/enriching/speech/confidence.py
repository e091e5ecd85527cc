"""How often a quote is right, speaker and all, by how its speaker is known.

Counted on PolNeAR's dev half and on two thirds of the annotated dev pages, and rounded; where there were few
of a kind, some seventy were read on other dev pages. `docs/benchmarks.md` says how well it holds.
"""

from typing import Final

from assets.enriching.speech.speakers import Speaker

WAYS: Final = {
    "said": "a plain word of speech",
    "reported": "another word of speech",
    "verb": "a verb of any kind beside the quotation",
    "signed": "a signature, or a label in a transcript",
    "colon": "a colon or a dash, and somebody named before it",
    "on": "the same speaker went on",
    "before": "whom the sentence before is about",
    "voice": "nobody else is quoted in the text",
    "form": "nothing: it is speech by its form alone",
}
NAMED, DESCRIBED, PRONOUN = "named", "described", "pronoun"
# by way, and what the speaker is called by
DIRECT: Final = {
    "said": {NAMED: 0.97, DESCRIBED: 0.92, PRONOUN: 0.93},
    "reported": {NAMED: 0.95, DESCRIBED: 0.9, PRONOUN: 0.75},
    "on": {NAMED: 0.93, DESCRIBED: 0.6, PRONOUN: 0.88},
    "signed": {NAMED: 0.95, DESCRIBED: 0.9},
}
PARTIAL: Final = {
    "said": {NAMED: 0.95, DESCRIBED: 0.95, PRONOUN: 0.7},
    "reported": {NAMED: 0.9, DESCRIBED: 0.75, PRONOUN: 0.45},
}
INDIRECT: Final = {
    "said": {NAMED: 0.93, DESCRIBED: 0.88, PRONOUN: 0.92},
    "reported": {NAMED: 0.87, DESCRIBED: 0.75, PRONOUN: 0.75},
}
TABLES: Final = {"direct": DIRECT, "partial": PARTIAL, "indirect": INDIRECT}
ELSE: Final = {"verb": 0.85, "before": 0.8, "colon": 0.7, "voice": 0.6, "form": 0.2}
NO_SPEECH: Final = 0.5  # of a term or a title: nobody has counted


def confidence(kind: str, way: str, speaker: Speaker | None) -> float:
    """The share of quotes of that kind, known in that way, that are right."""
    if kind not in TABLES:
        return NO_SPEECH
    by = TABLES[kind].get(way)
    if by is None or speaker is None:
        return ELSE.get(way, ELSE["form"])
    called = PRONOUN if speaker.pronoun else NAMED if speaker.entity is not None else DESCRIBED
    return by.get(called, ELSE["colon"])
