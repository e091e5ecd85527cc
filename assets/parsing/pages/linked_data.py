"""What a page says of itself in JSON-LD (schema.org): found in whatever form publishers write it."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

MOST: Final = 20_000  # things looked at in one page's data
DEEPEST: Final = 40  # things within things
ARTICLES: Final = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "scholarlyarticle",
        "techarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "report",
        "review",
        "recipe",
        "discussionforumposting",
    ]
)
PAGES: Final = frozenset(["webpage", "itempage", "videoobject", "podcastepisode", "medicalwebpage"])
FRAME: Final = re.compile(
    r"(?s)\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)\s*(.*?)"
    r"\s*(?:(?://|/\*)?\s*\]\]>(?:\s*\*/)?|-->)?\s*;?\s*\Z"
)
TRAILING: Final = re.compile(r",(?=\s*[}\]])")
COMMENT: Final = re.compile(r"(?m)^\s*//.*$|/\*.*?\*/")

Thing = dict[str, Any]


def article(scripts: list[str], titles: frozenset[str]) -> Thing | None:
    """The thing that the page is about, out of its JSON-LD: an article before a page, one whose headline is
    among `titles` (lower-cased) before another, the first before a later one. None where there is none."""
    things = list(_things(scripts))
    by_id = {one["@id"]: one for one in things if isinstance(one.get("@id"), str) and len(one) > 2}
    best, most = None, 0
    for one in things:
        kinds = {_plain_type(kind) for kind in listed(one.get("@type"))}
        rank = 4 if kinds & ARTICLES else 1 if kinds & PAGES else 0
        if not rank:
            continue
        title = first_text(one.get("headline")) or first_text(one.get("name")) or ""
        rank += 2 * (title.strip().lower() in titles) + bool(one.get("datePublished"))
        if rank > most:
            best, most = one, rank
    return _resolved(best, by_id) if best else None


def listed(value: Any) -> list[Any]:
    """A list, whether there are none, one or several."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def first_text(value: Any) -> str | None:
    """The first text in a value: itself, of a list its first, of a thing its name."""
    for one in listed(value)[:20]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("@value") or one.get("url")
            one = one[0] if isinstance(one, list) and one else one
        if isinstance(one, (str, int, float, bool)) and str(one).strip():
            return html.unescape(str(one)).strip()
    return None


def _resolved(thing: Thing, by_id: dict[str, Thing]) -> Thing:
    """The thing with those in it that are named by `@id` alone put in their place."""

    def whole(value: Any) -> Any:
        if isinstance(value, list):
            return [whole(one) for one in value[:100]]
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return by_id.get(value["@id"], value)
        return value

    return {name: whole(value) for name, value in thing.items()}


def _plain_type(kind: Any) -> str:
    return str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()


def _things(scripts: list[str]) -> Iterator[Thing]:
    """All things in the scripts, the outer before the inner, in their order."""
    waiting = [(read(script), 0) for script in scripts][::-1]
    seen = 0
    while waiting and seen < MOST:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            if "@type" in value:
                yield value
            value = [one for one in value.values() if isinstance(one, (dict, list))]
        if isinstance(value, list) and depth < DEEPEST:
            waiting += [(one, depth + 1) for one in value[::-1] if isinstance(one, (dict, list))]


def read(script: str) -> Any:
    """A script's JSON, mended where it is written as JavaScript would be; None where nothing helps."""
    for mend in (_as_it_is, _unframed, _mended):
        try:
            return json.loads(mend(script), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _as_it_is(script: str) -> str:
    return script


def _unframed(script: str) -> str:
    """Without the marks of comments and CDATA around it."""
    framed = FRAME.match(script)
    return framed.group(1) if framed else script.strip().rstrip(";")


def _mended(script: str) -> str:
    """Without comments and commas that end a list; with entities that stand for quotation marks read."""
    script = _unframed(script)
    script = html.unescape(script) if "&quot;" in script and '"' not in script else script
    script = TRAILING.sub("", COMMENT.sub("", script))
    begins = min((at for at in (script.find("{"), script.find("[")) if at >= 0), default=0)
    return script[begins : max(script.rfind("}"), script.rfind("]")) + 1]
