"""A page of HTML becomes lines, each with its element, and every character of it is accounted for."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.cleaning import clean
from assets.parsing import parse
from assets.parsing.pages import nesting
from assets.reading import detect
from assets.reading.pages import is_page
from checks.contracts.base import shape
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.contracts.recurring import Recurring
from checks.verdict import judge
from tests.parsing.conftest import rows

SAMPLE = Path(__file__).parents[2] / "samples" / "quayside-courier" / "tide-mill-turns.html"


def read(content: str | bytes, path: str = "quay/1.html", **other: Any) -> dict[str, Any]:
    """The parsed row of a page."""
    data = content.encode() if isinstance(content, str) else content
    raw = rows(data, path=path).with_columns(encoding=pl.lit(detect(data, named_page=True)))
    raw = raw.with_columns(pl.lit(value, shape_of(raw, name)).alias(name) for name, value in other.items())
    parsed = parse(raw)
    assert judge(parsed, Parsed).rules == []
    return parsed.row(0, named=True)


def shape_of(frame: pl.DataFrame, name: str) -> pl.DataType:
    return frame.schema[name]


def texts(page: dict[str, Any]) -> list[str]:
    return [span["text"] for span in page["spans"]]


def stated(page: dict[str, Any], field: str) -> list[str]:
    return [one["value"] for one in page["fields"] if one["field"] == field and one["place"]]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>One <b>bold</b>\n  word</p><p>Two</p>", ["One bold word", "Two"]),
        ("<p>One<br>Two<br/>Three</p>", ["One", "Two", "Three"]),
        ("<div>Loose <p>in a paragraph</p> and after</div>", ["Loose", "in a paragraph", "and after"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<pre>One\n  Two</pre>", ["One", "Two"]),
        ("<p>Fish &amp; chips&nbsp;&mdash; ready</p>", ["Fish & chips — ready"]),
        ("<p>Seen</p><script>unseen()</script><style>p {}</style><!-- nor this -->", ["Seen"]),
        ("<p> </p><p>\n</p>", []),
    ],
)
def test_a_line_is_a_run_of_text_within_a_block(html: str, lines: list[str]) -> None:
    assert texts(read(html)) == lines


def test_each_line_names_its_element_and_tells_one_instance_from_another() -> None:
    page = read(
        '<body><div class="a b"><p>One</p></div>'
        '<div class="a b"><p id="x">Two</p><p><a href="#">Three</a></p></div>'
    )
    assert page["elements"] == [
        "body[1]/div[1].a.b/p[1]",
        "body[1]/div[2].a.b/p[2]#x",
        "body[1]/div[2].a.b/p[3]/a[1]",
    ]


def test_a_line_of_several_elements_stands_in_the_one_that_holds_them_all() -> None:
    page = read("<p><i>One</i> and <b>two</b></p><p><b>Only <i>this</i></b></p>")
    assert page["elements"] == ["body[1]/p[1]", "body[1]/p[2]/b[2]"]


def test_hints_say_what_is_link_bold_and_hidden() -> None:
    page = read('<p><a href="/x">Four</a></p><p>Four<b>Four</b></p><div style="display: none"><p>x</p></div>')
    hints = [(hint["links"], hint["strong"], hint["hidden"]) for hint in page["hints"]]
    assert hints == [(1.0, 0.0, False), (0.0, 0.5, False), (0.0, 0.0, True)]


def test_what_is_on_no_line_is_counted_by_kind() -> None:
    page = read(
        "<title>A title</title><script>a b</script><script>c</script><template><p>later</p></template>"
        "<p>Text</p><noscript>none</noscript><select><option>one</select><svg><text>drawn</text></svg>"
    )
    left_out = {one["kind"]: (one["nodes"], one["chars"]) for one in page["left_out"]}
    assert left_out == {
        "title": (1, 6),
        "script": (2, 3),
        "template": (1, 5),
        "noscript": (1, 4),
        "choice": (1, 3),
        "drawing": (1, 5),
    }
    assert page["characters"] == 6 + 3 + 5 + 4 + 3 + 5 + 4


def test_a_character_that_is_lost_breaks_the_contract() -> None:
    page = parse(rows("<p>One</p><p>Two</p>", path="quay/1.html"))
    for wrong in (pl.col("characters") + 1, pl.col("characters") - 1):
        assert judge(page.with_columns(characters=wrong), Parsed).rules != []


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div",
                "class='x",
                "y'>",
                "</div>",
                "<b>",
                "</i>",
                "<i>",
                "<br>",
                "<td>",
                "<table>",
                "</table>",
                "<li>",
                "<ul>",
                "<script>",
                "</script>",
                "<style>",
                "<template>",
                "</template>",
                "<!--",
                "-->",
                "<pre>",
                "</pre>",
                "<title>",
                "</title>",
                "<select>",
                "<option>",
                "<svg>",
                "</svg>",
                "<a\xa0href=/x>",
                "</a>",
                "<h1>",
                "</h1>",
                "&amp;",
                "&#0;",
                "&nbsp;",
                "<textarea>",
                "<iframe>",
                "<noscript>",
                "</noscript>",
                "<plaintext>",
                "<![CDATA[",
                "]]>",
                "<math>",
                "<mi>",
                "</math>",
                "<body>",
                "<frameset>",
                "</body>",
                "</html>",
                "<time\xa0datetime=2020-01-01>",
            ]
        ).map(lambda tag: tag.replace("\xa0", " ")),
        st.text(max_size=12),
    ),
    max_size=40,
)


@given(SOUP)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_tags_are_each_character_is_on_a_line_or_left_out_by_name(parts: list[str]) -> None:
    parsed = parse(rows("<html>" + "".join(parts), path="quay/1.html"))
    assert judge(parsed, Parsed).rules == []


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "cp1252", "utf-16-le", "shift_jis"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_bytes_are_a_page_keeps_its_contract(noise: bytes, encoding: str) -> None:
    raw = rows(b"<html><p>" + noise, path="quay/1.html")
    parsed = parse(raw.with_columns(encoding=pl.lit(encoding)))
    assert judge(parsed, Parsed).rules == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a text that is named as one", b"Gulls return\n\nThey are back.\n", False),
        ("a page under another name", b"<!doctype html><html><body><p>x</p></body></html>", True),
        ("a page behind a mark", b"\xef\xbb\xbf\n<HTML lang=en><head></head>", True),
        ("a page behind a comment", b"<!-- saved -->\n<html><body>x", True),
        ("a part of a page", b"<p>One</p>\n<p>Two</p>", True),
        ("UTF-16", "<html><p>x</p></html>".encode("utf-16"), True),
        ("a text that speaks of elements", b"The <p> element opens a paragraph; </p> closes it.", False),
        ("a text in brackets", b"<Jones> I said so. </Jones>", False),
        ("a mail address", b"<ana@quay.example> wrote:\n> hello", False),
        ("nothing", b"", False),
    ],
)
def test_a_page_is_known_by_its_content(name: str, content: bytes, told: bool) -> None:
    assert is_page(content) is told, name


def test_a_page_under_a_name_of_text_is_read_as_a_page() -> None:
    page = read("<html><body><p>Gulls return</p></body></html>", path="quay/1.txt")
    assert (page["places"], texts(page)) == ("elements", ["Gulls return"])


def test_a_text_under_a_name_of_a_page_is_read_as_text() -> None:
    page = read("Gulls return\n\nThey are back.\n", path="quay/1.html")
    assert page["places"] == "bytes"


def test_a_record_that_says_html_is_read_so_and_one_that_says_text_is_not() -> None:
    assert read("Gulls &amp; terns", path="a.jsonl#1", format="html")["places"] == "elements"
    assert read("<html><p>x</p></html>", path="a.jsonl#1", format="text")["places"] == "bytes"


@pytest.mark.parametrize(
    ("content", "codec", "word"),
    [
        ('<meta charset="windows-1251"><p>Привет, гавань</p>'.encode("cp1251"), "cp1251", "Привет"),
        ('<meta charset="iso-8859-1"><p>Hafen für Möwen</p>'.encode(), "utf-8", "für"),
        (
            '<meta charset="utf-8"><p>Der Hafen ist für Möwen und Fähren täglich geöffnet</p>'.encode(
                "cp1252"
            ),
            None,
            "für",
        ),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>港口的海鸥</p>'.encode(
                "gb18030"
            ),
            "gb18030",
            "港口",
        ),
        ('<meta charset="no-such"><p>Hafen für</p>'.encode(), "utf-8", "für"),
        ("<html><p>Hafen für</p>".encode("utf-16"), "utf-16", "für"),
        (b"<html><p>" + "für und über die Brücke ".encode() * 9 + b"\xff</p>", "utf-8", "für"),
    ],
)
def test_a_codec_is_known_by_mark_bytes_and_declaration_in_this_order(
    content: bytes, codec: str | None, word: str
) -> None:
    assert detect(content, named_page=True) == codec or codec is None  # sisters may share the letters
    assert word in texts(read(content))[0]


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Tide mill turns again",
    "datePublished": "2026-11-24T07:40:00+01:00",
    "author": [{"@type": "Person", "name": "Wilma Teague"}, {"name": "Osric Penhale"}],
    "articleSection": "Heritage",
    "keywords": ["mill", "tide"],
    "image": {"url": "https://quay.example/mill.jpg"},
    "isAccessibleForFree": "False",
    "publisher": {"name": "Quayside Courier"},
}


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([{"@type": "WebSite", "name": "Quay"}, ARTICLE]),
        json.dumps({"@graph": [{"@type": "BreadcrumbList"}, ARTICLE]}),
        json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}),
        "<!--\n" + json.dumps(ARTICLE) + "\n-->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE).replace("again", "again\t") + ";",
    ],
)
def test_json_ld_is_read_in_whatever_form_it_is_written(script: str) -> None:
    page = read(
        f'<script type="application/ld+json">{script}</script><h1>Tide mill turns again</h1><p>Text.</p>'
    )
    assert stated(page, "headline") == ["Tide mill turns again"]
    assert stated(page, "published") == ["2026-11-24T07:40+01:00"]
    assert stated(page, "author") == ["Wilma Teague", "Osric Penhale"]
    assert stated(page, "section") == ["Heritage"]
    assert stated(page, "tag") == ["mill", "tide"]
    assert stated(page, "image_url") == ["https://quay.example/mill.jpg"]
    assert stated(page, "is_accessible_for_free") == ["false"]


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "[[[[", '"text"', "{'a': 1}", "[" * 100_000, '{"@type": 7, "headline": {"a": []}}'],
)
def test_json_ld_that_cannot_be_mended_says_nothing_and_harms_nothing(script: str) -> None:
    page = read(f'<script type="application/ld+json">{script}</script><p>Text.</p>')
    assert (texts(page), page["fields"]) == (["Text."], [])


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ARTICLE, "@id", "name", "url", "@graph", "description"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*ARTICLE, "@id", "description", "articleBody"]), ODD, max_size=8))
@settings(max_examples=50, deadline=None)
def test_whatever_json_ld_holds_the_page_is_read(thing: dict[str, Any]) -> None:
    script = json.dumps({**thing, "@type": "NewsArticle"}).replace("</", "<\\/")
    read(f'<script type="application/ld+json">{script}</script><p>Text.</p>')


def test_of_a_field_the_most_trusted_place_goes_first_and_the_others_stay_as_evidence() -> None:
    page = read(
        '<meta property="article:published_time" content="2026-11-23">'
        '<meta name="date" content="2026-11-20">'
        f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script><p>Text.</p>'
    )
    dates = [(one["value"], one["rule"]) for one in page["fields"] if one["field"] == "published"]
    assert dates == [
        ("2026-11-24T07:40+01:00", "stated_in_json_ld"),
        ("2026-11-23", "stated_in_open_graph"),
        ("2026-11-20", "stated_in_meta"),
    ]


def test_outlet_and_address_are_filled_from_the_page_where_nothing_else_names_them() -> None:
    link = '<link rel="canonical" href="https://www.quay.example/mill">'
    site = '<meta property="og:site_name" content="Quay Times">'
    script = f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script>'
    for html, outlet, basis in (
        (link + site + script, "Quayside Courier", "publisher"),
        (link + site, "Quay Times", "site_name"),
        (link, "quay.example", "host"),
    ):
        page = read(html + "<p>x</p>", path="1.html")
        assert (page["outlet"], page["outlet_basis"]) == (outlet, basis)
        assert page["url"] == "https://www.quay.example/mill"
    assert read(link + site + "<p>x</p>")["outlet"] == "quay"


def test_the_line_that_says_the_stated_headline_is_the_headline() -> None:
    page = read(
        '<title>Tide mill turns again - Quay Times</title><meta property="og:site_name" content="Quay Times">'
        "<ul><li>Tide mill turns again</li></ul><p>Quay Times</p>"
        "<h1>Tide Mill Turns Again</h1><p>It turned.</p>"
    )
    named = [(span["line_no"], span["rule"]) for span in page["spans"] if span["role"] == "headline"]
    assert named == [(3, "says_stated_headline")]


def test_links_have_their_line_and_a_whole_address_where_the_page_has_one() -> None:
    page = read(
        '<link rel="canonical" href="https://quay.example/a/b"><p>See <a href="../c">the <b>plan</b></a> and'
        ' <a href="https://mill.example/">this</a>, <a>no link</a></p>'
    )
    assert page["links"] == [
        {"line_no": 1, "text": "the plan", "href": "https://quay.example/c"},
        {"line_no": 1, "text": "this", "href": "https://mill.example/"},
    ]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html>",
        "<script>only()</script>",
        "<body></body>",
        "<p>" + "\0" * 9 + "nul</p>",
        "<div>" * 30_000 + "deep" + "</div>" * 30_000,
        "<div>" * 200_000 + "deeper",
        "<table><tr><td>" * 20_000 + "cell",
        "<b><i><p>" * 3_000 + "tangled",
        "<span>" * 100_000 + "x",
    ],
    ids=lambda html: html[:12],
)
def test_bad_pages_are_read(html: str) -> None:
    read(html)


def test_a_page_nested_too_deep_is_made_shallow_and_keeps_its_text() -> None:
    html = "<div>" * 20_000 + "<p>One</p>" + "</div>x" * 20_000
    shallow = nesting.flattened(html)
    assert shallow.count("<div>") == shallow.count("</div>") == nesting.DEEPEST
    assert shallow.count("x") == 20_000
    plain = "<p>One<p>Two<li>Three" * 5_000
    assert nesting.flattened(plain) == plain


def test_a_page_goes_through_cleaning_and_keeps_its_contract() -> None:
    html = SAMPLE.read_text()
    raw = rows(html, path="quayside-courier/tide-mill-turns.html")
    page = Cleaned.validate(clean(parse(raw), pl.DataFrame(schema=shape(Recurring)))).row(0, named=True)
    assert page["headline"] == "Tide mill at Orrin Mouth turns again after ninety years"
    assert page["authors"] == ["Wilma Teague"]
    assert str(page["published_at"]) == "2026-11-24 06:40:00+00:00"
    assert page["section"] == "Heritage"
    assert page["body"].startswith("The wheel of the tide mill")
    assert page["body"].endswith("hardly worn.")
    assert "grandfather" not in page["body"]


@pytest.mark.parametrize(
    ("stated_at", "shown", "day"),
    [
        ("2023-12-22T18:30:00Z", "December 23, 2023 5:30 am", "2023-12-23"),
        ("2023-12-22T18:30:00Z", "December 22, 2023 6:30 pm", "2023-12-22"),
        ("2023-12-22T18:30:00Z", "December 23, 2023 5:37 am", "2023-12-22"),
        ("2023-12-22T18:30:00+01:00", "December 23, 2023 5:30 am", "2023-12-22"),
        ("2023-12-22T18:30:00Z", "December 25, 2023 5:30 am", "2023-12-22"),
    ],
)
def test_of_a_moment_stated_at_greenwich_the_day_is_the_one_that_the_page_shows(
    stated_at: str, shown: str, day: str
) -> None:
    html = SAMPLE.read_text().replace("24 November 2026, 7.40am", shown)
    html = html.replace("2026-11-24T07:40:00+01:00", stated_at)
    parsed = parse(rows(html, path="quayside-courier/1.html"))
    page = Cleaned.validate(clean(parsed, pl.DataFrame(schema=shape(Recurring)))).row(0, named=True)
    assert str(page["published_on"]) == day
