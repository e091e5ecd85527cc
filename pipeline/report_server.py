"""Serve the report beside the UI: a browser follows no link from a served page to a file on disk."""

import os
import socket
import subprocess
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pipeline.door import refusal
from pipeline.settings import Settings

HOST = "127.0.0.1"  # for this machine alone, as the UI itself


def beside(folder: Path, port: int) -> str:
    """Start a server of the folder on the port after the UI's, or any that is free, that ends with this
    process. Returns its address."""
    free = next(p for p in (port + 1, 0) if is_free(p))
    with socket.create_server((HOST, free)) as held:
        free = held.getsockname()[1]
    subprocess.Popen(
        [sys.executable, "-m", "pipeline.report_server", str(folder), str(free), str(os.getpid())],
        stdin=subprocess.DEVNULL,
    )
    return f"http://{HOST}:{free}"


class _Quiet(SimpleHTTPRequestHandler):
    """Files, and no word about it; the newest, since every run writes them anew. For those alone whom the
    UI's door lets in."""

    hosts: tuple[str, ...] = ()

    def send_head(self) -> BinaryIO | None:
        """Begin the answer, to `GET` and `HEAD` alike."""
        headers = {name.lower(): ", ".join(self.headers.get_all(name, [])) for name in self.headers}
        told = refusal(headers, self.command, self.path, self.hosts)
        if told is None:
            return super().send_head()
        body = f"{told}\n".encode()
        self.send_response(HTTPStatus.FORBIDDEN)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Have the browser ask again each time."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class _WhileItsParentLives(ThreadingHTTPServer):
    """A server that ends when the process that it serves has ended."""

    daemon_threads = True
    parent = 0

    def service_actions(self) -> None:
        """Look twice a second whether there is still anyone to serve."""
        if os.getppid() != self.parent:
            raise KeyboardInterrupt


def serve(folder: Path, port: int, parent: int) -> None:
    """Serve until the parent ends."""
    _Quiet.hosts = Settings().served_as
    with _WhileItsParentLives((HOST, port), partial(_Quiet, directory=str(folder))) as server:
        server.parent = parent
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def is_free(port: int) -> bool:
    """Whether a server may listen on the port."""
    try:
        socket.create_server((HOST, port)).close()
    except (OSError, OverflowError):
        return False
    return True


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
