"""What comes out for what goes in. No reading, no writing: it is tested on rows."""

from datetime import datetime

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

KEY = "${{ values.key }}"
TIME = "${{ values.time }}"
MEASURE = "${{ values.measure }}"


def transform(rows: DataFrame, start: datetime, end: datetime) -> DataFrame:
    """The rows of the interval, one for each key: the latest.

    :param rows: any columns besides the three that are named above; these are left out
    :param start: in UTC, inclusive
    :param end: in UTC, exclusive
    """
    latest = Window.partitionBy(KEY).orderBy(f.col(TIME).desc(), f.col(MEASURE).desc())
    return (
        rows.select(
            f.col(KEY).cast("string").alias(KEY),
            f.col(TIME).cast("timestamp").alias(TIME),
            f.col(MEASURE).cast("decimal(18,2)").alias(MEASURE),
        )
        .where((f.col(TIME) >= f.lit(start)) & (f.col(TIME) < f.lit(end)))
        .withColumn("_rank", f.row_number().over(latest))
        .where(f.col("_rank") == 1)
        .drop("_rank")
    )
