"""The folders of the languages, tried at start: a broken one is refused before any document is read."""

from assets.enriching.dates.holidays import try_holidays
from assets.enriching.names.name_words import name_lists
from assets.enriching.speech.speech_verbs import speech_grammar
from assets.enriching.text.sentences import endings
from assets.enriching.text.topics import topic_words
from assets.languages import DEFAULT, known, nearest


def try_all() -> None:
    """See that each folder has what the rules that read its language need. Tables are not read.

    Raises:
        BrokenLanguage: one cannot be used, or English has none; the message names folder, file and cure.
    """
    for code in (DEFAULT, *known()):
        spoken = nearest(code)
        endings(spoken)
        if spoken.reads("names"):
            name_lists(spoken)
        if spoken.reads("speech"):
            speech_grammar(spoken)
        if spoken.reads("dates"):
            try_holidays()
        topic_words(spoken)
        spoken.try_words()
