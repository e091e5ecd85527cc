"""Whether bytes are a page of HTML, and which codec it says that it is written in."""

import codecs
import re
from typing import Final

HEAD: Final = 4096  # bytes from the start in which a page gives itself away
DECLARES: Final = 8192  # bytes in which it may say its codec; browsers read fewer
# a comment ends where it first can: else each more would double the ways to read the others
OPENS: Final = re.compile(
    rb"(?is)\A[\s\x00\xef\xbb\xbf\xfe\xff]*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*>\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b"
)
LATER: Final = re.compile(rb"(?i)(?:\A|[\r\n>])\s*<(?:!doctype\s+html|html)\b[^>]*>\s*<")
# a part of a page: it opens with an element and closes it
PART: Final = re.compile(
    rb"(?is)\A\s*<(p|div|article|section|main|table|ul|ol|figure|blockquote|h[1-6]|header|span|img|br)"
    rb"(?:\s+[a-z][\w:-]*\s*=[^<>]*|\s*/?)>"
)
CLOSES: Final = re.compile(
    rb"(?i)</(?:p|div|article|section|main|table|ul|ol|figure|blockquote|h[1-6]|span)>"
)
TAG: Final = re.compile(rb"(?i)</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>")
SCRIPT: Final = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>")
DECLARED: Final = re.compile(rb"(?i)<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})")
IN_XML: Final = re.compile(rb"(?i)\A\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]{2,40})")
# names that pages use for codecs whose superset browsers read in their place
SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Python's names of codecs that are no text's, or that no page is written in
NO_TEXT: Final = (
    "utf-7",
    "punycode",
    "idna",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "mbcs",
    "oem",
)


def is_page(content: bytes, named: bool = False) -> bool:
    """True where the bytes are a page of HTML, or a part of one. `named`: the file's name, or its record,
    says that they are, so that one element is enough."""
    head = content[: 2 * HEAD : 2] if _is_wide(content) else content[:HEAD]
    if OPENS.match(head) or (LATER.search(head) and TAG.search(head, 64)):
        return True
    if named:
        return bool(TAG.search(head) or TAG.search(content))
    return bool(PART.match(head) and CLOSES.search(content))


def declared(content: bytes) -> str | None:
    """The Python codec that a page says it is written in, or the wider one that browsers read in its place;
    None where it names none that is known."""
    head = content[:DECLARES]
    found = DECLARED.search(head) or IN_XML.search(head)
    if found is None:
        return None
    try:
        known = codecs.lookup(found.group(1).decode("ascii", "replace"))
    except (LookupError, ValueError):
        return None
    if (
        not getattr(known, "_is_text_encoding", True)
        or known.name in NO_TEXT
        or known.name[:5] in ("utf-1", "utf-3")
    ):
        return None  # bytes in which these names can be read are not written in UTF-16
    return SUPERSETS.get(known.name, known.name)


def _is_wide(content: bytes) -> bool:
    """UTF-16: every other byte of a tag is zero."""
    return content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"<\x00" in content[:64]
