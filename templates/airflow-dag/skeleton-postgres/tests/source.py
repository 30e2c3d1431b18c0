"""A PostgreSQL with the given rows, for tests: what the driver is asked, and what it answers."""

from contextlib import contextmanager


class Cursor:
    def __init__(self, source, name=None):
        self.source, self.name, self.left = source, name, list(source.rows)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def execute(self, statement, values=()):
        self.source.asked.append((self.name, statement, values))

    def fetchmany(self, size):
        batch, self.left = self.left[:size], self.left[size:]
        return batch


class Source:
    def __init__(self, rows):
        self.rows, self.asked = rows, []

    def cursor(self, name=None):
        return Cursor(self, name)

    def commit(self):
        pass


def fill(monkeypatch, connection, interval, rows):
    """The source has these rows for the interval, each with a value for each of COLUMNS."""
    from ${{ values.package }} import write

    @contextmanager
    def source():
        yield Source(rows)

    monkeypatch.setattr(write, "source", source)
