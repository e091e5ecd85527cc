"""Find files, read them whole, and say which codec decodes them."""

from assets.reading.encodings import NotText, detect
from assets.reading.files import SIDECAR, Found, Refused, Unreadable, listing, read
from assets.reading.sidecars import Sidecar, sidecar

__all__ = ["SIDECAR", "Found", "NotText", "Refused", "Sidecar", "Unreadable", "detect", "listing", "read", "sidecar"]
