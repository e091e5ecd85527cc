"""Lines as HTML: nothing is lost or markup, long dropped runs are folded, what was found is marked."""

import re
from html import unescape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from assets.reporting import annotations, ledger
from assets.reporting.ledger import Mark, draw, marked

ELEMENTS = {"li", "div", "a", "b", "p", "q", "span", "del", "details", "summary", "code", "ol"}
SPANS = st.tuples(st.integers(-3, 30), st.integers(-3, 30))


def mark(start: int, end: int, name: str = "b") -> Mark:
    return Mark(start, end, f"<{name}>", f"<{name} again>", f"</{name}>")


def line(no: int, text: str = "a line", *, kept: bool = False, **own: Any) -> dict[str, Any]:
    role = "body" if kept else "promo" if text else "blank"
    decided = {"role": role, "rule": "a_rule", "reason": None, "confidence": 0.97, "overruled": None}
    return {"line_no": no, "span_no": 1, "char_start": 100 * no, "kept": kept, "text": text, **decided, **own}


def drawn(*lines: dict[str, Any]) -> str:
    return str(draw(lines, [], Markup("")).html)


@given(st.text("ab<&\"'> ", max_size=25), st.lists(SPANS, max_size=6))
def test_a_text_with_its_marks_taken_out_is_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    names = [f"m{number}" for number in range(len(spans))]
    html = marked(text, 0, [mark(start, end, name) for (start, end), name in zip(spans, names, strict=True)])
    open_: list[str] = []
    for closes, name in re.findall(r"<(/?)(m\d)[^>]*>", html):
        if closes:
            assert open_.pop() == name, "elements are nested"
        else:
            open_.append(name)
    assert open_ == []
    assert unescape(re.sub(r"</?m\d[^>]*>", "", html)) == text


def test_a_mark_that_crosses_another_is_opened_again_behind_it() -> None:
    html = marked("one two three", 10, [mark(10, 17, "q"), mark(14, 23, "i")])
    assert html == "<q>one <i>two</i></q><i again> three</i>"


def test_words_of_a_document_are_never_markup() -> None:
    hostile = '<img src=x onerror="alert(1)">'
    place = {"line_no": 1, "char_start": 100, "char_end": 130}
    quote = {**place, "kind": "direct", "text": hostile, "confidence": 0.9}
    quote |= {"speaker": hostile, "speaker_start": 100, "speaker_end": 104}
    name = {**place, "surface": "x", "kind": "person", "name": hostile}
    when = {**place, "surface": "x", "earliest": None, "latest": None}
    lines = [line(1, hostile, kept=True, confidence=0.3, reason=hostile, overruled=hostile, rule=hostile)]
    lines += [line(no, hostile, reason=hostile, rule=hostile) for no in range(2, 8)]
    html = str(draw(lines, annotations.marks_of([quote], [name], [when]), Markup("")).html)
    assert set(re.findall(r"<(\w+)", html)) <= ELEMENTS
    assert not re.search(r"<[^>]*[\s\"]onerror=\"", html)


def test_a_run_of_dropped_lines_is_folded_with_what_dropped_how_many() -> None:
    html = drawn(
        line(1, "Kept.", kept=True),
        *(
            line(no, "" if no == 4 else f"teaser {no}", rule="teasers" if no < 6 else "menu")
            for no in range(2, 9)
        ),
        line(9, "Kept too.", kept=True),
    )
    assert "<b>6 lines dropped</b>, 2–8: 3 promo <code>teasers</code>, 3 promo <code>menu</code>" in html
    assert 'id="l5"' in html
    assert '<li id="l9" value="9">' in html, "the lines below keep their numbers"
    assert "<details" not in drawn(line(1), line(2), line(3), line(4, "Kept.", kept=True)), (
        "a short run is shown"
    )


def test_a_line_that_is_kept_though_little_is_sure_says_why() -> None:
    by_place = line(1, kept=True, confidence=0.43, reason="stands under the headline")
    assert "Kept, though only 43 % sure: it stands under the headline." in drawn(by_place)
    weighed = line(1, kept=True, confidence=0.49, reason="49 % likely the article’s; weighed most: capitals")
    assert "Kept, though only 49 % sure: it is 49 % likely the article’s, enough on this page." in drawn(
        weighed
    )
    assert drawn(by_place, {**by_place, "line_no": 2}).count("Kept, though") == 1, "once for lines in a row"
    assert "Kept, though" not in drawn(line(1, kept=True, confidence=0.7), line(2, confidence=0.3))


def test_a_long_page_costs_little_more_than_its_text() -> None:
    kept = [line(no, f"Town {no}", kept=True, reason="is in a list of towns") for no in range(1, 2_001)]
    dropped = [line(no, f"Menu {no}", rule=f"rule_{no % 7}", reason="is a menu") for no in range(1, 2_001)]
    for lines in (kept, dropped):
        found = draw(lines, [], Markup(""))
        assert len(found.html) < 300_000
        assert len(re.findall(r'id="l\d+"', found.html)) == 2_000, "every line is there"
        assert sum(decision.lines for decision in found.decisions) == 2_000
    assert draw(kept, [], Markup("")).short_from > ledger.WEIGHED
