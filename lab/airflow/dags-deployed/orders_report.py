"""Reports orders to finance. Deployed by promotions, in one bundle with orders_load."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

with DAG(
    "orders_report",
    description="Reports orders to finance",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    tags=["domain:finance", "team:finance-data", "tier:1", "sox"],
    default_args={"owner": "finance-data", "retries": 0},
) as dag:
    PythonOperator(task_id="report", python_callable=lambda: None)
