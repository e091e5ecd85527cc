import polars as pl
import pytest

from assets.enriching import enrich
from assets.enriching.layout.codepoints import spell
from assets.enriching.text.fingerprints import band, cut_shingles
from assets.enriching.text.keywords import count_terms, pick_keywords, sum_up
from tests.enriching.copy_from_gold import article

TEXT = (
    "The council voted to dredge the estuary. Fishermen say the estuary silted up after the barrage.",
    "The council will pay for the dredging, and the fishermen want the barrage opened twice a year.",
)


def test_keywords_are_what_comes_back_and_is_rare() -> None:
    words = [keyword["keyword"] for keyword in enrich(article(*TEXT))["keywords"][0]]
    assert words[:3] == ["estuary", "fishermen", "barrage"] or set(words[:3]) <= {
        "estuary",
        "fishermen",
        "Fishermen",
        "barrage",
        "dredge",
        "silted",
    }
    assert "the" not in words


@pytest.mark.parametrize(
    ("language", "text", "grammar"),
    [
        ("fr", "Le quai d’un village, qu’il a fermé aujourd’hui.", {"d’un", "qu’il", "aujourd’hui"}),
        ("it", "Il molo dell'altro paese e dell’altro mare.", {"dell'altro", "dell’altro"}),
        ("de", "Die Schiffe und mehr als zehn Boote, weil der Deich bricht.", {"und", "mehr", "als", "weil"}),
        ("pl", "Statki czekają, ponieważ także nad portem jest wiatr.", {"ponieważ", "także", "nad"}),
        ("tr", "Gemiler bekliyor çünkü bunun için liman daha kapalı.", {"çünkü", "bunun", "için", "daha"}),
    ],
)  # fmt: skip
def test_words_of_grammar_are_no_keywords_in_any_language(
    language: str, text: str, grammar: set[str]
) -> None:
    words = count_terms(spell([text]), pl.Series([language]))
    found = {keyword["keyword"] for keyword in pick_keywords(words, sum_up(words))["keywords"][0]}
    assert found
    assert not found & grammar


def test_pair_that_comes_back_is_one_keyword() -> None:
    found = enrich(article("Ida Holm came. Ida Holm left. Ida Holm came back."))["keywords"][0].to_list()
    assert found[0]["keyword"] == "Ida Holm"
    assert (found[0]["score"], found[0]["count"]) == (1.0, 3)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The striker scored twice as the team won the match and the league title.", "sport"),
        (
            "The court found the suspect guilty of murder and the judge named a sentence.",
            "crime, law and justice",
        ),
        (
            "The earthquake killed many, and rescue crews searched the collapse for a survivor.",
            "disaster, accident and emergency incident",
        ),
    ],
)
def test_topic_is_named(text: str, topic: str) -> None:
    assert enrich(article(text))["topics"][0][0]["topic"] == topic


def test_short_words_read_more_easily() -> None:
    easy, hard = (
        article("The cat sat. The dog ran."),
        article("Institutional deliberations necessitated comprehensive administrative reconsideration."),
    )
    assert enrich(easy)["reading_ease"][0] > 90 > 0 > enrich(hard)["reading_ease"][0]


def test_near_copies_share_a_band_and_others_none() -> None:
    text = " ".join(f"word{n}" for n in range(300))
    near, far = text.replace("word7 ", "other "), " ".join(f"else{n}" for n in range(300))
    bands = [set(found) for found in band(cut_shingles(pl.Series([text, near, far]))).to_list()]
    assert len(bands[0] & bands[1]) > 10
    assert not bands[0] & bands[2]


def test_text_hash_minds_order_and_nothing_but_words() -> None:
    hashes = cut_shingles(pl.Series(["One, two: three!", "one two three", "three two one"])).texts
    assert hashes[0] == hashes[1] != hashes[2]
