"""The UI is served once per port and data folder, and stops when it is told to."""

import re
import signal
import socket
import subprocess
import time
import urllib.request

import pytest

from pipeline import lock
from tests.conftest import Newsroom, free_port

STARTS = 90  # seconds until the UI answers on a busy machine


def said(process: "subprocess.Popen[str]") -> str:
    return process.communicate(timeout=60)[0]


def test_a_port_that_is_taken_is_told_with_the_cure(newsroom: Newsroom) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = newsroom.process("-m", "pipeline", "dev", "--port", str(port))
        assert re.search(f"Port {port} cannot be had .*make dev PORT=", said(process))
        assert process.returncode == 1


def test_a_second_ui_over_the_same_data_is_refused(newsroom: Newsroom) -> None:
    with lock.held(newsroom.data, wait=False):
        assert lock.keep(newsroom.data / "dev")
    process = newsroom.process("-m", "pipeline", "dev", "--port", str(free_port()))
    assert "is being served already" in said(process)
    assert process.returncode == 1


def test_the_ui_started_in_the_background_stops_when_it_is_told_to(newsroom: Newsroom) -> None:
    port = free_port()
    ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell has it for what it starts with `&`
    try:
        process = newsroom.process("-m", "pipeline", "dev", "--port", str(port))
    finally:
        signal.signal(signal.SIGINT, ignored)
    answers = False
    for _ in range(STARTS):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5) as answer:
                answers = answer.status == 200
                break
        except OSError:
            time.sleep(1)
    process.send_signal(signal.SIGTERM)
    told = said(process)
    assert answers, told
    assert "superseded" not in told
    with pytest.raises(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5)
