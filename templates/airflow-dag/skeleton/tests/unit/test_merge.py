"""Publishing on DuckDB itself, which has a MERGE of its own: one statement, of which all is done or nothing.

fakesnow, of which the other tests make use, takes a MERGE apart into several.
"""

from contextlib import closing

import duckdb
import pytest
import sqlglot

from ${{ values.package }} import statements
from ${{ values.package }}.dataset import KEY

from rows import INTERVAL, NEXT, inside, key, row


class Duck:
    def __init__(self, connection):
        self.connection = connection

    def execute(self, statement, values=()):
        """A statement of Snowflake's, as DuckDB writes it; of values the marks are the same in number and order."""
        (translated,) = sqlglot.transpile(statement.replace("%s", "?"), read="snowflake", write="duckdb")
        return self.connection.execute(translated, list(values))

    def stage(self, interval, *rows):
        self.execute(statements.create_staging(interval.staging))
        for given in rows:
            self.execute(statements.insert(interval.staging), (*given, inside(25)))

    def publish(self, interval, *rows):
        self.stage(interval, *rows)
        self.execute(statements.create_published())
        self.execute(statements.publish(interval.staging), (interval.start, interval.end))

    def published(self):
        return self.execute(f"select * from {statements.PUBLISHED} order by {KEY}").fetchall()

    def keys(self):
        return [each for (each,) in self.execute(f"select {KEY} from {statements.PUBLISHED} order by {KEY}").fetchall()]


@pytest.fixture
def duck():
    with closing(duckdb.connect()) as connection:
        for name in (statements.PUBLISHED, INTERVAL.staging):
            connection.execute(f"create schema {name.split('.')[0]}")
        yield Duck(connection)


def test_rows_of_the_interval_come_change_and_go_and_others_stay(duck):
    duck.publish(NEXT, row("9", 47))
    duck.publish(INTERVAL, row("1"), row("2"), row("3"))
    duck.publish(INTERVAL, row("2"), row("3", 23.5), row("4"))
    assert duck.keys() == [key("2"), key("3"), key("4"), key("9")]


def test_again_it_changes_nothing(duck):
    duck.publish(INTERVAL, row("1"), row("2"))
    before = duck.published()
    duck.publish(INTERVAL, row("1"), row("2"))
    assert duck.published() == before


def test_of_a_merge_that_fails_in_the_middle_nothing_is_done(duck):
    """A row that can't be published comes beside others that can: checks refuse it, but the table would as well."""
    duck.publish(INTERVAL, row("1"), row("2"))
    before = duck.published()
    with pytest.raises(duckdb.Error, match="NOT NULL"):
        duck.publish(INTERVAL, row("2", 23.5), row("3"), row("4", **{KEY: None}))
    assert duck.published() == before
