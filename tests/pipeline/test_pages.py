"""The report is served beside the UI, for as long as the UI is."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARENT = """
import sys, time
from pathlib import Path
from pipeline import report_server as pages
print(pages.beside(Path(sys.argv[1]), int(sys.argv[2])), flush=True)
time.sleep(60)
"""


def test_pages_are_served_next_to_a_taken_port_and_no_longer_than_the_ui(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>What was kept</h1>")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", PARENT, str(tmp_path), str(port - 1)]
        parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            assert parent.stdout is not None
            address = parent.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            assert not address.endswith(f":{port}"), "another server has that port"
            assert "What was kept" in fetched(f"{address}/index.html")
            assert "CLEANCOPY_HOSTS" in refused(f"{address}/index.html", {"Host": "evil.example"})
            assert "tab of its own" in refused(
                f"{address}/index.html", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
            )
        finally:
            parent.kill()
            parent.communicate()
    for _ in range(100):
        if not fetched(f"{address}/index.html", tries=1):
            return
        time.sleep(0.1)
    raise AssertionError("the pages are still served though their parent was killed")


def fetched(address: str, tries: int = 100) -> str:
    """What is served there; empty where nothing answers."""
    for _ in range(tries):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return ""


def refused(address: str, headers: dict[str, str]) -> str:
    """What is answered, with status 403, to a request with such headers."""
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30)
    assert error.value.code == 403
    return str(error.value.read().decode())
