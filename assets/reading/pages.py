"""The text of a page that a server sent, by the encoding that it really has."""

import re
from typing import Final

from assets.reading.encodings import BOMS, NotText, detect

META: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
LOOKED_AT: Final = 8_192  # bytes in which a page names its encoding
AS_BROWSERS: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
                      "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
                      "x-sjis": "shift_jis", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}  # fmt: skip


def page_text(content: bytes, charset: str | None = None) -> str:
    """A page as text: a byte-order mark tells, then UTF-8 where it fits, then what the server (`charset`) or
    the page says, then what is likeliest. Bytes that are none in it become U+FFFD."""
    for mark, codec in BOMS:
        if content.startswith(mark):
            return content.decode(codec, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    stated = [charset] if charset else []
    if meta := META.search(content[:LOOKED_AT]):
        stated.append(meta.group(1).decode("ascii", "replace"))
    codecs = [AS_BROWSERS.get(name.strip().lower(), name.strip().lower()) for name in stated]
    for codec in codecs:
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return content.decode(detect(content))
    except (NotText, UnicodeDecodeError, LookupError):
        return content.decode("utf-8", "replace")
