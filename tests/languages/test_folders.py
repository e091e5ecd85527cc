"""A language is a folder: nothing else has to know of it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets import enriching, languages
from assets.enriching.folders import try_all
from assets.languages import BrokenLanguage, known, nearest
from tests.conftest import Newsroom
from tests.enriching.copy_from_gold import article

ENGLISH = languages.HERE / "en"
SETTINGS = """
name = "Deutsch"
reads = ["names", "speech"]

[quotation_marks]
'„' = '“'

[reading_ease]
base = 180
per_word = 1
per_syllable = 58.5
"""
LISTS = {
    "seldom_ends": "bzw",
    "says_irregular": "sagte/finite erklärte/finite",
    "core": "sagte erklärte",
    "inverts": "sagte erklärte",
    "pronouns": "er sie",
    "determiners": "der die das",
    "where": "in aus nach",
}
GERMAN = (
    "„Der Hafen bleibt bis Montag geschlossen, und die Fähre wartet“, sagte Ida Holm am Abend im Rathaus.",
    "Die Werft liegt am Fluss bzw. Kanal und gehört der Stadt, die nun über die Fähre entscheiden muss.",
)
ENGLISH_TEXT = (
    "The harbour will stay closed until Monday, and the ferry has to wait for the storm to pass.",
)


def write_german(home: Path) -> Path:
    """A folder for German, in our own words."""
    folder = home / "de"
    folder.mkdir()
    names = [line for line in (ENGLISH / "lists.txt").read_text().splitlines() if line.startswith("[")]
    (folder / "lists.txt").write_text("".join(f"{name}\n{LISTS.get(name[1:-1], '')}\n" for name in names))
    (folder / "topics.tsv").write_text("medtop:1\tSchifffahrt\thafen fähre werft\n")
    (folder / "language.toml").write_text(SETTINGS)
    return folder


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of its own for the folders of languages, with English in it."""
    home = tmp_path / "languages"
    home.mkdir()
    shutil.copytree(ENGLISH, home / "en")
    monkeypatch.setattr(languages, "HERE", home)
    forget()
    yield home
    monkeypatch.undo()
    forget()


def forget() -> None:
    languages.known.cache_clear()
    languages.language.cache_clear()


def annotated() -> dict[str, Any]:
    return enriching.enrich(article(*GERMAN)).row(0, named=True)


def test_a_folder_is_all_that_a_new_language_needs(folders: Path) -> None:
    before = annotated()
    assert known() == ("en",)
    assert (before["language"], before["mentions"], before["quotes"], before["topics"]) == ("de", [], [], [])
    assert (before["sentence_count"], before["reading_ease"]) == (3, None), "bzw. is no English abbreviation"

    write_german(folders)
    forget()
    after = annotated()
    assert known() == ("de", "en")
    assert after["sentence_count"] == 2
    said = [
        (quote["text"], quote["speaker"], quote["cue"])
        for quote in after["quotes"]
        if quote["kind"] == "direct"
    ]
    assert said == [("„Der Hafen bleibt bis Montag geschlossen, und die Fähre wartet“", "Ida Holm", "sagte")]
    assert "Ida Holm" in [entity["name"] for entity in after["entities"]]
    assert [topic["topic"] for topic in after["topics"]] == ["Schifffahrt"]
    assert after["reading_ease"] is not None
    assert after["date_mentions"] == [], "its folder does not say that dates are read"


def test_words_are_weighed_by_the_list_of_their_language(folders: Path) -> None:
    folder = write_german(folders)
    words = pl.DataFrame({"word": ["werft", "hafen"], "rarity": [3.0, 18.0], "common": [True, True]})
    words.write_parquet(folder / "words.parquet")
    forget()
    both = enriching.enrich(
        pl.concat([article(*GERMAN), article("The Werft is a yard that the town of the river owns.")])
    )
    german, english = ({term["term"] for term in terms} for terms in both["terms"].to_list())
    assert "werft" not in german, "in German it is as common as grammar"
    assert "werft" in english
    assert "hafen" in german


def test_words_of_grammar_are_no_terms_in_a_language_without_a_list_of_words(folders: Path) -> None:
    def terms() -> set[str]:
        return {term["term"] for term in enriching.enrich(article(*GERMAN))["terms"].to_list()[0]}

    forget()
    without_folder = terms()
    write_german(folders)
    forget()
    assert terms() == without_folder
    assert not {"der", "die", "und"} & without_folder
    assert "hafen" in without_folder


