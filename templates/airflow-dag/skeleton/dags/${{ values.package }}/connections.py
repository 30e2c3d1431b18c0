"""Connections, by the ids under which the Airflow of each environment keeps them.

No credential stands in this repository.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

WAREHOUSE_CONNECTION = "${{ values.snowflakeConnection }}"
{% if values.source == "postgres" %}
SOURCE_CONNECTION = "${{ values.postgresConnection }}"
{% endif %}


@contextmanager
def warehouse() -> Iterator:
    """A connection to Snowflake in which each statement stands for itself, whatever the account's default is."""
    from airflow.providers.snowflake.hooks.snowflake import SnowflakeHook

    hook = SnowflakeHook(
        snowflake_conn_id=WAREHOUSE_CONNECTION,
        session_parameters={"QUERY_TAG": "${{ values.name }}", "TIMEZONE": "UTC"},
    )
    with closing(hook.get_conn()) as connection:
        connection.autocommit(True)
        yield connection
{% if values.source == "postgres" %}


@contextmanager
def source() -> Iterator:
    """A connection to PostgreSQL."""
    from airflow.providers.postgres.hooks.postgres import PostgresHook

    with closing(PostgresHook(postgres_conn_id=SOURCE_CONNECTION).get_conn()) as connection:
        yield connection
{% endif %}
