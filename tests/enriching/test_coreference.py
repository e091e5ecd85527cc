import polars as pl
import pytest

from assets.enriching import enrich
from assets.enriching.names.coreference import Organisations, People
from assets.enriching.names.name_words import name_grammar
from assets.languages import nearest
from tests.enriching.copy_from_gold import article

GRAMMAR = name_grammar(nearest("en"))


def meant(*surfaces: str) -> list[str]:
    """Whom each surface means, where they stand in this order."""
    people = People(enumerate(surfaces))
    return [people.who(surface, start) for start, surface in enumerate(surfaces)]


def test_father_and_son_of_one_name_are_two() -> None:
    assert meant("Aldous Penhallow", "Aldous Penhallow Jr") == ["Aldous Penhallow", "Aldous Penhallow Jr"]


def test_surname_behind_a_small_word_is_its_bearer() -> None:
    assert meant("Ida van der Holm", "van der Holm", "Holm") == ["Ida van der Holm"] * 3


def test_namesake_with_another_initial_is_another() -> None:
    assert meant("Orla W. Tarn", "Orla K. Tarn", "Orla Tarn")[:2] == ["Orla W. Tarn", "Orla K. Tarn"]


def test_full_name_takes_its_shorter_forms() -> None:
    assert meant("Mirela Sandor", "Sandor", "Mirela J. Sandor", "Mirela") == ["Mirela J. Sandor"] * 4


def test_surname_before_a_generation_names_its_bearer() -> None:
    assert meant("Desmond K. Arlo Jr.", "Arlo") == ["Desmond K. Arlo Jr."] * 2


def test_surname_of_two_is_the_one_who_is_named_more() -> None:
    assert meant("Ivo Brandt", "Petra Brandt", "Petra Brandt", "Brandt")[3] == "Petra Brandt"


def named(*surfaces: str) -> list[str]:
    organisations = Organisations(GRAMMAR, surfaces, {})
    return [organisations.what(surface) for surface in surfaces]


def test_acronym_is_what_it_is_short_for() -> None:
    assert named("Northern Ferry Workers Union", "NFWU") == ["Northern Ferry Workers Union"] * 2


def test_acronym_of_two_names_is_neither() -> None:
    assert named("Tarn Valley Transit", "Tarn Village Trust", "TVT")[2] == "TVT"


def test_company_is_called_without_its_suffix() -> None:
    assert named("Brackwater Inc", "Brackwater") == ["Brackwater Inc"] * 2


@pytest.mark.parametrize("short", ["Bank", "Union", "Ford"])
def test_head_alone_is_no_short_name(short: str) -> None:
    assert named(f"{short} of Sallow Point", short)[1] == short


def test_very_long_run_of_capitals_costs_little() -> None:
    assert named("Bank of " * 20_000 + "Sel", "Bank")[1] == "Bank"


def kinds(*body: str) -> dict[str, str]:
    found = enrich(article(*body))["mentions"].explode(empty_as_null=False).struct.unnest()
    return dict(found.select("surface", "kind").iter_rows())


@pytest.mark.parametrize("word", ["I’m", "I'm", "We’re", "Don't", "It’s", "They'll", "Who’d", "That's"])
def test_contraction_is_nobody(word: str) -> None:
    assert kinds(f"{word} what they said.", f"Then {word} again, and {word} once more.") == {}


@pytest.mark.parametrize("word", ["Monday", "March", "Sept", "Oh", "Yes", "The", "However", "Houses"])
def test_word_that_is_capitalised_for_another_reason_is_nobody(word: str) -> None:
    assert kinds(f"{word} was what they wrote. They wrote it on {word}.") == {}


def test_treaty_and_ship_are_none_of_our_kinds() -> None:
    assert kinds("They signed the Sallow Fisheries Treaty aboard the ferry Morning Lark.") == {}


def test_surname_that_is_a_school_is_whose_name_it_ends() -> None:
    found = kinds("Mayor Benedikt Harrow spoke first.", "Harrow added that the hall would close.")
    assert found == {"Benedikt Harrow": "person", "Harrow": "person"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("SANTA FE, N.M. (AP) — The river rose again.", "US"),
        ("They moved to Birmingham, Ala., in the spring.", "US"),
        ("They moved to Paris, Texas, in the spring.", "US"),
        ("They moved to Birmingham in the spring.", "GB"),
        ("They flew to Paris, Germany and Spain in the spring.", "FR"),
    ],
)
def test_town_is_of_the_state_that_stands_behind_it(text: str, country: str) -> None:
    entities = enrich(article(text))["entities"].explode().struct.unnest()
    towns = entities.filter(pl.col("name").is_in(["Santa Fe", "Birmingham", "Paris"]))
    assert towns["country"].to_list() == [country]
    assert (towns["external_id"].null_count() == 0) == (country != "US")
