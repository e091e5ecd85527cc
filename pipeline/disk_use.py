"""How much disk a data folder takes, by part, how it grows, and what the limits leave of it."""

import csv
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from deltalake.exceptions import DeltaError

from assets.framework import notes
from pipeline.lake import lake_of
from pipeline.settings import Settings

ARCHIVE: Final = ("raw", "observations", "quarantine", "forgotten")  # tables that cannot be made again
FILE: Final = "disk_use.csv"
KEPT: Final = 400  # days of which the use is noted

Use = dict[str, int]  # part -> bytes


def of(settings: Settings) -> Use:
    """Bytes by part, the largest parts of the lake by themselves; what does not exist is left out."""
    home, database = settings.home, settings.database
    use: Counter[str] = Counter()
    for entry in home.iterdir() if home.is_dir() else ():
        if entry.is_symlink():
            continue
        if entry.name == "lake":
            for table in entry.iterdir():
                part = "lake, archive" if table.name in ARCHIVE else "lake, made from it"
                use[part] += _size(table)
        elif entry.name.startswith(database.name):
            use["file" if entry == database else "file, being built or refused"] += _size(entry)
        elif entry.name.startswith("export-"):
            use["export"] += _size(entry)
        elif entry.is_dir():
            use[entry.name] += _size(entry)
        else:
            use["notes"] += _size(entry)
    return {part: size for part, size in sorted(use.items(), key=lambda item: -item[1]) if size}


def unused(settings: Settings) -> int:
    """Bytes of the lake that no current row lies in: compaction takes them away, a day later. Of a lake in a
    bucket they are not counted: it takes none of this machine's disk."""
    if settings.lake_is_far:
        return 0
    lake, size = lake_of(settings), 0
    for table in lake.tables():
        try:
            live = {Path(file).name for file in lake.files(table)}
        except DeltaError:  # it is damaged, which is told where it is to be used
            continue
        size += sum(f.stat().st_size for f in Path(lake.root, table).rglob("*.parquet") if f.name not in live)
    return size


def note(settings: Settings) -> None:
    """Note the day's use, in place of an earlier one of the day."""
    today = datetime.now(UTC).date()
    rows = [(day, size) for day, size in noted(settings) if day != today][-KEPT:]
    lines = [f"{day},{size}" for day, size in [*rows, (today, sum(of(settings).values()))]]
    notes.write(settings.home / FILE, "day,bytes\n" + "\n".join(lines) + "\n")


def noted(settings: Settings) -> list[tuple[date, int]]:
    """The days of which the use is noted, oldest first; lines that cannot be read are passed over."""
    try:
        rows = list(csv.reader((settings.home / FILE).read_text().splitlines()[1:]))
    except OSError:
        return []
    found = []
    for row in rows:
        try:
            found.append((date.fromisoformat(row[0]), int(row[1])))
        except (ValueError, IndexError):
            continue
    return found


def growth(settings: Settings, now: int) -> str | None:
    """How much was added since the first day of the last thirty that is noted, in words, if any is."""
    today = datetime.now(UTC).date()
    before = [(day, size) for day, size in noted(settings) if 0 < (today - day).days <= 30]
    if not before:
        return None
    day, size = before[0]
    days = (today - day).days
    return (
        f"{human(now - size, signed=True)} in {days} days ({human((now - size) // days, signed=True)} a day)"
    )


def human(size: int, signed: bool = False) -> str:
    """1.2 GB; with `signed` +1.2 GB."""
    value, sign = float(abs(size)), "-" if size < 0 else "+" if signed else ""
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{sign}{value:.0f} {unit}" if unit in ("B", "kB") else f"{sign}{value:.1f} {unit}"
        value /= 1000
    return f"{sign}{value:.1f} TB"


def _size(place: Path) -> int:
    """Bytes of a file or of all files below a folder; what vanishes meanwhile counts as nothing."""
    size = 0
    for file in place.rglob("*") if place.is_dir() else (place,):
        try:
            if file.is_file() and not file.is_symlink():
                size += file.stat().st_size
        except OSError:
            continue
    return size
