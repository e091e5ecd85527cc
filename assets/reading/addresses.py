"""The address that an article is known by: of all the ways to write one page's address, one.

The rule, in its order:

1. `http` and `https` are one scheme; anything else is no page's address.
2. The host in lower case, in Unicode's compatible form, without a last dot and without `www.`; user names and
   the port that the scheme implies are left out.
3. The path without `.` and `..`, without double slashes and without a slash at its end; what need not be
   encoded is decoded, what must be is encoded.
4. The query without parameters that say where a reader came from (`tracking.txt`: `utm_*`, `gclid`, `fbclid`,
   …), the others by name; an empty one is left out.
5. No fragment, but for `#!…`, by which some sites name their pages.

Two addresses that differ in anything else are two articles: `m.` and `amp.` hosts, capitals in the path.
"""

import fnmatch
import re
import unicodedata
from functools import cache
from typing import Final
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from assets.data import packaged

LONGEST: Final = 2_000  # characters: longer ones hold data, not a place
SCHEMES: Final = {"http": 80, "https": 443}
KEPT: Final = "/:@!$&'()*+,;=~"  # what a path may hold as it is, beside letters, digits and -._
NOT_IN_ADDRESSES: Final = re.compile(r"[\s\x00-\x1f\x7f<>\"{}|\\^`]")


def normalised(url: str | None) -> str | None:
    """The address that a page is known by, without its scheme's name: `https://…` always.

    None where it is no page's address: another scheme, no host, white space within, too long.
    """
    text = (url or "").strip()
    if not text or len(text) > LONGEST or NOT_IN_ADDRESSES.search(text):
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:  # brackets that do not pair, a port that is no number
        return None
    if parts.scheme not in SCHEMES or not host:
        return None
    host = unicodedata.normalize("NFKC", host).lower().rstrip(".")
    host = re.sub(r"^(?:www\.)+(?=.)", "", host)
    if not host or NOT_IN_ADDRESSES.search(host):
        return None
    where = f"[{host}]" if ":" in host else host
    if port and port != SCHEMES[parts.scheme]:
        where = f"{where}:{port}"
    found = f"https://{where}{_path(parts.path)}"
    if query := _query(parts.query):
        found = f"{found}?{query}"
    return f"{found}#{parts.fragment}" if parts.fragment.startswith("!") else found


def host_of(url: str | None) -> str | None:
    """The host of a page's address, without `www.` and port; None where it is none."""
    address = normalised(url)
    return urlsplit(address).hostname if address else None


def _path(path: str) -> str:
    """A path of names, each written one way."""
    names: list[str] = []
    for name in path.split("/"):
        if name == "..":
            del names[-1:]
        elif name not in ("", "."):
            names.append(quote(unquote_to_bytes(name), safe=KEPT.replace("/", "")))
    return "".join(f"/{name}" for name in names) or "/"


def _query(query: str) -> str:
    """The parameters that say which page it is, by name."""
    if not query:
        return ""
    told = parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="surrogateescape")
    kept = sorted((name, value) for name, value in told if not _tracking().fullmatch(name.lower()))
    return urlencode(kept, encoding="utf-8", errors="surrogateescape")


@cache
def _tracking() -> re.Pattern[str]:
    """Names of parameters that say where a reader came from, and not which page it is."""
    return re.compile("|".join(map(fnmatch.translate, packaged.lines("reading/tracking.txt"))))
