"""docs/data-dictionary.md says what the published file says. `UPDATE_DOCS=1` (make docs) writes it anew."""

import os

from assets.display import dictionary
from tests.conftest import ROOT, Newsroom

PAGE = ROOT / "docs" / "data-dictionary.md"


def test_the_page_is_what_the_file_says_of_itself(sampled: Newsroom) -> None:
    page = dictionary.page(sampled.sql("FROM data_dictionary ORDER BY rowid"))
    if "UPDATE_DOCS" in os.environ:
        PAGE.write_text(page)
    assert PAGE.read_text() == page, "run make docs, and look at what changed"


def test_terms_are_of_vocabularies_that_there_are(sampled: Newsroom) -> None:
    terms = [
        term
        for (told,) in sampled.sql("SELECT term FROM data_dictionary WHERE term IS NOT NULL")
        for term in told.split("; ")
    ]
    assert terms
    assert [term for term in terms if not term.startswith(("schema.org ", "ninjs ", "NewsML-G2 "))] == []
