"""Find files, read them whole, and say which codec decodes them."""

from assets.reading.encodings import NotText, detect
from assets.reading.files import (
    SIDECAR,
    Found,
    LeadsOut,
    Refused,
    Unreadable,
    is_passed_over,
    listing,
    opened,
    read,
)
from assets.reading.sidecars import MOST, Sidecar, sidecar
from assets.reading.sources import NotListed, Source, source

__all__ = [
    "MOST",
    "SIDECAR",
    "Found",
    "LeadsOut",
    "NotListed",
    "NotText",
    "Refused",
    "Sidecar",
    "Source",
    "Unreadable",
    "detect",
    "is_passed_over",
    "listing",
    "opened",
    "read",
    "sidecar",
    "source",
]
