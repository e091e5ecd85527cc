# ruff: noqa: E501
"""Containers alone, without a run: what each format gives, and that nothing in one makes it fail."""

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.reading import containers
from assets.reading.containers import Columns, Document, Limits, Place, Refusal
from assets.reading.pages import is_page

LIMITS = Limits(20_000, max_ratio=50)
Found = list[Document | Refusal]
TEXTS = {"1": "The ferry is late.", "2": "Die Fähre kommt später.", "3": "Паром опаздывает."}


def opened(content: bytes, name: str, begin: Place = containers.BEGINNING, limits: Limits = LIMITS) -> Found:
    """What a file gives; a problem of the whole as a refusal."""
    try:
        looked = containers.looked_into(
            containers.in_memory(content), name, len(content), limits, Columns(), begin
        )
        return [*containers.read(looked, name)]
    except containers.Problem as problem:
        return [Refusal(name, problem.rule, str(problem))]


def texts(found: Found) -> dict[str, str]:
    return {one.path: one.content.decode() for one in found if isinstance(one, Document)}


def refusals(found: Found) -> dict[str, str]:
    return {one.path: one.rule for one in found if isinstance(one, Refusal)}


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in members.items():
            into.writestr(name, content)
    return made.getvalue()


def tarred(members: dict[str, bytes], packed: str = "") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=f"w:{packed}") as into:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            into.addfile(info, io.BytesIO(content))
    return made.getvalue()


def json_lines(texts: dict[str, str]) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts.values())


def csv_of(texts: dict[str, str]) -> bytes:
    made = io.StringIO()
    into = csv.writer(made)
    into.writerows([["n", "text"], *texts.items()])
    return made.getvalue().encode()


def parquet_of(texts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    pl.DataFrame({"text": [*texts.values()]}).write_parquet(made)
    return made.getvalue()


def warc_record(kind: str, body: bytes, address: str = "https://quay.example/1", http: str = "") -> bytes:
    """A record of a WARC; with `http`, the answer's own head."""
    block = http.replace("\n", "\r\n").encode() + b"\r\n" * bool(http) + body
    told = "application/http; msgtype=response" if http else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{hash(body) & 0xFFFF:08x}>\r\n"
        f"WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI: {address}\r\nContent-Type: {told}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


PAGE = "HTTP/1.1 200 OK\nContent-Type: text/html; charset={}\n"


def warc_of(texts: dict[str, str]) -> bytes:
    return b"".join(
        warc_record("conversion", text.encode(), f"https://quay.example/{n}") for n, text in texts.items()
    )


def feed_of(texts: dict[str, str]) -> bytes:
    items = "".join(
        f"<item><guid>{n}</guid><description>{text}</description></item>" for n, text in texts.items()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'.encode()


MADE: dict[str, Callable[[dict[str, str]], bytes]] = {
    "a.jsonl": json_lines,
    "a.json": lambda texts: json.dumps([{"text": text} for text in texts.values()]).encode(),
    "b.json": lambda texts: json.dumps(
        {"articles": [{"text": text} for text in texts.values()]}, indent=1
    ).encode(),
    "a.csv": csv_of,
    "a.parquet": parquet_of,
    "a.warc": warc_of,
    "a.xml": feed_of,
    "a.zip": lambda texts: zipped(
        {n: zipped({"x.jsonl": json_lines({n: text})}) for n, text in texts.items()}
    ),
    "a.tar": lambda texts: tarred({f"{n}.csv": csv_of({n: text}) for n, text in texts.items()}),
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}


WHOLE: dict[str, bytes] = {}  # made once: a packed file holds the time


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("name", MADE)
def test_what_goes_into_a_container_comes_out_of_it_packed_or_not(name: str, packed: str) -> None:
    found = opened(PACKED[packed](MADE[name](TEXTS)), name + packed)
    assert refusals(found) == {}
    assert [*texts(found).values()] == [*TEXTS.values()]
    assert all(path.startswith(f"{name}{packed}#") for path in texts(found))


@pytest.mark.parametrize("name", MADE)
def test_a_container_is_known_by_its_content_under_any_name(name: str) -> None:
    if name == "a.csv":
        return
    found = opened(MADE[name](TEXTS), "delivery")
    assert [*texts(found).values()] == [*TEXTS.values()]


@settings(max_examples=100)
@given(
    content=st.binary(max_size=300),
    name=st.sampled_from([*MADE, "a.txt", "a.bin", "a.tgz"]),
    packed=st.sampled_from([*PACKED]),
)
def test_no_bytes_make_a_container_fail(content: bytes, name: str, packed: str) -> None:
    for one in opened(content, name + packed):
        assert one.path.startswith(name)
    opened(PACKED[packed](content), name + packed)


@settings(max_examples=100)
@given(data=st.data(), name=st.sampled_from([*MADE]), packed=st.sampled_from([*PACKED]))
def test_a_container_that_is_damaged_or_cut_anywhere_gives_what_can_be_read_and_a_reason(
    data: Any, name: str, packed: str
) -> None:
    whole = WHOLE.setdefault(name + packed, PACKED[packed](MADE[name](TEXTS)))
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = opened(whole[:at], name + packed)
    assert (
        at == 0
        or name + packed == "a.csv"
        or [*texts(cut).values()] == [*TEXTS.values()]
        or len(texts(cut)) < 3
        or refusals(cut)
    )
    flipped = bytearray(whole)
    flipped[at] ^= data.draw(st.integers(1, 255))
    opened(bytes(flipped), name + packed)


@settings(max_examples=100)
@given(
    st.dictionaries(
        st.text(max_size=20),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3)
            ),
            max_leaves=10,
        ),
        max_size=6,
    ),
    st.sampled_from(["text", "html", "body", "titel", "url", "date", "authors", "source"]),
)
def test_a_record_of_any_values_ends_in_a_document_or_a_reason(record: dict[str, Any], also: str) -> None:
    line = json.dumps({**record, also: next(iter(record.values()), "x"), "text": "The ferry is late."})
    (one,) = opened(line.encode() + b"\n", "a.jsonl")
    assert one.path == "a.jsonl#1"
    if isinstance(one, Document):
        assert one.record is not None
        json.loads(one.record)


