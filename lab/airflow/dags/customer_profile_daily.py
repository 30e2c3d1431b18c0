"""The customer profiles, once a day. Works under Airflow 2 and 3 alike: this is the DAG that moves from one to the other."""
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator


def build():
    print("build")


with DAG(
    "customer_profile_daily",
    description="One row a customer, from orders, visits and returns",
    schedule="30 2 * * *",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["domain:customer", "team:commerce-data", "tier:2", "zone:UTC"],
    default_args={"owner": "customer-data", "retries": 0},
) as dag:
    PythonOperator(task_id="build", python_callable=build)
