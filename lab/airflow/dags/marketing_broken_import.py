"""Can't be imported, on purpose. Airflow only tries files that hold the words airflow and dag."""
from datetime import datetime

from airflow import DAG

import northstar_attribution_model  # noqa: F401  (doesn't exist)

with DAG("marketing_broken_import", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False) as dag:
    pass
