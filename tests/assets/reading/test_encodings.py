"""Whatever a file is encoded in, its lines read right and their bytes put it together again."""

import pytest

from assets.reading import NotText, detect
from tests.conftest import Newsroom

ENGLISH = [
    "Café “Zur Möwe” reopens — at last",
    "",
    "NORVIK: The owner’s first guests were two pilots and a “very patient” dog, said Élise Garçon.",
    "It had been shut for ten years; the façade cost €3 million, and the naïve estimate was half of that.",
]
RUSSIAN = [
    "Паром вернулся на линию после ремонта",
    "",
    "Судно простояло в доке четыре месяца, сообщила администрация порта во вторник.",
    "Первый рейс прошёл по расписанию, пассажиров было около двухсот человек.",
]
ODD = ["A\u2028headline\x0chere", "two\x85and\x0bmore"]
FILES: dict[str, tuple[list[str], bytes]] = {
    "utf-8": (ENGLISH, "\n".join(ENGLISH).encode()),
    "utf-8 with a mark": (ENGLISH, b"\xef\xbb\xbf" + "\n".join(ENGLISH).encode()),
    "utf-16 little-endian": (ENGLISH, b"\xff\xfe" + "\n".join(ENGLISH).encode("utf-16-le")),
    "utf-16 big-endian": (ENGLISH, b"\xfe\xff" + "\r\n".join(ENGLISH).encode("utf-16-be")),
    "utf-16 without a mark": (ENGLISH, "\n".join(ENGLISH).encode("utf-16-le")),
    "windows-1252": (ENGLISH, "\r\n".join(ENGLISH).encode("cp1252")),
    "windows-1251": (RUSSIAN, "\r\n".join(RUSSIAN).encode("cp1251")),
    "russian utf-8": (RUSSIAN, "\n".join(RUSSIAN).encode()),
    "mixed newlines": (ENGLISH, f"{ENGLISH[0]}\r\n{ENGLISH[1]}\r{ENGLISH[2]}\n{ENGLISH[3]}\r\n".encode()),
    "separators that end no line": (ODD, "\n".join(ODD).encode()),
}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    room = Newsroom(tmp_path_factory.mktemp("encodings"))
    for name, (_, content) in FILES.items():
        room.put(f"{name.replace(' ', '-')}/file.txt", content)
    run = room.run()
    assert run.success, run.error()
    assert run.checks[("raw", "contract")].passed, run.checks[("raw", "contract")].metadata
    return room


@pytest.mark.parametrize("name", FILES)
def test_lines_read_right_in_any_encoding(newsroom: Newsroom, name: str) -> None:
    found = newsroom.sql(
        f"""SELECT string_agg(text, ' ' ORDER BY span_no) FROM lines JOIN articles USING (version_id)
            WHERE path = '{name.replace(" ", "-")}/file.txt' GROUP BY line_no ORDER BY line_no"""
    )
    assert [text for (text,) in found] == FILES[name][0]


@pytest.mark.parametrize("name", FILES)
def test_the_bytes_of_the_lines_put_the_file_together_again(newsroom: Newsroom, name: str) -> None:
    content = FILES[name][1]
    ranges = newsroom.sql(
        f"""SELECT byte_start, byte_end FROM lines JOIN articles USING (version_id)
            WHERE path = '{name.replace(" ", "-")}/file.txt' ORDER BY line_no, span_no"""
    )
    assert b"".join(content[start:end] for start, end in ranges) == content


CODECS = [("windows-1252", "cp1252"), ("windows-1251", "cp1251"), ("utf-16 without a mark", "utf-16-le")]


@pytest.mark.parametrize(("name", "codec"), CODECS)
def test_an_older_codec_is_recognised(name: str, codec: str) -> None:
    lines, content = FILES[name]
    assert content.decode(detect(content)).split("\r\n" if b"\r\n" in content else "\n") == lines
    assert detect(content) == codec


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03" * 50, b"\xff\xfea", b"GIF89a\x01\x00\x00\x00"], ids=repr
)
def test_binary_content_is_no_text(content: bytes) -> None:
    with pytest.raises(NotText):
        detect(content)
