"""docs/dbt/sources.yml is made from the contracts. `UPDATE_DOCS=1` (make docs) writes it anew."""

import os

import yaml

from assets.display import interchange
from checks.contracts.published import PUBLISHED
from checks.vocabulary import INTERNAL
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "dbt" / "sources.yml"


def test_the_dbt_source_is_that_of_the_contracts() -> None:
    told = interchange.dbt()
    if "UPDATE_DOCS" in os.environ:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(told)
    assert PAGE.read_text() == told, "run make docs, and look at what changed"


def test_the_dbt_source_tests_keys_values_and_references() -> None:
    (source,) = yaml.safe_load(interchange.dbt())["sources"]
    tables = {table["name"]: {c["name"]: c for c in table["columns"]} for table in source["tables"]}
    assert set(tables) == set(PUBLISHED) - INTERNAL
    assert tables["articles"]["article_id"]["data_tests"] == ["unique", "not_null"]
    relation = {"to": "source('cleancopy', 'stories')", "field": "story_id"}
    assert {"relationships": {"arguments": relation}} in tables["articles"]["story_id"]["data_tests"]
    assert "unique" not in tables["lines"]["version_id"]["data_tests"], "it is unique with others alone"
    (allowed,) = [t for t in tables["versions"]["state"]["data_tests"] if isinstance(t, dict)]
    assert "superseded" in allowed["accepted_values"]["arguments"]["values"]
