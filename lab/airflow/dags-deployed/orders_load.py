"""Loads orders. Deployed by promotions: what runs is what an environment's pin names."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

with DAG(
    "orders_load",
    description="Loads orders",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    tags=["domain:sales", "team:sales-data", "tier:2"],
    default_args={"owner": "sales-data", "retries": 0},
) as dag:
    PythonOperator(task_id="load", python_callable=lambda: None)
