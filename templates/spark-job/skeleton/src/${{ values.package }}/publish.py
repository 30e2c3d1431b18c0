"""Write, audit, publish: rows are written where nobody looks, checked there, and published by one statement.

A day is a partition of the table, and each run writes its own folder for it. Publishing points the partition to that
folder: readers see all of the old rows or all of the new ones. What was published before stays where it is, so the way
back is the same statement.
"""

import re
from collections.abc import Callable
from datetime import date

from pyspark.sql import DataFrame, SparkSession


class AuditFailed(Exception):
    """The rows were written and not published. They stay where they are, to be looked at."""


def publish(
    spark: SparkSession,
    rows: DataFrame,
    *,
    table: str,
    location: str,
    day: date,
    run_id: str,
    audit: Callable[[DataFrame], list[str]],
) -> str:
    """Publishes the rows of a day. The same run again does the same again.

    :param table: ``database.table``; made if it isn't there
    :param location: the prefix that its files lie under
    :param run_id: unique to the run, the same for its retries
    :returns: the folder that is published now
    :raises AuditFailed: the published rows are as they were
    """
    if not re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", table):
        raise ValueError(f"{table!r} is no database.table")
    if not re.fullmatch(r"[A-Za-z0-9_.:+-]+", run_id):
        raise ValueError(f"{run_id!r} has characters that a folder can't have")
    folder = f"{location.rstrip('/')}/ds={day.isoformat()}/run={run_id.replace(':', '-')}"

    rows.write.mode("overwrite").parquet(folder)

    # What was written is checked, not what was to be written.
    failures = audit(spark.read.schema(rows.schema).parquet(folder))
    if failures:
        raise AuditFailed(f"{folder} is not published: {'; '.join(failures)}")

    partition = f"PARTITION (ds = '{day.isoformat()}')"
    quoted = folder.replace("\\", "\\\\").replace("'", "\\'")
    create_table(spark, rows, table=table, location=location)
    is_there = spark.sql(f"SHOW PARTITIONS {table} {partition}").count() > 0
    if is_there:
        spark.sql(f"ALTER TABLE {table} {partition} SET LOCATION '{quoted}'")
    else:
        spark.sql(f"ALTER TABLE {table} ADD {partition} LOCATION '{quoted}'")
    spark.catalog.refreshTable(table)
    return folder


def create_table(spark: SparkSession, rows: DataFrame, *, table: str, location: str) -> None:
    """Makes the table where there is none, without rows."""
    columns = ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in rows.schema.fields)
    quoted = location.replace("\\", "\\\\").replace("'", "\\'")
    spark.sql(f"CREATE DATABASE IF NOT EXISTS {table.split('.')[0]}")
    spark.sql(
        f"CREATE TABLE IF NOT EXISTS {table} ({columns}, ds DATE) USING parquet PARTITIONED BY (ds) LOCATION '{quoted}'"
    )
