"""Clean copy says in which languages a document is written."""

from typing import Any

import pytest

FRENCH = (
    "« Nous avons assez attendu », a déclaré Ana Soto après le vote, en ajoutant que le quai serait "
    "élargi avant l’hiver."
)


def test_each_paragraph_has_its_language_and_the_body_the_document_s(page: Any, story: list[str]) -> None:
    headline = "Council votes to widen the eastern quay of the harbour"
    row = page(headline, "", *(line for text in (*story[:3], FRENCH, *story[3:]) for line in (text, "")))
    assert row["language"] == "en"
    begins = {
        line["char_start"]: line["text"]
        for line in row["lines"]
        if line["in_body"] or line["role"] == "headline"
    }
    told = {begins[line["char_start"]]: line["language"] for line in row["line_languages"]}
    assert told == {headline: "en", **dict.fromkeys(story, "en"), FRENCH: "fr"}


@pytest.mark.parametrize("lines", [["Share", "Home"], [""]])
def test_a_page_without_an_article_has_no_language(page: Any, lines: list[str]) -> None:
    row = page(*lines)
    assert (row["language"], row["line_languages"]) == (None, [])
