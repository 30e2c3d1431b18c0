"""Publishing what was checked, and clearing up after it."""

from . import statements
from .interval import Interval


def publish(connection, interval: Interval) -> dict[str, int]:
    """Publishes the interval. Doing it again does nothing.

    :param connection: of DB-API, to Snowflake, in autocommit
    :returns: how many rows were inserted, updated and deleted
    """
    with connection.cursor() as cursor:
        cursor.execute(statements.create_published())
        cursor.execute(statements.publish(interval.staging), (interval.start, interval.end))
        inserted, updated, deleted = cursor.fetchone()
    return {"inserted": inserted, "updated": updated, "deleted": deleted}


def tidy(connection, interval: Interval) -> None:
    """Drops the staging table. After a failed check it isn't called: the rows are there to be looked at."""
    with connection.cursor() as cursor:
        cursor.execute(statements.drop(interval.staging))
