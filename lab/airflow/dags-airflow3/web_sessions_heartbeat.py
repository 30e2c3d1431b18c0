"""Runs every two minutes, so that somebody who watches sees runs arrive."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator


def beat():
    print("beat")


with DAG(
    "web_sessions_heartbeat",
    description="Proves that this Airflow still schedules and runs tasks",
    schedule="*/2 * * * *",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["domain:marketing", "team:commerce-data", "tier:3", "zone:UTC"],
    default_args={"owner": "customer-data", "retries": 0},
) as dag:
    PythonOperator(task_id="beat", python_callable=beat)
