"""The daily close, at five in the morning of New York: the instant in UTC moves with daylight saving."""
import pendulum

try:  # Airflow 3
    from airflow.providers.standard.operators.empty import EmptyOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.empty import EmptyOperator

with DAG(
    "finance_daily_close",
    description="Settles the day's revenue and reports it to the controller",
    schedule="0 5 * * *",
    start_date=pendulum.datetime(2024, 1, 1, tz="America/New_York"),
    catchup=False,
    max_active_runs=1,
    tags=["domain:finance", "team:finance-data", "tier:1", "zone:America/New_York", "sox"],
    default_args={"owner": "finance-data", "retries": 0},
) as dag:
    EmptyOperator(task_id="settle") >> EmptyOperator(task_id="report")