def test_a_change_of_one_language_makes_no_document_of_another_anew(folders: Path) -> None:
    folder = write_german(folders)
    forget()
    german, english, both = (
        article(*GERMAN, path="de"),
        article(*ENGLISH_TEXT, path="en"),
        article(*ENGLISH_TEXT, *GERMAN[:1], path="both"),
    )
    nothing = article("Four words, no more", path="short")
    cleaned = pl.concat([german, english, both, nothing])
    before = seen(cleaned)
    with (folder / "lists.txt").open("a") as lists:
        lists.write("\n[more]\nnoch eins\n")
    forget()
    assert changed(before, seen(cleaned)) == {"version of de", "version of both"}

    before = seen(cleaned)
    (folders / "en" / "new.txt").write_text("any file of the folder counts")
    forget()
    assert changed(before, seen(cleaned)) == {"version of en", "version of both", "version of short"}


def seen(cleaned: pl.DataFrame) -> dict[str, str]:
    return dict(enriching.languages(cleaned.lazy()).collect().select("version_id", "seen").iter_rows())


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() == after.keys()
    return {version for version, what in before.items() if after[version] != what}


def test_a_run_annotates_anew_what_is_in_the_changed_language_alone(tmp_path: Path, folders: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.put("quay/de.txt", "\n\n".join(("Der Hafen bleibt bis Montag geschlossen", *GERMAN)))
    newsroom.put("quay/en.txt", "\n\n".join(("The harbour stays closed until Monday", *ENGLISH_TEXT * 2)))
    stages = ["raw", "corrections", "parsed", "recurring", "cleaned", "enriched"]
    assert newsroom.run(stages).success
    batches = made_in(newsroom)
    write_german(folders)
    forget()
    assert newsroom.run(stages).success
    assert {path for path, batch in made_in(newsroom).items() if batch != batches[path]} == {"quay/de.txt"}


def made_in(newsroom: Newsroom) -> dict[str, int]:
    """In which batch each document was annotated."""
    paths = newsroom.lake.current("cleaned").select("version_id", "path").collect()
    return dict(
        newsroom.lake.keys("enriched").join(paths, on="version_id").select("path", "batch").iter_rows()
    )


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("language.toml", "reads = [", r"language\.toml is no TOML.*Correct it"),
        ("language.toml", "greetings = 1", "has greetings, which nobody reads. Known are: name, reads"),
        ("language.toml", 'reads = ["poems"]', "reads has poems. Rules are: names, speech, dates"),
        ("language.toml", "[reading_ease]\nbase = 1", "has no per_word, per_syllable. Give all"),
        ("language.toml", "[forms]\npast = [['(', 'ed']]", r"forms\.past is no pair"),
        ("language.toml", "[forms]\npast = [['ed']]", r"forms\.past is no pair"),
        ("language.toml", "forms = 1", r"forms is 1: make it a table"),
        ("lists.txt", "[core]\nsagte", r"lists\.txt has no list \["),
        ("topics.tsv", "medtop:1 Schiffe", r"topics\.tsv: 'medtop:1 Schiffe' … is not: code, tab"),
        ("words.parquet", "no parquet", r"words\.parquet is no table of word, rarity, common"),
    ],
)
def test_a_broken_folder_is_refused_with_file_and_cure(
    folders: Path, file: str, content: str, told: str
) -> None:
    (write_german(folders) / file).write_text(content)
    forget()
    with pytest.raises(BrokenLanguage, match=told) as broken:
        try_all()
    assert str(folders / "de" / file) in str(broken.value)


def test_a_folder_that_can_be_used_is_not_refused(folders: Path) -> None:
    write_german(folders)
    forget()
    try_all()


def test_a_list_that_a_rule_needs_is_missed_only_where_the_rule_reads(folders: Path) -> None:
    folder = write_german(folders)
    lists = (folder / "lists.txt").read_text().splitlines()
    (folder / "lists.txt").write_text("\n".join(line for line in lists if line != "[suffixes]"))
    forget()
    with pytest.raises(BrokenLanguage, match=r"no list \[suffixes\], which the rules for this language need"):
        try_all()
    (folder / "language.toml").write_text('name = "Deutsch"\nreads = ["speech"]')
    forget()
    try_all()


def test_a_table_of_words_with_other_columns_is_told_when_it_is_read(folders: Path) -> None:
    folder = write_german(folders)
    pl.DataFrame({"wort": ["hafen"]}).write_parquet(folder / "words.parquet")
    forget()
    with pytest.raises(BrokenLanguage, match=r"words\.parquet is no table of word, rarity, common"):
        nearest("de").words()


def test_a_broken_folder_stops_the_start_and_no_document(folders: Path) -> None:
    (write_german(folders) / "language.toml").write_text("reads = [")
    start = f"from pathlib import Path; from assets import languages; languages.HERE = Path({str(folders)!r})"
    started = subprocess.run(
        [sys.executable, "-c", f"{start}; import assets.enriched"], capture_output=True, text=True
    )
    assert started.returncode
    assert f"BrokenLanguage: {folders / 'de' / 'language.toml'} is no TOML" in started.stderr
