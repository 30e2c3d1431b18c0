"""Always fails, so that a failure can be looked at any time."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator


def fetch():
    raise RuntimeError("the customs server refused the connection")


with DAG(
    "logistics_customs_feed",
    description="Customs declarations; in the lab it never succeeds",
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["domain:supply", "team:supply-data", "tier:3", "zone:UTC"],
    default_args={"owner": "logistics-data", "retries": 0},
) as dag:
    PythonOperator(task_id="fetch", python_callable=fetch)
