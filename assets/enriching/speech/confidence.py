"""How often a quote of its kind is right."""

from typing import Final

from assets.enriching.speech.speakers import Speaker

WAYS: Final = {
    "said": 0.95,
    "reported": 0.8,
    "verb": 0.8,
    "signed": 0.8,
    "colon": 0.75,
    "on": 0.8,
    "before": 0.6,
    "voice": 0.5,
    "form": 0.3,
    "": 0.5,
}


def confidence(kind: str, way: str, speaker: Speaker | None) -> float:
    """The confidence of a quote."""
    return WAYS[way]
