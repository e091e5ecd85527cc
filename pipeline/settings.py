"""Every setting of the pipeline, in one class: what can be set, and not what follows from it."""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import ByteSize, Field, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline import engines, lock

PREFIX = "CLEANCOPY_"
NIGHTLY = "0 3 * * *"
BUCKET = r"s3://[^/\s@]+(?:/[^\s?#]*)?"
# what desktops, archivers and version control leave beside files, in whatever case they write it
LEFT_BY_SYSTEMS = (
    ".DS_Store",
    "._*",
    "__MACOSX",
    ".Spotlight-V100",
    ".Trashes",
    "[Tt]humbs.db",
    "ehthumbs.db",
    "[Dd]esktop.ini",
    "$RECYCLE.BIN",
    "System Volume Information",
    "@eaDir",
    ".git",
    ".gitignore",
    ".gitattributes",
    ".hg",
    ".svn",
)
# what pydantic says of values that are of another type, by how its types of errors begin
PLAIN = {
    "int": "not a whole number",
    "float": "not a number",
    "finite": "not a number",
    "bool": "neither true nor false",
    "byte_size": "not a size: write a number and a unit (MB, GB)",
    "path": "not a path of a folder or file",
}
LEAST_MEMORY = 1_500_000_000  # bytes: a run that has done all stages before has a third of it already


