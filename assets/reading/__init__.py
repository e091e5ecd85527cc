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

__all__ = [
    "MOST",
    "SIDECAR",
    "Found",
    "LeadsOut",
    "NotText",
    "Refused",
    "Sidecar",
    "Unreadable",
    "detect",
    "is_passed_over",
    "listing",
    "opened",
    "read",
    "sidecar",
]
