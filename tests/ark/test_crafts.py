"""Each craft keeps its promises, whatever a document holds. `python -m tests.ark.fuzz` asks the same of
hundreds of thousands."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from assets import publishing, reading
from tests.ark.odd_texts import pieces, texts
from tests.ark.press import Press, drawn
from tests.ark.properties import PROPERTIES

# documents that go through a craft together: a call costs most of a second, be it for one document or for a
# hundred
HANDFUL = 80
seeds = st.lists(st.integers(0, 2**32 - 1), min_size=HANDFUL, max_size=HANDFUL).map(tuple)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
BYTES = (
    st.binary(max_size=300)
    | texts.map(str.encode)
    | st.tuples(texts, st.sampled_from(("utf-16", "cp1252", "gb18030"))).map(
        lambda drawn: drawn[0].encode(drawn[1], "ignore")
    )
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | pieces | st.datetimes().map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("outlet", "url", "retrieved_at", "x")), inner, max_size=4)
    ),
    max_leaves=6,
)


@lru_cache(maxsize=4)
def press(drawn_seeds: tuple[int, ...]) -> Press:
    """The properties are asked of the same documents, so that each craft works once."""
    return Press([drawn(number, one) for number, one in enumerate(drawn_seeds)])


@pytest.mark.parametrize("keeps", PROPERTIES, ids=lambda keeps: keeps.__name__)
def test_whatever_documents_hold(keeps: Callable[[Press], None]) -> None:
    # Not shrunk here, where each try costs a second: `fuzz` takes the documents apart.
    few = settings(max_examples=3, database=None, phases=[Phase.generate], suppress_health_check=SLOW)
    seed(20261130)(few(given(seeds)(lambda drawn_seeds: keeps(press(drawn_seeds)))))()


@given(BYTES)
@settings(max_examples=150, suppress_health_check=SLOW)
def test_reading_names_a_codec_that_gives_the_bytes_back_or_says_that_they_are_no_text(
    content: bytes,
) -> None:
    try:
        codec = reading.detect(content)
    except reading.NotText:
        return
    text = content.decode(codec)
    assert codec in ("utf-8-sig", "utf-16", "utf-32") or text.encode(codec) == content


@given(st.binary(max_size=200) | VALUES.map(lambda told: json.dumps(told).encode()))
@settings(max_examples=150, suppress_health_check=SLOW)
def test_a_sidecar_is_read_or_refused_in_words(content: bytes) -> None:
    try:
        found = reading.sidecar(content)
    except ValueError:
        return
    assert all(text is None or text.encode() for text in (found.outlet, found.url))
    assert found.retrieved_at is None or pl.Series([found.retrieved_at]).dt.to_string("%Y").item()


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    """The macro that cuts words for the search index, by itself."""
    with duckdb.connect() as connection:
        connection.execute(next(item.sql for item in publishing.named() if item.name == "words_of"))
        yield connection


@given(texts | pieces)
@settings(max_examples=150, suppress_health_check=SLOW)
def test_what_a_text_is_indexed_by_finds_it_again(macros: duckdb.DuckDBPyConnection, text: str) -> None:
    query = "SELECT words, words_of(array_to_string(words, ' ')) FROM (SELECT words_of(?) AS words)"
    ((words, again),) = macros.execute(query, [text]).fetchall()
    assert all(words), "an empty word breaks the index"
    assert max(map(len, words), default=0) <= 64
    assert again == words
