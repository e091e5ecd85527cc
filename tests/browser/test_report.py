"""The report, as a reader meets it: opened from disk, by mouse, by keyboard, on a phone, in the dark."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import CORRECTED, ROOT, Newsroom

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
HOSTILE = """<script>document.title = "owned"</script><img src=x onerror="document.title = 'owned'"> wins the harbour prize

14 October 2026

NORVIK: A jury of four gave the harbour prize to a sign painter on Tuesday, and the town was not told why until the evening.

</li></ol><script>document.title = "owned"</script> was painted on the wall of the customs house, where it stays until the spring.

"A sign says what it says," the painter told the jury, adding that the prize money would buy brushes, oil and a ladder.

Follow us on: "><svg onload="document.title = 'owned'">
"""  # noqa: E501
PIER = """{headline}

14 October 2026

MARLOW: The town council of Marlow refused on Tuesday to sell the old pier to Brightwater Leisure, after a debate of six hours.

{quoted}

Brightwater Leisure had offered 4.2 million crowns for the pier, which has been closed since the storm of January 2024.

{end}
"""  # noqa: E501
TOLD = {
    "tideway-times": (
        "Marlow council refuses to sell its pier",
        "“We will not sell the pier, not for this price and not for twice it,” said the mayor, Agnes "
        "Tolland, to applause.",
        "The council will ask the county for a loan instead, and hopes to reopen the Marlow pier in two "
        "years.",
    ),
    "coast-echo": (
        "No sale: Marlow keeps the pier Brightwater wanted",
        "The mayor, Agnes Tolland, said the council would “not sell the pier, not for this price and not for "
        "twice it.”",
        "A spokesman of Brightwater Leisure said that the company was sorry, and would look for another pier "
        "on the coast.",
    ),
    "marlow-mail": (
        "Pier stays ours, says Tolland",
        "“We will not sell the pier, not for this price,” said the mayor of Marlow, Agnes Tolland, who had "
        "been urged to accept.",
        "Outside the hall some forty people sang. The pier was built in 1888 and has burned down twice "
        "since.",
    ),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the samples, a story of three outlets that cut one quotation differently, a hostile file
    and a broken one; then one sample corrected, and published again."""
    newsroom = Newsroom(tmp_path_factory.mktemp("reported"))
    shutil.copytree(ROOT / "samples", newsroom.raw, dirs_exist_ok=True)
    for outlet, (headline, quoted, end) in TOLD.items():
        newsroom.put(f"{outlet}/pier.txt", PIER.format(headline=headline, quoted=quoted, end=end))
    newsroom.put(
        "norvik-<b>news/a-very-long-name-without-any-place-to-break-it-that-goes-on-and-on-and-on.txt",
        HOSTILE,
    )
    newsroom.put("quay/broken.txt", b"\x00\x01\x02\x03" * 400)
    for change in (None, CORRECTED):
        if change is not None:
            file = newsroom.raw / change
            file.write_text(file.read_text().replace("87 species of fish", "78 species of fish"))
        # not in this process, where Chromium's event loop runs
        process = newsroom.process("-m", "pipeline", "run")
        told, _ = process.communicate()
        assert process.returncode == 0, told
    return newsroom.data / "report"


