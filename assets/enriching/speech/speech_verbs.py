"""Words that say that somebody speaks."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from assets.languages import Language

Words = frozenset[str]
FORMS: Final = {"past": "finite", "third": "finite", "participle": "participle"}  # what each form is


@dataclass(frozen=True, slots=True)
class SpeechGrammar:
    """What speech is read by in one language: its lists and its quotation marks.

    `assets/languages/en/lists.txt` says what each list is for.
    """

    closes: dict[str, str]  # the marks that close a quotation, by the one that opens it
    says: dict[str, str]  # every form of the verbs that report → what it is: finite, participle or base
    cues: dict[str, str]  # these, and those that go with a quotation, a noun or "to"
    told: Words  # these, and other words at which somebody may speak
    core: Words
    inverts: Words
    bare: Words
    takes_to: Words
    takes_as: Words
    plainly_nouns: Words
    not_subject: Words
    pronouns: Words
    sources: Words
    determiners: Words
    titled: Words
    termed: Words
    adjectives: Words
    be: Words
    when: Words
    many: Words
    belongs: Words
    subject_inside: Words
    subject_stops: Words
    days: Words
    relative: Words
    kin: Words
    whose: Words
    asks: Words
    thinks: Words
    governs: Words
    nicknames: Words
    quantities: Words
    firms: Words
    roles: Words
    before_subject: Words
    past: Words
    finite: Words
    passive: Words
    writes: Words
    verb_ends: Words
    issued: Words
    pronominal: Words
    postposed: Words
    perceives: Words
    manners: Words
    speakers: Words  # common nouns of those who can speak: the lists' and those of `speakers.txt`

    def is_finite(self, word: str) -> bool:
        """True for a verb that a subject has before it: is, would, went, reached."""
        return word in self.finite or word in self.past or (word.endswith("ed") and len(word) > SHORTEST_PAST)

    def can_speak(self, noun: str) -> bool:
        """True for a common noun, in either number, of a person or a group, and for a number of them; for
        any where none are known."""
        if not self.speakers or noun in self.speakers or noun.endswith(AGED) or noun[0].isdigit():
            return True
        singular = noun.removesuffix("s")
        return noun != singular and (
            singular in self.speakers
            or noun.removesuffix("es") in self.speakers
            or f"{noun.removesuffix('ies')}y" in self.speakers
        )


SHORTEST_PAST: Final = 4  # letters: red and bed are none
AGED: Final = ("-year-old", "-year-olds")  # English
MADE: Final = ("told", "speakers")  # of more than one list
LISTS: Final = [
    field.name for field in fields(SpeechGrammar) if field.type == Words and field.name not in MADE
]


@cache
def speech_grammar(language: Language) -> SpeechGrammar:
    """The grammar of a language that reads speech.

    Raises:
        BrokenLanguage: one of the lists is missing, or a rule of `forms` is none.
    """
    says = _forms(language, "says")
    cues = {**_forms(language, "paints"), **says}
    told = language.listed("according") | cues.keys()
    lists = {name: language.listed(name) for name in LISTS}
    closes = language.settings.get("quotation_marks", {})
    speakers = frozenset(language.lines("speakers.txt"))
    if speakers:
        speakers |= lists["roles"] | lists["firms"] | lists["sources"] | lists["quantities"]
    return SpeechGrammar(closes=closes, says=says, cues=cues, told=told, speakers=speakers, **lists)


def _forms(language: Language, verbs: str) -> dict[str, str]:
    """Every form of the verbs of a list → what it is; irregular ones (`said/finite`) have the last word."""
    found: dict[str, str] = {}
    for verb in sorted(language.listed(verbs)):
        found |= {language.form(verb, form): kind for form, kind in FORMS.items()}
        found[verb] = "base"
    return found | dict(entry.split("/") for entry in sorted(language.listed(f"{verbs}_irregular")))
