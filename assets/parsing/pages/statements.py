"""What a page states of its fields beside its text: in JSON-LD, OpenGraph, `<meta>`, microdata, `<time>`,
`<title>`, and the canonical link. Of each field the most trusted first."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assets.parsing.pages import linked_data
from assets.parsing.pages.linked_data import first_text, listed

# how sure each place is: as JSON-LD, which publishers write for machines, is more often right than a title
TRUST: Final = {
    "stated_in_json_ld": 0.95,
    "stated_in_open_graph": 0.9,
    "stated_in_microdata": 0.9,
    "stated_in_meta": 0.85,
    "stated_in_time": 0.75,
    "stated_in_title": 0.7,
    "canonical_link": 0.9,
}
LONGEST: Final = 600  # characters of a value
MOST: Final = 40  # values of one field
SHORTEST: Final = 25  # letters of a line that a summary or a text says too
SUMMARIES: Final = ("og:description", "description", "twitter:description")
NO_LETTER: Final = re.compile(r"[\W_]+")
TAG: Final = re.compile(r"<[^<>]*>")
# `<meta>` name or property → the field, in their order of trust within a rule
OPEN_GRAPH: Final = {
    "og:title": "headline",
    "twitter:title": "headline",
    "article:published_time": "published",
    "og:published_time": "published",
    "og:article:published_time": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "og:article:modified_time": "modified",
    "article:author": "author",
    "article:author:name": "author",
    "og:article:author": "author",
    "article:section": "section",
    "og:article:section": "section",
    "article:tag": "tag",
    "og:article:tag": "tag",
    "og:image:secure_url": "image_url",
    "og:image": "image_url",
    "og:image:url": "image_url",
    "twitter:image": "image_url",
    "og:url": "url",
    "og:site_name": "outlet",
    "og:locale": "language",
}
META: Final = {
    "headline": "headline",
    "dc.title": "headline",
    "dcterms.title": "headline",
    "parsely-title": "headline",
    "sailthru.title": "headline",
    "citation_title": "headline",
    "author": "author",
    "byl": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "dcsext.author": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "citation_author": "author",
    "article.author": "author",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "pub_date": "published",
    "publishdate": "published",
    "publish-date": "published",
    "publish_date": "published",
    "publication_date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dc.date.created": "published",
    "dcterms.created": "published",
    "dcterms.date": "published",
    "dcterms.issued": "published",
    "article.published": "published",
    "article.created": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "displaydate": "published",
    "originalpublicationdate": "published",
    "citation_publication_date": "published",
    "cxenseparse:recs:publishtime": "published",
    "last-modified": "modified",
    "lastmod": "modified",
    "revision_date": "modified",
    "dcterms.modified": "modified",
    "dc.date.modified": "modified",
    "datemodified": "modified",
    "article.updated": "modified",
    "section": "section",
    "article.section": "section",
    "parsely-section": "section",
    "news_keywords": "tag",
    "keywords": "tag",
    "parsely-tags": "tag",
    "dc.publisher": "outlet",
    "application-name": "outlet",
    "dc.language": "language",
}
ITEMS: Final = {
    "headline": "headline",
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "author": "author",
    "articlesection": "section",
}
FREE: Final = "isaccessibleforfree"
SEPARATOR: Final = r"\s+[|｜ㅣ·•»«–—-]+\s+|\s*[|｜»]\s*"
LOCAL: Final = re.compile(r"(?i)^(?:www\d?|m|mobile|amp|edition)\.")


class Statement(NamedTuple):
    """What a page states of a field."""

    field: str
    value: str
    place: str
    rule: str
    confidence: float


class Stated(NamedTuple):
    """What a page states of itself: of its fields, of each the most trusted first and each value once a
    place; and the words of its summaries and of its text, as letters alone."""

    fields: list[Statement]
    summaries: list[str]
    text: str


def of_page(tree: LexborHTMLParser) -> Stated:
    """What a page states of itself."""
    metas = [(_name(one), one.attributes.get("content") or "") for one in tree.css("meta[content]")]
    named: dict[str, str] = {}
    for name, content in metas:
        named.setdefault(name, content)
    title = _text(tree.css_first("head title") or tree.css_first("title"))
    titles = [named.get("og:title", ""), named.get("twitter:title", ""), title]
    scripts = [one.text(deep=True) for one in tree.css('script[type*="ld+json" i]')]
    thing = linked_data.article(scripts, frozenset(one.strip().lower() for one in titles if one)) or {}
    parts = (
        _of_links(tree),
        _of_json(thing),
        _of_metas(metas, OPEN_GRAPH, "stated_in_open_graph"),
        _of_microdata(tree),
        _of_metas(metas, META, "stated_in_meta"),
        _of_times(tree),
        _of_title(title, named.get("og:site_name") or first_text(thing.get("publisher")) or ""),
    )
    summaries = [named.get(name, "") for name in SUMMARIES] + [first_text(thing.get("description")) or ""]
    text = first_text(thing.get("articleBody")) or ""
    return Stated(
        list(_once(said for part in parts for said in part)),
        [said for said in map(_letters, dict.fromkeys(summaries)) if len(said) >= SHORTEST],
        _letters(TAG.sub(" ", text)),
    )


def sayings(stated: Stated, lines: list[str]) -> list[int]:
    """Of each line whether a page's summary says it too (1), or the text that it states (2)."""
    if not stated.summaries and not stated.text:
        return [0] * len(lines)
    return [_saying(stated, _letters(line)) if len(line) >= SHORTEST else 0 for line in lines]