@pytest.fixture
def open_page(chromium: Browser, report: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the report from disk: `open_page("index.html", PHONE, "dark")`. Nothing but files may be
    fetched."""
    contexts: list[BrowserContext] = []
    fetched: list[str] = []

    def opened(name: str, size: dict[str, int] = DESK, scheme: str = "light") -> Page:
        touch = size is PHONE
        contexts.append(
            chromium.new_context(viewport=size, color_scheme=scheme, has_touch=touch, is_mobile=touch)
        )  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.goto((report / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in fetched if not url.startswith("file://")] == []


def pages(report: Path) -> list[str]:
    """One page of each kind, those that are hardest to lay out."""
    hostile = next(f for f in (report / "documents").glob("*.html") if "sign painter" in f.read_text())
    long = max((report / "documents").glob("*.html"), key=lambda f: f.stat().st_size)
    documents = [f"documents/{f.name}" for f in (hostile, long, corrected(report))]
    lists = ["index.html", "stories.html", "quarantine.html", f"stories/{pier(report).name}"]
    return [*lists, *documents, "changes.html"]


def corrected(report: Path) -> Path:
    return next(f for f in (report / "documents").glob("*.html") if 'id="versions"' in f.read_text())


def pier(report: Path) -> Path:
    return next(f for f in (report / "stories").glob("*.html") if "Tolland" in f.read_text())


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_is_wider_than_the_screen(
    report: Path, open_page: Callable[..., Page], size: dict[str, int]
) -> None:
    for name in pages(report):
        page = open_page(name, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        beyond = """() => [...document.querySelectorAll("main *")]
            .filter(e => e.offsetParent && !e.closest(".unseen, .scroll"))
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.outerHTML.slice(0, 120))"""
        assert page.evaluate(beyond) == [], name


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["light desk", "dark phone"]
)
def test_axe_finds_no_fault(
    report: Path, open_page: Callable[..., Page], scheme: str, size: dict[str, int]
) -> None:
    for name in pages(report):
        page = open_page(name, size, scheme)
        if page.locator(".role:visible").count() > 2:
            page.locator(".role:visible").nth(2).focus()
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        found = Axe().run(page).response["violations"]
        faults = [(v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"]) for v in found]
        assert faults == [], name


def test_dark_is_dark_and_light_is_light(open_page: Callable[..., Page]) -> None:
    shade = (
        "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))"
    )
    assert open_page("index.html", scheme="light").evaluate(shade) > 230
    assert open_page("index.html", scheme="dark").evaluate(shade) < 60


def test_search_finds_by_headline_keyword_and_without_accents(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    page.keyboard.press("/")
    page.keyboard.type("seagrass azul")
    assert page.locator("#list > li:visible").count() == 2
    assert "2 of 29 documents" in page.inner_text("#found")
    page.fill("#find", "albaran")
    assert page.locator("#list > li:visible").count() == 1


def test_empty_search_says_so_and_escape_clears_it(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    page.fill("#find", "zzzz <b>")
    assert page.locator("#list > li:visible").count() == 0
    assert "Nothing here matches “zzzz <b>”" in page.inner_text("#found")
    page.keyboard.press("Escape")
    assert page.locator("#list > li:visible").count() == 29
    assert page.inner_text("#found").strip() == ""


def test_order_by_doubt_puts_the_least_sure_first(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    page.select_option("#sort", "least")
    shares = [
        float(value)
        for value in page.eval_on_selector_all("#list > li", "rows => rows.map(row => row.dataset.least)")
    ]
    assert shares == sorted(shares)
    assert "nine in ten are right" in page.inner_text("main"), "the figure is explained"


def test_index_tells_how_much_is_shown_as_plots(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    for title in ("Articles by", "Articles by share of text kept", "Outlets", "Rules that dropped lines"):
        figure = page.locator("figure", has_text=title).first
        assert figure.locator("svg rect, .bar span").count() > 3, title
    assert page.locator("svg[role=img]").first.get_attribute("aria-label")


def test_hostile_headline_is_text(report: Path, open_page: Callable[..., Page]) -> None:
    for name in ["index.html", pages(report)[4]]:
        page = open_page(name)
        page.wait_for_timeout(300)
        assert page.title().endswith("Clean Copy")
        assert page.locator("main script, main img, main svg[onload]").count() == 0
        assert '<script>document.title = "owned"</script>' in page.inner_text("main")


def test_document_strikes_out_what_was_dropped_in_its_place(
    report: Path, open_page: Callable[..., Page]
) -> None:
    oysters = next(
        f
        for f in (report / "documents").glob("*.html")
        if "<h1>Oysters settle again in the inner bay" in f.read_text()
    )
    found = (ROOT / "samples/harbour-post/oysters-return.txt").read_text(encoding="utf-8-sig").splitlines()
    page = open_page(f"documents/{oysters.name}")
    shown = page.eval_on_selector_all(
        ".lines > li:not(.fold), .fold li",
        """rows => rows.map(row => [...row.querySelectorAll(".text, :scope > del")]
            .map(text => text.textContent).join(" "))""",
    )
    shown = [line for line in shown if line]
    lines = [" ".join(line.split()) for line in found if line.strip()]
    assert [" ".join(line.split()) for line in shown] == lines
    assert page.locator("#l28 del", has_text="Get The Tide").count() == 1
    assert page.locator("#l10 del").count() == 0
    assert "Leila Hartono" in page.inner_text(".facts")
    page.get_by_label("Clean copy").check()
    assert not page.locator("#l28").is_visible()
    page.get_by_label("Dropped lines").check()
    assert page.locator("#l28").is_visible()
    assert not page.locator("#l10").is_visible()


def test_rule_and_confidence_show_on_hover_and_go_on_escape(
    report: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(pages(report)[5])
    dropped = page.locator(".span.gone").first
    why = dropped.locator(".why")
    assert not why.is_visible()
    dropped.locator(".text").hover()
    assert re.search(r"Dropped as .+\nRule \w+\n\d+ % sure", why.inner_text())
    page.keyboard.press("Escape")
    assert not why.is_visible()


def test_rule_and_confidence_show_on_tap(report: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(pages(report)[5], PHONE)
    dropped = page.locator(".span.gone").first
    dropped.locator(".role").tap()
    assert "% sure" in dropped.locator(".why").inner_text()
    assert dropped.locator(".why").is_visible()
    text, why = dropped.locator(".text").bounding_box(), dropped.locator(".why").bounding_box()
    assert text is not None
    assert why is not None
    assert why["y"] >= text["y"] + text["height"], "the line itself stays readable"


def test_every_link_and_role_is_reached_by_keyboard(report: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(pages(report)[5])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    wanted = (
        page.locator("a:visible, summary:visible, input:visible").count() - 2
    )  # radio buttons are one stop
    reached = set()
    for _ in range(2 * wanted):
        here = page.evaluate(
            "(() => { const e = document.activeElement; e.dataset.at ??= Math.random(); return [e.tagName, "
            "e.dataset.at]; })()"
        )
        if here[0] == "BODY":
            break
        reached.add(here[1])
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", (
            "one sees where one is"
        )
        page.keyboard.press("Tab")
    assert len(reached) >= wanted
    page.locator(".role").first.focus()
    page.keyboard.press("ArrowDown")
    second = page.locator(".span").nth(1)
    assert second.locator(".why").is_visible()
    page.keyboard.press("Escape")
    assert not second.locator(".why").is_visible()


def test_search_leads_to_the_document_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    page.keyboard.press("/")
    page.keyboard.type("foghorn")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*.html")
    assert "Foghorn" in page.inner_text("h1")


def test_story_lays_its_outlets_side_by_side_and_shows_where_a_quotation_was_cut(
    report: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"stories/{pier(report).name}")
    assert set(page.locator("thead th").all_inner_texts()) == set(TOLD)
    row = page.locator("tr.quoted", has_text="Agnes Tolland").first
    cells = dict(zip(page.locator("thead th").all_inner_texts(), row.locator("td").all(), strict=True))
    tops = {round(cell.bounding_box()["y"]) for cell in cells.values()}  # type: ignore[index]
    assert len(tops) == 1, "the quotation stands on one line across the outlets"
    assert "We will" in cells["tideway-times"].locator("mark").all_inner_texts()[0]
    assert cells["coast-echo"].inner_text().strip().startswith("[…]")
    assert cells["marlow-mail"].locator(".cut").inner_text().strip() == "[…]"


def test_story_names_each_outlet_beside_its_words_on_a_phone(
    report: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"stories/{pier(report).name}", PHONE)
    named = page.locator("tr.quoted td:visible").first.evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )
    assert named.strip('"') in TOLD


def test_near_copy_names_its_original(report: Path, open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    copy = page.locator("#list > li", has_text="near copy of")
    copy.locator("h3 a").click()
    assert page.locator("dt", has_text="Duplicate of").locator("..").locator("dd a").inner_text() == (
        "Divers map vast seagrass meadow on uncharted Azul Bank"
    )


def test_dates_do_not_break_over_lines(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html", PHONE)
    assert page.locator("time").count() > 10
    assert page.eval_on_selector_all("time", "times => times.every(t => t.getClientRects().length === 1)")


def test_quarantine_page_tells_what_waits_and_why(open_page: Callable[..., Page]) -> None:
    page = open_page("quarantine.html")
    shown = page.inner_text("main")
    assert "1 row waits" in shown
    assert "quay/broken.txt" in shown
    assert "not_text" in shown


def test_filters_leave_the_documents_of_an_outlet_a_language_a_rule_a_role(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("index.html")
    for by in ("outlet", "language", "rule", "role"):
        values = page.eval_on_selector_all(f"#by-{by} option", "options => options.map(o => o.textContent)")
        assert len(values) > 1, by
        name, count = values[-1].rsplit(" ", 1)
        page.select_option(f"#by-{by}", label=values[-1])
        assert f"({page.locator('#list > li:visible').count()})" == count, by
        if by == "outlet":
            assert set(page.locator("#list > li:visible .outlet").all_inner_texts()) == {name}
        page.click("#clear")
        assert page.locator("#list > li:visible").count() == 29
    page.select_option("#by-outlet", label="tideway-times (1)")
    page.fill("#find", "foghorn")
    assert "Take a filter away" in page.inner_text("#found")


def test_documents_lead_to_the_one_before_and_the_one_after(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    order = page.locator("#list h3 a").all_inner_texts()
    page.locator("#list h3 a").nth(1).click()
    page.locator("[rel=next]").first.click()
    assert page.inner_text("h1") == order[2]
    page.locator("[rel=prev]").first.click()
    page.locator("[rel=prev]").first.click()
    assert page.inner_text("h1") == order[0]
    assert page.locator("[rel=prev]").count() == 0


def test_pages_can_be_read_without_scripts(chromium: Browser, report: Path) -> None:
    context = chromium.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "index.html").as_uri())
    assert page.locator("#list > li").count() == 29
    assert not page.locator(".tools").is_visible(), "nothing is offered that does not work"
    long = pages(report)[5]
    page.goto((report / long).as_uri())
    headline = page.locator(".headline .text").first.bounding_box()
    assert headline is not None
    assert headline["y"] < DESK["height"], "a page opens at its headline"
    fold = page.locator(".fold details").first
    fold.locator("summary").click()
    assert fold.locator("del").first.is_visible()
    role = page.locator(".role:visible").first
    assert "% sure" in (role.get_attribute("title") or "")
    role.click()
    assert page.locator(".decided :target, .decided li:target").count() == 1, "a role leads to what decided"
    context.close()


def test_a_link_to_a_folded_line_opens_the_fold(report: Path, open_page: Callable[..., Page]) -> None:
    name = pages(report)[5]
    line = re.search(r'class="fold".*?<li id="(l\d+)"', (report / name).read_text(), re.DOTALL)
    assert line is not None
    assert open_page(f"{name}").locator(f"#{line[1]}").is_hidden()
    page = open_page(name)
    page.evaluate(f"location.hash = '{line[1]}'")
    assert page.locator(f"#{line[1]}").is_visible()


def test_what_was_said_is_marked_in_the_text_and_listed_beside_it(
    report: Path, open_page: Callable[..., Page]
) -> None:
    story = open_page(f"stories/{pier(report).name}")
    story.locator(".timeline a", has_text="Marlow council refuses").click()
    assert story.locator(".lines q.said", has_text="We will not sell the pier").count() == 1
    assert story.locator(".lines .speaker, .lines .person", has_text="Agnes Tolland").count() >= 1
    beside = story.locator("#quotes")
    assert "Agnes Tolland" in beside.inner_text()
    beside.locator("a.at").first.click()
    assert story.locator("q.said:target").count() == 1
    assert story.locator(".when").count() >= 1
    story.get_by_label("Marks").uncheck()
    mark = "getComputedStyle(document.querySelector('.lines q.said')).borderBottomStyle"
    assert story.evaluate(mark) == "none"


def test_story_has_a_timeline_and_each_of_its_articles_has_a_page(
    report: Path, open_page: Callable[..., Page]
) -> None:
    for story in (report / "stories").glob("*.html"):
        linked = re.findall(r'href="\.\./(documents/[0-9a-f]+\.html)"', story.read_text())
        assert len(set(linked)) >= 2
        assert [page for page in linked if not (report / page).exists()] == []
    page = open_page(f"stories/{pier(report).name}")
    assert page.locator(".timeline li").count() == 3
    assert set(page.locator(".timeline .outlet").all_inner_texts()) == set(TOLD)


def test_the_last_release_says_what_it_changed(report: Path, open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    page.get_by_role("link", name="What changed").click()
    assert page.inner_text("h1") == "What the last release changed"
    assert page.locator(".figures div", has_text="corrected").locator("dd").inner_text() == "1"
    page.locator("#corrected + p + ul a").first.click()
    versions = page.locator(".edits").first
    assert "87" in versions.locator("del mark").inner_text()
    assert "78" in versions.locator("ins mark").inner_text()


def test_a_text_in_another_language_says_so(report: Path, open_page: Callable[..., Page]) -> None:
    german = next(
        f for f in (report / "documents").glob("*.html") if '<h1 lang="de" dir="ltr">' in f.read_text()
    )
    page = open_page(f"documents/{german.name}")
    assert page.locator(".body .text").first.get_attribute("lang") == "de"
    assert page.evaluate("document.documentElement.lang") == "en"
