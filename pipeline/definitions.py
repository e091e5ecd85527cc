"""`build_definitions()`, and nothing else."""

from functools import partial
from typing import Any

import dagster as dg

from assets.display import lineage
from assets.framework import intake
from pipeline import console, upload
from pipeline.housekeeping import data_folder
from pipeline.jobs import housekeeping, refresh
from pipeline.policies import with_policies
from pipeline.resources import resources
from pipeline.schedules import schedules
from pipeline.sensors import sensors
from pipeline.settings import Settings


def build_definitions(settings: Settings | None = None, **instead: Any) -> dg.Definitions:
    """Everything that Dagster serves, for the given settings (by default the environment's); `instead` takes
    the place of resources."""
    settings = settings or Settings()
    located: list[dg.AssetsDefinition | dg.AssetSpec] = [
        intake.folder(settings.raw),
        *stages(),
        data_folder(settings),
        *upload.assets(settings),
    ]
    return dg.Definitions(
        assets=dg.map_asset_specs(partial(with_policies, settings=settings), located),
        jobs=[refresh, housekeeping],
        schedules=schedules(settings),
        sensors=sensors(settings),
        resources={**resources(settings), **instead},
        executor=dg.in_process_executor,
        loggers={"console": console.console},
    )


def stages() -> list[dg.AssetsDefinition]:
    """The assets: each module directly in `assets` holds one, of its own name.

    Raises:
        AttributeError: a module holds none.
    """
    found = {module.__name__.rpartition(".")[2]: module for module in lineage.modules()}
    without = [
        name
        for name, module in found.items()
        if not isinstance(getattr(module, name, None), dg.AssetsDefinition)
    ]
    if without:
        told = " and ".join(f"assets/{name}.py" for name in without)
        raise AttributeError(
            f"{told}: a module here is a stage and holds the asset of its name; "
            "what is none belongs in a package below."
        )
    return [getattr(module, name) for name, module in found.items()]


defs = build_definitions()
