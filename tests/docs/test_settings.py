"""The table of settings in docs/operating.md is made from the settings themselves."""

import os
from pathlib import Path
from typing import Any

from pydantic import ByteSize

from pipeline.settings import Settings

PAGE = Path("docs/operating.md")
BEGIN, END = "<!-- from pipeline/settings.py, by `make docs` -->\n", "<!-- end -->\n"


def shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, ByteSize):
        return f"{value / 1e9:g}GB"
    if isinstance(value, bool):
        return str(value).lower()
    return (
        f"`{value}`"
        if isinstance(value, str | Path)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )


def table() -> str:
    rows = [
        f"| `{name.upper()}` | {shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | default | |", "|---|---|---|", *rows]) + "\n"


def test_the_table_of_settings_is_that_of_the_code() -> None:
    before, _, rest = PAGE.read_text().partition(BEGIN)
    held, _, after = rest.partition(END)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(before + BEGIN + table() + END + after)
    else:
        assert held == table(), "run `make docs`"
