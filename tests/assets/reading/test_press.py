"""An export of a press database is a container of its articles; a text with one article, or none, is not."""

import pytest

from assets.reading import containers
from assets.reading.containers import press
from assets.reading.containers.streams import Limits

ARTICLE = (
    "The oyster beds below Tarn End will open again in May, two years after the spill, they said.\n\n"
    "Some sixty families live from the beds, and most kept their boats through the years without one.\n"
)


def of_nexis(number: int) -> str:
    return (
        f"                  {number} of 3 DOCUMENTS\n\n\n      The Merrow Post\n\n  April {number}, 2026\n\n"
        f"Oyster beds open again, part {number}\n\nBYLINE: Mara Lindqvist\n\nLENGTH: 58 words\n\n{ARTICLE}\n"
        "LOAD-DATE: April 4, 2026\n\n\n"
    )


def of_nexis_uni(number: int) -> str:
    return (
        f"Oyster beds open again, part {number}\nThe Merrow Post\nApril {number}, 2026\n\nSection: NEWS\n"
        f"Length: 58 words\n\nBody\n\n{ARTICLE}\nLoad-Date: April 4, 2026\n\n\nEnd of Document\n\n"
    )


def of_factiva(number: int) -> str:
    return (
        f"Oyster beds open again, part {number}\n\n58 words\n{number} April 2026\nThe Merrow Post\nEnglish\n"
        f"(c) 2026 Merrow Post Ltd\n\n{ARTICLE}\nDocument MERRPO002026040{number}em4300001\n\n"
    )


def of_proquest(number: int) -> str:
    return (
        f"________________________________________\n\nDocument {number} of 3\n\nThe beds, part {number}\n\n"
        f"Author: Lindqvist, Mara\n\nFull text: {ARTICLE}\nDatabase: Example Central\n\n"
    )


def ruled(number: int) -> str:
    return (
        f"Title: Oyster beds open again, part {number}\nDate: {number} April 2026\n\n{ARTICLE}\n{'=' * 60}\n"
    )


FORMS = {
    "numbered": ("Search: oysters\nAll documents\n\n", of_nexis, ""),
    "ended": ("", of_nexis_uni, ""),
    "ended by a number": ("", of_factiva, "Search Summary\n\nOysters\n"),
    "numbered under a ruled line": ("", of_proquest, "________________________________________\n"),
    "ruled": ("", ruled, ""),
}


LIMITS = Limits(max_bytes=5_000)


def opened(text: bytes) -> list[containers.Document | containers.Refusal]:
    stream = containers.in_memory(text)
    found = containers.looked_into(stream, "export.txt", len(text), LIMITS, containers.chosen(None))
    return list(containers.read(found, "export.txt"))


@pytest.mark.parametrize("form", FORMS)
def test_each_article_of_an_export_is_a_document(form: str) -> None:
    before, of, behind = FORMS[form]
    text = before + "".join(of(number) for number in (1, 2, 3)) + behind
    found = opened(text.encode())
    assert [one.path for one in found] == [f"export.txt#{number}" for number in (1, 2, 3)]
    for number, one in enumerate(found, 1):
        assert isinstance(one, containers.Document)
        content = one.content.decode()
        assert f"part {number}" in content
        assert content.count("Some sixty families") == 1


@pytest.mark.parametrize("of", [of_nexis, of_nexis_uni, of_factiva, of_proquest, ruled])
def test_a_file_with_one_article_is_a_document(of: object) -> None:
    assert not press.takes(of(2).encode(), "page.txt")  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        f"1 of 3\n\n{ARTICLE}\n2 of 3\n\n{ARTICLE}",
        f"Oysters\n{'_' * 40}\n{ARTICLE}\n{'_' * 40}\n{ARTICLE}",
        f"The court read the document of 3 April.\n\n{ARTICLE}",
        "",
    ],
)
def test_ordinary_texts_are_no_exports(text: str) -> None:
    assert not press.takes(text.encode(), "page.txt")


def test_an_article_that_is_too_large_costs_itself_alone() -> None:
    long = of_nexis(2).replace("LOAD-DATE", "x " * LIMITS.max_bytes + "\nLOAD-DATE")
    found = opened((of_nexis(1) + of_nexis(3) + long + of_nexis(3)).encode())
    assert [isinstance(one, containers.Document) for one in found] == [True, True, False, True]
