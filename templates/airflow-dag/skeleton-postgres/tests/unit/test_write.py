import os
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ${{ values.package }} import write
from ${{ values.package }}.dataset import COLUMNS, KEY, TIME

from rows import INTERVAL, inside, row
from source import Source


def test_asks_for_the_interval_and_binds_its_ends():
    source = Source([row("1"), row("2")])
    assert list(write.batches(source, INTERVAL)) == [[row("1"), row("2")]]
    assert source.asked[-1] == (
        "${{ values.dag }}",
        write.select_interval(),
        (INTERVAL.start.replace(tzinfo=UTC), INTERVAL.end.replace(tzinfo=UTC)),
    )
    assert write.select_interval().count("%s") == 2


def test_reads_in_batches(monkeypatch):
    monkeypatch.setattr(write, "BATCH", 2)
    assert [len(batch) for batch in write.batches(Source([row("1"), row("2"), row("3")]), INTERVAL)] == [2, 1]


def test_writes_times_in_utc_and_when_they_were_loaded(snowflake):
    position = list(COLUMNS).index(TIME)
    given = list(row("1"))
    given[position] = inside(2).replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=9)))
    assert write.write_rows(snowflake, INTERVAL, [[tuple(given)]]) == 1
    with snowflake.cursor() as cursor:
        cursor.execute(f"select {TIME}, _loaded_at is not null from {INTERVAL.staging}")
        assert cursor.fetchall() == [(inside(2), True)]


def test_written_again_it_is_written_once(snowflake):
    for rows in ([row("1"), row("2")], [row("2")]):
        write.write_rows(snowflake, INTERVAL, [rows])
    with snowflake.cursor() as cursor:
        cursor.execute(f"select count(*), max({KEY}) from {INTERVAL.staging}")
        assert cursor.fetchone() == (1, row("2")[0])


@pytest.mark.skipif("SOURCE_TEST_URL" not in os.environ, reason="SOURCE_TEST_URL names no PostgreSQL to test with")
def test_reads_the_interval_of_a_real_postgresql():
    import psycopg2

    with closing(psycopg2.connect(os.environ["SOURCE_TEST_URL"])) as postgres:
        columns = ", ".join(f'"{name}" {_postgres(type_)}' for name, type_ in COLUMNS.items())
        with postgres.cursor() as cursor:
            cursor.execute(f'create schema if not exists "{write.SOURCE_SCHEMA}"')
            # Where the table is there, this fails, and nothing of it is touched: that is no database for tests.
            cursor.execute(f"create table {write.SOURCE} ({columns})")
            marks = ", ".join("%s" for _ in COLUMNS)
            for given in (row("1", -1), row("2", 0), row("3", 23), row("4", 24)):
                cursor.execute(f"insert into {write.SOURCE} values ({marks})", _aware(given))
        postgres.commit()
        try:
            keys = [given[0] for batch in write.batches(postgres, INTERVAL) for given in batch]
            assert keys == [row("2")[0], row("3")[0]]
        finally:
            postgres.rollback()
            with postgres.cursor() as cursor:
                cursor.execute("set session characteristics as transaction read write")
            postgres.commit()
            with postgres.cursor() as cursor:
                cursor.execute(f"drop table {write.SOURCE}")
            postgres.commit()


def _postgres(type_):
    return {"varchar": "text", "timestamp_ntz": "timestamptz"}.get(type_, type_.replace("number", "numeric"))


def _aware(given):
    return tuple(value.replace(tzinfo=UTC) if isinstance(value, datetime) else value for value in given)
