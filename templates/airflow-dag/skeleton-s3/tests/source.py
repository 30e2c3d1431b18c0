"""Files with the given rows where those of S3 would be, for tests: in a stage that Snowflake keeps itself."""

import tempfile
from contextlib import closing
from pathlib import Path

import duckdb


def fill(monkeypatch, connection, interval, rows):
    """The source has these rows for the interval, each with a value for each of COLUMNS."""
    from ${{ values.package }} import files, write
    from ${{ values.package }}.dataset import COLUMNS, TIME

    # Whatever the files in S3 are: what fakesnow makes a VARIANT of is Parquet.
    monkeypatch.setattr(write, "FILE_FORMAT", "parquet")
    types = ", ".join(f"{name} {_duckdb(type_)}" for name, type_ in COLUMNS.items())
    with connection.cursor() as cursor, closing(duckdb.connect()) as duck, tempfile.TemporaryDirectory() as folder:
        cursor.execute(f"create or replace stage {files.STAGE[1:]}")
        duck.execute(f"create table given ({types})")
        for row in rows:
            duck.execute(f"insert into given values ({', '.join('?' for _ in row)})", row)
        for (day,) in duck.execute(f"select distinct {TIME}::date from given").fetchall():
            file = Path(folder) / "rows.parquet"
            duck.execute(f"copy (from given where {TIME}::date = '{day}') to '{file}' (format parquet)")
            cursor.execute(f"put 'file://{file}' {files.STAGE}/dt={day}/ auto_compress = false overwrite = true")


def _duckdb(type_):
    return {"timestamp_ntz": "timestamp"}.get(type_, type_.replace("number", "decimal"))
