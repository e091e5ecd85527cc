"""`report`: pages for people who would rather look."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from assets import reporting
from assets.fingerprints import digest, of_code
from assets.resources import KEYS, Tools
from assets.tables import key
from checks.contracts.published import Articles


@dg.multi_asset(
    name="report",
    specs=[
        dg.AssetSpec(
            "report",
            deps=[key(table) for table in ("articles", "lines", "quarantine", "releases")],
            group_name="warehouse",
            kinds={"html", "jinja"},
            description="Pages that open from disk: each document as found, dropped lines struck out, with the rule that dropped them.",
        )
    ],
    required_resource_keys={*KEYS, "warehouse"},
)
def report(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """Write the pages anew where the published file changed."""
    tools = Tools(context)
    folder = tools.settings.report
    mark = folder / "made_from"
    with context.resources.warehouse.read() as connection:
        ((release,),) = connection.sql("SELECT release_id FROM releases ORDER BY number DESC LIMIT 1").fetchall()
        made_from = digest(release, of_code(reporting.write, Articles))
        if mark.exists() and mark.read_text() == made_from and not tools.scope.force:
            tools.log.info("report: nothing new.")
        else:
            pages = reporting.write(connection, folder)
            mark.write_text(made_from)
            tools.log.info(f"report: {pages:,} pages in {folder}.")
    index = folder / "index.html"
    yield dg.MaterializeResult(
        asset_key="report",
        metadata={
            "pages": len(list((folder / "documents").glob("*.html"))),
            "open": dg.MetadataValue.path(str(index)),
            "link": dg.MetadataValue.url(index.as_uri()),
        },
        data_version=dg.DataVersion(made_from),
    )
