"""Know the places, peoples and organisations that news speaks of."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.enriching.text.word_lists import NO_NAME, common_words, name_of
from assets.languages import Language

CITY: Final = 100_000  # inhabitants from which a city is known without further sign
METROPOLIS: Final = 300_000  # … even where its name is an English word
LONGEST: Final = 6  # words of a name


@dataclass(frozen=True, slots=True)
class Known:
    """Something the gazetteer holds."""

    kind: str  # person, organisation, place, nationality
    name: str
    entity_id: str
    country: str | None = None
    external_id: str | None = None
    sure: bool = True  # false for names that are also words or surnames: small towns
    town: "Known | None" = None  # the town that a club bears the name of


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known by name, as read in one language."""

    names: dict[str, Known]  # every name, as written, and what it names
    first_words: dict[str, int]  # that a name begins with, and how many words the longest of these names has
    unsure_words: frozenset[str]  # of one word, known only where more speaks for them; also in capitals
    common: frozenset[str]  # lower-case words, and their inflections, that dictionaries write in lower case


@cache
def gazetteer(language: Language) -> Gazetteer:
    """What a language knows by name. What is written by hand wins over countries, countries over cities."""
    common = common_words(language)
    names: dict[str, Known] = {}
    for name, found in (*_hand_written(), *_countries(), *_cities(common)):
        held = names.setdefault(name, found)
        if held.kind == "organisation" and found.kind == "place" and held.town is None:
            names[name] = replace(held, town=found)
        if "'" in name:
            names.setdefault(name.replace("'", "’"), found)
    unsure = {name for name, known in names.items() if (not known.sure or known.town) and " " not in name}
    in_capitals = {word.upper() for word in unsure}
    return Gazetteer(names, _first_words(names), frozenset(unsure | in_capitals), common)


@cache
def figures() -> dict[str, Known]:
    """Persons whom news means by a surname alone, by all that they are called. Only for whom a text does not
    name in full otherwise: another of the surname is another."""
    found: dict[str, Known] = {}
    for country, name, others in csv.reader(packaged.lines("data/figures.tsv"), delimiter="\t"):
        figure = Known("person", name, slug("person", name), country or None)
        for form in (name, *others.split("|")):
            found |= dict.fromkeys((form, form.upper()), figure)
    return found


def _first_words(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        parts = name.replace("-", " ").split()
        longest[parts[0]] = max(longest.get(parts[0], 0), min(len(parts), LONGEST))
    return longest


def slug(kind: str, name: str) -> str:
    """The id of an entity that no list knows: its kind and its name."""
    return f"{kind}:{'-'.join(name.lower().replace('’', '').replace('.', '').split())}"


@cache
def _geonames() -> dict[tuple[str, str], str]:
    """The GeoNames ids of cities, by name and country."""
    frame = packaged.table("places").filter(pl.col("kind") == "city")
    return {
        (name, country): f"geonames:{number}"
        for name, country, number in frame.select("name", "country", "geonames").iter_rows()
    }


def _hand_written() -> list[tuple[str, Known]]:
    found = []
    for kind, country, name, others in csv.reader(packaged.lines("data/known.tsv"), delimiter="\t"):
        names = [name, *others.split("|")] if others else [name]
        entity_id = (
            f"place:{country.lower()}"
            if kind == "place" and _is_country(country, names)
            else slug(kind, name)
        )
        is_town = kind == "place" and entity_id != f"place:{country.lower()}"
        number = next(
            (_geonames()[form, country] for form in names if is_town and (form, country) in _geonames()), None
        )
        entity = Known(kind, name, number or entity_id, country or None, number)
        found += [(form, entity) for form in names]
        found += [(f"{form}s", entity) for form in names if kind == "nationality" and form.endswith("n")]
    return found


def _is_country(code: str, names: list[str]) -> bool:
    return any(_country_codes().get(name) == code for name in names)


@cache
def _country_codes() -> dict[str, str]:
    frame = packaged.table("countries").filter(kind="country")
    return dict(zip(frame["name"].to_list(), frame["country"].to_list(), strict=True))


def _countries() -> list[tuple[str, Known]]:
    preferred = {
        row["country"]: row["name"]
        for row in packaged.table("countries").filter(kind="country", preferred=True).to_dicts()
    }
    found = []
    for row in packaged.table("countries").sort("preferred", descending=True, maintain_order=True).to_dicts():
        name, kind, code = row["name"], row["kind"], row["country"]
        if kind == "demonym":
            people = Known("nationality", name, slug("nationality", name), code)
            found += [(name, people), (f"{name}s", people)]
        elif kind == "country":
            found.append((name, Known("place", preferred.get(code, name), f"place:{code.lower()}", code)))
        else:
            number = _geonames().get((name, code))
            found.append((name, Known("place", name, number or slug("place", name), code, number)))
    return found


def _cities(common: frozenset[str]) -> list[tuple[str, Known]]:
    found = []
    for row in packaged.table("places").to_dicts():
        name, size = row["name"], row["population"]
        if name in figures() and size < METROPOLIS:
            continue  # there is an Obama in Japan
        alone = " " not in name and "-" not in name
        wordy = alone and (name.lower() in common or name_of(name.lower()) != NO_NAME)
        sure = size >= METROPOLIS or (size >= CITY and not wordy) or row["kind"] != "city"
        entity = Known(
            "place", name, f"geonames:{row['geonames']}", row["country"], f"geonames:{row['geonames']}", sure
        )
        if sure or not alone or name.lower() not in common:
            found.append((name, entity))
    return found