class Settings(BaseSettings):
    """Read from the environment, prefix `CLEANCOPY_` (`CLEANCOPY_RAW=/news make run`), or a `.env` file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    raw: Path | str = Field(
        Path("samples"),
        description=(
            "the folder of raw files, or s3://bucket/prefix or https://…; a data folder remembers its own"
        ),
    )
    data: Path = Field(
        Path("data"), description="where everything made is kept: lake, warehouse, report, Dagster's home"
    )
    lake: str = Field(
        "",
        description=(
            "a bucket for the lake, s3://bucket/folder, in place of a folder in the data folder; credentials "
            "by the environment (AWS_ACCESS_KEY_ID …, AWS_ENDPOINT_URL)"
        ),
    )
    publish: str = Field(
        "",
        description=(
            "where each release is brought, too, with its export: s3://bucket/folder or a folder; "
            "latest.json there names the newest"
        ),
    )
    engine: str = Field(
        "local",
        description=(
            "where crafts run: local (all cores of this machine), dask://scheduler:8786 (the workers of a "
            "Dask cluster; try it with make cluster), or inline (one process, for debugging)"
        ),
    )
    chunk: Annotated[int, Field(ge=1)] = Field(
        2_000, description="documents worked on and committed at a time"
    )
    reject_share: Annotated[float, Field(ge=0, le=1)] = Field(
        0.2, description="share of rejected documents at which a run stops, if also …"
    )
    reject_count: Annotated[int, Field(ge=0)] = Field(20, description="… more than this many are rejected")
    max_bytes: Annotated[int, Field(ge=1)] = Field(
        20_000_000, description="the largest file, or member of a container, that is read, in bytes"
    )
    max_ratio: Annotated[int, Field(ge=1)] = Field(
        200, description="how many times its own size a packed file may unpack to, once past max_bytes"
    )
    max_nesting: Annotated[int, Field(ge=1)] = Field(
        4, description="how deep archives and packed files may lie within each other"
    )
    outlet_level: Annotated[int, Field(ge=0)] = Field(
        1, description="which level of folders names the outlets, 1 the first; 0: none does"
    )
    columns: Path | None = Field(
        None,
        description=(
            "a CSV file (field,column) of what columns of records hold, where the packaged names do not tell"
        ),
    )
    ignore: str = Field(
        "",
        description=(
            "names of files and folders to pass over, as patterns: .*, *.tmp; what systems leave beside "
            "files (.DS_Store, Thumbs.db, desktop.ini, ._*, __MACOSX, .git, .svn …) always is"
        ),
    )
    follow_links: bool = Field(
        False,
        description="also read what links lead to that leave the raw folder; they wait in quarantine else",
    )
    settle_seconds: Annotated[float, Field(ge=0)] = Field(
        10, description="the sensor takes a file once it has not changed for so long"
    )
    memory: ByteSize = Field(
        ByteSize(2_000_000_000),
        description=(
            "the memory that the process may have while it builds the file; DuckDB gets what is left of it"
        ),
    )
    releases: Annotated[int, Field(ge=1)] = Field(
        3, description="how many published files are kept, the live one included"
    )
    schedule: str = Field(NIGHTLY, description="when the nightly run starts (cron)")
    timezone: str = Field("UTC", description="the time zone of the schedule")
    fresh_hours: Annotated[float, Field(gt=0)] = Field(
        72, description="the freshness check warns when nothing new came for so long"
    )
    keep_days: Annotated[int, Field(ge=1)] = Field(
        30, description="how long Dagster keeps runs, ticks and event logs"
    )
    keep_runs: Annotated[int, Field(ge=10)] = Field(
        300,
        description=(
            "how many finished runs Dagster keeps (2 MB each), "
            "where keep_days would keep more, and releases `check_results` and `changes`"
        ),
    )
    ner: str = Field(
        "",
        description=(
            "a spaCy pipeline (package or folder) that reads names beside the rules; "
            "none by default, see docs/annotations.md"
        ),
    )
    webhook: str | None = Field(
        None, description="an address that is told, by POST of a JSON object, of failed runs and checks"
    )
    pages: str | None = Field(
        None,
        description=(
            "the address that serves the report folder, for links in the UI; `make dev` serves it itself"
        ),
    )
    hosts: str = Field(
        "",
        description=(
            "names under which a proxy serves the UI and the report, with commas between; "
            "localhost is always answered"
        ),
    )
    corrections: Path | None = Field(
        None,
        description=("a folder of CSV files in which people correct what came out wrong: see docs/howto.md"),
    )
    entities: Path | None = Field(
        None,
        description=(
            "a CSV file in which people correct names, in place of entities.csv in the folder of corrections"
        ),
    )
    switches: Path | None = Field(
        None,
        description="a CSV file (outlet,line) of recurring lines that are not to be dropped for recurring",
    )

    @model_validator(mode="before")
    @classmethod
    def _is_as_noted(cls, told: dict[str, Any]) -> dict[str, Any]:
        """Where no raw folder is named, it is the one that the data folder is made from."""
        noted = lock.noted_raw(Path(told.get("data", "data")).expanduser())
        return told if "raw" in told or noted is None else {**told, "raw": noted}

    @field_validator("raw", mode="before")
    @classmethod
    def _is_a_place(cls, raw: object) -> object:
        """A folder, unless it is an address; of these only such as can be listed, and without secrets."""
        if not isinstance(raw, str) or "://" not in raw:
            return Path(raw) if isinstance(raw, str) else raw
        try:
            parts = urlsplit(raw)
            known = parts.scheme in ("s3", "http", "https") and parts.hostname
        except ValueError:
            known = False
        if not known:
            raise ValueError("no place that can be read: give a folder, s3://bucket/prefix or https://…")
        if parts.username or parts.password or parts.query:
            raise ValueError(
                "an address of raw files holds no credentials: give them in the environment "
                "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)"
            )
        return raw.rstrip("/")

    @field_validator("engine")
    @classmethod
    def _is_an_engine(cls, engine: str) -> str:
        """One of the modules in `pipeline/engines`."""
        if not engines.knows(engine):
            raise ValueError(f"not an engine: choose one of {', '.join(engines.names())}")
        return engine

    @field_validator("memory")
    @classmethod
    def _is_enough(cls, memory: ByteSize) -> ByteSize:
        """With less not even a few documents are published."""
        if memory < LEAST_MEMORY:
            raise ValueError(
                f"too little to publish even a few documents: set it to {LEAST_MEMORY / 1e9:g}GB or more"
            )
        return memory

    @field_validator("hosts")
    @classmethod
    def _are_names(cls, hosts: str) -> str:
        """An address would match no name, and a pattern would let everybody in."""
        host = re.compile(r"[\w.-]+|\[[0-9a-fA-F:.]+\]")
        if wrong := [name for name in _listed(hosts) if not host.fullmatch(name)]:
            raise ValueError(
                f"{wrong[0]!r} is no name of a host: "
                "write it without scheme, port and path, as in news.example.org"
            )
        return hosts

    @field_validator("schedule")
    @classmethod
    def _is_cron(cls, schedule: str) -> str:
        """Dagster would refuse it with a traceback, and only once it is served."""
        if schedule == NIGHTLY:  # to import Dagster takes seconds
            return schedule
        from dagster._utils.schedules import is_valid_cron_string

        if not is_valid_cron_string(schedule):
            raise ValueError(
                "not a cron schedule: "
                "write five fields (minute hour day month weekday), as in 0 3 * * * for 3 a.m."
            )
        return schedule

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, timezone: str) -> str:
        """By its name in the system's tables."""
        try:
            ZoneInfo(timezone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(
                "not a time zone: write it as the tz database does, as in Europe/Rome or UTC"
            ) from error
        return timezone

    @field_validator("webhook", "pages")
    @classmethod
    def _is_an_address(cls, address: str | None) -> str | None:
        """Empty is none; anything else must be one that can be asked."""
        if not address:
            return None
        try:
            parts = urlsplit(address)
            known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            known = False
        if not known or not address.isascii() or any(c.isspace() for c in address):
            raise ValueError("not an address: write it in full, as in https://hooks.example/newsroom")
        return address

    @field_validator("data", mode="before")
    @classmethod
    def _is_of_this_machine(cls, data: object) -> object:
        """DuckDB, Dagster and the lock need a real folder; the lake alone may lie elsewhere."""
        if re.match(r"[a-z0-9]+:/", str(data)):
            raise ValueError(
                f"{data} is no folder of this machine, and the published file, the report and Dagster need "
                "one. Name a folder (DATA=…), and put the lake alone into the bucket: CLEANCOPY_LAKE=s3://…"
            )
        return data

    @field_validator("lake")
    @classmethod
    def _is_a_bucket(cls, lake: str, told: ValidationInfo) -> str:
        """A folder of this machine has its place in the data folder, whose lock guards it."""
        if lake and not re.fullmatch(BUCKET, lake):
            raise ValueError("not a bucket: write it as in s3://bucket/cleancopy, or leave the setting out")
        return _not_read_as_raw(lake, told)

    @field_validator("publish")
    @classmethod
    def _is_a_place_for_releases(cls, publish: str, told: ValidationInfo) -> str:
        """A bucket, or a folder that the next run does not read as raw files."""
        if "://" in publish and not re.fullmatch(BUCKET, publish):
            raise ValueError("not a place for releases: give a folder, or a bucket as in s3://bucket/folder")
        return _not_read_as_raw(publish, told).rstrip("/")

    @field_validator("data")
    @classmethod
    def _is_a_name_for_all(cls, data: Path) -> Path:
        """Delta and SQLite read the folder's name as part of an address."""
        if wrong := [c for c in "%#?" if c in str(data.expanduser().absolute())]:
            raise ValueError(
                f"the path of the data folder may not hold {' or '.join(wrong)}: choose or rename one"
            )
        return data

    @field_validator("data")
    @classmethod
    def _is_not_read_as_raw(cls, data: Path, told: ValidationInfo) -> Path:
        """What is made would be taken in as raw files by the next run."""
        raw = told.data.get("raw")
        if isinstance(raw, Path) and data.expanduser().resolve().is_relative_to(raw.expanduser().resolve()):
            raise ValueError(
                f"the data folder may not lie in the raw folder ({raw}), which would read it: "
                "choose another one (DATA=…)"
            )
        return data

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The patterns of `ignore`, and those of what no writer of news made."""
        return (*LEFT_BY_SYSTEMS, *_listed(self.ignore))

    @property
    def served_as(self) -> tuple[str, ...]:
        """The names of `hosts`."""
        return _listed(self.hosts.lower())

    @cached_property
    def raw_place(self) -> str:
        """The raw folder by one name, however it was written."""
        raw = self.raw
        return raw if isinstance(raw, str) else str(raw.expanduser().absolute().resolve())

    @cached_property
    def home(self) -> Path:
        """The data folder, absolute."""
        return self.data.expanduser().absolute()

    @property
    def lake_root(self) -> str:
        """The folder, or the address, of the Delta tables."""
        return self.lake.rstrip("/") or str(self.home / "lake")

    @property
    def lake_is_far(self) -> bool:
        """Whether the lake lies in a bucket."""
        return bool(self.lake)

    @property
    def database(self) -> Path:
        """The published DuckDB file: scripts outside this repository rely on its name."""
        return self.home / "cleancopy.duckdb"

    @property
    def report(self) -> Path:
        """The static pages."""
        return self.home / "report"

    @property
    def dagster_home(self) -> Path:
        """Dagster's runs and event logs."""
        return self.home / "dagster"


def _not_read_as_raw(place: str, told: ValidationInfo) -> str:
    """Raises ValueError where a place that is written to lies in the raw folder."""
    raw = told.data.get("raw")
    if not place or ("://" in place) != isinstance(raw, str):
        return place
    if isinstance(raw, Path):
        within = Path(place).expanduser().resolve().is_relative_to(raw.expanduser().resolve())
    else:
        within = f"{place}/".startswith(f"{raw}/")
    if within:
        raise ValueError(f"it may not lie in the raw folder ({raw}), which would read it: choose another")
    return place


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def unknown_names() -> list[str]:
    """Names in the environment and in `.env` that look like settings and are none, each told with the setting
    that it is nearest to."""
    known = [name.upper() for name in Settings.model_fields]
    places = {"in the environment": [*os.environ], "in .env": [*dotenv_values(".env")]}
    told = []
    for where, names in places.items():
        for name in sorted(names):
            prefix, given = name.upper()[: len(PREFIX)], name.upper()[len(PREFIX) :]
            if prefix != PREFIX or given in known:
                continue
            near = get_close_matches(given, known, 1)
            meant = f"did you mean {PREFIX}{near[0]}?" if near else "`make settings` lists them all."
            told.append(f"{name} ({where}) is no setting and changes nothing: {meant}")
    return told


def in_plain_words(name: str, kind: str, message: str, limits: Mapping[str, Any]) -> str:
    """Why pydantic refused the value of a setting (its `type`, `msg` and `ctx`), with a value that is right.
    Our own validators' messages stay as they are."""
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    default = Settings.model_fields[name].default if name in Settings.model_fields else None
    right = default.human_readable(decimal=True) if isinstance(default, ByteSize) else default
    example = "" if right in (None, "") else f", as in {PREFIX}{name.upper()}={right}"
    wanted = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
    bounds = [words.format(limits[bound]) for bound, words in wanted.items() if bound in limits]
    if bounds:
        return f"it must be {bounds[0]}{example}"
    words = [plain for start, plain in PLAIN.items() if kind.startswith(start)]
    return f"{words[0] if words else message}{example}"
