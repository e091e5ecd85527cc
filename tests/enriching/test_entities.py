import pytest

from assets.enriching import enrich
from tests.enriching.copy_from_gold import article


def mentions(*body: str, headline: str | None = None) -> list[tuple[str, str, str]]:
    found = enrich(article(*body, headline=headline))["mentions"].explode(empty_as_null=False).struct.unnest()
    return list(found.select("surface", "kind", "entity_id").iter_rows())


def kinds(*body: str, headline: str | None = None) -> dict[str, str]:
    return {surface: kind for surface, kind, _ in mentions(*body, headline=headline)}


def test_surname_is_its_bearer() -> None:
    found = mentions("President Masoud Adeyemi arrived on Monday.", "Adeyemi left again.")
    assert found == [
        ("Masoud Adeyemi", "person", "person:masoud-adeyemi"),
        ("Adeyemi", "person", "person:masoud-adeyemi"),
    ]


def test_given_name_and_surname_are_one_person_also_where_the_surname_stands_alone_too() -> None:
    found = mentions("The quay is named after President Barack Obama, who opened it.", "Obama came by ferry.")
    assert {entity for _, _, entity in found} == {"person:barack-obama"}


def test_surname_of_somebody_whom_all_the_world_names_by_it_is_that_person() -> None:
    assert {entity for *_, entity in mentions("The speech angered Biden, an aide said.")} == {
        "person:joe-biden"
    }
    assert mentions("Ida Biden opened the ferry.", "Biden then left.")[1][2] == "person:ida-biden"


def test_article_in_a_surname_makes_no_other_person() -> None:
    found = mentions("Bashar al-Assad fled.", "His critics call Bashar Assad a coward.")
    assert len({entity for _, _, entity in found}) == 1


def test_hyphen_joins_two_peoples() -> None:
    assert kinds("The Russian-Iranian talks went on.") == {"Russian": "nationality", "Iranian": "nationality"}


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("It was seen by the Iranian Foreign Ministry first.", "Iranian Foreign Ministry", "organisation"),
        ("A report by the Bank of England said so.", "Bank of England", "organisation"),
        (
            "A senior fellow at The Foundation for Defense of Democracies spoke.",
            "The Foundation for Defense of Democracies",
            "organisation",
        ),
        ("They met in North Korea on Friday.", "North Korea", "place"),
        ("They sailed down the Hudson River at dawn.", "Hudson River", "place"),
        ("It was signed by John F. Kennedy himself.", "John F. Kennedy", "person"),
        ("The actress Paris Hilton came too.", "Paris Hilton", "person"),
    ],
)
def test_names_are_found_whole(text: str, surface: str, kind: str) -> None:
    assert kinds(text).get(surface) == kind


def test_name_begins_with_the_small_words_that_are_its_own() -> None:
    found = kinds("The report names al-Qaeda.", "Ilse van der Meer came.", "It was van der Meer who spoke.")
    assert found["al-Qaeda"] == "organisation"
    assert found["van der Meer"] == "person"


def test_treaty_is_no_entity() -> None:
    assert kinds("They signed the Comprehensive Strategic Partnership Treaty there.") == {}


def test_headline_in_capitals_invents_no_names() -> None:
    found = kinds("The vote was close.", headline="Council Votes To Widen Quay After Russia Protests")
    assert found == {"Russia": "place"}


def test_country_has_its_iso_code_and_town_its_geonames_id() -> None:
    entities = (
        enrich(article("Talks between Iran and the US were held in Kazan on Monday."))["entities"]
        .explode()
        .struct.unnest()
    )
    codes = dict(entities.select("name", "country").iter_rows())
    assert codes == {"Iran": "IR", "United States": "US", "Kazan": "RU"}
    assert entities.filter(name="Kazan")["external_id"].to_list() == ["geonames:551487"]


def test_town_with_the_name_of_somebody_introduced_is_that_person() -> None:
    found = mentions("Hillary Clinton spoke first.", "Clinton then left.")
    assert {kind for _, kind, _ in found} == {"person"}


def test_every_mention_has_its_entity() -> None:
    row = enrich(article("Vladimir Putin met Masoud Pezeshkian at the Kremlin in Moscow.", "Putin smiled."))
    ids = set(row["entities"].explode().struct.field("entity_id"))
    assert ids == set(row["mentions"].explode().struct.field("entity_id"))
    assert row["entities"].explode().struct.field("mention_count").sum() == row["mentions"].list.len().sum()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rail operator Norvia will cut trains. Norvia said so.", "organisation"),
        ("They live in the Norvia valley. Norvia is green.", "place"),
        ("They left the village of Norvia. Norvia is small.", "place"),
        ("It runs between Norvia and the coast. Norvia waits.", "place"),
    ],
)
def test_words_beside_a_name_say_what_it_is(text: str, kind: str) -> None:
    assert kinds(text)["Norvia"] == kind


def test_one_name_is_one_thing_throughout_an_article() -> None:
    found = mentions("Norvia waits. Norvia sleeps.", "The train stops in Norvia.")
    assert {kind for _, kind, _ in found} == {"place"}
