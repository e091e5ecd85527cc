"""What pages print at their head, in many shapes and languages: when, who, from where, and from whom."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.parsing import parse
from tests.cleaning.conftest import STORY, rows

TITLE = "Norvik council votes to widen the quay"
DAY = "6 December 2024"
NOON = datetime(2024, 12, 10, 12, tzinfo=UTC)

CLOCKS = {  # the moment in UTC, and where its outlet's address ends
    "6 December 2024, 11:00 PT": ("2024-12-06 19:00", "example"),
    "July 6, 2024 11:00 a.m. PT": ("2024-07-06 18:00", "example"),
    "Published 11:00 a.m. ET Dec. 6, 2024": ("2024-12-06 16:00", "example"),
    "6 December 2024, 11:00 CT": ("2024-12-06 17:00", "example"),
    "6 December 2024, 11:00 WITA": ("2024-12-06 03:00", "example"),
    "6 December 2024, 11:00 WIT": ("2024-12-06 02:00", "example"),
    "6 December 2024, 11:00 BRT": ("2024-12-06 14:00", "example"),
    "6 December 2024, 11:00 IST": ("2024-12-06 05:30", "in"),
    "6 December 2024, 11.00 IST": ("2024-12-06 11:00", "ie"),
    "6 December 2024, 11:00 a.m. IST": ("2024-12-06 09:00", "il"),
    "6 December 2024, 11:00 CST": ("2024-12-06 03:00", "cn"),
    "6 December 2024, 11:00 am CST": ("2024-12-06 17:00", "example"),
    "2024年5月12日 下午3:24": ("2024-05-12 15:24", "example"),
    "2024年5月12日15時24分": ("2024-05-12 15:24", "example"),
    "２０２４年５月１２日 １５時２４分": ("2024-05-12 15:24", "example"),
    "2024년 5월 12일 오후 3시 24분": ("2024-05-12 15:24", "example"),
    "등록 2024.05.12. 오전 9:05": ("2024-05-12 09:05", "example"),
    "12 Μαΐου 2024, 3:24 μ.μ.": ("2024-05-12 15:24", "example"),
    "12 พฤษภาคม 2567 15:24 น.": ("2024-05-12 15:24", "example"),
    "May 12, 2024 | 3:24 PM": ("2024-05-12 15:24", "example"),
    "May 12, 2024 / 3:24 PM PDT / Quay News": ("2024-05-12 22:24", "example"),
    "May 12, 20243:24 PM EDTUpdated 2 hours ago": ("2024-05-12 19:24", "example"),
    "12-May-24 15:24": ("2024-05-12 15:24", "example"),
}
TWO_DATES = {  # when it was published, and when it was changed
    "12 May 2024 (updated 13 May 2024)": ("2024-05-12 00:00", "2024-05-13 00:00"),
    "May 12, 2024Updated May 13, 2024": ("2024-05-12 00:00", "2024-05-13 00:00"),
    "May 12, 2024 Updated: May 13, 2024 4:10 p.m.": ("2024-05-12 00:00", "2024-05-13 16:10"),
    "12 May 2024, updated at 15:30": ("2024-05-12 00:00", "2024-05-12 15:30"),
    "Publicado em 12/05/2024 às 15h24 Atualizado em 13/05/2024 às 10h00": (
        "2024-05-12 15:24",
        "2024-05-13 10:00",
    ),
    "Veröffentlicht am 12. Mai 2024, 15:24 Uhr, aktualisiert am 13. Mai 2024, 10:00 Uhr Lesezeit: 3 Min.": (
        "2024-05-12 15:24",
        "2024-05-13 10:00",
    ),
    "입력 2024.05.12. 오후 3:24 수정 2024.05.12. 오후 5:10": ("2024-05-12 15:24", "2024-05-12 17:10"),
    "公開日：2024年5月12日 更新日：2024年5月13日": ("2024-05-12 00:00", "2024-05-13 00:00"),
    "Updated - May 13, 2024 01:15 am IST - Published - May 12, 2024 10:15 pm IST": (
        "2024-05-12 16:45",
        "2024-05-12 19:45",
    ),
    "Received 3 January 2023 Accepted 9 January 2023 Published 2 February 2023": ("2023-02-02 00:00", None),
}
AGO = {  # seen from noon of 10 December 2024
    "Yesterday": "2024-12-09 00:00",
    "Gestern, 10:30 Uhr": "2024-12-09 10:30",
    "Hier à 10h30": "2024-12-09 10:30",
    "Вчера, 10:30": "2024-12-09 10:30",
    "two days ago": "2024-12-08 00:00",
    "vor einer Stunde": "2024-12-10 11:00",
    "il y a une heure": "2024-12-10 11:00",
    "un'ora fa": "2024-12-10 11:00",
    "há 2 horas": "2024-12-10 10:00",
    "час назад": "2024-12-10 11:00",
    "2 години тому": "2024-12-10 10:00",
    "1 jam yang lalu": "2024-12-10 11:00",
    "2 saat önce": "2024-12-10 10:00",
    "2 tuntia sitten": "2024-12-10 10:00",
    "3時間前": "2024-12-10 09:00",
    "3시간 전": "2024-12-10 09:00",
    "قبل ساعتين": "2024-12-10 10:00",
    "Just now": "2024-12-10 12:00",
    "2 months ago": "2024-10-01 00:00",
    "il y a 2 ans": "2022-01-01 00:00",
}
OTHER_DAYS = [
    "Deadline: 31 December 2031",
    "Concert: Saturday, 28 June 2025",
    "Saturday, 28 June 2031, 8pm",
    "Gültig bis 31.12.2031",
    "Jusqu'au 31 décembre 2031",
    "Hasta el 31 de diciembre de 2031",
    "Ref. 12.05.2024/77",
    "Invoice 12-05-2024-99",
    "Established 2 May 1904",
    "Registered in England 2 May 1904",
]
BYLINES = {
    "By Omar el-Khatib": ["Omar el-Khatib"],
    "By Noor bint Hamad and Yusuf bin Ali": ["Noor bint Hamad", "Yusuf bin Ali"],
    "By Marie-Claire d’Aubigné": ["Marie-Claire d’Aubigné"],
    "Von Jan van der Meer": ["Jan van der Meer"],
    "By William “Bill” Carter": ["William “Bill” Carter"],
    "By Ana Soto Special to The Harbour Post": ["Ana Soto"],
    "Ana Soto in Madrid and Jon Vik in Oslo": ["Ana Soto", "Jon Vik"],
    "By Ana Soto in Madrid, Jon Vik in Oslo and Lea Holm in Rome": ["Ana Soto", "Jon Vik", "Lea Holm"],
    "By Ana Soto in New York and Los Angeles": ["Ana Soto"],
    "Maria Soto Staff Writer": ["Maria Soto"],
    "Maria Soto Staff": ["Maria Soto"],
    "Anna Lindqvist Stockholm": ["Anna Lindqvist"],
    "（By Ana Soto / Staff reporter）": ["Ana Soto"],
    "Written by Ana Soto Edited by Jon Vik": ["Ana Soto"],
    "By Ana Soto Photos by Jon Vik": ["Ana Soto"],
    "Penulis: Budi Santoso": ["Budi Santoso"],
    "By\u00a0Ana\u00a0Soto\u200b": ["Ana Soto"],
    "Post staff and agencies in Madrid": [],
    "Los Angeles": [],
    "BUENOS AIRES": [],
    "Kuala Lumpur": [],
}
SIGN_OFFS = {
    "(dpa)": "dpa",
    "dpa/rs": "dpa",
    "NDR (jkl/dpa)": "dpa",
    "(Red./APA)": "APA",
    "/TASS/": "TASS",
    "mit Material von dpa": "dpa",
    "Con información de EFE": "EFE",
    "With files from The Canadian Press": "The Canadian Press",
    "This report by The Associated Press was first published May 12, 2024.": "The Associated Press",
}
PICTURE_CREDITS = [
    "Fot. Jan Kowalski",
    "Foto: Jon Vik",
    "Kuva: Matti Virtanen",
    "Fotó: Nagy Péter",
    "Фото: Иван Петров",
]
OPENINGS = {  # before the lead
    "WASHINGTON, D.C. — ": ("WASHINGTON, D.C.", None),
    "SANTA FE, N.M. (AP) — ": ("SANTA FE, N.M.", "AP"),
    "FORT WORTH, Tarrant County, Texas — ": ("FORT WORTH, Tarrant County, Texas", None),
    "New Delhi, March 30: ": ("New Delhi", None),
    "DHAKA, Dec 6, 2024 (QNB) - ": ("DHAKA", None),
    "LONDON (Quay/Reuters) - ": ("LONDON", "Reuters"),
    "Tel Aviv, Israel (QNN) — ": ("Tel Aviv, Israel", None),
    "JAKARTA, PELABUHAN.com — ": ("JAKARTA", None),
    "PELABUHAN.CO, Jakarta - ": ("Jakarta", None),
    "MINSK, May 12. /TASS/. ": ("MINSK", "TASS"),
    "(Reuters) - ": (None, "Reuters"),
    "WHO: ": (None, None),
    "HEALTH: ": (None, None),
    "UNICEF: ": (None, None),
}


@cache
def read(
    heads: tuple[tuple[str, ...], ...], lead: str = "", below: str = "", outlets: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """The clean copy of pages with these lines under their headline, each of an outlet of its own."""
    files = {}
    for number, head in enumerate(heads):
        place = outlets[number] if outlets else "example"
        lines = [TITLE, *head, lead + STORY[0], *STORY[1:], *([below] if below else [])]
        files[f"quay{number}.{place}/page.txt"] = "\n".join(lines)
    parsed = parse(rows(files, NOON))
    return list(clean(parsed, recur(parsed.lazy())).iter_rows(named=True))


def one(heads: Mapping[str, Any] | list[str], line: str, day: bool = False) -> dict[str, Any]:
    """The clean copy of the page that has one of these lines."""
    texts = [*heads]
    return read(tuple((text, DAY) if day else (text,) for text in texts))[texts.index(line)]


def minute(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else None


@pytest.mark.parametrize("line", CLOCKS)
def test_a_clock_is_read_with_its_zone_and_half_of_the_day(line: str) -> None:
    outlets = tuple(place for _, place in CLOCKS.values())
    row = read(tuple((text,) for text in CLOCKS), outlets=outlets)[[*CLOCKS].index(line)]
    assert (minute(row["published_at"]), row["published_precision"]) == (CLOCKS[line][0], "minute")
    assert (row["deck"], row["headline"]) == (None, TITLE)


def test_letters_that_may_be_several_zones_bound_the_moment() -> None:
    (row,) = read((("6 December 2024, 11:00 IST",),))
    assert (minute(row["published_earliest"]), minute(row["published_latest"])) == (
        "2024-12-06 05:30",
        "2024-12-06 10:01",
    )


@pytest.mark.parametrize("line", TWO_DATES)
def test_of_two_dates_each_is_what_its_label_says(line: str) -> None:
    row = one(TWO_DATES, line)
    assert (minute(row["published_at"]), minute(row["modified_at"])) == TWO_DATES[line]
    assert row["body"].count("\n\n") == len(STORY) - 1, "it is no text"


@pytest.mark.parametrize("line", AGO)
def test_how_long_ago_is_counted_back_from_the_retrieval(line: str) -> None:
    row = one(AGO, line)
    assert (minute(row["published_at"]), row["published_basis"]) == (AGO[line], "relative_to_retrieval")
    assert [found["role"] for found in row["lines"] if found["text"] == line] == ["timestamp"]


@pytest.mark.parametrize("line", OTHER_DAYS)
def test_the_day_of_something_else_is_not_that_of_publication(line: str) -> None:
    assert one(OTHER_DAYS, line)["published_at"] is None


@pytest.mark.parametrize("line", BYLINES)
def test_persons_are_named_in_any_shape_of_byline_and_places_are_none(line: str) -> None:
    row = one(BYLINES, line, day=True)
    assert (row["authors"], row["deck"], row["headline"]) == (BYLINES[line], None, TITLE)


@pytest.mark.parametrize("line", SIGN_OFFS)
def test_a_line_that_closes_the_text_with_an_agency_credits_it(line: str) -> None:
    (row,) = read(((DAY,),), below=line)
    assert (row["credit"], row["authors"], line in row["body"]) == (SIGN_OFFS[line], [], False)


@pytest.mark.parametrize("line", PICTURE_CREDITS)
def test_who_took_the_picture_is_no_author(line: str) -> None:
    (row,) = read(((DAY,),), below=line)
    assert (row["authors"], line in row["body"]) == ([], False)


def test_who_signs_an_embedded_post_is_no_author() -> None:
    (row,) = read(((DAY,),), below="— Martha Lindqvist (@mlindqvist) May 3, 2024")
    assert (row["authors"], str(row["published_on"])) == ([], "2024-12-06")


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_dateline_gives_the_place_and_the_agency(opening: str) -> None:
    (row,) = read(((DAY,),), lead=opening)
    assert (row["dateline"], row["credit"]) == OPENINGS[opening]


def test_a_dateline_is_found_below_a_long_menu() -> None:
    links = [
        f"Ferries to the outer islands will sail an hour later on Sundays, says line {n}" for n in range(12)
    ]
    parsed = parse(
        rows({"page.txt": "\n".join([*links, TITLE, DAY, "NORVIK (AP) — " + STORY[0], *STORY[1:]])})
    )
    row = clean(parsed, recur(parsed.lazy())).row(0, named=True)
    assert row["dateline"] == "NORVIK"


def test_an_author_who_signs_most_of_an_outlet_stays_its_author() -> None:
    titles = [
        "Pilots refuse to sail in fog",
        "Crane falls into the basin",
        "Rope works to close in the spring",
        "Ferry fares rise by a tenth",
    ]
    files = {
        f"quay/{number}.txt": "\n".join(
            [
                title,
                "Martha Lindqvist",
                f"{number + 3} March 2025",
                f"{title}, the council said. {STORY[number]}",
            ]
            + [f"{line} The clerk noted it as number {number}." for line in STORY[number + 1 :]]
        )
        for number, title in enumerate(titles)
    }
    parsed = parse(rows(files))
    assert clean(parsed, recur(parsed.lazy()))["authors"].to_list() == [["Martha Lindqvist"]] * len(titles)


def test_a_first_line_above_the_byline_is_the_headline_whatever_its_first_word() -> None:
    parsed = parse(
        rows(
            {
                "page.txt": "\n".join(
                    ["Share this mole: how two towns split a ferry", "By Lea Holm", DAY, *STORY]
                )
            }
        )
    )
    assert clean(parsed, recur(parsed.lazy()))["headline"].to_list() == [
        "Share this mole: how two towns split a ferry"
    ]


def test_letters_of_a_zone_are_written_as_its_distance_from_greenwich() -> None:
    (row,) = read((("6 December 2024, 11:00 ET",),))
    assert [found["value"] for found in row["fields"] if found["field"] == "published"] == [
        "2024-12-06T11:00-05:00"
    ]


def test_a_day_after_the_retrieval_keeps_its_evidence() -> None:
    row = one(OTHER_DAYS, "Saturday, 28 June 2031, 8pm")
    assert (
        row["published_at"],
        [found["value"] for found in row["fields"] if found["field"] == "published"],
    ) == (
        None,
        ["2031-06-28T20:00"],
    )


def test_evidence_names_registered_rules_alone() -> None:
    found = pl.concat(
        [pl.DataFrame(row["fields"]) for row in read(tuple((text,) for text in TWO_DATES)) if row["fields"]]
    )
    assert found["rule"].null_count() == 0