def _saying(stated: Stated, line: str) -> int:
    if len(line) < SHORTEST:
        return 0
    if line in stated.text:
        return 2
    return int(any(line in one or one in line for one in stated.summaries))


def _once(said: Iterator[Statement]) -> Iterator[Statement]:
    """The statements that have a value, none twice, and of one field not too many."""
    seen: set[tuple[str, str, str]] = set()
    counts: dict[str, int] = {}
    for one in said:
        value = " ".join(one.value.split())[:LONGEST]
        key = (one.field, value, one.rule)
        if value and key not in seen and counts.get(one.field, 0) < MOST:
            seen.add(key)
            counts[one.field] = counts.get(one.field, 0) + 1
            yield one._replace(value=value)


def _said(field: str, value: Any, place: str, rule: str) -> Iterator[Statement]:
    if value:
        yield Statement(field, str(value), place, rule, TRUST[rule])


def _of_json(thing: linked_data.Thing) -> Iterator[Statement]:
    """JSON-LD."""
    rule = "stated_in_json_ld"
    for name, field in (
        ("headline", "headline"),
        ("datePublished", "published"),
        ("dateModified", "modified"),
        ("articleSection", "section"),
        ("publisher", "outlet"),
        ("inLanguage", "language"),
    ):
        yield from _said(field, first_text(thing.get(name)), f"json-ld {name}", rule)
    for one in listed(thing.get("author"))[:MOST]:
        whole = first_text(one) if not isinstance(one, list) else None
        yield from _said("author", _no_address(whole), "json-ld author", rule)
    tags = [first_text(one) or "" for one in listed(thing.get("keywords"))[:MOST]]
    for one in _parted(tags):
        yield from _said("tag", one, "json-ld keywords", rule)
    image: Any = next(iter(listed(thing.get("image"))), None)
    if isinstance(image, dict):
        image = image.get("url") or image.get("contentUrl")
    yield from _said("image_url", _address(first_text(image)), "json-ld image", rule)
    free = thing.get("isAccessibleForFree")
    if free is not None and str(first_text(free)).lower().rsplit("/", 1)[-1] in ("true", "false"):
        said = str(first_text(free)).lower().rsplit("/", 1)[-1]
        yield from _said("is_accessible_for_free", said, "json-ld isAccessibleForFree", rule)


def _of_metas(metas: list[tuple[str, str]], known: dict[str, str], rule: str) -> Iterator[Statement]:
    """`<meta>` elements, in the order of `known`."""
    for name, field in known.items():
        for said, content in metas:
            if said != name:
                continue
            values = _parted([content]) if field == "tag" and "tag" not in name else [content]
            for value in values:
                yield from _said(field, _checked(field, value), f"meta {name}", rule)


def _checked(field: str, value: str) -> str | None:
    """A value that may be of its field."""
    if field == "author":
        return _no_address(value)
    return _address(value) if field in ("image_url", "url") else value.strip()


def _of_microdata(tree: LexborHTMLParser) -> Iterator[Statement]:
    """Elements with `itemprop`."""
    rule = "stated_in_microdata"
    for one in tree.css("[itemprop]")[:500]:
        about = one.attributes
        for word in (about.get("itemprop") or "").lower().split():
            if word == FREE:
                value = (about.get("content") or one.text(deep=True)).strip().lower()
                if value in ("true", "false"):
                    yield from _said("is_accessible_for_free", value, "itemprop isAccessibleForFree", rule)
            elif word in ITEMS and not _in_a_list(one):
                field = ITEMS[word]
                said = about.get("content") or about.get("datetime") or _text(one)
                name = _no_address(said) if field == "author" else said
                yield from _said(field, name if len(name or "") < LONGEST else None, f"itemprop {word}", rule)


