"""Engines: where crafts run. Each is a module of this package, chosen by its name (`CLEANCOPY_ENGINE`), with
a class of that name."""

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # with it comes Dagster, which takes a worker seconds to import
    from assets.framework.resources import Engine


BY_ADDRESS: Final = ("dask",)
"""Engines that run elsewhere: `dask://scheduler:8786`."""


def names() -> list[str]:
    """The engines that there are, as the setting names them."""
    modules = sorted(found.name for found in iter_modules(__path__))
    return [f"{name}://host:port" if name in BY_ADDRESS else name for name in modules]


def knows(setting: str) -> bool:
    """Whether the setting names an engine."""
    name, _, address = setting.partition("://")
    if name in BY_ADDRESS:
        return re.fullmatch(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}", address) is not None
    return not address and setting in names()


def named(setting: str) -> "Engine":
    """An engine: of the module `local` the class `Local`; `dask://host:8786` is `Dask("host:8786")`."""
    name, _, address = setting.partition("://")
    engine: Any = getattr(import_module(f"{__name__}.{name}"), name.capitalize())
    made: Engine = engine(address) if address else engine()
    return made
