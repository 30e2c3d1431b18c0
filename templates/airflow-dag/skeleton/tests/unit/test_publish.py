"""What readers see, by the whole way: write, audit, publish."""

from datetime import timedelta

import pytest

from ${{ values.package }} import statements
from ${{ values.package }}.audit import AuditFailed, audit
from ${{ values.package }}.dataset import KEY, TIME
from ${{ values.package }}.publish import publish, tidy

from rows import INTERVAL, NEXT, inside, key, row


def run(snowflake, *rows, interval=INTERVAL, loaded=1):
    """:param loaded: hours after the interval"""
    with snowflake.cursor() as cursor:
        cursor.execute(statements.create_staging(interval.staging))
        for given in rows:
            cursor.execute(statements.insert(interval.staging), (*given, interval.end + timedelta(hours=loaded)))
    audit(snowflake, interval)
    counts = publish(snowflake, interval)
    tidy(snowflake, interval)
    return counts


def published(snowflake):
    with snowflake.cursor() as cursor:
        cursor.execute(f"select * from {statements.PUBLISHED} order by {KEY}, {TIME}")
        return cursor.fetchall()


def keys(snowflake):
    with snowflake.cursor() as cursor:
        cursor.execute(f"select {KEY} from {statements.PUBLISHED} order by {KEY}")
        return [each for (each,) in cursor.fetchall()]


def test_publishes_what_was_loaded(snowflake):
    assert run(snowflake, row("1"), row("2")) == {"inserted": 2, "updated": 0, "deleted": 0}
    assert published(snowflake) == [(*row("1"), inside(25)), (*row("2"), inside(25))]


def test_a_failing_check_leaves_the_published_table_as_it_was(snowflake):
    run(snowflake, row("1"), row("2"))
    before = published(snowflake)
    with pytest.raises(AuditFailed, match="1 rows repeat"):
        run(snowflake, row("1", 22), row("3"), row("3"))
    assert published(snowflake) == before
    assert len(before) == 2


def test_what_failed_its_check_stays_under_the_name_that_the_error_says(snowflake):
    with pytest.raises(AuditFailed) as failed:
        run(snowflake, row("1"), row("1"))
    with snowflake.cursor() as cursor:
        cursor.execute(f"select count(*) from {str(failed.value).split(' ')[0]}")
        assert cursor.fetchone() == (2,)


def test_what_was_published_leaves_no_staging_table(snowflake):
    run(snowflake, row("1"))
    with snowflake.cursor() as cursor:
        with pytest.raises(Exception, match="does not exist"):
            cursor.execute(f"select count(*) from {INTERVAL.staging}")


def test_an_interval_that_is_run_again_changes_nothing(snowflake):
    run(snowflake, row("1"), row("2"))
    run(snowflake, row("3", 47), interval=NEXT)
    before = published(snowflake)
    assert run(snowflake, row("1"), row("2"), loaded=99) == {"inserted": 0, "updated": 0, "deleted": 0}
    assert published(snowflake) == before


def test_an_interval_that_is_published_twice_changes_nothing(snowflake):
    """A retry of the task, after the answer of the first try was lost."""
    with snowflake.cursor() as cursor:
        cursor.execute(statements.create_staging(INTERVAL.staging))
        cursor.execute(statements.insert(INTERVAL.staging), (*row("1"), inside(25)))
    assert publish(snowflake, INTERVAL)["inserted"] == 1
    assert publish(snowflake, INTERVAL) == {"inserted": 0, "updated": 0, "deleted": 0}


def test_rows_of_the_interval_come_change_and_go_and_others_stay(snowflake):
    run(snowflake, row("1"), row("2"), row("3"))
    run(snowflake, row("9", 47), interval=NEXT)
    counts = run(snowflake, row("2"), row("3", 23.5), row("4"))
    assert counts == {"inserted": 1, "updated": 1, "deleted": 1}
    assert keys(snowflake) == [key("2"), key("3"), key("4"), key("9")]


def test_an_old_interval_takes_back_nothing_of_a_later_one(snowflake):
    run(snowflake, row("1"), row("2"))
    run(snowflake, row("1", 47), interval=NEXT)
    before = published(snowflake)
    assert run(snowflake, row("1"), row("2")) == {"inserted": 0, "updated": 0, "deleted": 0}
    assert published(snowflake) == before


def test_publishing_is_one_statement_after_the_table_is_there(snowflake):
    asked = []

    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def execute(self, statement, values=()):
            asked.append((statement.split()[0], values))

        def fetchone(self):
            return (0, 0, 0)

    class Connection:
        def cursor(self):
            return Cursor()

    publish(Connection(), INTERVAL)
    assert asked == [("create", ()), ("merge", (INTERVAL.start, INTERVAL.end))]
