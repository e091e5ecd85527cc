"""Say which codec decodes a file's bytes without loss, or that they are no text."""

import codecs

from charset_normalizer import from_bytes

from assets.reading import pages
from assets.reading.letters import by_letters

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARGIN = 0.05
LETTERS = 400_000  # bytes of a page whose words tell an older codec
LEGACY = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "iso8859_2",
    "iso8859_15",
    "koi8_r",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
SIGNS = tuple(
    chr(n) for n in range(32) if n not in (0, 9, 10, 11, 12, 13, 27)
)  # control characters that no text has


class NotText(Exception):
    """The bytes are of no text that a known codec decodes; the message says where they fail."""


def detect(content: bytes, named_page: bool = False) -> str:
    """The name of a Python codec. A byte-order mark decides; then UTF-8 if it fits; then, for a page, the
    codec that it names; then the likeliest older codec.

    Pages are often damaged, and read all the same: bytes that their codec cannot explain are replaced when
    they are decoded. `named_page`: the file's name says that it is a page.

    Raises:
        NotText: binary content, or bytes that no codec explains.
    """
    if pages.is_page(content, named_page):
        return of_page(content)
    for mark, codec in BOMS:
        if content.startswith(mark):
            return _proven(content, codec)
    wide = _wide(content)
    if wide and not _is_binary(content.decode(wide, "replace")):
        return _proven(content, wide)
    if b"\x00" in content or _is_binary(content.decode("latin-1")):
        raise NotText("It holds binary data, not text.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(content, error)
    return "utf-8"


def of_page(content: bytes, served: str | None = None) -> str:
    """The codec of a page, which must not give every byte back. What it declares, and what the server says
    (`served`, a codec), may be wrong: bytes that are UTF-8 by accident are rare, so that is tried first.

    Raises:
        NotText: binary content, or bytes that no codec explains.
    """
    marked = next((codec for mark, codec in BOMS if content.startswith(mark)), None) or _wide(content)
    if marked:
        return marked
    if _is_binary(content.decode("latin-1")):
        raise NotText("It begins like a page, and holds binary data.")
    named = pages.declared(content)
    for codec in ("utf-8", served, named):
        if codec and _decodes(content, codec):
            return codec
    try:
        words = pages.SCRIPT.sub(b" ", content[:LETTERS])
        words = pages.TAG.sub(b" ", words).replace(b"\0", b"")  # names of elements are no language
        return _legacy(words, UnicodeDecodeError("utf-8", b"?", 0, 1, ""))
    except NotText:
        beyond = sum(byte >= 0x80 for byte in content)
        lost = content.decode("utf-8", "replace").count("\ufffd")
        return "utf-8" if lost < beyond / 4 else named or "cp1252"


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeError:
        return False
    return True


def _is_binary(text: str) -> bool:
    """More than one character in two hundred is a control character that no text has."""
    return sum(text.count(sign) for sign in SIGNS) > len(text) // 200


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark shows by its zeros: every other byte of Latin text."""
    sample = content[:4096]
    if len(content) % 2 or len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 and even < 0.05 * len(sample) / 2:
        return "utf-16-le"
    if even > 0.4 * len(sample) / 2 and odd < 0.05 * len(sample) / 2:
        return "utf-16-be"
    return None


def _legacy(content: bytes, error: UnicodeDecodeError) -> str:
    """The likeliest older codec. A file that is UTF-8 but for a few bytes is damaged, not old: another codec
    would garble the rest."""
    told = f"Byte {error.start:,} (0x{error.object[error.start]:02X}) is no UTF-8"
    beyond = sum(byte >= 0x80 for byte in content)
    text = content.decode("utf-8", "ignore")
    if sum(len(c.encode()) for c in text if c >= "\x80") > beyond / 2:
        raise NotText(f"{told}, though most of the file is: it is damaged there. Save it again as UTF-8.")
    likely = from_bytes(content, cp_isolation=LEGACY, preemptive_behaviour=False)
    best = likely.best()
    if best is None:
        raise NotText(f"{told}, and no older codec explains the file. Save it as UTF-8.")
    # Sister codecs differ in a few letters: of those that explain the text about as well, the most common is
    # the likeliest.
    close = [
        m.encoding
        for m in likely
        if m.chaos <= best.chaos + MARGIN and m.coherence >= best.coherence - MARGIN
    ]
    likeliest = _proven(content, min(close, key=LEGACY.index))
    return by_letters(content, likeliest) or likeliest


def _proven(content: bytes, codec: str) -> str:
    """The codec, if it gives the bytes back as they were: only then do byte offsets mean anything."""
    try:
        text = content.decode(codec)
        mark = b"" if codec in ("utf-8-sig", "utf-16", "utf-32") else text.encode(codec)
    except UnicodeError as error:
        raise NotText(f"It announces {codec} but is not: {error}. Save it as UTF-8.") from error
    if mark and mark != content:
        raise NotText(f"{codec} reads it but cannot write it back byte for byte. Save it as UTF-8.")
    return codec
