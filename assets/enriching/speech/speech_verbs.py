"""Words that say that somebody speaks."""

from typing import Final

from assets.enriching.text.word_lists import listed


def _forms(verbs: frozenset[str], irregular: frozenset[str]) -> dict[str, str]:
    """Every form of the verbs → what it is: finite, participle or base."""
    found: dict[str, str] = {}
    for verb in sorted(verbs):
        stem = verb.removesuffix("e")
        soft = verb.endswith("y") and verb[-2] not in "aeiou"
        past = verb[:-1] + "ied" if soft else stem + "ed"
        third = verb[:-1] + "ies" if soft else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        found |= {past: "finite", third: "finite", stem + "ing": "participle", verb: "base"}
    return found | dict(entry.split("/") for entry in sorted(irregular))


SAYS: Final = _forms(listed("says"), listed("says_irregular"))
CUES: Final = {**_forms(listed("paints"), listed("paints_irregular")), **SAYS}
TOLD: Final = frozenset((*CUES, "according"))
CORE: Final = listed("core")
INVERTS: Final = CORE - {"told", "tells", "tell", "saying"}  # these may stand before their speaker: said Putin
BARE: Final = listed("bare")
TAKES_TO: Final = listed("takes_to")
TAKES_AS: Final = listed("takes_as")
PLAINLY_NOUNS: Final = listed("plainly_nouns")
NOT_SUBJECT: Final = listed("not_subject")
PRONOUNS: Final = listed("pronouns")
SOURCES: Final = listed("sources")
DETERMINERS: Final = listed("determiners")
