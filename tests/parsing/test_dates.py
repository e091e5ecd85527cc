"""Dates as papers write them."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assets.cleaning.fields import published
from assets.parsing import parse
from checks.contracts.parsed import Parsed
from checks.verdict import judge
from tests.parsing.conftest import rows

STATED = {
    "Jan 18, 2025": "2025-01-18",
    "Mon Jan 13 2025": "2025-01-13",
    "28/01/2025": "2025-01-28",
    "2025-01-18T10:23:00+05:00": "2025-01-18T10:23+05:00",
    "2025-01-18T10:23:00Z": "2025-01-18T10:23+00:00",
    "Published 8:00 PM EST, Tue December 19, 2023": "2023-12-19T20:00 EST",
    "Dec 22, 2023 11:11am PDT": "2023-12-22T11:11-07:00",
    "Veröffentlicht am 12. März 2024, 09:15 Uhr": "2024-03-12T09:15",
    "Publié le 3 avril 2024 à 18h30": "2024-04-03T18:30",
    "5 de mayo de 2023": "2023-05-05",
    "Published 3 November 2024 21:15": "2024-11-03T21:15",
    "Published 31 December 2024 23:30 EST": "2024-12-31T23:30 EST",
    "3 marzo 2024 alle 12.30": "2024-03-03T12:30",
    "1º de janeiro de 2024": "2024-01-01",
    "12 marca 2024": "2024-03-12",
    "18 января 2025": "2025-01-18",
    "15 Ιανουαρίου 2025": "2025-01-15",
    "3.4.2025": "2025-04-03",
    "December 2023": "2023-12",
    "June 30, 2026 - 4.34pm": "2026-06-30T16:34",
    "December 1, 2023December 1, 2023": "2023-12-01",
    "2 augusti 2026": "2026-08-02",
    "4. marts 2025": "2025-03-04",
    "4 ianuarie 2025": "2025-01-04",
    "4 січня 2025": "2025-01-04",
    "3 November 2024 10:00 GMT-5": "2024-11-03T10:00-05:00",
    "Nov 3, 2024 10:00 UTC+05:30": "2024-11-03T10:00+05:30",
    "Nov 3, 2024 10:00 UTC+0530": "2024-11-03T10:00+05:30",
    "3 November 2024 10:00 GMT-20": "2024-11-03T10:00+00:00",
    "3 November 2024 20:00 UTC–5": "2024-11-03T20:00-05:00",
    "3 November 2024 10:00-11:30": "2024-11-03T10:00",
    "2024-11-03 10:00:15-05:00": "2024-11-03T10:00-05:00",
    "3 November 2024 10:00 GMT+９": "2024-11-03T10:00+09:00",
    "Publié le 3 mai 2024 à 10h00, cet article": "2024-05-03T10:00",
    "2024年11月3日 12:30": "2024-11-03T12:30",
    "2024年5月12日 GMT+8 14:00": "2024-05-12T14:00+08:00",
    "12 May 2024 (UTC-5) 9:05": "2024-05-12T09:05-05:00",
    "3 comments 12 May 2024 9:05": "2024-05-12T09:05",
    "12 May 2024 | 9 pm": "2024-05-12T21:00",
    "12 May 2024 1.234 views": "2024-05-12",
    "19.11.202119.11.2021": "2021-11-19",
    "3. April 20223. April 2022": "2022-04-03",
    "Erscheinungsdatum: 07.02.2022": "2022-02-07",
}


def evidence(raw: Any, line: str, **known: Any) -> list[tuple[str, str]]:
    return [(found["field"], found["value"]) for found in parse(raw(f"{line}\n", **known))["fields"][0]]


@pytest.mark.parametrize(("line", "value"), STATED.items())
def test_stated_date_is_read(raw: Any, line: str, value: str) -> None:
    assert evidence(raw, line) == [("published", value)]


@pytest.mark.parametrize(
    "line",
    [
        "söndag 2 augusti 2026",
        "lørdag 4. januar 2025",
        "sobota 4. ledna 2025",
        "субота, 4 січня 2025",
        "sâmbătă, 4 ianuarie 2025",
        "4 Ocak 2025 cumartesi",
    ],
)
def test_weekday_with_its_day_is_a_timestamp(raw: Any, line: str) -> None:
    assert [(span["role"], span["rule"]) for span in parse(raw(f"{line}\n"))["spans"][0]] == [
        ("timestamp", "only_a_date")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Updated 12 March 2024",
        "Aktualisiert: 12.03.2024",
        "Mis à jour le 12 mars 2024",
        "Обновлено 12 марта 2024",
    ],
)
def test_update_is_no_publication(raw: Any, line: str) -> None:
    assert evidence(raw, line) == [("modified", "2024-03-12")]


@pytest.mark.parametrize(
    "line",
    [
        "Updated 4 May 2024, published 3 May 2024",
        "Published 3 May 2024 Updated 4 May 2024",
        "Veröffentlicht am 3. Mai 2024; aktualisiert am 4. Mai 2024",
        "published 3 May 2024 and updated 4 May 2024",
        "Publié le 3 mai 2024 et mis à jour le 4 mai 2024",
    ],
)
def test_publication_and_update_share_a_line(raw: Any, line: str) -> None:
    assert sorted(evidence(raw, line)) == [("modified", "2024-05-04"), ("published", "2024-05-03")]
    assert "".join(span["text"] for span in parse(raw(line))["spans"][0]).replace(" ", "") == line.replace(
        " ", ""
    )


@pytest.mark.parametrize(
    "line",
    [
        "The list published 3 May 2024 was updated 4 May 2024 by the harbour office",
        "„Stand 12. Mai 2021: 120 Fälle, Stand 13. Mai 2021: 118 Fälle“, heißt es auf der Tafel.",
        "Update 3. Mai 2024: Der Kai ist gesperrt. Update 4. Mai 2024: Er ist wieder offen.",
        "“Published 3 May 2024” and “Updated 4 May 2024” was all the page said.",
        "Smith J., Nature, Published 12 May 2021, Updated 4 June 2022.",
    ],
)
def test_sentence_that_names_two_days_stays_whole(raw: Any, line: str) -> None:
    assert len(parse(raw(line))["spans"][0]) == 1


@pytest.mark.parametrize("line", ["31/02/2024", "5 min read", "By 2025", "Friday"])
def test_no_date_is_invented(raw: Any, line: str) -> None:
    assert evidence(raw, line) == []


@pytest.mark.parametrize(
    "line",
    [
        "[ 발행인 및 편집인 : 최명희 ] [ 등록번호 : 서울, 아02321 ] [ 등록년월일 : 2012년 11월 06일 ]",
        "인터넷신문등록번호서울 아 51553발행일자2018. 11. 23발행·편집인이성철",
        "Registered: Tuesday, 6 November 2012",
        "The Harbour Post, founded on November 6, 2012",
        "Date of birth: 6 November 2012",
        "Gegründet am 6. November 2012",
        "Immatriculée le 6 novembre 2012",
        "Registrazione Tribunale di Milano n. 12 del 06/11/2012",
        "Свидетельство о регистрации СМИ Эл № ФС77-12345 от 6 ноября 2012",
        "登録年月日:2012年11月6日",
    ],
)
def test_a_day_of_another_kind_is_no_publication(raw: Any, line: str) -> None:
    assert evidence(raw, line) == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("기사등록 2018-08-25 15:24", "2018-08-25T15:24"),
        ("Published 6 November 2012, founded 3 May 1999", "2012-11-06"),
        ("Who founded the harbour? 6 November 2012", "2012-11-06"),
        ("Born to sail | November 6, 2012", "2012-11-06"),
    ],
)
def test_the_label_of_another_day_counts_right_before_it_alone(raw: Any, line: str, day: str) -> None:
    assert evidence(raw, line) == [("published", day)]


def test_date_of_two_orders_stays_open(raw: Any) -> None:
    assert evidence(raw, "03/04/2025") == [("published", "03/04/2025")]


@pytest.mark.parametrize(
    "line", ["Publié le 03/04/2025 à 18h22.", "Aktualisiert 03/04/2025", "Actualizado al 03/04/2025 9:47"]
)
def test_label_tells_which_number_is_the_day(raw: Any, line: str) -> None:
    assert [value[:10] for _, value in evidence(raw, line)] == ["2025-04-03"]


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago",
        "vor 3 Stunden",
        "il y a 3 heures",
        "hace 3 horas",
        "3 ore fa",
        "3 godziny temu",
        "3 часа назад",
        "vor 3 Std.",
        "3 godz. temu",
        "3 uur geleden",
        "3 timmar sedan",
        "3 timer siden",
    ],
)
def test_relative_time_needs_the_moment_of_retrieval(raw: Any, line: str) -> None:
    assert evidence(raw, line) == [("published", "PT180M")]
    assert evidence(raw, line, retrieved_at=datetime(2025, 1, 18, 12, 0, tzinfo=UTC)) == [
        ("published", "2025-01-18T09:00+00:00")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "99999999 days ago",
        "vor 99999999 Wochen",
        "99999999999999999999999 minutes ago",
        "9223372036854775807 weeks ago",
        "٩٩٩٩٩٩٩٩ days ago",
    ],
)
@pytest.mark.parametrize("retrieved_at", [None, datetime(2026, 5, 2, 8, 0, tzinfo=UTC)])
def test_a_time_ago_that_no_calendar_holds_is_no_date(
    raw: Any, line: str, retrieved_at: datetime | None
) -> None:
    assert evidence(raw, line, retrieved_at=retrieved_at) == []


@pytest.mark.parametrize("year", [1, 1601, 1970, 9999])
def test_a_placeholder_is_no_moment_of_retrieval(raw: Any, year: int) -> None:
    parsed = parse(raw("3 hours ago\n", retrieved_at=datetime(year, 1, 1, tzinfo=UTC)))
    assert parsed["retrieved_at"].to_list() == [None]
    assert [(found["value"], found["rule"]) for found in parsed["fields"][0]] == [("PT180M", "relative")]


def test_a_day_in_other_digits_is_that_day_and_not_the_first_of_the_month(raw: Any) -> None:
    assert evidence(raw, "2025-01-٣٠") == [("published", "2025-01-30")]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("6. kolovoza 2020. 15:56", "2020-08-06T15:56"),  # Croatian
        ("ponedjeljak, 6. listopada 2025.", "2025-10-06"),  # its weekday tells it from the Polish November
        ("poniedziałek, 10 listopada 2025", "2025-11-10"),
        ("2025. március 5., szerda", "2025-03-05"),  # Hungarian
        ("2025 m. kovo 5 d., trečiadienis", "2025-03-05"),  # Lithuanian
        ("2025. gada 5. marts", "2025-03-05"),  # Latvian
        ("2025. gada 5. aprīlis", "2025-04-05"),
        ("keskiviikko 5. maaliskuuta 2025", "2025-03-05"),  # Finnish
        ("5. märts 2025", "2025-03-05"),  # Estonian
        ("Miðvikudagur, 16. apríl 2025", "2025-04-16"),  # Icelandic
        ("Rabu, 5 Agustus 2026 19:15 WIB", "2026-08-05T19:15+07:00"),  # Indonesian
        ("Thứ tư, 22/10/2025", "2025-10-22"),  # Vietnamese
        ("ngày 5 tháng 12 năm 2025", "2025-12-05"),
        ("الأربعاء 19 فبراير 2025", "2025-02-19"),  # Arabic
        ("الأربعاء ١٩ فبراير ٢٠٢٥", "2025-02-19"),
        ("प्रकाशित: ५ मार्च २०२५", "2025-03-05"),  # Hindi
        ("چهارشنبه 5 مارس 2025", "2025-03-05"),  # Persian
        ("יום רביעי, 5 במרץ 2025", "2025-03-05"),  # Hebrew
        ("2025년 3월 5일 수요일", "2025-03-05"),  # Korean
        ("2012年1月17日 星期二", "2012-01-17"),  # Chinese
        ("2025年3月5日 水曜日", "2025-03-05"),  # Japanese
        ("сряда, 5 март 2025", "2025-03-05"),  # Bulgarian
        ("5 сакавіка 2025", "2025-03-05"),  # Belarusian
        ("среда, 5. септембар 2025.", "2025-09-05"),  # Serbian
        ("dimecres, 5 de març de 2025", "2025-03-05"),  # Catalan
        ("5 d’octubre de 2025", "2025-10-05"),
        ("streda 5. júla 2023", "2023-07-05"),  # Slovak
        ("5 Korrik 2025", "2025-07-05"),  # Albanian
        ("mer. 5 mars 2025", "2025-03-05"),  # French, abbreviated
    ],
)
def test_a_date_is_read_in_the_words_of_its_language(raw: Any, line: str, value: str) -> None:
    assert evidence(raw, line) == [("published", value)]


@pytest.mark.parametrize(
    "line",
    [
        "Comments (3) Julie",
        "20 Julie and 7 others",
        "6. Ian",
        "Office for Mac 2011",
        "12 vas 2024 flowers",  # a month's abbreviation, and an everyday word
        "Résultats des 2024",
        "REST API 2025",
        "5 kol",
        "8:30 AM to 4:30 PM Isn’t it",
        "Cze 0.43 6.10 Vie 0.41 6.38",
    ],
)
def test_words_that_are_a_month_or_weekday_elsewhere_are_no_date(raw: Any, line: str) -> None:
    parsed = parse(raw(f"{line}\n"))
    assert parsed["fields"][0].to_list() == []
    assert [span["role"] for span in parsed["spans"][0] if span["role"] == "timestamp"] == []


def test_what_is_read_does_not_depend_on_the_documents_beside_it(raw: Any) -> None:
    lines = ["5 сакавіка 2025", "12 May 2024", "Julie 5 mai 2024", "6. kolovoza 2020", "7 api 2025"]
    together = parse(
        pl.concat([raw(f"{line}\n", path=f"quay/{number}.txt") for number, line in enumerate(lines)])
    )
    alone = [parse(raw(f"{line}\n", path=f"quay/{number}.txt")) for number, line in enumerate(lines)]
    assert together["spans"].to_list() == [one["spans"][0].to_list() for one in alone]
    assert together["fields"].to_list() == [one["fields"][0].to_list() for one in alone]


COUNT = st.one_of(st.integers(0, 10**7), st.integers(0, 10**30), st.sampled_from(["a", "an"]))
UNIT = st.sampled_from(["minute", "hour", "day", "week"])
YEAR = st.one_of(
    st.integers(0, 99999), st.sampled_from(["0000", "0001", "1899", "1900", "2099", "2100", "9999"])
)
STAMPS = st.one_of(
    st.builds("{} {}s ago".format, COUNT, UNIT),
    st.builds("Updated {} {}s ago".format, COUNT, UNIT),
    st.builds(
        "{} {} {} {}:{} {}".format,
        st.integers(0, 99),
        st.sampled_from(["February", "May"]),
        YEAR,
        *[st.integers(0, 99)] * 2,
        UNIT,
    ),
    st.builds(
        "{}-{:02}-{:02}T{:02}:{:02}:00{}".format,
        YEAR,
        *[st.integers(0, 99)] * 4,
        st.sampled_from(["Z", "+14:00", "-12:00", "+99:99"]),
    ),
    st.builds("{}/{}/{}".format, st.integers(0, 99), st.integers(0, 99), YEAR),
    st.builds("{} {}".format, st.sampled_from(["February", "December"]), YEAR),
)


@settings(max_examples=40)
@given(
    lines=st.lists(st.one_of(STAMPS, STAMPS.map(lambda stamp: f"Published {stamp}")), min_size=1, max_size=8),
    retrieved_at=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
)
@example(["99999999 days ago"], datetime(2026, 5, 2, tzinfo=UTC))
@example(["2 minutes ago"], datetime(1, 1, 1, tzinfo=UTC))
@example(["2100-01-01T00:00:00Z", "31 December 2099 23:59 PST", "1 January 1900 0:00 +14:00"], None)
def test_no_line_of_dates_stops_a_document(lines: list[str], retrieved_at: datetime | None) -> None:
    """What is read is a date of our time, or none, through the stage that resolves it too."""
    parsed = parse(rows("A headline of some words\n" + "\n".join(lines) + "\n", retrieved_at=retrieved_at))
    assert judge(parsed, Parsed).rules == []
    found = (
        parsed["fields"].explode().struct.unnest().filter(pl.col("field").is_in(["published", "modified"]))
    )
    resolved = published.resolve(
        found.with_columns(day_first=pl.lit(None, pl.Boolean), places=pl.lit([], pl.List(pl.String)))
    )
    for name in ("at", "earliest", "latest"):
        assert resolved[name].drop_nulls().dt.year().is_between(1899, 2100).all()
