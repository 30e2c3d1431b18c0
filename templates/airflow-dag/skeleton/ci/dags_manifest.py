"""Says what is in the DAGs, so that the portal can say what a change changes: the manifest `dags` of a release.

Run as `python ci/dags_manifest.py dags > dags.json`.
"""

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path


def load(folder: Path):
    """The DagBag of a folder, of either Airflow."""
    try:  # Airflow 3
        from airflow.dag_processing.dagbag import DagBag
    except ImportError:  # Airflow 2
        from airflow.models import DagBag

        return DagBag(dag_folder=str(folder), include_examples=False)
    return DagBag(dag_folder=str(folder))


def schedule_of(dag) -> tuple[str, str]:
    """Cron and zone."""
    timetable = dag.timetable
    # Airflow 2 keeps them to itself.
    zone = getattr(timetable, "timezone", None) or timetable._timezone
    return getattr(timetable, "expression", None) or timetable._expression, getattr(zone, "name", zone)


def manifest(bag, folder: Path) -> dict:
    """By the id of the DAG. It says the same whenever, wherever and with whichever Airflow it is made.

    :raises ImportError: a DAG can't be imported
    """
    if bag.import_errors:
        raise ImportError("; ".join(f"{file}: {error}" for file, error in bag.import_errors.items()))
    described = {}
    for dag_id, dag in sorted(bag.dags.items()):
        schedule, timezone = schedule_of(dag)
        described[dag_id] = {
            "schedule": schedule,
            "timezone": timezone,
            "owner": dag.owner,
            "tags": sorted(dag.tags),
            "file": Path(dag.fileloc).resolve().relative_to(folder.resolve()).as_posix(),
            "tasks": {
                task.task_id: {
                    "operator": task.task_type,
                    "retries": task.retries,
                    "upstream": sorted(task.upstream_task_ids),
                }
                for task in sorted(dag.tasks, key=lambda task: task.task_id)
            },
        }
    return described


if __name__ == "__main__":
    where = Path(sys.argv[1])
    # What Airflow says meanwhile is for the log.
    with redirect_stdout(sys.stderr):
        found = manifest(load(where), where)
    print(json.dumps(found, indent=2))
