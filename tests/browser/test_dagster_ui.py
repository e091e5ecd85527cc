"""The Dagster UI, as an operator meets it: a real server, a real daemon, a real browser. What documents and
other sites bring is inert.

The tests stand in the order in which they are run: those at the end add hostile documents to what the ones
before them have made.
"""

import html
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from checks.contracts.published import PUBLISHED
from tests.conftest import ROOT, free_port

STAGES = [
    "raw",
    "corrections",
    "parsed",
    "recurring",
    "cleaned",
    "enriched",
    "duplicates",
    "stories",
    "report",
]
GROUPS = ("intake", "documents", "corpus", "machinery", "warehouse", "report")
EXPANDED = "/asset-groups?expanded=" + "%2C".join(f"global%40global%3A{group}" for group in GROUPS)

AUTOMATION = """
{ workspaceOrError { ... on Workspace { locationEntries { locationOrLoadError { ... on RepositoryLocation {
  repositories { sensors { name sensorState { status } } schedules { name scheduleState { status } } }
} } } } } }"""
NEWEST = """
{ assetOrError(assetKey: {path: ["cleaned"]}) { ... on Asset { assetMaterializations(limit: 1) {
  metadataEntries { label ... on MarkdownMetadataEntry { mdStr } }
} } } }"""

WIPE = "mutation{wipeAssets(assetPartitionRanges:[{assetKey:{path:[%22cleaned%22]}}]){__typename}}"
# what a name of a file can hold
ODD = "kraken ![](x) [y](javascript:0) <img src=x onerror=alert(1)> `c` www.kraken.com a@kraken.com"
KRAKEN = """Kraken {headline}

14 October 2026
By Ana ![](x) Soto

NORVIK: A kraken rose off the pier on Tuesday, {words}, and the harbour council closed the beach until the evening.

“We have never seen {words} so large,” said Agnes Tolland, the mayor, who was told of {words} at noon.

The council meets on Thursday. It will hear what the fishermen of Marlow know of it.

Follow us: {words}
"""  # noqa: E501

pytestmark = pytest.mark.browser


