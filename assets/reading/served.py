"""The text of a page that a server sent, by the encoding that it really has."""

import codecs

from assets.reading import pages
from assets.reading.encodings import NotText, of_page


def page_text(content: bytes, charset: str | None = None) -> str:
    """A page as text: a byte-order mark tells, then UTF-8 where it fits, then what the server (`charset`) or
    the page says, then what is likeliest. Bytes that are none in it become U+FFFD."""
    known = _known(charset)
    try:
        return content.decode(of_page(content, known), "replace")
    except NotText:
        return content.decode(known or "utf-8", "replace")


def _known(charset: str | None) -> str | None:
    """The codec that a server's word for it names, or the wider one that browsers read in its place."""
    try:
        name = codecs.lookup((charset or "").strip()).name
    except (LookupError, ValueError):
        return None
    return None if name in pages.NO_TEXT else pages.SUPERSETS.get(name, name)
