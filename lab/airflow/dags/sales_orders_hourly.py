"""Loads the orders of the last hour; announces the dataset that sales_orders_report waits for."""
from datetime import datetime, timedelta

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG, Asset
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
    from airflow.operators.python import PythonOperator

VERSION = "v1"
ORDERS = Asset("s3://northstar-lake/sales/orders")


def extract():
    print("extract", VERSION)


def load():
    print("load", VERSION)


with DAG(
    "sales_orders_hourly",
    description=f"Orders of the last hour from the shop's database to the lake ({VERSION})",
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=30),
    tags=["domain:sales", "team:commerce-data", "tier:1", "zone:UTC"],
    default_args={"owner": "sales-data", "retries": 0},
) as dag:
    PythonOperator(task_id="extract", python_callable=extract) >> PythonOperator(
        task_id="load", python_callable=load, outlets=[ORDERS]
    )
