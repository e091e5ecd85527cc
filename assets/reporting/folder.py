"""A folder of pages that is built aside and moved in whole; what has not changed is not drawn again."""

import json
import os
import shutil
from pathlib import Path
from typing import Final

NOTE: Final = "pages.json"  # in the folder: page → what it was made from


class Folder:
    """The pages of one report while it is written.

    A page that is made from what it was made from before is not drawn again: the file itself is taken over
    (as a second name of it, where the file system can). Pages that nobody draws or keeps are gone with the
    old folder.
    """

    def __init__(self, folder: Path, afresh: bool = False) -> None:
        self.folder = folder
        self.aside = folder.with_name(folder.name + ".building")
        self.drawn = 0  # pages written
        self.undrawn: list[str] = []  # pages that say that they could not be drawn
        self._before = {} if afresh else _noted(folder / NOTE)
        self._now: dict[str, str] = {}
        _remove(self.aside)
        for below in ("documents", "stories"):
            (self.aside / below).mkdir(parents=True)

    def keep(self, page: str, made_from: str) -> bool:
        """Take over a page that is there and was made from this. False where it must be drawn."""
        if self._before.get(page) != made_from or not self._take_over(page):
            return False
        self._now[page] = made_from
        return True

    def put(self, page: str, text: str, made_from: str | None = None) -> None:
        """Write a page; the same text as before leaves the file as it is. Without `made_from` it is drawn
        again the next time."""
        content = text.encode("utf-8", "replace")  # a lone surrogate of a file's name is no text
        try:
            same = (self.folder / page).read_bytes() == content
        except OSError:
            same = False
        if not same or not self._take_over(page):
            (self.aside / page).write_bytes(content)
            self.drawn += 1
        if made_from is not None:
            self._now[page] = made_from

    def move_in(self) -> None:
        """Put the new folder into the place of the old one.

        Raises:
            OSError: something of the old one stays: it may hold a document that must be forgotten.
        """
        (self.aside / NOTE).write_text(json.dumps(self._now))
        before = self.folder.with_name(self.folder.name + ".before")
        _remove(before)
        # out of the way whole: to delete it takes longer than a reader, or a kill, should find half of it
        if self.folder.exists():
            self.folder.rename(before)
        self.aside.rename(self.folder)
        _remove(before)

    def _take_over(self, page: str) -> bool:
        old, new = self.folder / page, self.aside / page
        try:
            os.link(old, new)
        except FileNotFoundError:
            return False
        except OSError:  # a file system without second names
            try:
                shutil.copy2(old, new)
            except OSError:
                new.unlink(missing_ok=True)
                return False
        return True


def _noted(file: Path) -> dict[str, str]:
    """What the pages that are there were made from; nothing where the note is torn or missing."""
    try:
        noted = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
