"""Small files by which one run tells the next what it must know: whole, or not there at all."""

import os
import shutil
from pathlib import Path


def write(note: Path, text: str) -> None:
    """Write a file aside, then give it its name: who is killed on the way leaves no half text."""
    aside = note.with_name(f"{note.name}.new")
    with open(aside, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(note)


def remove(folder: Path) -> None:
    """Delete a folder, if there is one, with all that it holds.

    Raises:
        OSError: something of it stays, and may hold what must be forgotten: nobody may think it is gone.
    """
    if folder.exists():
        shutil.rmtree(folder)