class Listener:
    """A server on this machine that notes who asks it for what, and serves one page that attacks the UI."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        listener = self

        class Noting(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.server.shutdown()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "samples", tmp_path_factory.mktemp("raw") / "raw"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dev")


@pytest.fixture(scope="module")
def server(home: Path, raw: Path) -> Iterator[str]:
    """`make dev` over the samples, on a port of its own."""
    port = free_port()
    environment = {**os.environ, "CLEANCOPY_RAW": str(raw), "CLEANCOPY_DATA": str(home / "data")}
    environment["CLEANCOPY_SETTLE_SECONDS"] = "86400"  # the sensor leaves the tests' files alone
    command = [sys.executable, "-m", "pipeline", "dev", "--port", str(port)]
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, home / "log")
            yield address
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 2800, "height": 5200})
    yield page
    page.close()


def test_lineage_shows_every_asset(server: str, page: Page) -> None:
    page.goto(server + EXPANDED)
    for name in ["raw_folder", *STAGES, *PUBLISHED]:
        page.get_by_text(name, exact=True).first.wait_for(timeout=60_000)


def test_neither_newsletter_nor_telemetry(server: str, page: Page) -> None:
    page.goto(server)
    page.wait_for_timeout(3_000)
    assert "newsletter" not in page.inner_text("body").lower()
    assert (
        _ask(server, "{ instance { info } }")["instance"]["info"]
        .replace(" ", "")
        .find("telemetry:\nenabled:false")
        >= 0
    )


def test_sensor_and_schedules_are_on(server: str, page: Page) -> None:
    page.goto(server + "/automation")
    for name in (
        "new_files",
        "nightly",
        "nightly_housekeeping",
        "tell_of_failed_runs",
        "tell_of_failed_checks",
    ):
        page.get_by_text(name, exact=True).first.wait_for(timeout=60_000)
    found = _ask(server, AUTOMATION)
    text = json.dumps(found)
    assert "STOPPED" not in text
    assert text.count("RUNNING") == 5


def test_materialize_all_turns_green(server: str, page: Page) -> None:
    page.goto(server + EXPANDED)
    page.get_by_role("button", name="Materialize all").click()
    page.get_by_text("Launched run").wait_for(timeout=60_000)
    finished = _wait_for_runs(server)
    assert set(finished.values()) == {"SUCCESS"}
    page.goto(server + "/runs")
    page.get_by_text("Success").first.wait_for(timeout=60_000)
    assert "Failure" not in page.inner_text("body")


def test_a_run_in_a_terminal_stands_under_its_job_and_in_the_timeline(
    server: str, page: Page, raw: Path, home: Path
) -> None:
    before = {run["runId"] for run in _runs(server)}
    environment = {**os.environ, "CLEANCOPY_RAW": str(raw), "CLEANCOPY_DATA": str(home / "data")}
    command = [sys.executable, "-m", "pipeline", "run"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    (run,) = {run["runId"] for run in _runs(server)} - before
    page.goto(f"{server}/locations/cleancopy/jobs/refresh/runs")
    page.get_by_text(run[:8]).first.wait_for(timeout=60_000)
    page.goto(f"{server}/overview/activity/timeline")
    page.get_by_text("refresh", exact=True).first.wait_for(timeout=60_000)


def test_checks_are_listed(server: str, page: Page) -> None:
    page.goto(server + "/assets/warehouse/articles?view=checks")
    for name in (
        "contract",
        "keys_are_unique",
        "references_hold",
        "body_is_its_paragraphs",
        "kept_share_within_bounds",
        "fresh",
    ):
        page.get_by_text(name, exact=True).first.wait_for(timeout=60_000)


def test_cleaned_shows_its_preview_and_its_plot(server: str, page: Page) -> None:
    page.goto(server + "/assets/cleaned?view=events")
    page.get_by_text("preview", exact=True).first.wait_for(timeout=60_000)
    page.get_by_text("lines by role", exact=True).first.wait_for(timeout=60_000)
    shown = page.inner_text("body")
    assert "new documents" in shown
    (newest,) = _ask(server, NEWEST)["assetOrError"]["assetMaterializations"]
    told = {entry["label"]: entry.get("mdStr") for entry in newest["metadataEntries"]}
    assert "kept_share" in html.unescape(told["preview"])
    assert "█" in told["lines by role"]
    page.locator("td", has_text="share_widget").first.wait_for(timeout=60_000)
    assert "█" in page.inner_text("body"), "the plot is drawn in place, not only sent"


def test_page_of_an_asset_tells_its_code_its_columns_sources_and_its_quarantine(
    server: str, page: Page
) -> None:
    page.goto(server + "/assets/warehouse/lines")
    for shown in ("cleaned.lines", "dropped lines by rule", "dropped share"):
        page.get_by_text(shown, exact=True).first.wait_for(timeout=60_000)
    page.locator("a", has_text="lines.sql").first.wait_for(timeout=60_000)
    page.goto(server + "/assets/raw")
    assert (
        page.get_by_role("link", name="quarantine")
        .first.get_attribute("href")
        .endswith("/assets/warehouse/quarantine")
    )  # type: ignore[union-attr]


def test_figures_are_plotted_over_runs(server: str, page: Page) -> None:
    page.goto(server + "/assets/cleaned")
    page.get_by_role("button", name="Plots").click()
    for figure in ("kept share", "new documents", "rejected documents", "in quarantine"):
        page.get_by_text(figure, exact=True).first.wait_for(timeout=60_000)
    assert page.locator("canvas").count() >= 4


def test_report_opens_from_its_page(server: str, page: Page) -> None:
    page.goto(server + "/assets/report")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="/index.html").first.click()
    opened.value.wait_for_load_state()
    assert "25" in opened.value.locator(".figures").inner_text()
    opened.value.locator("#list h3 a").first.click()
    opened.value.locator(".lines del").first.wait_for(timeout=60_000)
    opened.value.close()


@pytest.fixture(scope="module")
def hostile(server: str, page: Page, raw: Path, listener: Listener) -> str:
    """Documents whose every word is meant for the operator's browser, taken in by one more run. Returns the
    run's id."""
    words = (
        f"![](/graphql?query={WIPE}) ![]({listener.address}/md) [y](javascript:0) <{listener.address}/auto> "
        f"{listener.address}/bare "
        f"<img src={listener.address}/html> <script src={listener.address}/js></script> `c` ~~d~~ "
        "www.kraken.com a@kraken.com"
    )
    headlines = [
        "![](/graphql?query={version}) off Marlow",
        f"![](/graphql?query={WIPE})",
        "<img src=x> www.kraken.com",
        words,
    ]
    before = {run["runId"] for run in _runs(server)}
    for outlet in (f"p04-outlet {ODD}", f"p05-outlet {ODD}"):
        (raw / outlet).mkdir()
        for number, headline in enumerate(headlines):
            (raw / outlet / f"{number} {ODD}.txt").write_text(KRAKEN.format(headline=headline, words=words))
        (raw / outlet / f"empty {ODD}.txt").write_text("")
        (raw / outlet / f"photo {ODD}.png").write_bytes(b"\x89PNG")
    (raw / "alone.txt").write_text(KRAKEN.format(headline="from no folder", words=words))
    (raw / "alone.txt.meta.json").write_text(
        json.dumps({"outlet": words, "url": f"javascript:fetch('{listener.address}/url')"})
    )
    page.goto(server + EXPANDED)
    page.get_by_role("button", name="Materialize all").click()
    page.get_by_text("Launched run").wait_for(timeout=60_000)
    runs = _wait_for_runs(server)
    assert set(runs.values()) == {"SUCCESS"}
    return next(run for run in runs if run not in before)


