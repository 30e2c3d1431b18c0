"""That Airflow takes the DAG, and what it takes from it; and a run through its tasks."""

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
import pytest
import yaml

from ${{ values.package }} import alert
from ${{ values.package }}.dataset import KEY
from ${{ values.package }}.statements import PUBLISHED

from dags_manifest import load, manifest, schedule_of
from rows import INTERVAL, key, row
from source import fill

try:  # Airflow 3
    from airflow.sdk.exceptions import AirflowFailException
except ImportError:  # Airflow 2
    from airflow.exceptions import AirflowFailException

HERE = Path(__file__).parent.parent.parent
TASKS = ["write", "audit", "publish", "tidy"]


@pytest.fixture(scope="module")
def bag():
    return load(HERE / "dags")


@pytest.fixture(scope="module")
def component():
    return next(yaml.safe_load_all((HERE / "catalog-info.yaml").read_text(encoding="utf-8")))


@pytest.fixture
def dag(bag, component):
    return bag.dags[component["metadata"]["annotations"]["sluice.dev/airflow-dag-id"]]


def test_is_imported_without_an_error_and_alone(bag):
    assert bag.import_errors == {}
    assert len(bag.dags) == 1


def test_imports_none_of_what_only_tasks_need(bag):
    """The folder is read over and over: drivers and hooks are for the tasks."""
    source = (HERE / "dags" / f"{next(iter(bag.dags))}.py").read_text(encoding="utf-8")
    heads = [line for line in source.splitlines() if line.startswith(("import ", "from ", "    from airflow"))]
    assert heads and not any("providers" in line or "snowflake" in line for line in heads)


def test_runs_as_the_catalog_says(dag, component):
    schedule = component["spec"]["schedule"]
    # Which gives a run an interval that has a length.
    assert type(dag.timetable).__name__ == "CronDataIntervalTimetable"
    assert schedule_of(dag) == (schedule["cron"], schedule["timezone"])
    assert dag.start_date.utcoffset() is not None
    assert (dag.catchup, dag.max_active_runs) == (False, 1)


def test_is_told_of(dag):
    assert dag.doc_md.startswith("# ")
    assert {"snowflake"} < set(dag.tags)


def test_a_release_says_what_is_in_it(bag, component):
    ((dag_id, described),) = manifest(bag, HERE / "dags").items()
    assert (described["schedule"], described["timezone"]) == tuple(component["spec"]["schedule"].values())
    assert described["file"] == f"{dag_id}.py"
    assert described["owner"] == "${{ values.ownerName }}"
    assert sorted(described["tasks"]) == sorted(TASKS)
    assert described["tasks"]["publish"]["upstream"] == ["audit"]
    assert described["tasks"]["publish"]["retries"] == 3


@pytest.mark.parametrize("name", TASKS)
def test_each_task_is_retried_ends_and_is_told_of(dag, name):
    task = dag.get_task(name)
    assert task.retries == 3
    assert task.retry_exponential_backoff
    assert task.max_retry_delay == timedelta(minutes=30)
    assert task.execution_timeout == timedelta(minutes=${{ values.timeoutMinutes }})
    assert task.pool == "${{ values.pool }}"
    assert task.owner == "${{ values.ownerName }}"
    assert task.on_failure_callback


def test_checks_before_it_publishes(dag):
    assert [dag.get_task(name).upstream_task_ids for name in TASKS] == [set(), {"write"}, {"audit"}, {"publish"}]
    assert all(dag.get_task(name).trigger_rule == "all_success" for name in TASKS)


def call(dag, name):
    return dag.get_task(name).python_callable(
        data_interval_start=pendulum.instance(INTERVAL.start, tz="UTC"),
        data_interval_end=pendulum.instance(INTERVAL.end, tz="UTC"),
        run_id=INTERVAL.run_id,
    )


def keys(snowflake):
    with snowflake.cursor() as cursor:
        cursor.execute(f"select {KEY} from {PUBLISHED} order by {KEY}")
        return [each for (each,) in cursor.fetchall()]


def test_publishes_an_interval(dag, monkeypatch, snowflake):
    fill(monkeypatch, snowflake, INTERVAL, [row("1"), row("2")])
    assert [call(dag, name) for name in TASKS] == [2, None, {"inserted": 2, "updated": 0, "deleted": 0}, None]
    assert keys(snowflake) == [key("1"), key("2")]


def test_ends_at_a_failing_check_without_a_retry(dag, monkeypatch, snowflake):
    fill(monkeypatch, snowflake, INTERVAL, [row("1")])
    for name in TASKS:
        call(dag, name)
    fill(monkeypatch, snowflake, INTERVAL, [row("2"), row("2")])
    call(dag, "write")
    with pytest.raises(AirflowFailException, match="1 rows repeat"):
        call(dag, "audit")
    assert keys(snowflake) == [key("1")]


def test_a_run_without_an_interval_ends_without_a_retry(dag):
    with pytest.raises(AirflowFailException, match="trigger it with a logical date"):
        dag.get_task("write").python_callable(run_id="manual")


def test_a_failure_is_told_of(dag, monkeypatch):
    told = []
    monkeypatch.setattr(alert, "tell_of_failure", told.append)
    callback = dag.get_task("write").on_failure_callback
    (callback[0] if isinstance(callback, list | tuple) else callback)({"run_id": "run"})
    assert told == [{"run_id": "run"}]
    assert str(HERE / "dags") in sys.path
