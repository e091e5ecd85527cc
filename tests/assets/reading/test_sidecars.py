"""A sidecar says outlet, address and moment, or says what is wrong with it: nothing in one stops its
document."""

import json
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assets.reading import MOST, Sidecar, sidecar

BROKEN = {
    "a lone surrogate in a value": (rb'{"outlet": "\ud800"}', "half a character"),
    "a surrogate written as bytes": (b'{"url": "\xed\xa0\x80"}', "half a character"),
    "a zero byte": (rb'{"outlet": "Quay\u0000"}', r"control character \(U\+0000\)"),
    "a line break": (rb'{"url": "https://a.example/\nb"}', "control character"),
    "a number": (b'{"outlet": 3}', "not a number"),
    "a truth": (b'{"url": true}', "not true or false"),
    "a list": (b'{"retrieved_at": ["2026-01-01"]}', "not a list"),
    "an object": (b'{"outlet": {}}', "not an object"),
    "a huge number": (b'{"outlet": ' + b"9" * 9_000 + b"}", "not a number"),
    "no number at all": (b'{"outlet": NaN}', "NaN is no number"),
    "an endless number": (b'{"more": -Infinity}', "-Infinity is no number"),
    "a key twice": (b'{"outlet": "Quay", "outlet": "Pier"}', "'outlet' stands there twice"),
    "a key twice, deep in it": (b'{"more": [{"a": 1, "a": 2}]}', "'a' stands there twice"),
    "deep lists": (b"[" * 500_000, "nested too deeply"),
    "deep objects": (b'{"a":' * 100_000, "nested too deeply"),
    "a name as long as a book": (json.dumps({"outlet": "x" * 5_000}).encode(), "5,000 characters"),
    "no time": (b'{"retrieved_at": "tomorrow"}', "ISO 8601"),
    "nothing": (b"", "no JSON"),
    "half of it": (b'{"outlet": "Qu', "no JSON"),
    "noise": (bytes(range(256)), "no JSON"),
    "a picture of zeros": (b"\x00" * 1000, "no JSON"),
    "null": (b"null", "JSON object"),
}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_with_a_sidecar_is_told(content: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told) as error:
        sidecar(content)
    assert len(str(error.value)) < 300
    pl.Series([str(error.value)])  # Polars refuses halves of characters


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00-12:00",
        "9999-12-31T23:59:59.999999-14:00",
        "9999-12-31",
        "1601-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1970-01-01T01:00:00+01:00",
        "0000-00-00 00:00:00",
        "0000-00-00T00:00:00Z",
        "",
        "  ",
    ],
)
def test_a_placeholder_is_no_time_and_the_rest_of_the_sidecar_stands(moment: str) -> None:
    told = json.dumps({"retrieved_at": moment, "outlet": "Quay News"})
    assert sidecar(told.encode()) == Sidecar("Quay News", None, None)


def test_a_sidecar_says_who_where_and_when() -> None:
    told = {
        "outlet": " Vårt Hamnblad\u00a0",
        "url": "https://a.example/å?b=1",
        "retrieved_at": "2026-11-22T09:30:00+02:00",
        "more": 10**30,
    }
    at = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
    assert sidecar(b"\xef\xbb\xbf" + json.dumps(told, ensure_ascii=False).encode()) == Sidecar(
        "Vårt Hamnblad", told["url"], at
    )  # type: ignore[arg-type]
    assert sidecar(b'{"outlet": null, "retrieved_at": "2026-11-22T07:30"}') == Sidecar(None, None, at)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.text(st.characters(categories=["Cs", "Cc", "Cf", "Co"])),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)
TIMES = st.one_of(
    st.datetimes().map(str),
    st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
    st.text("0123456789-:TZ+.W "),
)


@given(
    told=st.one_of(
        VALUES,
        st.fixed_dictionaries(
            {},
            optional={
                "outlet": VALUES,
                "url": VALUES,
                "retrieved_at": st.one_of(VALUES, TIMES),
                "more": VALUES,
            },
        ),
    )
)
@example({"retrieved_at": "0001-01-01T00:00:00+14:00"})
@example({"outlet": "\ud800", "url": "https://x.example/\udfff"})
def test_whatever_a_sidecar_says_can_be_stored_or_is_refused(told: Any) -> None:
    try:
        known = sidecar(json.dumps(told).encode("utf-8", "surrogatepass"))
    except ValueError as error:
        pl.Series([str(error)])
        return
    row = pl.DataFrame(
        {"outlet": [known.outlet], "url": [known.url]}, schema={"outlet": pl.String, "url": pl.String}
    )
    assert row.row(0) == (known.outlet, known.url)
    assert known.retrieved_at is None or 1989 <= known.retrieved_at.year <= 2100


@given(st.binary(max_size=200))
def test_bytes_that_are_no_sidecar_are_refused(content: bytes) -> None:
    try:
        assert sidecar(content) == Sidecar()
    except ValueError as error:
        pl.Series([str(error)])


def test_a_sidecar_may_have_much_to_say_and_no_more() -> None:
    assert 100_000 < MOST < 5_000_000