@pytest.fixture
def asked(page: Page, hostile: str) -> Iterator[list[Request]]:
    """What the browser asks for from here on."""
    noted: list[Request] = []

    def note(request: Request) -> None:
        noted.append(request)

    page.on("request", note)
    yield noted
    page.remove_listener("request", note)


# pages of the UI that show words of these documents, in place or once something on them is opened
SHOWING = [
    "/assets/raw",
    "/assets/cleaned",
    "/assets/warehouse/articles",
    "/assets/warehouse/quarantine",
    "/assets/cleaned?view=events",
    "/assets/raw?view=checks&checkDetail=contract",
    "/assets/warehouse/quarantine?view=checks&checkDetail=quarantine_is_empty",
]
ELSEWHERE = [
    ("/assets/stories", "preview"),
    ("/assets/report", "dropped, least sure first"),
    ("/assets", "cleaned"),
    ("/automation", "new_files"),
]


@pytest.mark.parametrize("place", SHOWING)
def test_words_of_documents_are_shown_and_do_nothing(
    server: str, page: Page, asked: list[Request], listener: Listener, place: str
) -> None:
    page.goto(server + place)
    opened = _opened(page)
    _assert_inert(page, asked, listener)
    assert "kraken" in opened.lower()
    assert "&#" not in opened, "what is written as a reference is read as the mark that it stands for"


def test_neither_the_run_log_nor_the_catalog_makes_anything_of_them(
    server: str, page: Page, asked: list[Request], hostile: str, listener: Listener
) -> None:
    for place, shown in ((f"/runs/{hostile}", "STEP_OUTPUT"), *ELSEWHERE):
        page.goto(server + place)
        page.get_by_text(shown).first.wait_for(timeout=60_000)
        _assert_inert(page, asked, listener)


def test_pages_of_the_report_make_nothing_of_them(
    server: str, page: Page, asked: list[Request], listener: Listener
) -> None:
    page.goto(server + "/assets/report")
    report = str(page.get_by_role("link", name="/index.html").first.get_attribute("href")).rpartition("/")[0]
    page.goto(report + "/index.html")
    document = str(page.locator("#list h3 a", has_text="Kraken").first.get_attribute("href"))
    page.goto(report + "/stories.html")
    story = str(page.locator("#list h2 a", has_text="Kraken").first.get_attribute("href"))
    asked.clear()
    for name in ("index.html", "quarantine.html", "stories.html", document, story):
        page.goto(f"{report}/{name}")
        assert "kraken" in page.inner_text("main").lower()
        assert page.locator("main img, main script, main iframe").count() == 0
        leading = {
            str(href)
            for href in page.eval_on_selector_all("a", "links => links.map(a => a.getAttribute('href'))")
        }
        assert not [href for href in leading if re.match(r"\w+:|//|/", href)], (
            "every link stays in the report"
        )
        assert {request.url.partition(report)[0] for request in asked} == {""}
    assert listener.asked == []


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Host": "kraken.com"}),
        ("POST", {"Host": "kraken.com:80"}),
        ("GET", {"Host": "localhost.kraken.com"}),
        ("POST", {"Origin": "http://kraken.com"}),
        ("POST", {"Origin": "null"}),
        ("POST", {"Origin": "http://127.0.0.1:1"}),
        ("GET", {}),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Accept": "text/html"}),
    ],
)
def test_graphql_answers_no_foreign_name_no_foreign_page_and_no_get(
    server: str, method: str, headers: dict[str, str]
) -> None:
    status, told = _asked(server, method, "/graphql?query={version}", headers)
    assert status == 403
    assert re.search("CLEANCOPY_HOSTS|Send the query as JSON in a POST|in a tab of its own", told)


def test_pages_of_the_ui_may_fetch_no_image_from_elsewhere_and_stand_in_no_frame(server: str) -> None:
    with urllib.request.urlopen(server, timeout=30) as answer:
        policies = " ".join(answer.headers.get_all("Content-Security-Policy"))
    assert "img-src 'self' data: blob:; frame-ancestors 'none'" in policies


