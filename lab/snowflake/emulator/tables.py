"""When tables were created and changed, which fakesnow doesn't know (it says 1970), and copies of what they held after each change: for small
tables only."""

import re
import time
from string import Template

import fakesnow.info_schema as info
from sqlglot import exp

from .errors import SnowflakeError

TOUCHED = "_fs_global._fs_information_schema._fs_touch"
# A database beside those of the sessions.
COPIES = '"_fs_copies"."main"'


def patch_views() -> None:
    """LAST_ALTERED, LAST_DDL and CREATED of INFORMATION_SCHEMA.TABLES come from what was touched. Before the first connection."""
    for name, template in list(vars(info).items()):
        if not isinstance(template, Template) or "_fs_information_schema._fs_tables AS" not in template.template:
            continue
        text = template.template
        for column, condition, aggregate in (
            ("LAST_ALTERED", "true", "max"),
            ("LAST_DDL", "is_ddl", "max"),
            ("CREATED", "is_ddl", "min"),
        ):
            known = (
                f"(select {aggregate}(touched) from {TOUCHED} x where {condition} and x.database = tables.database_name"
                " and x.schema = tables.schema_name and x.name = tables.table_name)"
            )
            text = re.sub(
                rf'to_timestamp\(0\)::timestamptz AS "{column}"',
                f'coalesce({known}, to_timestamp(0))::timestamptz AS "{column}"',
                text,
            )
        setattr(info, name, Template(text))


class Tables:
    """A table is (database, schema, name)."""

    def __init__(self, shared):
        self._shared = shared
        self._copies: dict[tuple, list[tuple[int, str]]] = {}
        self._dropped: dict[tuple, str] = {}
        self._count = 0
        cursor = shared.duck_conn.cursor()
        cursor.execute(
            f"create table if not exists {TOUCHED}(database varchar, schema varchar, name varchar, touched timestamptz, is_ddl boolean)"
        )
        cursor.execute("attach if not exists ':memory:' as _fs_copies")

    def cursor(self):
        """Sees what is committed."""
        return self._shared.duck_conn.cursor()

    def touch(self, tables, is_ddl: bool) -> None:
        micros = time.time_ns() // 1000
        cursor = self.cursor()
        for table in tables:
            cursor.execute(f"insert into {TOUCHED} values (?, ?, ?, to_timestamp(?), ?)", [*table, micros / 1e6, is_ddl])
            self._count += 1
            copy = f"copy {self._count}"
            try:
                cursor.execute(f'create table {COPIES}."{copy}" as from {quoted(table)}')
                self._copies.setdefault(table, []).append((micros, copy))
            except Exception:
                pass  # It was dropped, or is a view over something that isn't there.

    def forget(self, table) -> None:
        """A table is created anew: what was known of its definition is about another one."""
        self.cursor().execute(f"delete from {TOUCHED} where database = ? and schema = ? and name = ?", list(table))

    def dropping(self, table) -> None:
        if copies := self._copies.get(table):
            self._dropped[table] = copies[-1][1]

    def undrop(self, table) -> None:
        cursor = self.cursor()
        there = "select 1 from duckdb_tables() where database_name = ? and schema_name = ? and table_name = ?"
        if cursor.execute(there, list(table)).fetchone():
            raise SnowflakeError("002002", f"SQL compilation error:\nObject '{table[2]}' already exists.", "42710")
        if table not in self._dropped:
            raise SnowflakeError(
                "002003", f"SQL compilation error:\nTable '{table[2]}' did not exist or was purged.", "02000"
            )
        cursor.execute(f'create table {quoted(table)} as from {COPIES}."{self._dropped.pop(table)}"')
        self.touch([table], is_ddl=True)

    def as_of(self, table, micros: int) -> str:
        """The copy of a table as it was then, as SQL takes it."""
        copies = [copy for at, copy in self._copies.get(table, []) if at <= micros]
        if not copies:
            raise SnowflakeError(
                "000707",
                f"Time travel data is not available for table {table[2]}. The requested time is either beyond the allowed"
                " time travel period or before the object creation time.",
                "02000",
            )
        return f'{COPIES}."{copies[-1]}"'


def quoted(parts) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def table_of(expression, connection) -> tuple | None:
    """The table that a statement is about."""
    found = expression.find(exp.Table)
    if not found:
        return None
    own = [part.name if part.args.get("quoted") else part.name.upper() for part in found.parts]
    return tuple([connection.database, connection.schema][: 3 - len(own)] + own)
