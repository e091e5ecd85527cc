"""What is known of each language: a folder beside this file, by its ISO 639 code (`README.md` says what lies
in it).

A new language is a new folder. A text whose language is not known counts as English; one in a language
without a folder is cut into sentences and weighed as English is, and nothing else is read in it.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
import polars as pl
from numpy.typing import NDArray

HERE = Path(__file__).parent
DEFAULT: Final = "en"  # what a text counts as whose language is not known
RULES: Final = ("names", "speech", "dates")  # what `reads` may name
SETTINGS: Final = {
    "name": str,
    "reads": list,
    "quotation_marks": dict,
    "contractions": list,
    "forms": dict,
    "reading_ease": dict,
}
KINDS: Final = {str: "a text", list: "a list", dict: "a table"}
WORDS: Final = pl.Schema({"word": pl.String, "rarity": pl.Float32, "common": pl.Boolean})
PARQUET: Final = b"PAR1"  # how such a file begins
EASE: Final = ("base", "per_word", "per_syllable")


class BrokenLanguage(ValueError):
    """A language's folder cannot be used; the message names the file and the cure."""


@dataclass(frozen=True)
class Language:
    """A language's folder, read where it is asked for."""

    code: str
    folder: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What `language.toml` says.

        Raises:
            BrokenLanguage: it is no TOML, or says what nobody reads, or how words are formed in a way that
                cannot be used.
        """
        file = self.folder / "language.toml"
        try:
            settings = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            raise BrokenLanguage(
                f"{file} is no TOML: {broken}. Correct it there; {HERE / DEFAULT}/language.toml is an "
                "example."
            ) from broken
        if unknown := sorted(settings.keys() - set(SETTINGS)):
            raise BrokenLanguage(
                f"{file} has {', '.join(unknown)}, which nobody reads. Known are: {', '.join(SETTINGS)}."
            )
        for key, value in settings.items():
            if not isinstance(value, SETTINGS[key]):
                raise BrokenLanguage(f"{file}: {key} is {value!r}: make it {KINDS[SETTINGS[key]]}.")
        if unknown := sorted(set(settings.get("reads", ())) - set(RULES)):
            raise BrokenLanguage(f"{file}: reads has {', '.join(unknown)}. Rules are: {', '.join(RULES)}.")
        if missing := [
            part for part in EASE if "reading_ease" in settings and part not in settings["reading_ease"]
        ]:
            raise BrokenLanguage(
                f"{file}: [reading_ease] has no {', '.join(missing)}. Give all of {', '.join(EASE)}, or "
                "leave the table out."
            )
        _check_forms(settings.get("forms", {}), file)
        return settings

    def reads(self, rule: str) -> bool:
        """True where the language has what a rule of `RULES` needs."""
        return rule in self.settings.get("reads", ())

    @cached_property
    def _lists(self) -> dict[str, str]:
        found: dict[str, str] = {}
        name = ""
        for line in (self.folder / "lists.txt").read_text("utf-8").splitlines():
            if line.startswith("[") and line.endswith("]"):
                name = line[1:-1]
                found.setdefault(name, "")
            elif line and not line.startswith("#"):
                found[name] = f"{found.get(name, '')} {line}"
        return found

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list of `lists.txt`; a `_` in them is a space.

        Raises:
            BrokenLanguage: there is no such list.
        """
        try:
            return frozenset(word.replace("_", " ") for word in self._lists[name].split())
        except (KeyError, FileNotFoundError) as missing:
            raise BrokenLanguage(
                f"{self.folder / 'lists.txt'} has no list [{name}], which the rules for this language need. "
                f"Add it, with no word under it where the language has none; {HERE / DEFAULT}/lists.txt is "
                "an example."
            ) from missing

    def form(self, word: str, form: str) -> str:
        """A form of a word (past, third, participle, plural) by the rules of `language.toml`; the word itself
        where they name none."""
        for ending, instead in self.settings.get("forms", {}).get(form, ()):
            if re.search(ending, word):
                return re.sub(ending, instead, word, count=1)
        return word

    def words(self) -> pl.DataFrame:
        """The table `words.parquet`: word (lower case), rarity, common; without rows where there is none.

        Raises:
            BrokenLanguage: it cannot be read, or has other columns.
        """
        file = self.folder / "words.parquet"
        if not self.has("words.parquet"):
            return WORDS.to_frame()
        try:
            return pl.read_parquet(file).select(pl.col(name).cast(kind) for name, kind in WORDS.items())
        except (pl.exceptions.PolarsError, OSError) as broken:
            raise _no_table(file, str(broken).splitlines()[0]) from broken

    def try_words(self) -> None:
        """See that `words.parquet`, where there is one, is a file of its kind. It is not read.

        Raises:
            BrokenLanguage: it is no Parquet.
        """
        file = self.folder / "words.parquet"
        if not self.has("words.parquet"):
            return
        with file.open("rb") as table:
            if table.read(len(PARQUET)) != PARQUET:
                raise _no_table(file, f"it does not begin with {PARQUET.decode()}")

    def arrays(self, file: str) -> dict[str, NDArray[Any]] | None:
        """The arrays of a `.npz` file in the folder, by name; None where there is no such file.

        Raises:
            BrokenLanguage: it cannot be read.
        """
        if not self.has(file):
            return None
        try:
            with np.load(self.folder / file, allow_pickle=False) as stored:
                return {name: stored[name] for name in stored.files}
        except (ValueError, OSError, BadZipFile, EOFError) as broken:
            raise BrokenLanguage(
                f"{self.folder / file} holds no arrays ({broken}). Make it again (`make train` makes that of "
                "English), or delete it: names are then read by rules alone."
            ) from broken

    def has(self, file: str) -> bool:
        """True where the folder has such a file."""
        return (self.folder / file).is_file()

    def lines(self, file: str) -> list[str]:
        """The lines of a text in the folder, but its empty ones and comments; none where there is no such
        file."""
        lines = (self.folder / file).read_text("utf-8").splitlines() if self.has(file) else []
        return [line for line in lines if line and not line.startswith("#")]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that lies in the folder."""
        whole = hashlib.sha256()
        for file in sorted(file for file in self.folder.rglob("*") if file.is_file()):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            whole.update(f"{file.relative_to(self.folder).as_posix()} {content}\n".encode())
        return whole.hexdigest()[:16]


def _check_forms(forms: dict[str, Any], file: Path) -> None:
    for form, rules in forms.items():
        for rule in rules:
            try:
                ending, instead = rule
                re.sub(ending, instead, "")
            except (re.error, ValueError, TypeError) as broken:
                raise BrokenLanguage(
                    f"{file}: {rule!r} in forms.{form} is no pair of a regular expression and what replaces "
                    f"it ({broken}). Correct it there."
                ) from broken


def _no_table(file: Path, why: str) -> BrokenLanguage:
    return BrokenLanguage(f"{file} is no table of {', '.join(WORDS)} ({why}). Write it so, or delete it.")


@cache
def known() -> tuple[str, ...]:
    """The codes of the languages that have a folder."""
    return tuple(sorted(file.parent.name for file in HERE.glob("*/language.toml")))


@cache
def language(code: str | None) -> Language | None:
    """A language by its code, English where that is None; None where it has no folder."""
    code = code or DEFAULT
    return Language(code, HERE / code) if code in known() else None


def nearest(code: str | None) -> Language:
    """A language by its code, and English for one that has no folder: how any text is cut into sentences and
    weighed.

    Raises:
        BrokenLanguage: English has no folder either.
    """
    found = language(code) or language(DEFAULT)
    if found is None:
        raise BrokenLanguage(
            f"{HERE / DEFAULT}/language.toml is missing, and every text is read with it. Restore the folder."
        )
    return found


def fingerprint(codes: Iterable[str | None]) -> str:
    """A hash of the folders that a document in these languages is read with."""
    return " ".join(sorted({f"{found.code}:{found.fingerprint}" for found in map(nearest, codes)}))


def all_folders() -> str:
    """A hash of the folders of all languages."""
    return fingerprint(known())


__all__ = [
    "DEFAULT",
    "EASE",
    "BrokenLanguage",
    "Language",
    "all_folders",
    "fingerprint",
    "known",
    "language",
    "nearest",
]