def test_graphql_answers_its_own_pages_and_programs(server: str) -> None:
    port = server.rpartition(":")[2]
    query = json.dumps({"query": "{ version }"})
    for headers in (
        {},
        {"Origin": server},
        {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"},
    ):
        status, told = _asked(
            server, "POST", "/graphql", {"Content-Type": "application/json", **headers}, query
        )
        assert (status, "version" in told) == (200, True)


@pytest.mark.parametrize(("origin", "status"), [("http://kraken.com", 403), ("null", 403), (None, 101)])
def test_a_foreign_page_opens_no_websocket(server: str, origin: str | None, status: int) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    headers = {**upgrade, "Sec-WebSocket-Protocol": "graphql-ws", "Origin": origin or server}
    assert _asked(server, "GET", "/graphql", headers)[0] == status


def test_a_page_of_another_site_wipes_nothing(
    server: str, page: Page, hostile: str, listener: Listener
) -> None:
    before = _ask(server, NEWEST)
    page.goto(listener.address.replace("127.0.0.1", "localhost"))
    outcome = page.evaluate(
        """async ([at, query]) => {
            const wiping = `${at}/graphql?query=${query}`;
            const image = await new Promise(done => {
                const i = new Image();
                i.onload = i.onerror = done;
                i.src = wiping;
            });
            await fetch(wiping, {mode: "no-cors"});
            await fetch(wiping, {mode: "no-cors", method: "POST", body: "x"});
            const socket = new WebSocket(at.replace("http", "ws") + "/graphql", "graphql-ws");
            return new Promise(done => {
                socket.onopen = () => done("open");
                socket.onerror = () => done("refused");
            });
        }""",
        [server, WIPE],
    )
    assert outcome == "refused"
    assert _ask(server, NEWEST) == before
    assert before["assetOrError"]["assetMaterializations"]
    listener.asked.clear()


def _opened(page: Page) -> str:
    """Open on a page whatever shows more when it is clicked, and what shows more in that. Returns all that
    was to be read."""
    page.get_by_text(re.compile(r"kraken|\[Show Markdown\]|View metadata", re.IGNORECASE)).first.wait_for(
        timeout=60_000
    )
    page.wait_for_timeout(1_000)
    read = [page.inner_text("body")]
    for name in ("View metadata", "[Show Markdown]"):
        for button in page.get_by_text(name, exact=True).all():
            button.click()
            page.wait_for_timeout(1_000)
            read.append(page.inner_text("body"))
            for inner in (
                page.locator("[role=dialog], .bp5-dialog, .bp4-dialog")
                .get_by_text("[Show Markdown]", exact=True)
                .all()
            ):
                inner.click()
                page.wait_for_timeout(1_000)
                read.append(page.inner_text("body"))
                page.keyboard.press("Escape")
            assert page.locator(".dagster-markdown img").count() == 0
            page.keyboard.press("Escape")
    return "\n".join(read)


def _assert_inert(page: Page, asked: list[Request], listener: Listener) -> None:
    """Nothing on a page of the UI is made of a document's words but text, and nothing was asked for because
    of them."""
    page.wait_for_timeout(500)
    home = re.match(r"https?://[^/]+", page.url)
    assert home
    assert [r.url for r in asked if not r.url.startswith((home[0], "data:", "blob:"))] == []
    assert [r.url for r in asked if r.method == "GET" and "/graphql" in r.url] == []
    assert page.locator(".dagster-markdown img").count() == 0
    leading = [str(href) for href in page.eval_on_selector_all("a", "links => links.map(a => a.href)")]
    foreign = ("javascript:", "mailto:", listener.address, "http://www.", "https://www.", "http://kraken")
    assert [href for href in leading if href.lower().startswith(foreign)] == []
    assert listener.asked == []


def _asked(
    server: str, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection(server.rpartition("/")[2], timeout=30)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode() if answer.status != 101 else ""
    finally:
        connection.close()


def _wait_for(address: str, log: Path) -> None:
    for _ in range(600):
        try:
            if _ask(address, "{ version }"):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(log.read_text())


def _wait_for_runs(address: str) -> dict[str, str]:
    """The status of each run, once none is under way."""
    for _ in range(480):
        runs = _runs(address)
        if runs and all(run["status"] in ("SUCCESS", "FAILURE", "CANCELED") for run in runs):
            return {run["runId"]: run["status"] for run in runs}
        time.sleep(0.5)
    raise TimeoutError(str(runs))


def _runs(address: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = _ask(
        address, "{ runsOrError { ... on Runs { results { runId status } } } }"
    )["runsOrError"]["results"]
    return found


def _ask(address: str, query: str) -> dict:  # type: ignore[type-arg]
    request = urllib.request.Request(
        address + "/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["data"]
