"""The SQL by which Snowflake reads files of S3. As in statements.py names are put into it, and values are bound."""

from datetime import date

from .dataset import COLUMNS, LOADED_AT, STAGING_SCHEMA, TIME

#: infrastructure/stage.tf makes it. Below it lies a folder for each day in UTC, dt=2026-01-31.
STAGE = f"@{STAGING_SCHEMA}.${{ values.table }}_files"


def create_files(files: str) -> str:
    """A table for the rows as the files have them, empty also when the run is tried again."""
    return f"create or replace transient table {files} (content variant)"


def copy_day(files: str, day: date, file_format: str) -> str:
    """All files of a day. A place can't be bound; this one is made of a date.

    ON_ERROR is to abort, so that of a file that is half readable nothing is loaded. FORCE, since it says nothing that a
    file was loaded before: the table is new.
    """
    return (
        f"copy into {files} from '{STAGE}/dt={day.isoformat()}/' "
        f"file_format = (type = {file_format}) on_error = abort_statement force = true"
    )


def insert_interval(staging: str, files: str) -> str:
    """Binds the time of loading, start and end of the interval."""
    values = ", ".join(f"content:{name}::{type_}" for name, type_ in COLUMNS.items())
    return f"""
        insert into {staging} ({", ".join(COLUMNS)}, {LOADED_AT})
        select {values}, %s
        from {files}
        where content:{TIME}::timestamp_ntz >= %s and content:{TIME}::timestamp_ntz < %s
    """
