"""Each run loads the rows of its data interval, checks them where nobody looks, and publishes them by one statement.

One file for Airflow 2.11 and 3.3. What the steps do is in the folder beside it, which knows nothing of Airflow; it is
imported by the tasks, so that reading this file stays cheap.
"""

import sys
from datetime import timedelta
from pathlib import Path

import pendulum

try:  # Airflow 3
    from airflow.sdk import CronDataIntervalTimetable, dag, task
    from airflow.sdk.exceptions import AirflowFailException
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task
    from airflow.exceptions import AirflowFailException
    from airflow.timetables.interval import CronDataIntervalTimetable

HERE = Path(__file__).parent
# Airflow 3 has the root of a bundle on the path, Airflow 2 the folder of all DAGs; neither need be this folder.
if str(HERE) not in sys.path:
    sys.path.append(str(HERE))

#: As the catalog names it: sluice.dev/airflow-dag-id.
DAG_ID = "${{ values.dag }}"
ZONE = "${{ values.timezone }}"


def tell(context):
    """Once a task has failed for good, its retries included."""
    from ${{ values.package }}.alert import tell_of_failure

    tell_of_failure(context)


def interval_of(start, end, run_id):
    from ${{ values.package }}.interval import Interval

    try:
        return Interval.of(start, end, run_id)
    except ValueError as error:
        # Trying again gives the run no other interval.
        raise AirflowFailException(str(error)) from error


@dag(
    dag_id=DAG_ID,
    doc_md=(HERE / f"{DAG_ID}.md").read_text(encoding="utf-8"),
    # By name: of a bare cron Airflow 3 makes runs whose interval has no length, Airflow 2 runs with one.
    schedule=CronDataIntervalTimetable(
        "${{ values.minute }} ${{ values.hour }} * * ${{ values.days }}",
        timezone=ZONE,
    ),
    start_date=pendulum.datetime(${{ values.firstYear }}, ${{ values.firstMonth }}, 1, tz=ZONE),
    # What lies before is loaded when somebody asks for it: docs/runbook.md, Backfill.
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=${{ values.timeoutMinutes * 6 }}),
    default_args={
        "owner": "${{ values.ownerName }}",
        "pool": "${{ values.pool }}",
        "retries": 3,
        "retry_delay": timedelta(minutes=2),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=30),
        "execution_timeout": timedelta(minutes=${{ values.timeoutMinutes }}),
        "on_failure_callback": tell,
    },
    tags=[
        "team:${{ values.ownerName }}",
        "tier:${{ values.tier }}",
        "snowflake",
    ],
)
def load():
    @task
    def write(data_interval_start=None, data_interval_end=None, run_id=None):
        from ${{ values.package }}.connections import warehouse
        from ${{ values.package }}.write import write

        interval = interval_of(data_interval_start, data_interval_end, run_id)
        with warehouse() as connection:
            return write(connection, interval)

    @task
    def audit(data_interval_start=None, data_interval_end=None, run_id=None):
        from ${{ values.package }}.audit import AuditFailed, audit
        from ${{ values.package }}.connections import warehouse

        interval = interval_of(data_interval_start, data_interval_end, run_id)
        with warehouse() as connection:
            try:
                audit(connection, interval)
            except AuditFailed as failed:
                # The same rows would fail again.
                raise AirflowFailException(str(failed)) from failed

    @task
    def publish(data_interval_start=None, data_interval_end=None, run_id=None):
        from ${{ values.package }}.connections import warehouse
        from ${{ values.package }}.publish import publish

        interval = interval_of(data_interval_start, data_interval_end, run_id)
        with warehouse() as connection:
            return publish(connection, interval)

    @task
    def tidy(data_interval_start=None, data_interval_end=None, run_id=None):
        from ${{ values.package }}.connections import warehouse
        from ${{ values.package }}.publish import tidy

        interval = interval_of(data_interval_start, data_interval_end, run_id)
        with warehouse() as connection:
            tidy(connection, interval)

    write() >> audit() >> publish() >> tidy()


load()