def _in_a_list(node: LexborNode) -> bool:
    """Whether an element tells of something else that the page names: an entry of a list, a comment."""
    above = node.parent
    for _ in range(30):
        if above is None or above.tag in ("body", "html"):
            return False
        if (
            above.tag in ("li", "aside", "footer")
            or "comment" in (above.attributes.get("itemtype") or "").lower()
        ):
            return True
        above = above.parent
    return False


def _of_times(tree: LexborHTMLParser) -> Iterator[Statement]:
    """`<time>` elements that say that they date the article, or the only ones there are."""
    found = [one for one in tree.css("time[datetime]")[:200] if not _in_a_list(one)]
    known = [one for one in found if one.attributes.get("pubdate") is not None]
    values = {one.attributes.get("datetime") or "" for one in found}
    for one in known or (found[:1] if len({value[:10] for value in values}) == 1 else []):
        yield from _said("published", one.attributes.get("datetime"), "time", "stated_in_time")


def _of_title(title: str, outlet: str) -> Iterator[Statement]:
    """`<title>`, without what names the site or its section behind it or before it."""
    parts = [part.strip() for part in re.split(SEPARATOR, title) if part.strip()]
    if not parts:
        return
    longest = max(parts, key=len)
    at = title.find(longest)
    own, last = _letters(outlet), parts[-1]
    if len(parts) == 1:
        value = title
    elif own and _letters(last) and (_letters(last) in own or own in _letters(last)):
        value = title[: title.rfind(last)].rstrip(" |｜ㅣ·•»«–—-\t\n")
        rest = [part.strip() for part in re.split(r"\s*[|｜»]\s*|\s+[·•]\s+", value) if part.strip()]
        value = max(rest, key=len) if rest else value
    else:
        value = longest if at >= 0 else title
    yield from _said("headline", value, "title", "stated_in_title")


def _of_links(tree: LexborHTMLParser) -> Iterator[Statement]:
    """The canonical link, and what its host says of who published the page."""
    link = tree.css_first('link[rel~="canonical" i]')
    address = _address(link.attributes.get("href") or "") if link is not None else None
    yield from _said("url", address, "link canonical", "canonical_link")


def base(tree: LexborHTMLParser, url: str | None) -> str:
    """The address that those of the page's links follow: its own, or what it says in their place."""
    element = tree.css_first("base[href]")
    said = (element.attributes.get("href") or "") if element is not None else ""
    return joined(url or "", said) if said else url or ""


def joined(start: str, address: str) -> str:
    """An address that another is the start of; as it is where it cannot be read."""
    address = address.strip()
    if not start or address[:7].lower() in ("http://", "https:/"):
        return address
    if address[:1] == "/" and address[:2] != "//" and "/." not in address:
        return _origin(start) + address  # which is quicker
    try:
        return urljoin(start, address)
    except ValueError:
        return address


@lru_cache(maxsize=1024)
def _origin(address: str) -> str:
    """Scheme and host of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def host(address: str | None) -> str | None:
    """The host of an address, without what stands before its name."""
    try:
        found = urlsplit(address or "").hostname
    except ValueError:
        return None
    return LOCAL.sub("", found) if found and "." in found else None


def _name(meta: LexborNode) -> str:
    about = meta.attributes
    return (about.get("property") or about.get("name") or about.get("itemprop") or "").strip().lower()


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True, separator=" ").split()) if node is not None else ""


def _address(value: str | None) -> str | None:
    """An address with its scheme and host, else nothing."""
    value = (value or "").strip()
    return value if re.match(r"(?i)https?://[^/\s]+\.", value) and not re.search(r"\s", value) else None


def _no_address(value: str | None) -> str | None:
    """A name; an address or an account is none."""
    value = (value or "").strip()
    return None if re.match(r"(?i)https?:|www\.|@|/", value) or len(value) > 200 else value


def _parted(values: list[str]) -> list[str]:
    """Tags that stand in one value, with commas or semicolons between."""
    return [tag.strip() for value in values for tag in re.split(r"[,;]", value) if 1 < len(tag.strip()) < 80]


def _letters(text: str) -> str:
    return NO_LETTER.sub("", text.lower())
