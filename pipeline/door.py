"""Who is let in where the UI and the report are served.

Both listen on this machine alone and ask nobody who they are. But a browser on this machine goes wherever a
page sends it: a page of somebody else may have it post to the UI, fetch a mutation as an image, open a
websocket, or reach it under a name of its own that is made to point here. Such requests tell on themselves by
the headers that a browser writes and no page can change.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any, Final

# what this machine calls itself: no one else can be made to answer to it
HERE: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
HOST: Final = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/?#@\[\]]+)(:\d+)?", re.IGNORECASE)
ORIGIN: Final = re.compile(r"https?://(?P<host>.+)", re.IGNORECASE)
# no image from elsewhere, no page of another around ours
POLICY: Final = b"img-src 'self' data: blob:; frame-ancestors 'none'"
GRAPHQL: Final = "/graphql"
# by this name Dagster's webserver makes the app that it serves
MAKES_APP: Final = "create_app_from_workspace_process_context"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def refusal(headers: Mapping[str, str], method: str, path: str, hosts: Iterable[str]) -> str | None:
    """Why a request is refused, with the cure; None where it is let in.

    Args:
        headers: by name in small letters; of one that came twice both values, joined by a comma.
        method: `GET`, `POST`, …; `WEBSOCKET` for one.
        path: what is asked for, without the query.
        hosts: names beside this machine's own under which it is served (`CLEANCOPY_HOSTS`).
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    known = {*HERE, *hosts}
    if _name(host) not in known:
        return (
            f"Nothing is served here under the name {host[:100]!r}. Open it as localhost; if it is meant to "
            "be reached by that name, "
            "through a proxy that asks people who they are, set CLEANCOPY_HOSTS to the name and start again."
        )
    if origin is not None and not _is_own(origin, host, hosts):
        return (
            f"A page of {origin[:100]!r} asked for this, and only pages that are served here may. If a proxy "
            "serves them under that name, "
            "set CLEANCOPY_HOSTS to it and start again."
        )
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not _is_visit(headers, method):
        return (
            "A page of another site asked for this, and only pages that are served here may. Open it in a "
            "tab of its own."
        )
    if (
        path == GRAPHQL
        and method not in ("POST", "WEBSOCKET")
        and "text/html" not in headers.get("accept", "")
    ):
        return (
            "GraphQL is answered by POST alone, since a link or an image is fetched by GET. Send the "
            "query as JSON in a POST."
        )
    return None


def _name(host: str) -> str:
    """The name in `name:port`, in small letters; empty where it is no such thing."""
    found = HOST.fullmatch(host)
    return found["name"].lower() if found else ""


def _is_own(origin: str, host: str, hosts: Iterable[str]) -> bool:
    """Whether a page comes from where it asks, or, before a proxy, from a name that it serves."""
    found = ORIGIN.fullmatch(origin)
    return found is not None and (found["host"].lower() == host.lower() or _name(found["host"]) in hosts)


def _is_visit(headers: Mapping[str, str], method: str) -> bool:
    """Whether somebody follows a link, in a tab and not in a frame of the other page."""
    return (
        method == "GET"
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


class Door:
    """An ASGI app before another: it answers what is refused with 403 and the reason, lets the rest in, and
    says what a page may fetch."""

    def __init__(self, app: App, hosts: Iterable[str] = ()) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        told = None
        if scope["type"] in ("http", "websocket"):
            told = refusal(_headers(scope), scope.get("method", "WEBSOCKET"), scope["path"], self.hosts)

        async def with_policy(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"content-security-policy", POLICY)]
            await send(message)

        if told is None:
            await self.app(scope, receive, with_policy)
        elif scope["type"] == "websocket":
            # Before it is accepted: the server makes a 403 of it.
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = [
                (b"content-type", b"text/plain; charset=utf-8"),
                (b"x-content-type-options", b"nosniff"),
            ]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": f"{told}\n".encode()})


def _headers(scope: Scope) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def main() -> None:
    """Be `dagster-webserver`, behind the door."""
    from dagster_webserver import cli

    from pipeline.settings import Settings

    made, hosts = getattr(cli, MAKES_APP), Settings().served_as

    def guarded(*given: Any, **named: Any) -> Any:
        app = made(*given, **named)
        app.add_middleware(Door, hosts=hosts)
        return app

    setattr(cli, MAKES_APP, guarded)
    cli.dagster_webserver(auto_envvar_prefix="DAGSTER_WEBSERVER", prog_name="dagster-webserver")


if __name__ == "__main__":
    main()
