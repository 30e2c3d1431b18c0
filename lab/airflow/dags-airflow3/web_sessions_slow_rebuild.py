"""Two tasks of eight seconds each, only when triggered: long enough to deploy, pause or stop something in the middle of a run."""
import time
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

VERSION = "v1"
SECONDS = 8


def work():
    print("work", VERSION)
    time.sleep(SECONDS)


with DAG(
    "web_sessions_slow_rebuild",
    description="Rebuilds the sessions of a day",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    tags=["domain:marketing", "team:commerce-data", "tier:3"],
    default_args={"owner": "customer-data", "retries": 0},
) as dag:
    PythonOperator(task_id="first", python_callable=work) >> PythonOperator(task_id="second", python_callable=work)
