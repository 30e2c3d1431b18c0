"""Statements that fakesnow doesn't know, in terms of those that it knows, and what is to be remembered of each: CLONE of schemas and databases,
SWAP WITH, UNDROP, AT and BEFORE. Not here: streams, tasks, COPY_HISTORY and the like, privileges."""

import datetime as dt
import re
import time

import fakesnow.server as fakesnow
from sqlglot import exp

from .errors import SnowflakeError
from .tables import quoted, table_of

NAME = r'((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+)){0,2})'
PART = r'"(?:[^"]|"")+"|[\w$]+'
DONE = "select 'Statement executed successfully.' as \"status\""
INTERNAL_SCHEMAS = ("main", "_fs_information_schema", "information_schema", "pg_catalog")


class Statements:
    def __init__(self, tables):
        self._tables = tables
        # (query id, started, ended) of all statements, for BEFORE(STATEMENT => …).
        self.past: list[tuple[str, dt.datetime, dt.datetime]] = []

    def rewrite(self, session, sql: str) -> str:
        """The statement for fakesnow. Runs others before it where it takes several."""
        text = sql.strip().rstrip(";")
        if re.match(r"(grant|revoke|alter\s+session\s+(un)?set)\b", text, re.I) and "autocommit" not in text.lower():
            return DONE
        for pattern, rewritten in (
            (rf"create\s+(?:or\s+replace\s+)?(schema|database)\s+(?:if\s+not\s+exists\s+)?{NAME}\s+clone\s+{NAME}", self._clone),
            (rf"alter\s+table\s+(?:if\s+exists\s+)?{NAME}\s+swap\s+with\s+{NAME}", self._swap),
            (rf"undrop\s+table\s+{NAME}", self._undrop),
        ):
            if found := re.fullmatch(pattern, text, re.I | re.S):
                return rewritten(session, *found.groups())
        if found := re.fullmatch(rf"drop\s+table\s+(?:if\s+exists\s+)?{NAME}(?:\s+(?:cascade|restrict))?", text, re.I | re.S):
            self._tables.dropping(table_named(session, found[1]))
            return text
        text = re.sub(
            NAME + r"\s+(at|before)\s*\(((?:[^()]|\([^()]*\))*=>(?:[^()]|\([^()]*\))*)\)",
            lambda found: self._as_of(session, *found.groups()),
            text,
            flags=re.I,
        )
        for function, value in (
            ("account", "FAKESNOW"),
            ("user", session.user),
            ("role", session.role),
            ("warehouse", session.warehouse or ""),
        ):
            literal = "'" + value.replace("'", "''") + "'"
            text = re.sub(rf"\bcurrent_{function}\s*\(\s*\)", lambda _: literal, text, flags=re.I)
        return text

    def remember(self, session, sql: str) -> None:
        """After a statement that succeeded: which tables it changed."""
        try:
            expression = fakesnow.parse_one(sql)
        except Exception:
            return
        if isinstance(expression, exp.Transaction):
            session.changed_in_transaction = []
        elif isinstance(expression, exp.Rollback):
            session.changed_in_transaction = None
        elif isinstance(expression, exp.Commit):
            for table, is_ddl in dict.fromkeys(session.changed_in_transaction or []):
                self._tables.touch([table], is_ddl)
            session.changed_in_transaction = None
        elif change := change_of(expression, session.connection):
            if isinstance(expression, exp.Create) and expression.args.get("replace"):
                self._tables.forget(change[0])
            if session.changed_in_transaction is not None:
                session.changed_in_transaction.append(change)
            else:
                self._tables.touch([change[0]], change[1])

    def _clone(self, session, kind: str, new: str, old: str) -> str:
        connection = session.connection
        if kind.lower() == "schema":
            pairs = [(schema_named(session, old), schema_named(session, new))]
        else:
            source, target = identifiers(old)[-1], identifiers(new)[-1]
            connection.cursor().execute(f"create database {quoted([target])}")
            schemas = self._tables.cursor().execute(
                "select schema_name from duckdb_schemas() where database_name = ?", [source]
            )
            pairs = [
                ((source, name), (target, name)) for (name,) in schemas.fetchall() if name not in INTERNAL_SCHEMAS
            ]
        for source, target in pairs:
            connection.cursor().execute(f"create schema if not exists {quoted(target)}")
            names = self._tables.cursor().execute(
                "select table_name from duckdb_tables() where database_name = ? and schema_name = ?", list(source)
            )
            for (name,) in names.fetchall():
                connection.cursor().execute(f"create table {quoted((*target, name))} clone {quoted((*source, name))}")
                self._tables.touch([(*target, name)], is_ddl=True)
        return f"select '{kind.title()} successfully created.' as \"status\""

    def _swap(self, session, one: str, other: str) -> str:
        first, second = table_named(session, one), table_named(session, other)
        if first[:2] != second[:2]:
            raise SnowflakeError("000002", "SWAP across schemas is not emulated", "0A000")
        run = lambda sql: session.connection.cursor().execute(sql)  # noqa: E731
        is_alone = session.changed_in_transaction is None
        between = (*first[:2], "_FS_SWAP")
        if is_alone:
            run("begin")
        try:
            for old, new in ((first, between), (second, first), (between, second)):
                run(f"alter table {quoted(old)} rename to {quoted(new)}")
        except Exception:
            if is_alone:
                run("rollback")
            raise
        if is_alone:
            run("commit")
            self._tables.touch([first, second], is_ddl=True)
        else:
            session.changed_in_transaction.extend([(first, True), (second, True)])
        return DONE

    def _undrop(self, session, name: str) -> str:
        table = table_named(session, name)
        self._tables.undrop(table)
        return "select 'Table successfully restored.' as \"status\""

    def _as_of(self, session, name: str, kind: str, when: str) -> str:
        key, value = re.match(r"\s*(\w+)\s*=>\s*(.+?)\s*$", when, re.S).groups()
        key = key.upper()
        if key == "OFFSET":
            micros = time.time_ns() // 1000 + int(float(value) * 1e6)
        elif key == "STATEMENT":
            query = value.strip("'")
            known = next((each for each in self.past if each[0] == query), None)
            if not known:
                raise SnowflakeError("000709", f"Statement {query} not found", "02000")
            micros = int(known[1 if kind.upper() == "BEFORE" else 2].timestamp() * 1e6)
        else:
            cursor = session.connection.cursor()
            cursor.execute(f"select ({value})::timestamp_tz")
            micros = int(cursor.fetchone()[0].timestamp() * 1e6)
        return self._tables.as_of(table_named(session, name), micros)


def change_of(expression, connection) -> tuple[tuple, bool] | None:
    """The table that a statement changes, and whether it changes its definition. CREATE … AS SELECT does both."""
    if isinstance(expression, (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.TruncateTable)):
        is_ddl = False
    elif isinstance(expression, exp.Alter):
        is_ddl = True
    elif isinstance(expression, exp.Create) and expression.kind in ("TABLE", "VIEW"):
        is_ddl = True
    else:
        return None
    table = table_of(expression, connection)
    if isinstance(expression, exp.Alter):
        for action in expression.args.get("actions") or []:
            if isinstance(action, exp.AlterRename):
                table = table_of(action, connection)
    return (table, is_ddl) if table else None


def identifiers(name: str) -> list[str]:
    return [
        part[1:-1].replace('""', '"') if part.startswith('"') else part.upper() for part in re.findall(PART, name)
    ]


def table_named(session, name: str) -> tuple:
    own = identifiers(name)
    connection = session.connection
    return tuple([connection.database, connection.schema][: 3 - len(own)] + own)


def schema_named(session, name: str) -> tuple:
    own = identifiers(name)
    return tuple(([session.connection.database] + own)[-2:])
