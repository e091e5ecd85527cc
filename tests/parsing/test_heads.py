"""A text that states its own fields at its head, in any of the forms that tools and databases write, is read
by what it states."""

from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.parsing import parse
from assets.parsing.heads import stated
from assets.parsing.heads.labels import label, values
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.contracts.recurring import Recurring
from checks.verdict import judge
from tests.parsing.conftest import rows

TITLE, URL = "Oyster beds open again", "https://example.invalid/2026/oysters"
TEXT = [
    "The oyster beds below Tarn End will open again in May, two years after the spill, the fisheries "
    "office said on Friday.",
    "“We counted every shell,” said the inspector, Petra Malin, who spent the winter on the flats with a "
    "lamp and a sieve.",
    "Some sixty families live from the beds, and most of them kept their boats through the years without a "
    "harvest at all.",
]
BODY = "\n\n".join(TEXT)
OF_DATABASE = [
    "metadata",
    "label",
    "blank",
    "separator",
    "headline",
    "deck",
    "byline",
    "timestamp",
    "credit",
]


def read(text: str, path: str = "page.txt") -> dict[str, Any]:
    """The clean copy of one text, each stage of it as its contract demands."""
    parsed = parse(rows(text, path=path))
    recurring = recur(parsed.lazy())
    cleaned = clean(parsed, recurring)
    for contract, made in ((Parsed, parsed), (Recurring, recurring), (Cleaned, cleaned)):
        assert judge(made, contract).rules == []
    row: dict[str, Any] = cleaned.row(0, named=True)
    return row


FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "an address, a time and a title on the first lines": (
        f"{URL}\n2026-04-03T09:15:00+0200\n{TITLE}\n{BODY}",
        {"url": URL, "published_on": "2026-04-03"},
    ),
    "a title, and the address under it": (f"{TITLE}\n{URL}\n\n{BODY}", {"url": URL}),
    "labels": (
        f"Title: {TITLE}\nAuthor: Mara Lindqvist\nDate: 3 April 2026\nURL: {URL}\nSection: Coast\n"
        f"Source: The Merrow Post\nTags: oysters, spill\n\n{BODY}",
        {
            "authors": ["Mara Lindqvist"],
            "published_on": "2026-04-03",
            "url": URL,
            "section": "Coast",
            "outlet": "The Merrow Post",
            "tags": ["oysters", "spill"],
        },
    ),
    "labels in German": (
        f"Titel: {TITLE}\nAutorin: Mara Lindqvist\nErscheinungsdatum: 3. April 2026\nRessort: Küste\n"
        f"Quelle: {URL}\n\n{BODY}",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03", "section": "Küste", "url": URL},
    ),
    "labels in French, a space before the colon": (
        f"Titre : {TITLE}\nAuteur : Mara Lindqvist\nDate : 3 avril 2026\nRubrique : Littoral\n\n{BODY}",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03", "section": "Littoral"},
    ),
    "labels in Spanish": (
        f"Título: {TITLE}\nAutora: Mara Lindqvist\nFecha: 3 de abril de 2026\nFuente: El Faro\n\n{BODY}",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03", "outlet": "El Faro"},
    ),
    "labels in Russian": (
        f"Заголовок: {TITLE}\nАвтор: Мария Линд\nДата: 03.04.2026\nИсточник: Маяк\n\n{BODY}",
        {"authors": ["Мария Линд"], "published_on": "2026-04-03", "outlet": "Маяк"},
    ),
    "wide colons": (
        f"标题：{TITLE}\n作者：林小雨\n日期：2026年4月3日\n来源：海港日报\n\n{BODY}",
        {"authors": ["林小雨"], "published_on": "2026-04-03", "outlet": "海港日报"},
    ),
    "labels in brackets": (
        f"【标题】{TITLE}\n【来源】海港日报\n【正文】\n{BODY}",
        {"outlet": "海港日报"},
    ),
    "labels in bold under a heading": (
        f"# {TITLE}\n\n**Author:** Mara Lindqvist\n**Date:** April 3, 2026\n**URL:** <{URL}>\n\n---\n\n"
        f"{BODY}",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03", "url": URL},
    ),
    "a value under its label": (
        f"Title:\n{TITLE}\nAuthor:\nMara Lindqvist\nText:\n{BODY}",
        {"authors": ["Mara Lindqvist"]},
    ),
    "front matter in YAML": (
        f'---\nlayout: post\ntitle: "{TITLE}"\nauthors:\n  - Mara Lindqvist\n  - name: Ola Brenner\n'
        f"date: 2026-04-03 09:15:00 +0200\ntags: [oysters, spill]\ncategories: Coast\n"
        f"canonical_url: {URL}\nimage: https://example.invalid/o.jpg\n---\n\n{BODY}",
        {
            "authors": ["Mara Lindqvist", "Ola Brenner"],
            "published_on": "2026-04-03",
            "tags": ["oysters", "spill"],
            "section": "Coast",
            "url": URL,
            "image_url": "https://example.invalid/o.jpg",
        },
    ),
    "front matter whose title goes on": (
        f"---\ntitle: >-\n  Oyster beds\n  open again\nauthor: Mara Lindqvist\n---\n# {TITLE}\n\n{BODY}",
        {"authors": ["Mara Lindqvist"]},
    ),
    "front matter that is nearly YAML": (
        f'---\ntitle: {TITLE}\nauthor: "Mara Lindqvist\ndate: 2026-04-03\n---\n{BODY}',
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03"},
    ),
    "front matter in TOML": (
        f'+++\ntitle = "{TITLE}"\nauthors = ["Mara Lindqvist", "Ola Brenner"]\n'
        f'date = 2026-04-03T09:15:00Z\ntags = ["oysters", "spill"]\n+++\n\n{BODY}',
        {
            "authors": ["Mara Lindqvist", "Ola Brenner"],
            "published_on": "2026-04-03",
            "tags": ["oysters", "spill"],
        },
    ),
    "a mail's head": (
        f"From: Mara Lindqvist <mara@example.invalid>\nNewsgroups: local.merrow\nSubject: {TITLE}\n"
        "Date: Fri, 03 Apr 2026 09:15:00 +0200\nMessage-ID: <a.1@example.invalid>\nX-Trace: north\n"
        f"References: <b@example.invalid>\n <c@example.invalid>\nLines: 12\n\n{BODY}",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03"},
    ),
    "a mail's folded and encoded subject": (
        "From: editor@example.invalid\nSubject: =?utf-8?Q?Oyster_beds_op?=\n =?utf-8?Q?en_again?=\n"
        f"Date: 3 Apr 2026 09:15 GMT\n\n{BODY}",
        {"authors": [], "published_on": "2026-04-03"},
    ),
    "a press database, all labelled": (
        f"HEADLINE:   {TITLE}\nBYLINE:   By Mara Lindqvist\nSOURCE: The Merrow Post\n"
        f"DATE:   April 3, 2026 Friday\nSECTION:   NEWS; Pg. 4\nLENGTH: 58 words\n\nBODY:\n{BODY}\n\n"
        "LOAD-DATE: April 4, 2026\nLANGUAGE: ENGLISH\nPUBLICATION-TYPE: Newspaper\n"
        "Copyright 2026 Merrow Post Ltd\nAll Rights Reserved\n",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03", "section": "NEWS"},
    ),
    "a press database, newspaper and day above the title": (
        "                    12 of 250 DOCUMENTS\n\n\n              The Merrow Post (England)\n\n"
        f"              April 3, 2026 Friday\n              First Edition\n\n{TITLE}\n\n"
        f"BYLINE: Mara Lindqvist\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 58 words\n\n{BODY}\n\n"
        "GRAPHIC: Photo, the beds at low water\n\nLOAD-DATE: April 4, 2026\n\nLANGUAGE: ENGLISH\n\n"
        "              Copyright 2026 Merrow Post Ltd\n                  All Rights Reserved\n",
        {
            "authors": ["Mara Lindqvist"],
            "published_on": "2026-04-03",
            "outlet": "The Merrow Post (England)",
            "section": "NEWS",
        },
    ),
    "a press database, newspaper and day under the title": (
        f"{TITLE}\nThe Merrow Post (England)\nApril 3, 2026 Friday\n\nCopyright 2026 Merrow Post Ltd All "
        f"Rights Reserved\n\nSection: NEWS; Pg. 4\nLength: 58 words\nByline: Mara Lindqvist\n\nBody\n\n\n"
        f"{BODY}\n\n\nLoad-Date: April 4, 2026\n\n\nEnd of Document\n",
        {
            "authors": ["Mara Lindqvist"],
            "published_on": "2026-04-03",
            "outlet": "The Merrow Post (England)",
        },
    ),
    "a press database's codes": (
        f"SE   News\nHD   {TITLE}\nBY   By Mara Lindqvist\nWC   58 words\nPD   3 April 2026\nET   09:15\n"
        f"SN   The Merrow Post\nSC   MERRPO\nLA   English\nCY   (c) 2026 Merrow Post Ltd\n\nLP\n{TEXT[0]}\n\n"
        f"TD\n{TEXT[1]}\n\n{TEXT[2]}\n\nNS   \nc13 : Regulation\n\nAN   Document MERRPO0020260403em4300001\n",
        {
            "authors": ["Mara Lindqvist"],
            "published_on": "2026-04-03",
            "outlet": "The Merrow Post",
            "section": "News",
        },
    ),
    "the same database without its codes": (
        f"{TITLE}\n\nBy Mara Lindqvist\n58 words\n3 April 2026\n09:15\nThe Merrow Post\nMERRPO\n4\nEnglish\n"
        f"(c) 2026 Merrow Post Ltd\n\n{BODY}\n\nDocument MERRPO0020260403em4300001\n",
        {"authors": ["Mara Lindqvist"], "published_on": "2026-04-03", "outlet": "The Merrow Post"},
    ),
    "a press database, labels above and below": (
        f"____________________________________\n\nDocument 1 of 25\n\n{TITLE}\n\n"
        "Author: Lindqvist, Mara; Brenner, Ola\n\nPublication info: The Merrow Post ; Merrow [Merrow]. "
        f"03 Apr 2026: 4.\n\n{URL}\n\nLinks: \n\nFull text: {BODY}\n\nSubject: Oysters; Fisheries\n\n"
        f"Title: {TITLE}\n\nPublication title: The Merrow Post\n\nFirst page: 4\n\nPublication date: "
        "Apr 3, 2026\n\nSource type: Newspapers\n\nDocument URL: https://example.invalid/docview/1\n\n"
        "Last updated: 2026-04-09\n\nDatabase: Example Central\n\n____________________________________\n",
        {
            "authors": ["Mara Lindqvist", "Ola Brenner"],
            "published_on": "2026-04-03",
            "outlet": "The Merrow Post",
            "url": URL,
            "tags": ["Oysters", "Fisheries"],
            "modified_at": None,
        },
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_a_head_states_is_read_and_the_text_is_what_stands_under_it(form: str) -> None:
    text, wanted = FORMS[form]
    row = read(text)
    found = {name: row[name] for name in wanted}
    if "published_on" in wanted:
        found["published_on"] = str(row["published_on"])
    assert (found, row["headline"], row["body"]) == (wanted, TITLE, BODY)
    assert {line["role"] for line in row["lines"] if not line["in_body"]} <= {*OF_DATABASE, "other"}


def test_a_stated_value_stands_in_its_line_and_goes_first() -> None:
    row = read(f"Title: {TITLE}\nAuthor: Mara Lindqvist\nURL: {URL}\n\nBy Ola Brenner\n\n{BODY}")
    assert row["authors"] == ["Mara Lindqvist"]
    (author,) = (
        one for one in row["fields"] if one["value"] == "Mara Lindqvist" and one["field"] == "author"
    )
    assert (author["line_no"], author["rule"], author["place"]) == (2, "stated_in_text", None)
    text = f"Title: {TITLE}\nAuthor: "
    assert (author["byte_start"], author["byte_end"]) == (len(text), len(text) + len("Mara Lindqvist"))


def test_an_outlet_that_the_folder_names_stays() -> None:
    row = read(f"Title: {TITLE}\nSource: The Merrow Post\nDate: 3 April 2026\n\n{BODY}", "quay/1.txt")
    assert row["outlet"] == "quay"
    named = read(f"Title: {TITLE}\nSource: The Merrow Post\nDate: 3 April 2026\n\n{BODY}")
    assert (named["outlet"], named["outlet_basis"]) == ("The Merrow Post", "text")


def test_figures_that_put_day_or_month_first_stay_open() -> None:
    row = read(f"Title: {TITLE}\nDate: 03/04/2026\nURL: {URL}\n\n{BODY}")
    assert row["published_on"] is None
    (date,) = (one["value"] for one in row["fields"] if one["field"] == "published")
    assert date == "2026-03-04/2026-04-03"


@pytest.mark.parametrize(
    "text",
    [
        f"Date: 5 May 2026\nTime: 7 pm\nVenue: Merrow Town Hall\nPrice: free\n\n{BODY}",
        f"Title: The Tide\nAuthor: Ines Haugland\nPrice: 12 crowns\nPages: 300\n\n{BODY}",
        f"Author: I never wanted to write this book\nReporter: But you did?\nAuthor: Yes.\n\n{BODY}",
        f"{TITLE}\nBy Mara Lindqvist\nPublished: 3 April 2026\nUpdated: 4 April 2026\n\n{BODY}",
        f"{TITLE}\n\nThe tide: a short history\nThe moon: its cause\n\n{BODY}",
        f"Text: Mara Lindqvist\nFoto: Ola Brenner\n\n{TITLE}\n\n{BODY}",
        f"---\n\n{TITLE}\n\n---\n\n{BODY}",
        f"{TITLE}\n\n{BODY}\n\nSource: The Merrow Post\nTags: oysters, spill\n",
        f"{TITLE}\n\n{TEXT[0]}\nSee {URL} for more.\n{TEXT[1]}",
    ],
)
def test_ordinary_texts_state_nothing(text: str) -> None:
    assert stated(text.split("\n")) == []


def test_a_foot_is_read_where_its_head_is_a_database_s_alone() -> None:
    foot = "LOAD-DATE: April 4, 2026\nLANGUAGE: ENGLISH"
    said = stated(f"HEADLINE: {TITLE}\nLENGTH: 58 words\n\n{BODY}\n\n{foot}".split("\n"))
    assert [one.line for (one, *_) in said] == [0, 1, 9, 10]


@pytest.mark.parametrize(
    ("line", "word", "value"),
    [
        ("Title: A tide", "title", "A tide"),
        ("  - **Author(s)**: Lea Holm", "author", "Lea Holm"),
        ("PUB_DATE = 2026", "pub date", "2026"),
        ("Headline\tA tide", "headline", "A tide"),
        ("标题： 潮", "标题", "潮"),
        ("[Source] The Post", "source", "The Post"),
        ("Title: “A tide”", "title", "A tide"),
    ],
)
def test_labels_are_read_in_many_spellings(line: str, word: str, value: str) -> None:
    found = label(line)
    assert found is not None
    assert (found.word, line[found.start : found.end]) == (word, value)


def test_an_address_is_no_label() -> None:
    assert label(URL) is None


def test_a_name_is_turned_where_its_family_name_stands_first() -> None:
    assert values("author", "Lindqvist, Mara; van der Berg, Anna") == ("Mara Lindqvist", "Anna van der Berg")
    assert values("author", "Mara Lindqvist, Ola Brenner") == ("Mara Lindqvist, Ola Brenner",)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: " + "[" * 5_000 + "\n---",
        "---\ntitle: &a [*a, *a]\nauthor: *a\n---",
        "---\ntitle: !!python/object/apply:os.system ['true']\n---",
        "---\ntitle: x\u2028author: y\n---",
        "---\ntitle:\n---",
        "---\n: x\ntitle: \x01\n---",
        "Title:\nAuthor:\nDate:\nURL:",
        "From: =?x-unknown?Q?abc?=\nSubject: =?utf-8?B?!!!?=\nDate: soon\n",
        "HD\nBY\nPD\nSN\nLP\nTD",
        "12 of 250 DOCUMENTS\n\nBYLINE:\n\nLENGTH:\n\nLOAD-DATE:",
        "End of Document",
    ],
)
def test_a_head_that_is_broken_costs_nothing(head: str) -> None:
    row = read(f"{head}\n\n{BODY}")
    assert TEXT[1] in row["body"]


def test_the_lines_of_a_head_still_tile_the_file_in_any_encoding() -> None:
    text = f'---\ntitle: "Fähre „Möwe“ legt ab"\nauthor: Jörg Müller\n---\n\n{BODY}'
    for encoding in ("utf-8", "utf-16", "windows-1252"):
        parsed = parse(rows(text, encoding=encoding))
        assert judge(parsed, Parsed).rules == []
        fields = parsed.select(pl.col("fields").explode().struct.unnest())
        assert "Jörg Müller" in fields["value"].to_list()
