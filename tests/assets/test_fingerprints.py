"""What counts as the code that made a row: all that its craft depends on, and nothing besides."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.framework import dependencies, fingerprints
from assets.framework.dependencies import UndeclaredData
from tests.conftest import ROOT

CRAFTS = {
    "parsed": "assets.parsing.craft",
    "recurring": "assets.cleaning.recurrence",
    "cleaned": "assets.cleaning.craft",
    "enriched": "assets.enriching.craft",
    "duplicates": "assets.linking.duplicates",
}
Changes = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages whose modules are followed."""
    root = tmp_path_factory.mktemp("code")
    for package in dependencies.OURS:
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def changes(copied: Path) -> Changes:
    """The stages whose code is another one when a byte is added to a file (and taken away again)."""

    def hashes() -> dict[str, str]:
        return {
            stage: fingerprints.of_files(craft, f"checks.contracts.{stage}", copied)
            for stage, craft in CRAFTS.items()
        }

    def of(name: str) -> set[str]:
        file = copied / name
        content, before = file.read_bytes(), hashes()
        file.write_bytes(content + b"\n")
        try:
            after = hashes()
        finally:
            file.write_bytes(content)
        assert hashes() == before, "the same files, the same hash"
        return {stage for stage in CRAFTS if after[stage] != before[stage]}

    return of


def write(root: Path, module: str, text: str) -> None:
    """A module of a tree that holds nothing else."""
    file = root.joinpath(*module.split(".")).with_suffix(".py")
    for folder in (file.parent, *file.parent.relative_to(root).parents):
        (root / folder).mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_module_of_a_craft_in_a_sub_package_is_code_of_what_that_craft_makes(changes: Changes) -> None:
    assert changes("assets/cleaning/body/steps.py") == {"recurring", "cleaned"}  # one package makes both
    assert changes("assets/enriching/dates/calendar.py") == {"enriched", "duplicates"}, (
        "linking uses its dates"
    )


def test_a_text_or_a_model_in_the_package_of_a_craft_is_code(changes: Changes) -> None:
    assert changes("assets/cleaning/rules/phrases.txt") == {"recurring", "cleaned"}
    assert changes("assets/cleaning/line_model/line_model.json") == {"recurring", "cleaned"}


def test_patterns_and_signs_of_the_lexicon_are_code_of_what_cleaning_makes(changes: Changes) -> None:
    assert changes("assets/cleaning/rules/patterns.toml") == {"recurring", "cleaned"}
    assert changes("assets/cleaning/rules/signs.txt") == {"recurring", "cleaned"}


def test_a_module_that_another_craft_imports_is_code_of_both(changes: Changes) -> None:
    assert changes("assets/parsing/templates.py") == {"parsed", "recurring", "cleaned"}
    assert changes("assets/parsing/dates.txt") >= {"parsed", "cleaned"}, "and so is the text that it reads"
    assert changes("assets/parsing/decoding.py") == {"parsed"}, (
        "cleaning imports other modules of parsing, not this one"
    )


def test_shapes_words_and_years_that_contracts_demand_are_code(changes: Changes) -> None:
    assert changes("checks/shapes.py") >= {"parsed", "cleaned", "enriched"}
    assert changes("checks/vocabulary.py") >= {"cleaned", "enriched"}
    assert changes("checks/years.py") >= {"parsed", "cleaned", "enriched"}
    assert changes("checks/contracts/cleaned.py") == {"cleaned"}


def test_packaged_data_are_code_of_the_crafts_that_name_them_alone(changes: Changes) -> None:
    assert changes("assets/data/pronouns.parquet") >= {"enriched"}
    assert not changes("assets/data/pronouns.parquet") & {"parsed", "cleaned", "recurring"}
    assert changes("assets/data/names.parquet") >= {"parsed", "cleaned", "enriched"}
    assert changes("assets/data/gather.py") == set(), "gathering is done by hand, its outcome counts"


def test_what_stages_are_made_with_is_no_code_of_theirs(changes: Changes) -> None:
    assert (
        changes("assets/framework/stage.py")
        == changes("assets/cleaned.py")
        == changes("checks/promise.py")
        == set()
    )


def test_data_named_by_no_literal_are_refused_with_module_and_line(tmp_path: Path) -> None:
    write(tmp_path, "assets.data.packaged", "")
    write(
        tmp_path,
        "assets.quays.craft",
        "from assets.data import packaged\n\nname = 'tides'\ntides = packaged.table(name)\n",
    )
    with pytest.raises(
        UndeclaredData,
        match=r"assets\.quays\.craft, line 4: packaged\.table\(…\) must be given the name .* literal",
    ):
        dependencies.files(tmp_path, "assets.quays.craft")
    write(tmp_path, "assets.quays.craft", "from assets.data.packaged import table\n")
    with pytest.raises(UndeclaredData, match=r"line 1: write `from assets.data import packaged`"):
        dependencies.files(tmp_path, "assets.quays.craft")
    write(
        tmp_path, "assets.quays.craft", "from assets.data import packaged\ntides = packaged.table('tides')\n"
    )
    with pytest.raises(UndeclaredData, match=r"reads assets/data/tides\.parquet, and there is no such file"):
        dependencies.files(tmp_path, "assets.quays.craft")


def test_a_language_is_read_by_the_languages_alone_and_their_folders_are_no_code(tmp_path: Path) -> None:
    """They are hashed row by row, by what each document needs."""
    write(tmp_path, "assets.data.packaged", "")
    write(
        tmp_path,
        "assets.languages.folders",
        "from assets.data import packaged\n\n\ndef read(c):\n    packaged.lines(f'languages/{c}/x')\n",
    )
    write(tmp_path, "assets.quays.craft", "from assets.languages import folders\n")
    found = dependencies.files(tmp_path, "assets.quays.craft")
    assert tmp_path / "assets/languages/folders.py" in found


def test_a_file_that_an_imported_module_finds_beside_itself_is_code(tmp_path: Path) -> None:
    write(
        tmp_path,
        "assets.wharves.craft",
        "from pathlib import Path\n\nTIDES = Path(__file__).with_name('tides.json')\n",
    )
    write(tmp_path, "assets.quays.craft", "from ..wharves import craft\n")
    tides = tmp_path / "assets/wharves/tides.json"
    tides.write_text("{}")
    assert tides in dependencies.files(tmp_path, "assets.quays.craft")


@pytest.mark.parametrize("module", ["assets.cleaning.body.steps", "assets.cleaned", "craft"])
def test_a_craft_that_lies_not_directly_in_its_package_is_refused(module: str) -> None:
    """Else a change beside it would be overlooked."""
    with pytest.raises(ValueError, match=f"{module}: a craft lies directly in its package"):
        fingerprints.of_files(module, "checks.contracts.cleaned")
