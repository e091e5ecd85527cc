"""Characters are mended for reading; what the file has stays as it is."""

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.enriching import enrich
from assets.parsing import mending, parse
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.verdict import judge
from tests.parsing.conftest import rows

READ = {
    "Har\u00adbour pi\u00adlots": "Harbour pilots",
    "Lea\u00a0Holm\u200b": "Lea Holm",
    "\u200b The quay\ufeff": "The quay",
    "fa\u200cct": "fact",
    "Tide &amp; Time&#8217;s &nbsp;day": "Tide & Time’s  day",
    "l&rsquo;&eacute;t&eacute;": "l’été",
    "&amp;quot;No&amp;quot;": '"No"',
    "CafÃ© â€œQuayâ€\x9d": "Café “Quay”",
    "РџСЂРёС‡Р°Р» Р·Р°РєСЂС‹С‚": "Причал закрыт",
    "MÃ¼hlenstraÃŸe": "Mühlenstraße",
    "the pilots\x92 own": "the pilots’ own",
}
LEFT = [
    "naïve – “quoted”",
    "می\u200cشود",
    "👩\u200d👧",
    "AT&T; R&D",
    "Сёмин и Рёбра",
    "voilà l’été",
    "100 £ & 5 €",
]


@pytest.mark.parametrize("text", READ)
def test_a_line_is_read_with_its_characters_mended(text: str) -> None:
    assert mending.mended(pl.Series([text, "plain"])).to_list() == [READ[text], None]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert mending.mended(pl.Series([text])).to_list() == [None]


@pytest.mark.parametrize("text", READ)
def test_edits_say_what_is_read_otherwise(text: str) -> None:
    read, at = "", 0
    for start, end, said in mending.edits(text):
        assert start >= at
        read, at = read + text[at:start] + said, end
    assert (read + text[at:]).replace("\u00a0", " ") == READ[text]


PAGE = """Har\u00adbour pilots vote
By Lea\u00a0Holm
5 May 2026
The pilots of Norvik met on Monday to hear what the engineers had found under the eastern mole of the harbour.
\u201cNobody asked us,\u201d said Doro\u00adthea Vinter\u00adberg, a pilot, as the crowd went home.
Doro\u00adthea\u00a0Vinterberg wants the mole &amp; the quay to be mended, said the har\u00adbour office.
"""


def test_offsets_are_the_files_and_names_are_as_they_are_read() -> None:
    parsed = parse(rows(PAGE))
    cleaned = clean(parsed, recur(parsed.lazy()))
    assert (judge(parsed, Parsed).rules, judge(cleaned, Cleaned).rules) == ([], [])
    assert cleaned["headline"].to_list() == ["Harbour pilots vote"]
    assert "the mole & the quay to be mended, said the harbour office." in cleaned["body"][0]
    enriched = enrich(cleaned)
    mentions = enriched["mentions"].explode().struct.unnest()
    for start, end, surface in mentions.select("char_start", "char_end", "surface").iter_rows():
        assert PAGE[start:end] == surface
    people = enriched["entities"].explode().struct.unnest().filter(kind="person")["name"].to_list()
    assert people == ["Dorothea Vinterberg"]
    (quote,) = enriched["quotes"].explode().struct.unnest().filter(kind="direct").iter_rows(named=True)
    assert (quote["speaker"], quote["speaker_id"]) == ("Dorothea Vinterberg", "person:dorothea-vinterberg")
    assert PAGE[quote["char_start"] : quote["char_end"]] == quote["surface"]
    assert PAGE[quote["speaker_start"] : quote["speaker_end"]] == "Doro\u00adthea Vinter\u00adberg"


def test_a_line_that_is_mended_says_so_and_keeps_the_files_text() -> None:
    (spans,) = parse(rows(PAGE))["spans"]
    first, *_ = spans.to_list()
    assert (first["text"], first["mended"]) == ("Har\u00adbour pilots vote", "Harbour pilots vote")
