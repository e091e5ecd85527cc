"""Who is let in at the door of the UI and the report: programs and pages of our own, and people who follow a
link."""

import pytest

from pipeline.door import refusal

OURS = {"host": "127.0.0.1:3000"}
FOLLOWED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
NAMED = ("news.example.org",)


@pytest.mark.parametrize(
    ("headers", "method", "path"),
    [
        ({}, "GET", "/"),
        ({"host": "localhost:8080"}, "GET", "/"),  # through a tunnel
        ({"host": "[::1]:3000"}, "GET", "/"),
        ({"host": "LOCALHOST"}, "GET", "/"),
        ({"host": "News.Example.org", "origin": "https://news.example.org"}, "POST", "/graphql"),
        ({"origin": "https://news.example.org"}, "POST", "/graphql"),  # a proxy that asks under our own name
        ({"origin": "http://127.0.0.1:3000"}, "POST", "/graphql"),
        ({"origin": "http://127.0.0.1:3000"}, "WEBSOCKET", "/graphql"),
        ({}, "POST", "/graphql"),
        ({"accept": "text/html,*/*"}, "GET", "/graphql"),  # GraphiQL's page, which asks by POST
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors"}, "GET", "/x.png"),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, "GET", "/"),
        (FOLLOWED, "GET", "/runs"),
    ],
)
def test_let_in(headers: dict[str, str], method: str, path: str) -> None:
    assert refusal({**OURS, **headers}, method, path, NAMED) is None


@pytest.mark.parametrize(
    ("headers", "method", "path", "cure"),
    [
        ({"host": ""}, "GET", "/", "localhost"),
        ({"host": "evil.example"}, "GET", "/", "CLEANCOPY_HOSTS"),
        ({"host": "127.0.0.1.evil.example:3000"}, "GET", "/", "CLEANCOPY_HOSTS"),
        ({"host": "localhost, evil.example"}, "GET", "/", "CLEANCOPY_HOSTS"),
        ({"host": "evil.example/@localhost"}, "GET", "/", "CLEANCOPY_HOSTS"),
        ({"host": "x@localhost:3000"}, "GET", "/", "CLEANCOPY_HOSTS"),
        ({"host": "sub.news.example.org"}, "GET", "/", "CLEANCOPY_HOSTS"),
        ({"origin": "http://evil.example"}, "POST", "/graphql", "CLEANCOPY_HOSTS"),
        ({"origin": "http://localhost:5000"}, "POST", "/graphql", "CLEANCOPY_HOSTS"),
        ({"origin": "null"}, "POST", "/graphql", "CLEANCOPY_HOSTS"),
        ({"origin": "file://"}, "WEBSOCKET", "/graphql", "CLEANCOPY_HOSTS"),
        (
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
            "GET",
            "/",
            "tab of its own",
        ),
        (
            {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
            "GET",
            "/",
            "tab of its own",
        ),
        ({**FOLLOWED, "sec-fetch-dest": "iframe"}, "GET", "/", "tab of its own"),
        (FOLLOWED, "POST", "/graphql", "tab of its own"),
        ({}, "GET", "/graphql", "by POST"),
        ({"accept": "image/avif,*/*"}, "GET", "/graphql", "by POST"),
        ({}, "HEAD", "/graphql", "by POST"),
    ],
)
def test_refused_with_the_cure(headers: dict[str, str], method: str, path: str, cure: str) -> None:
    assert cure in (refusal({**OURS, **headers}, method, path, NAMED) or "")
