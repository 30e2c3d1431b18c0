"""Writing the rows of an interval to its staging table, from files in S3.

Snowflake reads them itself: no row passes through Airflow.
"""

from datetime import UTC, datetime

from . import files, statements
from .interval import Interval

FILE_FORMAT = "${{ values.fileFormat }}"


def write(connection, interval: Interval) -> int:
    """Writes the interval anew, also when it was written before.

    :param connection: of DB-API, to Snowflake
    :returns: how many rows were written
    """
    loaded_at = datetime.now(UTC).replace(tzinfo=None)
    table = f"{interval.staging}_files"
    with connection.cursor() as cursor:
        cursor.execute(files.create_files(table))
        for day in interval.days:
            cursor.execute(files.copy_day(table, day, FILE_FORMAT))
        cursor.execute(statements.create_staging(interval.staging))
        cursor.execute(files.insert_interval(interval.staging, table), (loaded_at, interval.start, interval.end))
        (written,) = cursor.fetchone()
        cursor.execute(statements.drop(table))
    return written
