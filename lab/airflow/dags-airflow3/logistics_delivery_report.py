"""Runs whenever logistics_shipments_hourly has loaded new shipments: a schedule by data, not by time."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG, Asset
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
    from airflow.operators.python import PythonOperator


def report():
    print("report")


with DAG(
    "logistics_delivery_report",
    description="How late each carrier delivers, after each load",
    schedule=[Asset("s3://northstar-lake/logistics/shipments")],
    start_date=datetime(2024, 1, 1),
    catchup=False,
    tags=["domain:supply", "team:supply-data", "tier:2"],
    default_args={"owner": "logistics-data", "retries": 0},
) as dag:
    PythonOperator(task_id="report", python_callable=report)
