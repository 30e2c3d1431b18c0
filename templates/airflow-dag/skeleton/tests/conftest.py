"""Before Airflow is imported: a home of its own, so that no configuration of this machine has a part in the tests."""

import json
import os
import tempfile

import pytest

from ${{ values.package }} import audit, connections, dataset

HOME = tempfile.mkdtemp(prefix="airflow-")
os.environ.update(
    AIRFLOW_HOME=HOME,
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{HOME}/airflow.db",
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
)
# A fake: nothing is there that it would open.
os.environ[f"AIRFLOW_CONN_{connections.WAREHOUSE_CONNECTION.upper()}"] = json.dumps(
    {
        "conn_type": "snowflake",
        "login": "tests",
        "password": "fake-password",
        "schema": "public",
        "extra": {"account": "tests", "database": "tests"},
    }
)


@pytest.fixture
def snowflake():
    """A connection to an empty Snowflake of fakesnow's, which runs Snowflake's SQL on DuckDB."""
    import fakesnow
    import snowflake.connector

    with fakesnow.patch(), snowflake.connector.connect(database="tests", schema="public") as connection:
        with connection.cursor() as cursor:
            for schema in (dataset.SCHEMA, dataset.STAGING_SCHEMA):
                cursor.execute(f"create schema if not exists {schema}")
        yield connection


@pytest.fixture(autouse=True)
def limits(monkeypatch):
    """The tests hold whatever limits dataset.py has."""
    monkeypatch.setattr(audit, "MINIMUM_ROWS", 1)
    monkeypatch.setattr(audit, "QUIET_HOURS", 2)
