"""Airflow 2 has no bundle versions: each DAG that the lab's sync put there gets the commit that it was read from, as a tag."""
import os
from pathlib import Path

UNIT = os.environ["SLUICE_LAB_UNIT"]
FOLDER = Path(os.environ["SLUICE_LAB_SYNCED"])


def dag_policy(dag):
    if FOLDER not in Path(dag.fileloc).parents:
        return
    commit = (FOLDER / ".sluice-commit").read_text().strip()
    dag.tags = {*dag.tags, f"sluice:{UNIT}@{commit}"}
