"""Writing the rows of an interval to its staging table, from PostgreSQL."""

from collections.abc import Iterable
from datetime import UTC, datetime

from . import statements
from .connections import source
from .dataset import COLUMNS, KEY, TIME
from .interval import Interval

SOURCE_SCHEMA = "${{ values.sourceSchema }}"
SOURCE_TABLE = "${{ values.sourceTable }}"
SOURCE = f'"{SOURCE_SCHEMA}"."{SOURCE_TABLE}"'
#: Rows in memory at a time. Snowflake takes up to 16,384 in one INSERT.
BATCH = 5_000


def write(connection, interval: Interval) -> int:
    """Writes the interval anew, also when it was written before.

    :param connection: of DB-API, to Snowflake
    :returns: how many rows were written
    """
    with source() as postgres:
        return write_rows(connection, interval, batches(postgres, interval))


def write_rows(connection, interval: Interval, rows: Iterable[list[tuple]]) -> int:
    loaded_at = datetime.now(UTC).replace(tzinfo=None)
    written = 0
    with connection.cursor() as cursor:
        cursor.execute(statements.create_staging(interval.staging))
        for batch in rows:
            cursor.executemany(
                statements.insert(interval.staging), [(*map(_without_zone, row), loaded_at) for row in batch]
            )
            written += len(batch)
    return written


def select_interval() -> str:
    """Binds start and end of the interval."""
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    # The names are those of dataset.py and above.
    return f'select {columns} from {SOURCE} where "{TIME}" >= %s and "{TIME}" < %s order by "{KEY}"'  # noqa: S608


def batches(postgres, interval: Interval) -> Iterable[list[tuple]]:
    """The rows of the interval, by a cursor that PostgreSQL keeps: they are never all in memory."""
    with postgres.cursor() as cursor:
        # A column without a zone is compared in that of the session.
        cursor.execute("set session characteristics as transaction read only")
        cursor.execute("set time zone 'UTC'")
    postgres.commit()
    with postgres.cursor("${{ values.dag }}") as cursor:
        bounds = (interval.start.replace(tzinfo=UTC), interval.end.replace(tzinfo=UTC))
        cursor.execute(select_interval(), bounds)
        while batch := cursor.fetchmany(BATCH):
            yield batch


def _without_zone(value):
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value
