"""Which files are found, by which name, and how they are read: links, pipes and folders that go round in
circles."""

import os
import socket
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.reading import Found, LeadsOut, Refused, Unreadable, listing, read


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with two outlets, and a folder outside that has two files."""
    for file in ("raw/pier/one.txt", "raw/quay/two.txt", "outside/three.txt", "outside/deep/four.txt"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(f"{file}\n")
    return tmp_path / "raw"


def link(at: Path, to: str | Path) -> None:
    at.symlink_to(to)


def readable(raw: Path, follow: bool = False, ignore: tuple[str, ...] = ()) -> list[str]:
    """The paths that can be read, in the order of the listing."""
    return [
        found.path for found in listing(raw, ignore, follow) if not found.problem and not found.passed_over
    ]


def told(raw: Path, follow: bool = False) -> dict[str, str]:
    """Why the others are not."""
    return {
        f.path: f.passed_over or type(f.problem).__name__
        for f in listing(raw, (), follow)
        if f.problem or f.passed_over
    }


def whole(found: Found) -> bytes:
    return read(found, 1_000, "1,000")[0]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("quay/secret.txt", "../../outside/three.txt"),
        ("quay/folder", "../../outside"),
        ("quay/system", "/etc"),
        ("quay/all", "/"),
        ("quay/above", "../.."),
        ("quay/gone.txt", "/nowhere/at/all.txt"),
        ("quay/two.txt.meta.json", "../../outside/three.txt"),
    ],
)
def test_a_link_that_leaves_the_raw_folder_is_not_followed(raw: Path, name: str, target: str) -> None:
    link(raw / name, target)
    found = [*listing(raw), *(f.sidecar for f in listing(raw) if f.sidecar)]
    (odd,) = (f for f in found if f.path == name)
    assert isinstance(odd.problem, LeadsOut)
    assert "CLEANCOPY_FOLLOW_LINKS=true" in str(odd.problem)
    assert readable(raw) == ["pier/one.txt", "quay/two.txt"]
    with pytest.raises(LeadsOut):
        whole(odd)


def test_a_link_to_a_link_that_leaves_the_raw_folder_is_not_followed(raw: Path) -> None:
    link(raw / "quay/a.txt", "b.txt")
    link(raw / "quay/b.txt", "../../outside/three.txt")
    link(raw / "quay/c", "d")
    link(raw / "quay/d", "../../outside/deep")
    assert set(told(raw)) == {"quay/a.txt", "quay/b.txt", "quay/c", "quay/d"}
    assert set(told(raw).values()) == {"LeadsOut"}


def test_a_link_that_stays_in_the_raw_folder_is_followed(raw: Path) -> None:
    link(raw / "quay/same.txt", "../pier/one.txt")
    assert readable(raw) == ["pier/one.txt", "quay/same.txt", "quay/two.txt"]
    assert [whole(f) for f in listing(raw) if f.path == "quay/same.txt"] == [b"raw/pier/one.txt\n"]


def test_links_that_leave_are_followed_where_the_setting_says_so(raw: Path) -> None:
    link(raw / "quay/secret.txt", "../../outside/three.txt")
    link(raw / "a", "../outside")
    assert readable(raw, follow=True) == [
        "a/deep/four.txt",
        "a/three.txt",
        "pier/one.txt",
        "quay/secret.txt",
        "quay/two.txt",
    ]
    assert [whole(f) for f in listing(raw, follow=True) if f.path == "quay/secret.txt"] == [
        b"outside/three.txt\n"
    ]
    assert told(raw, follow=True) == {}


def test_a_folder_below_the_raw_folder_is_read_under_its_own_name(raw: Path) -> None:
    link(raw / "a", "quay")
    link(raw / "z", "quay")
    link(raw / "pier/quay", "../quay")
    assert readable(raw) == ["pier/one.txt", "quay/two.txt"]
    assert told(raw) == {"a": "linked", "z": "linked", "pier/quay": "linked"}


def test_a_folder_elsewhere_is_read_under_the_first_name_that_leads_there(raw: Path) -> None:
    for name in ("z", "b", "a"):
        link(raw / name, "../outside")
    link(raw / "quay/deep", "../../outside/deep")
    assert readable(raw, follow=True) == ["a/deep/four.txt", "a/three.txt", "pier/one.txt", "quay/two.txt"]
    assert told(raw, follow=True) == {"b": "linked", "z": "linked", "quay/deep": "linked"}


def test_a_folder_that_is_ignored_by_name_may_be_reached_by_a_link(raw: Path) -> None:
    (raw / "quay").rename(raw / ".quay")
    link(raw / "a", ".quay")
    link(raw / "b", ".quay")
    assert readable(raw, ignore=(".*",)) == ["a/two.txt", "pier/one.txt"]


def test_folders_that_link_to_one_another_are_walked_once(raw: Path) -> None:
    """Each way through sixteen folders that all link to all would be a name of its own."""
    folders = [raw / f"f{n:02}" for n in range(16)]
    for folder in folders:
        folder.mkdir()
        (folder / "x.txt").write_text("x")
    for folder in folders:
        for other in folders:
            if other != folder:
                link(folder / f"to-{other.name}", other)
    for follow in (False, True):
        assert len(list(listing(raw, (), follow))) == 16 * 15 + 16 + 2
        assert len(readable(raw, follow)) == 18


def test_folders_elsewhere_that_link_to_one_another_and_back_are_walked_once(
    raw: Path, tmp_path: Path
) -> None:
    link(raw / "a", "../outside")
    link(tmp_path / "outside/b", "../more")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/five.txt").write_text("five")
    link(tmp_path / "more/c", "../outside")
    link(tmp_path / "more/raw", raw)
    link(tmp_path / "more/up", tmp_path)
    assert sorted(readable(raw, follow=True)) == [
        "a/b/five.txt", "a/deep/four.txt", "a/three.txt", "pier/one.txt", "quay/two.txt",
    ]  # fmt: skip


def test_a_link_back_to_a_folder_above_is_told(raw: Path) -> None:
    link(raw / "quay/self", ".")
    link(raw / "quay/up", "..")
    assert told(raw) == {"quay/self": "Unreadable", "quay/up": "Unreadable"}
    assert readable(raw) == ["pier/one.txt", "quay/two.txt"]


def pipe(place: Path) -> None:
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.mkdir()


def plug(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))


def device(place: Path) -> None:
    try:
        os.mknod(place, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")


@pytest.mark.parametrize(("make", "kind"), [(pipe, "pipe"), (plug, "socket"), (device, "device")])
def test_what_is_no_file_in_a_sidecars_place_is_told_and_never_waited_for(
    raw: Path, make: Callable[[Path], None], kind: str
) -> None:
    make(raw / "quay/two.txt.meta.json")
    (found,) = (f for f in listing(raw) if f.path == "quay/two.txt")
    assert found.sidecar is not None
    with pytest.raises(Unreadable, match=kind):
        whole(found.sidecar)
    assert whole(found) == b"raw/quay/two.txt\n"


def test_a_folder_named_as_a_sidecar_is_a_folder_like_any_other(raw: Path) -> None:
    (raw / "quay/two.txt.meta.json").mkdir()
    (raw / "quay/two.txt.meta.json/inside.txt").write_text("inside\n")
    found = {f.path: f for f in listing(raw)}
    assert found["quay/two.txt"].sidecar is None
    assert whole(found["quay/two.txt.meta.json/inside.txt"]) == b"inside\n"


@pytest.mark.parametrize("make", [pipe, folder, plug, device])
def test_a_file_that_is_none_any_more_once_it_is_read_is_never_waited_for(
    raw: Path, make: Callable[[Path], None]
) -> None:
    found = next(f for f in listing(raw) if f.path == "quay/two.txt")
    (raw / "quay/two.txt").unlink()
    make(raw / "quay/two.txt")
    answers: list[type[Exception]] = []

    def reads() -> None:
        try:
            whole(found)
        except Exception as error:
            answers.append(type(error))

    reader = threading.Thread(target=reads, daemon=True)
    reader.start()
    reader.join(5)
    assert answers == [Unreadable]


def test_a_file_that_becomes_a_link_before_it_is_read_is_not_followed(raw: Path, tmp_path: Path) -> None:
    found = next(f for f in listing(raw) if f.path == "quay/two.txt")
    (raw / "quay/two.txt").unlink()
    link(raw / "quay/two.txt", tmp_path / "outside/three.txt")
    with pytest.raises(Unreadable, match="link"):
        whole(found)


def test_a_file_larger_than_the_limit_names_it(raw: Path) -> None:
    found = next(iter(listing(raw)))
    with pytest.raises(Refused, match="17 bytes are more than the 10 of this test"):
        read(found, 10, "the 10 of this test")
