"""One page's address, however it is written, is one; two pages' addresses stay two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.reading.addresses import host_of, normalised

ONE = "https://quay.example/news/ferry?id=7"


@pytest.mark.parametrize(
    "address",
    [
        "http://quay.example/news/ferry?id=7",
        "HTTPS://WWW.Quay.Example:443/news/ferry/?id=7",
        "https://quay.example/news/ferry?utm_source=mail&id=7&fbclid=x",
        "https://quay.example//news/./old/../ferry?id=7#comments",
        "https://somebody@quay.example./news/%66erry?id=7",
        "  https://quay.example/news/ferry?id=7&gclid=1&_ga=2  ",
    ],
)
def test_ways_to_write_an_address_are_one(address: str) -> None:
    assert normalised(address) == ONE


@pytest.mark.parametrize(
    "address",
    [
        "https://quay.example/news/ferry?id=8",
        "https://quay.example/News/ferry?id=7",
        "https://m.quay.example/news/ferry?id=7",
        "https://quay.example:8080/news/ferry?id=7",
        "https://quay.example/news/ferry",
        "https://quay.example/news/ferry?id=7#!/2",
    ],
)
def test_what_may_be_another_page_stays_another(address: str) -> None:
    assert normalised(address) not in (ONE, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "ferry",
        "mailto:ana@quay.example",
        "https://",
        "https://[x/",
        "ftp://quay.example/a",
        "https://a b/c",
        "https://x:99999/",
    ],
)
def test_what_is_no_pages_address_is_none(text: str | None) -> None:
    assert normalised(text) is None
    assert host_of(text) is None


@given(st.text(max_size=60), st.sampled_from(["", "https://quay.example/", "http://"]))
def test_an_address_that_was_made_one_stays_as_it_is(text: str, before: str) -> None:
    once = normalised(before + text)
    if once is not None:
        assert normalised(once) == once
