"""Always fails, so that a failure can be looked at any time."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator


def fetch():
    raise RuntimeError("the supplier's server refused the connection")


with DAG(
    "supply_supplier_feed",
    description="Stock levels from the suppliers' feed; in the lab it never succeeds",
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["domain:supply", "team:supply-data", "tier:3", "zone:UTC"],
    default_args={"owner": "supply-data", "retries": 0},
) as dag:
    PythonOperator(task_id="fetch", python_callable=fetch)
