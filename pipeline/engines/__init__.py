"""Engines: where crafts run. Each is a module of this package, chosen by its name (`CLEANCOPY_ENGINE`), with
a class of that name."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from assets.framework.resources import Engine


def names() -> list[str]:
    """The engines that there are."""
    return sorted(found.name for found in iter_modules(__path__))


def named(name: str) -> Engine:
    """An engine: of the module `local` the class `Local`."""
    engine: type[Engine] = getattr(import_module(f"{__name__}.{name}"), name.capitalize())
    return engine()


def resolve(function: str) -> Callable[..., Any]:
    """A function by its address, `module:name`, which any process can find."""
    module, _, name = function.partition(":")
    call: Callable[..., Any] = getattr(import_module(module), name)
    return call
