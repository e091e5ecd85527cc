"""What a step found when it last looked, noted so that it need not look again while nothing has changed."""

import json
from pathlib import Path
from typing import Any, Final

from assets.framework import notes
from assets.framework.kept import FOLDER
from assets.framework.resources import Tools

VERSION: Final = 1  # of the notes' form


class Standing:
    """The note of one step in the data folder, which may stand in place of the tools.

    It may be deleted at any time: the step looks again then.
    """

    def __init__(self, tools: Tools | Path, step: str) -> None:
        home = tools if isinstance(tools, Path) else Path(tools.settings.home)
        self.file = home / FOLDER / f"{step}.json"

    def of(self, state: str) -> dict[str, Any] | None:
        """What was noted of this state; None where another one was, or nothing that can be read."""
        noted = self.last()
        return noted if noted.pop("state", None) == f"{VERSION} {state}" else None

    def last(self) -> dict[str, Any]:
        """What was noted last, of whatever state; nothing where nothing can be read."""
        try:
            noted = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}
        return noted if isinstance(noted, dict) else {}

    def note(self, state: str, **found: Any) -> None:
        """Note what was found of a state, in place of all that was noted before."""
        self.file.parent.mkdir(exist_ok=True)
        notes.write(self.file, json.dumps({"state": f"{VERSION} {state}", **found}))
