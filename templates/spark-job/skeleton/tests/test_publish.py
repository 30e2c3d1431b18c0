from datetime import date
from decimal import Decimal

import pytest

from ${{ values.package }}.checks import failures
from ${{ values.package }}.publish import AuditFailed, publish
from ${{ values.package }}.transform import KEY, MEASURE

DAY = date(2026, 1, 2)


@pytest.fixture
def table(spark, tmp_path):
    name = "wap.rows"
    yield name, str(tmp_path)
    spark.sql(f"DROP TABLE IF EXISTS {name}")


def put(spark, table, run_id, *rows, day=DAY):
    name, location = table
    given = spark.createDataFrame(
        [(key, Decimal(amount)) for key, amount in rows], f"{KEY} string, {MEASURE} decimal(18,2)"
    )
    return publish(spark, given, table=name, location=location, day=day, run_id=run_id, audit=failures)


def published(spark, table):
    return sorted((row["ds"], row[KEY], row[MEASURE]) for row in spark.table(table[0]).collect())


def test_a_failing_check_leaves_the_published_table_as_it_was(spark, table):
    put(spark, table, "run-1", ("a", 1), ("b", 2))
    before = published(spark, table)
    with pytest.raises(AuditFailed, match="1 rows repeat"):
        put(spark, table, "run-2", ("a", 9), ("a", 9))
    assert published(spark, table) == before == [(DAY, "a", 1), (DAY, "b", 2)]


def test_a_failing_check_of_the_first_run_publishes_nothing(spark, table):
    with pytest.raises(AuditFailed, match="no rows"):
        put(spark, table, "run-1")
    assert not spark.catalog.tableExists(table[0])


def test_a_later_run_takes_the_place_of_the_day_and_of_no_other(spark, table):
    other = date(2026, 1, 1)
    put(spark, table, "run-1", ("z", 7), day=other)
    put(spark, table, "run-2", ("a", 1), ("b", 2))
    put(spark, table, "run-3", ("a", 5))
    assert published(spark, table) == [(other, "z", 7), (DAY, "a", 5)]


def test_a_retry_of_a_run_publishes_its_rows_once(spark, table):
    assert put(spark, table, "run-1", ("a", 1)) == put(spark, table, "run-1", ("a", 1))
    assert published(spark, table) == [(DAY, "a", 1)]


@pytest.mark.parametrize(("name", "run_id"), [("rows; drop", "run-1"), ("wap.rows", "../run")])
def test_refuses_names_that_are_none(spark, tmp_path, name, run_id):
    with pytest.raises(ValueError, match="is no|characters"):
        put(spark, (name, str(tmp_path)), run_id, ("a", 1))
