"""The SQL of staging tables and of the published one, which is written nowhere else.

Names are put into it: those of dataset.py, and those of staging tables, which interval.py makes of digits. Values never
are; they are bound, as %s.
"""

from .dataset import COLUMNS, KEY, LOADED_AT, REQUIRED, SCHEMA, TABLE, TIME

PUBLISHED = f"{SCHEMA}.{TABLE}"
NAMES = (*COLUMNS, LOADED_AT)


def _columns(prefix: str = "") -> str:
    return ", ".join(f"{prefix}{name}" for name in NAMES)


def _definitions(required: tuple[str, ...]) -> str:
    types = {**COLUMNS, LOADED_AT: "timestamp_ntz"}
    return ", ".join(f"{name} {type_}{' not null' if name in required else ''}" for name, type_ in types.items())


def create_published() -> str:
    """Makes the table where there is none. One that is there stays as it is: new columns are added by hand."""
    return f"create table if not exists {PUBLISHED} ({_definitions((*REQUIRED, LOADED_AT))})"


def create_staging(staging: str) -> str:
    """A table of its own for a run, empty also when the run is tried again. It takes what a check is to find: nulls."""
    return f"create or replace transient table {staging} ({_definitions(())})"


def insert(staging: str) -> str:
    """Binds a value for each of NAMES."""
    return f"insert into {staging} ({_columns()}) values ({', '.join('%s' for _ in NAMES)})"


def count_problems(staging: str) -> str:
    """One row: how many there are, repeat a key, lie out of the interval, the newest time, nulls of each of REQUIRED.

    Binds start and end of the interval.
    """
    nulls = ", ".join(f"count_if({name} is null)" for name in REQUIRED)
    return f"""
        select
            count(*),
            count({KEY}) - count(distinct {KEY}),
            count_if({TIME} < %s or {TIME} >= %s),
            max({TIME}),
            {nulls}
        from {staging}
    """


def publish(staging: str) -> str:
    """What was checked takes the place of the interval: new rows come, changed ones change, and those that are gone go.

    It is ONE statement, because a statement is what Snowflake does as a whole or not at all, whoever fails or looks on
    in the middle: readers see the interval as it was, or as it is. A DELETE and an INSERT were two, and between them
    the interval was empty; in one transaction they would hold only as long as nothing in between commits, as each DDL
    does. Exchanging the table (CREATE OR REPLACE, SWAP WITH) would take the rows of other intervals along.

    Snowflake's MERGE has no WHEN NOT MATCHED BY SOURCE. So what is gone comes with the source, marked: the rows of the
    interval that are published and were not loaded.

    A row is left alone if it comes as it is published, so a second run of an interval writes nothing; and if what is
    published is newer, so an old interval that is loaded again takes back nothing.

    Binds start and end of the interval.
    """
    values = [name for name in COLUMNS if name != KEY]
    changed = " or ".join(f"t.{name} is distinct from s.{name}" for name in values)
    return f"""
        merge into {PUBLISHED} as t
        using (
            select {_columns()}, false as _gone
            from {staging}
            union all
            select {_columns("p.")}, true as _gone
            from {PUBLISHED} as p
            left join {staging} as n on n.{KEY} = p.{KEY}
            where p.{TIME} >= %s and p.{TIME} < %s and n.{KEY} is null
        ) as s
        on t.{KEY} = s.{KEY}
        when matched and s._gone then delete
        when matched and t.{TIME} <= s.{TIME} and ({changed}) then
            update set {", ".join(f"{name} = s.{name}" for name in (*values, LOADED_AT))}
        when not matched then
            insert ({_columns()}) values ({_columns("s.")})
    """


def drop(staging: str) -> str:
    return f"drop table if exists {staging}"
