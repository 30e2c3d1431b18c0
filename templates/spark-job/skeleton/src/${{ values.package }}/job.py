"""The program that EMR starts: one day, from the input to the published table."""

import argparse
from datetime import UTC, date, datetime, timedelta

from pyspark.sql import SparkSession

from .checks import failures
from .publish import publish
from .transform import transform

#: As the catalog names it: sluice.dev/spark-application.
APPLICATION = "${{ values.name }}"


def run(
    spark: SparkSession, *, source: str, source_format: str, table: str, location: str, day: date, run_id: str
) -> str:
    """Publishes a day.

    :returns: the folder that is published now
    :raises AuditFailed: the published rows are as they were
    """
    reader = spark.read.option("header", "true") if source_format == "csv" else spark.read
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    rows = transform(reader.format(source_format).load(source), start, start + timedelta(days=1))
    return publish(spark, rows, table=table, location=location, day=day, run_id=run_id, audit=failures)


def main() -> None:
    parser = argparse.ArgumentParser(prog=APPLICATION)
    parser.add_argument("--input", required=True)
    parser.add_argument("--input-format", default="${{ values.inputFormat }}", choices=["parquet", "json", "csv"])
    parser.add_argument("--table", required=True, help="database.table")
    parser.add_argument("--location", required=True)
    parser.add_argument("--day", required=True, type=date.fromisoformat, help="in UTC, 2026-01-31")
    parser.add_argument("--run-id", required=True)
    given = parser.parse_args()
    spark = (
        SparkSession.builder.appName(APPLICATION)
        .config("spark.sql.session.timeZone", "UTC")
        .enableHiveSupport()
        .getOrCreate()
    )
    try:
        folder = run(
            spark,
            source=given.input,
            source_format=given.input_format,
            table=given.table,
            location=given.location,
            day=given.day,
            run_id=given.run_id,
        )
        print(f"Published {folder}")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
