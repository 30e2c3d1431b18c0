"""What has to be true of rows before anybody reads them."""

from datetime import datetime, timedelta

from . import statements
from .dataset import KEY, MINIMUM_ROWS, QUIET_HOURS, REQUIRED, TIME
from .interval import Interval


class AuditFailed(Exception):
    """Nothing was published. The rows stay in the table that the message names, to be looked at."""


def audit(connection, interval: Interval) -> None:
    """Checks what lies in the staging table of the interval: what was written, not what was to be written.

    :param connection: of DB-API, to Snowflake
    :raises AuditFailed: with counts, and without a value of any row
    """
    with connection.cursor() as cursor:
        cursor.execute(statements.count_problems(interval.staging), (interval.start, interval.end))
        rows, copies, outside, newest, *nulls = cursor.fetchone()
    found = failures(
        interval,
        rows=rows,
        copies=copies,
        outside=outside,
        newest=newest,
        nulls=dict(zip(REQUIRED, nulls, strict=True)),
    )
    if found:
        raise AuditFailed(f"{interval.staging} is not published: {'; '.join(found)}")


def failures(
    interval: Interval, *, rows: int, copies: int, outside: int, newest: datetime | None, nulls: dict[str, int]
) -> list[str]:
    """What is wrong, a sentence each; none if the rows may be published.

    :param copies: rows beyond the first of each key
    :param outside: rows whose time isn't in the interval
    :param newest: the latest time of all rows, in UTC
    :param nulls: how many rows lack a column, by its name
    """
    sentences = []
    if rows < MINIMUM_ROWS:
        sentences.append(f"there are {rows} rows, and {MINIMUM_ROWS} are the least")
    sentences += [f"{count} rows have no {name}" for name, count in nulls.items() if count]
    if copies:
        sentences.append(f"{copies} rows repeat a {KEY}")
    if outside:
        sentences.append(f"the {TIME} of {outside} rows is not in the interval")
    if newest is not None and newest < interval.end - timedelta(hours=QUIET_HOURS):
        sentences.append(f"the newest row is of {newest.isoformat()}, more than {QUIET_HOURS} hours before the end")
    return sentences
