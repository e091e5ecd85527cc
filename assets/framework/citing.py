"""What a release says of how it was made, so that it can be cited and made again."""

import hashlib
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from assets.framework import resources
from assets.framework.fingerprints import ROOT, digest

MODELS: Final = ("*.json", "*.npz", "*.parquet")  # what was trained or gathered, beside the code
BEAR: Final = ("outlet_level", "follow_links", "max_bytes", "max_ratio", "max_nesting", "ner")
FILES: Final = ("columns", "switches")  # settings that name a file: what is in it counts, not its place


@cache
def software() -> str:
    """The version of Clean Copy."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


@cache
def models() -> str:
    """A hash of the packaged models and word lists."""
    files = sorted(file for form in MODELS for file in (ROOT / "assets").rglob(form))
    return digest(*(f"{file.relative_to(ROOT).as_posix()} {_hash(file)}" for file in files))


def settings(given: resources.Settings) -> str:
    """The settings that results depend on, as JSON."""
    told: dict[str, object] = {name: getattr(given, name) for name in BEAR}
    for name in FILES:
        file = getattr(given, name)
        told[name] = _hash(file) if file is not None and Path(file).is_file() else None
    return json.dumps(told, sort_keys=True)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
