"""Rows to test with."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from ${{ values.package }}.dataset import COLUMNS, KEY, TIME
from ${{ values.package }}.interval import Interval

START = datetime(2026, 1, 1, 12)
INTERVAL = Interval(START, START + timedelta(days=1), "scheduled__2026-01-01T12:00:00+00:00")
NEXT = Interval(INTERVAL.end, INTERVAL.end + timedelta(days=1), "scheduled__2026-01-02T12:00:00+00:00")

VALUES = {
    "varchar": "some text",
    "number(38, 0)": 7,
    "number(38, 9)": Decimal("7.500000000"),
    "boolean": True,
    "date": date(2026, 1, 1),
    "timestamp_ntz": START,
}


def inside(hours: float) -> datetime:
    """A time, by hours after the start of INTERVAL, which has 24."""
    return START + timedelta(hours=hours)


def key(text: str):
    return int(text) if COLUMNS[KEY].startswith("number") else text


def row(text: str, hours: float = 23, **changes) -> tuple:
    """A value for each of COLUMNS."""
    values = {name: VALUES[type_] for name, type_ in COLUMNS.items()}
    return tuple((values | {KEY: key(text), TIME: inside(hours)} | changes).values())
