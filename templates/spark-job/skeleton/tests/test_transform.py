from datetime import UTC, datetime
from decimal import Decimal

from ${{ values.package }}.transform import KEY, MEASURE, TIME, transform

START, END = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)


def transformed(spark, *rows):
    given = spark.createDataFrame(list(rows), f"{KEY} string, {TIME} string, {MEASURE} string, more string")
    return {row[KEY]: row[MEASURE] for row in transform(given, START, END).collect()}


def test_keeps_the_latest_row_of_a_key(spark):
    assert transformed(
        spark,
        ("a", "2026-01-02 08:00:00", "1", None),
        ("a", "2026-01-02 09:00:00", "2.50", None),
        ("b", "2026-01-02 08:00:00", "3", "x"),
    ) == {"a": Decimal("2.50"), "b": Decimal("3.00")}


def test_takes_its_start_and_leaves_its_end_to_the_next_day(spark):
    assert transformed(
        spark,
        ("before", "2026-01-01 23:59:59", "1", None),
        ("start", "2026-01-02 00:00:00", "1", None),
        ("end", "2026-01-03 00:00:00", "1", None),
    ) == {"start": Decimal("1.00")}


def test_what_is_no_number_is_missing_for_the_checks_to_find(spark):
    assert transformed(spark, ("a", "2026-01-02 08:00:00", "many", None)) == {"a": None}
