"""Runs whenever sales_orders_hourly has loaded new orders: a schedule by data, not by time."""
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
    "sales_orders_report",
    description="The order report of the sales team, after each load",
    schedule=[Asset("s3://northstar-lake/sales/orders")],
    start_date=datetime(2024, 1, 1),
    catchup=False,
    tags=["domain:sales", "team:commerce-data", "tier:2"],
    default_args={"owner": "sales-data", "retries": 0},
) as dag:
    PythonOperator(task_id="report", python_callable=report)
