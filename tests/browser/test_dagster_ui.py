"""The Dagster UI, as an operator meets it: a real server, a real daemon, a real browser."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from checks.contracts.published import PUBLISHED
from tests.conftest import ROOT, free_port

STAGES = ["raw", "parsed", "recurring", "cleaned", "enriched", "duplicates", "stories", "report"]
EXPANDED = "/asset-groups?expanded=" + "%2C".join(f"global%40global%3A{group}" for group in ("intake", "documents", "corpus", "warehouse"))

AUTOMATION = """
{ workspaceOrError { ... on Workspace { locationEntries { locationOrLoadError { ... on RepositoryLocation {
  repositories { sensors { name sensorState { status } } schedules { name scheduleState { status } } }
} } } } } }"""
NEWEST = """
{ assetOrError(assetKey: {path: ["cleaned"]}) { ... on Asset { assetMaterializations(limit: 1) {
  metadataEntries { label ... on MarkdownMetadataEntry { mdStr } }
} } } }"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`make dev` over the samples, on a port of its own."""
    home = tmp_path_factory.mktemp("dev")
    port = free_port()
    environment = {**os.environ, "CLEANCOPY_RAW": str(ROOT / "samples"), "CLEANCOPY_DATA": str(home / "data")}
    command = [sys.executable, "-m", "pipeline", "dev", "--port", str(port)]
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
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
    page = chromium.new_page(viewport={"width": 2200, "height": 2600})
    yield page
    page.close()


def test_lineage_shows_every_asset(server: str, page: Page) -> None:
    page.goto(server + EXPANDED)
    for name in [*STAGES, *PUBLISHED]:
        page.get_by_text(name, exact=True).first.wait_for(timeout=60_000)


def test_neither_newsletter_nor_telemetry(server: str, page: Page) -> None:
    page.goto(server)
    page.wait_for_timeout(3_000)
    assert "newsletter" not in page.inner_text("body").lower()
    assert _ask(server, "{ instance { info } }")["instance"]["info"].replace(" ", "").find("telemetry:\nenabled:false") >= 0


def test_sensor_and_schedules_are_on(server: str, page: Page) -> None:
    page.goto(server + "/automation")
    for name in ("new_files", "nightly", "nightly_housekeeping", "tell_of_failed_runs", "tell_of_failed_checks"):
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


def test_checks_are_listed(server: str, page: Page) -> None:
    page.goto(server + "/assets/warehouse/articles?view=checks")
    for name in ("contract", "keys_are_unique", "references_hold", "body_is_its_paragraphs", "kept_share_within_bounds", "fresh"):
        page.get_by_text(name, exact=True).first.wait_for(timeout=60_000)


def test_cleaned_shows_its_preview_and_its_plot(server: str, page: Page) -> None:
    page.goto(server + "/assets/cleaned?view=events")
    page.get_by_text("preview", exact=True).first.wait_for(timeout=60_000)
    page.get_by_text("lines by role", exact=True).first.wait_for(timeout=60_000)
    shown = page.inner_text("body")
    assert "new documents" in shown
    (newest,) = _ask(server, NEWEST)["assetOrError"]["assetMaterializations"]
    told = {entry["label"]: entry.get("mdStr") for entry in newest["metadataEntries"]}
    assert "kept_share" in told["preview"]
    assert "█" in told["lines by role"]
    page.locator("td", has_text="share_widget").first.wait_for(timeout=60_000)
    assert "█" in page.inner_text("body"), "the plot is drawn in place, not only sent"


def test_page_of_an_asset_tells_its_code_its_columns_sources_and_its_quarantine(server: str, page: Page) -> None:
    page.goto(server + "/assets/warehouse/lines")
    for shown in ("cleaned.lines", "dropped lines by rule", "dropped share"):
        page.get_by_text(shown, exact=True).first.wait_for(timeout=60_000)
    page.locator("a", has_text="lines.sql").first.wait_for(timeout=60_000)
    page.goto(server + "/assets/raw")
    assert page.get_by_role("link", name="quarantine").first.get_attribute("href").endswith("/assets/warehouse/quarantine")  # type: ignore[union-attr]


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
    assert "14" in opened.value.locator(".figures").inner_text()
    opened.value.locator("#list h3 a").first.click()
    opened.value.locator(".lines del").first.wait_for(timeout=60_000)
    opened.value.close()


def _wait_for(address: str, log: Path) -> None:
    for _ in range(240):
        try:
            if _ask(address, "{ version }"):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(log.read_text())


def _wait_for_runs(address: str) -> dict[str, str]:
    """The status of each run, once none is under way."""
    for _ in range(240):
        runs = _ask(address, "{ runsOrError { ... on Runs { results { runId status } } } }")["runsOrError"]["results"]
        if runs and all(run["status"] in ("SUCCESS", "FAILURE", "CANCELED") for run in runs):
            return {run["runId"]: run["status"] for run in runs}
        time.sleep(0.5)
    raise TimeoutError(str(runs))


def _ask(address: str, query: str) -> dict:  # type: ignore[type-arg]
    request = urllib.request.Request(address + "/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["data"]
