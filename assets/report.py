"""`report`: pages for people who would rather look."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from assets import reporting
from assets.display import lineage, showing
from assets.framework import faults
from assets.framework.fingerprints import digest, of_code
from assets.framework.resources import KEYS, Tools
from assets.framework.standing import Standing
from checks.contracts.published import Articles
from checks.promise import few

SHOWS = (
    "articles",
    "versions",
    "lines",
    "fields",
    "paragraphs",
    "entities",
    "mentions",
    "quotes",
    "date_mentions",
    "keywords",
    "stories",
    "story_articles",
    "quarantine",
    "check_results",
    "releases",
    "changes",
)
SHOWN = 3  # pages that a warning names
DESCRIPTION = (
    "Pages that open from disk: each document as found, dropped lines struck out, with the rule that dropped "
    "them, what was said and who is named in it, and what each version changed; each story with its timeline "
    "and its outlets side by side; what the last release changed; the quarantine.\n\n"
    "The newest documents, the most doubtful ones and those of the newest stories get a page; all of them "
    "are in the tables. Pages whose rows have not changed are left as they are."
)
DOUBTED = """
    SELECT trim(left(text, 50)) AS text, role, rule, lines.confidence AS sure, path, line_no AS line
    FROM lines JOIN articles USING (version_id)
    WHERE NOT kept AND role <> 'blank' ORDER BY lines.confidence, path, line_no LIMIT 8
"""


@dg.multi_asset(
    name="report",
    specs=[
        dg.AssetSpec(
            "report",
            deps=[lineage.key(table) for table in SHOWS],
            group_name="report",
            kinds={"html", "jinja"},
            description=DESCRIPTION,
            metadata=showing.code(reporting.write),
        )
    ],
    required_resource_keys={*KEYS, "warehouse"},
)
@faults.told
def report(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """Write the pages whose rows changed in the published file."""
    tools = Tools(context)
    folder = tools.settings.report
    mark = folder / "made_from"
    warehouse = context.resources.warehouse
    with warehouse.read() as connection:
        ((release,),) = connection.sql(
            "SELECT release_id FROM releases ORDER BY number DESC LIMIT 1"
        ).fetchall()
        made_from = digest(release, of_code(reporting.write, Articles), DOUBTED)
        try:
            found = _written(tools, connection, mark, made_from)
        except (duckdb.CatalogException, duckdb.BinderException):
            if warehouse.pinned is None:
                raise
            tools.log.warning(
                f"report: release {release}, which is pinned, is of an earlier make: no pages are written of "
                "it, and those that there are stay."
            )
            found = {}
    yield dg.MaterializeResult(
        asset_key="report",
        metadata={**_shown(folder, tools.settings.pages), **found},
        data_version=dg.DataVersion(made_from),
    )


def _written(
    tools: Tools, connection: duckdb.DuckDBPyConnection, mark: Path, made_from: str
) -> dict[str, dg.MetadataValue[Any]]:
    """Write the pages where they are not `made_from` what there is; what the UI shows of the doubtful."""
    folder = mark.parent
    if mark.is_file() and mark.read_bytes() == made_from.encode() and not tools.scope.force:
        tools.log.info("report: nothing new.")
    else:
        code = of_code(reporting.write, Articles)
        written = reporting.write(connection, folder, code, afresh=tools.scope.force)
        mark.write_text(made_from)
        documents = showing.number_of(written.documents, "document")
        tools.log.info(f"report: {documents} in {folder}, {written.drawn:,} pages written anew.")
        if written.undrawn:
            first = "; ".join(written.undrawn[:SHOWN])
            tools.log.warning(
                f"report: {showing.number_of(len(written.undrawn), 'page')} could not be drawn and say so; "
                f"they are tried again with the next release. Please report it: {first}"
            )
    standing = Standing(tools, "report")
    noted = standing.of(made_from)
    if noted is None:
        noted = {"doubted": showing.preview(few(connection.sql(DOUBTED)), struck="text").md_str}
        standing.note(made_from, **noted)
    return {"dropped, least sure first": dg.MetadataValue.md(noted["doubted"])}


def _shown(folder: Path, address: str | None) -> dict[str, Any]:
    """Where the pages are, and how many. A browser follows no link from a served page to a file:
    an address is better."""
    at = address.rstrip("/") if address else folder.as_uri()
    return {
        "open": dg.MetadataValue.url(f"{at}/index.html"),
        "stories": dg.MetadataValue.url(f"{at}/stories.html"),
        "quarantine": dg.MetadataValue.url(f"{at}/quarantine.html"),
        "on disk": dg.MetadataValue.path(str(folder / "index.html")),
        "pages of documents": len(list((folder / "documents").glob("*.html"))),
        "pages of stories": len(list((folder / "stories").glob("*.html"))),
    }
