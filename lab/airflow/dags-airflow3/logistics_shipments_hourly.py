"""Loads the shipments of the last hour; announces the asset that logistics_delivery_report waits for."""
from datetime import datetime, timedelta

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG, Asset
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
    from airflow.operators.python import PythonOperator

VERSION = "v1"
SHIPMENTS = Asset("s3://northstar-lake/logistics/shipments")


def extract():
    print("extract", VERSION)


def load():
    print("load", VERSION)


with DAG(
    "logistics_shipments_hourly",
    description=f"Shipments of the last hour from the carriers to the lake ({VERSION})",
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=30),
    tags=["domain:supply", "team:supply-data", "tier:2", "zone:UTC"],
    default_args={"owner": "logistics-data", "retries": 0},
) as dag:
    PythonOperator(task_id="extract", python_callable=extract) >> PythonOperator(
        task_id="load", python_callable=load, outlets=[SHIPMENTS]
    )