def test_a_member_that_cannot_be_read_leaves_the_others(tmp_path: Any) -> None:
    content = zipped({"a.txt": b"first", "b.txt": b"second " * 100, "c.txt": b"third"})
    at = content.index(b"b.txt") + 7
    broken = content[:at] + bytes(byte ^ 255 for byte in content[at : at + 4]) + content[at + 4 :]
    found = opened(broken, "a.zip")
    assert texts(found) == {"a.zip#a.txt": "first", "a.zip#c.txt": "third"}
    assert refusals(found) == {"a.zip#b.txt": "damaged"}


def test_names_that_lead_elsewhere_are_names_alone(tmp_path: Any) -> None:
    names = [
        "../../up.txt",
        "/etc/absolute.txt",
        "C:\\news\\dos.txt",
        "line\nbreak.txt",
        "x/../y.txt",
    ]
    found = opened(tarred(dict.fromkeys(names, b"text")), "a.tar")
    assert len(texts(found)) == len(names)
    assert all(path.isprintable() for path in texts(found))
    assert not any(
        part in ("..", ".", "") for one in found if isinstance(one, Document) for part in one.folders
    )


def test_an_encrypted_member_and_a_second_one_of_its_name_wait_with_the_reason() -> None:
    plain = bytearray(zipped({"a.txt": b"text"}))
    plain[6] |= 1
    plain[plain.index(b"PK\x01\x02") + 8] |= 1
    assert refusals(opened(bytes(plain), "a.zip")) == {"a.zip#a.txt": "encrypted"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            into.writestr("a.txt", "two")
    found = opened(made.getvalue(), "a.zip")
    assert (texts(found), refusals(found)) == ({"a.zip#a.txt": "one"}, {"a.zip#a.txt": "same_name"})


def test_a_bomb_is_stopped_by_a_limit_that_the_reason_names() -> None:
    found = opened(
        zipped({f"{n}.txt": b"\n" * 19_000 for n in range(50)}), "bomb.zip", limits=Limits(20_000, 10)
    )
    assert "unpacks_to_too_much" in refusals(found).values()
    assert any("CLEANCOPY_MAX_RATIO=10" in one.message for one in found if isinstance(one, Refusal))
    lines = gzip.compress(b'{"text": "' + b"a" * 5_000_000 + b'"}\n' + json_lines({"1": "after it"}))
    found = opened(lines, "a.jsonl.gz", limits=Limits(20_000, 2_000))
    assert texts(found) == {"a.jsonl.gz#2": "after it"}
    assert any("CLEANCOPY_MAX_BYTES=20,000" in one.message for one in found if isinstance(one, Refusal))


def test_archives_within_each_other_are_opened_as_deep_as_a_limit_says() -> None:
    inner = zipped({"a.txt": b"deep"})
    for _ in range(3):
        inner = zipped({"in.zip": inner})
    assert texts(opened(inner, "a.zip")) == {"a.zip#in.zip#in.zip#in.zip#a.txt": "deep"}
    found = opened(zipped({"in.zip": zipped({"in.zip": inner})}), "a.zip")
    assert [*refusals(found).values()] == ["nested_too_deeply"]
    assert "CLEANCOPY_MAX_NESTING=4" in str(found)


def test_entities_of_a_feed_are_refused_and_those_of_html_are_read() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>'
    assert refusals(opened(laughs, "a.xml")) == {"a.xml": "entities"}
    fine = b"<rss><channel><item><title>T</title><description>a&nbsp;b &amp; c</description></item></channel></rss>"
    assert [*texts(opened(fine, "a.xml")).values()] == ["a\u00a0b & c"]


def test_a_feed_says_who_when_and_where() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay News</title><entry><id>tag:quay,1</id>
      <title>Ferry &amp;amp; fog</title><link rel="self" href="x"/><link href="https://quay.example/1?utm_source=f"/>
      <author><name>Ana Soto</name></author><category term="harbour"/><updated>2026-11-22T09:30:00Z</updated>
      <content type="xhtml"><div><p>Fog &lt;again&gt; <b>today</b>.</p></div></content></entry></feed>"""
    (one,) = opened(feed.encode(), "a.xml")
    assert isinstance(one, Document)
    assert (one.path, one.address, one.format) == ("a.xml#tag:quay,1", "https://quay.example/1", "html")
    assert one.content == b"<div><p>Fog &lt;again&gt; <b>today</b>.</p></div>"
    stated = {said["field"]: said["value"] for said in one.stated}
    assert stated["headline"] == "Ferry & fog"
    assert (stated["author"], stated["tag"], stated["modified"]) == (
        "Ana Soto",
        "harbour",
        "2026-11-22T09:30:00Z",
    )


def test_a_page_of_a_warc_is_read_by_the_encoding_that_it_really_has() -> None:
    word = "<p>Fährgäste müssen für größere Gepäckstücke zahlen</p>"
    records = [
        warc_record("response", word.encode("cp1252"), http=PAGE.format("iso-8859-1")),
        warc_record("response", word.encode(), http=PAGE.format("iso-8859-1")),
        warc_record("response", word.encode("cp1252"), http=PAGE.format("utf-8")),
        warc_record(
            "response", gzip.compress(word.encode()), http=PAGE.format("utf-8") + "Content-Encoding: gzip\n"
        ),
        warc_record("response", b"gone", http="HTTP/1.1 404 Not Found\nContent-Type: text/html\n"),
        warc_record("request", b"GET / HTTP/1.1"),
        warc_record("response", b"\xff\xd8", http="HTTP/1.1 200 OK\nContent-Type: image/jpeg\n"),
    ]
    found = opened(b"".join(map(gzip.compress, records)), "a.warc.gz")
    assert refusals(found) == {}
    assert [*texts(found).values()] == [word] * 4
    assert {
        one.retrieved_at.isoformat() for one in found if isinstance(one, Document) and one.retrieved_at
    } == {"2024-05-06T07:08:09+00:00"}


def test_a_damaged_record_of_a_warc_leaves_those_after_it() -> None:
    records = [gzip.compress(warc_record("conversion", f"text {n}".encode())) for n in range(5)]
    records[2] = records[2][:40] + b"?" * 30 + records[2][70:]
    found = opened(b"".join(records), "a.warc.gz")
    assert sorted(texts(found).values()) == ["text 0", "text 1", "text 3", "text 4"]
    assert [*refusals(found).values()] == ["damaged"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b'{"text": "a", "text": "b"}', "duplicate_key"),
        (b'{"text": "a", "text": "a"}', None),
        (b'{"title": "no text"}', "no_text"),
        (b'{"text": "   "}', "no_text"),
        (b'{"text": "a\\u0000b"}', "not_text"),
        (b'{"text": "half \\ud83d a sign"}', None),
        (b"[1, 2]", "no_record"),
        (b'{"text": ', "no_json"),
        (b'{"text": "' + "größer und schöner".encode("cp1252") + b'"}', None),
        (b'{"a":' * 100_000, "refused"),
        (b'{"text": "x", "n": ' + b"9" * 10_000 + b"}", None),
    ],
)
def test_a_line_that_is_odd_is_a_record_or_waits_and_the_next_is_read(line: bytes, rule: str | None) -> None:
    found = opened(line + b'\n{"text": "next"}\n', "a.jsonl", limits=Limits(100_000))
    assert texts(found)["a.jsonl#2"] == "next"
    assert refusals(found).get("a.jsonl#1") == rule


DUMPS: dict[str, dict[str, Any]] = {
    "news-please": {
        "title": "Ferry", "maintext": "The ferry is late.", "authors": ["Ana Soto"], "url": "https://quay.example/1",
        "date_publish": "2026-11-22 09:30:00", "date_download": "2026-11-23 10:00:00", "source_domain": "quay.example",
        "language": "en", "description": "Late again", "image_url": "https://quay.example/i.jpg",
    },
    "trafilatura": {
        "title": "Ferry", "raw_text": "The ferry is late. Share", "text": "The ferry is late.", "author": "Ana Soto; B Ek",
        "source": "https://quay.example/1", "source-hostname": "Quay News", "hostname": "quay.example",
        "date": "2026-11-22", "filedate": "2026-11-23", "excerpt": "Late again", "tags": "", "language": None,
    },
    "fundus": {
        "title": "Ferry", "authors": ["Ana Soto"], "publishing_date": "2026-11-22T09:30:00+00:00", "topics": ["harbour"],
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["The ferry is late."]}]},
        "html": {"requested_url": "https://quay.example/1", "crawl_date": "2026-11-23T10:00:00"},
    },
    "newspaper4k": {
        "title": "Ferry", "text": "The ferry is late.", "authors": "['Ana Soto']", "url": "https://quay.example/1",
        "publish_date": "2026-11-22T09:30:00", "meta_site_name": "Quay News", "keywords": "[]", "top_image": "",
        "source_url": "https://quay.example",
    },
    "Media Cloud": {
        "stories_id": 17, "title": "Ferry", "story_text": "The ferry is late.", "url": "https://quay.example/1",
        "publish_date": "2026-11-22 09:30:00", "media_name": "Quay News", "language": "en", "ap_syndicated": False,
    },
    "an export in German": {
        "Überschrift": "Ferry", "Volltext": "The ferry is late.", "Autor": "Ana Soto", "Datum": "22.11.2026",
        "Quelle": "Quay News", "Adresse": "https://quay.example/1", "Schlagwörter": "harbour; fog",
    },
    "an export in Russian": {
        "Заголовок": "Ferry", "Текст статьи": "The ferry is late.", "Автор": "Ana Soto", "Дата публикации": "22.11.2026",
        "Источник": "Quay News", "Ссылка": "https://quay.example/1",
    },
}  # fmt: skip


@pytest.mark.parametrize("tool", DUMPS)
def test_the_columns_of_a_tool_are_known(tool: str) -> None:
    (one,) = opened(json.dumps([DUMPS[tool]]).encode(), "a.json")
    assert isinstance(one, Document), one
    assert one.content == b"The ferry is late."
    assert one.address == "https://quay.example/1"
    stated = {said["field"]: said["value"] for said in reversed(one.stated)}
    assert stated["headline"] == "Ferry"
    assert tool == "Media Cloud" or stated["author"] == "Ana Soto"
    assert "2026" in stated["published"]
    assert tool == "fundus" or one.outlet in ("quay.example", "Quay News")
    if tool in ("news-please", "fundus", "trafilatura"):
        assert one.retrieved_at is not None
        assert one.retrieved_at.day == 23


def test_reading_goes_on_where_it_ended() -> None:
    for name in ("a.jsonl", "a.jsonl.gz", "a.csv", "a.warc"):
        made = MADE[name.removesuffix(".gz")](TEXTS)
        content = gzip.compress(made) if name.endswith(".gz") else made
        found = opened(content, name)
        place = found[1].after
        assert place is not None
        rest = opened(content, name, place)
        assert [one.path for one in rest][-1] == f"{name}#3"
        assert len(rest) <= 2, "of a WARC the last record is read again"


def test_what_opens_with_many_comments_is_told_at_once() -> None:
    """One way to read them, not one for each choice of where they end: this would not come back."""
    comments = b"<!-- a --> " * 4_000
    assert not any(form.takes(comments, "page.html") for form in containers.FORMATS)
    assert not is_page(comments)
    assert is_page(comments[:1_980] + b"<html><p>The quay is open.</p></html>")
