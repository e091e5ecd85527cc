"""What Dagster is told: groups that point one way, what blocks, and what is judged by the clock."""

import re
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

from assets.display import lineage
from assets.tables import PROMISES
from pipeline import run_history
from pipeline.__main__ import YAML_BEFORE, prepare
from pipeline.definitions import build_definitions
from pipeline.settings import Settings
from tests.conftest import ROOT, Newsroom


@pytest.fixture(scope="module")
def graph() -> AssetGraph:
    return build_definitions(Settings(_env_file=None)).resolve_asset_graph()


def test_groups_point_one_way(graph: AssetGraph) -> None:
    order = ["intake", "documents", "corpus", "machinery", "warehouse", "report"]
    groups = {key: str(graph.get(key).group_name) for key in graph.get_all_asset_keys()}
    assert set(groups.values()) == set(order)
    for key, group in groups.items():
        for parent in graph.get(key).parent_keys:
            assert order.index(groups[parent]) <= order.index(group), f"{parent} -> {key}"


def test_everything_begins_with_the_raw_folder(graph: AssetGraph) -> None:
    folder = dg.AssetKey("raw_folder")
    assert graph.get(folder).is_external
    assert graph.get(dg.AssetKey("raw")).parent_keys == {folder}
    roots = {key for key in graph.get_all_asset_keys() if not graph.get(key).parent_keys}
    assert roots == {folder}


def test_quarantine_is_made_of_every_stage_and_check_results_of_every_table(graph: AssetGraph) -> None:
    of_quarantine = graph.get(lineage.key("quarantine")).parent_keys
    assert {key.to_user_string() for key in of_quarantine} == {*lineage.stages()}
    assert lineage.key("lines") in graph.get(lineage.key("check_results")).parent_keys


def test_a_check_is_called_blocking_where_it_stops_the_file(graph: AssetGraph) -> None:
    blocking = {key: graph.get_check_spec(key).blocking for key in graph.asset_check_keys}
    for promise in PROMISES:
        key = dg.AssetCheckKey(lineage.key(promise.table), promise.name)
        assert blocking[key] == (promise.severity == "ERROR"), key


def test_the_articles_are_judged_by_the_clock(newsroom: Newsroom) -> None:
    for hours, window in ((72, timedelta(days=3)), (0.001, timedelta(minutes=1))):
        definitions = build_definitions(newsroom.settings(fresh_hours=hours))
        policy = definitions.resolve_asset_graph().get(lineage.key("articles")).freshness_policy
        assert policy == dg.FreshnessPolicy.time_window(fail_window=window)


def test_a_run_in_a_terminal_is_one_of_its_job() -> None:
    @dg.op
    def nothing() -> None: ...

    @dg.job
    def refresh() -> None:
        nothing()

    with dg.DagsterInstance.ephemeral() as instance:
        with run_history.under_their_job(instance):
            run = instance.get_run_by_id(refresh.execute_in_process(instance=instance).run_id)
        after = instance.get_run_by_id(refresh.execute_in_process(instance=instance).run_id)
    assert run is not None
    assert after is not None
    assert run.remote_job_origin is not None
    assert run.remote_job_origin.job_name == "refresh"
    served = yaml.safe_load((ROOT / "workspace.yaml").read_text())["load_from"][0]["python_module"]
    assert run.remote_job_origin.location_name == served["location_name"]
    assert after.remote_job_origin is None


def test_one_run_works_and_the_others_are_queued(newsroom: Newsroom) -> None:
    home = prepare(newsroom.settings())
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
        assert instance.run_monitoring_enabled


@pytest.mark.parametrize(("added", "kept"), [("", False), ("\npython_logs: {}\n", True)])
def test_a_dagster_yaml_that_nobody_changed_is_brought_up_to_date(
    newsroom: Newsroom, added: str, kept: bool
) -> None:
    config = Path(newsroom.settings().dagster_home) / "dagster.yaml"
    config.parent.mkdir(parents=True)
    config.write_text(YAML_BEFORE.format(days=14) + added)
    prepare(newsroom.settings())
    assert (re.search("max_concurrent_runs: 1", config.read_text()) is None) == kept
