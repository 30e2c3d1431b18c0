"""Results as JSON. snowflake-sdk reads no Arrow, which is all that fakesnow has."""

import base64
import datetime as dt

import pyarrow as pa

EPOCH = dt.datetime(1970, 1, 1)
MICROSECOND = dt.timedelta(microseconds=1)


def cell(value, kind: str):
    """A value as Snowflake writes it into JSON: everything is text."""
    if value is None:
        return None
    if kind == "boolean":
        return "1" if value else "0"
    if kind == "date":
        return str((value - EPOCH.date()).days)
    if kind == "time":
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f"{seconds}.{value.microsecond * 1000:09d}"
    if kind.startswith("timestamp"):
        naive = value.astimezone(dt.timezone.utc).replace(tzinfo=None) if value.tzinfo else value
        micros = (naive - EPOCH) // MICROSECOND
        text = f"{micros // 1_000_000}.{micros % 1_000_000 * 1000:09d}"
        # The offset in minutes, with 1440 for none.
        return text + " 1440" if kind == "timestamp_tz" else text
    if kind == "binary":
        return bytes(value).hex().upper()
    if kind == "real":
        return repr(float(value))
    return str(value)


def instants(column: list) -> list:
    def instant(part):
        if part is None or part["epoch"] is None:
            return None
        return EPOCH + dt.timedelta(seconds=part["epoch"], microseconds=part["fraction"] // 1000)

    return [instant(part) for part in column]


def times_of_day(column: list) -> list:
    return [None if nanos is None else (EPOCH + dt.timedelta(microseconds=nanos // 1000)).time() for nanos in column]


def to_json(payload: dict) -> dict:
    """The answer of fakesnow with its rows as JSON. Without `returned` snowflake-sdk would wait for ever."""
    data = payload["data"]
    if data.get("queryResultFormat") == "json":
        data["returned"] = data["total"] = len(data["rowset"])
        return payload
    if data.get("queryResultFormat") != "arrow":
        return payload
    encoded, data["rowset"] = data.pop("rowsetBase64"), []
    data["queryResultFormat"] = "json"
    if encoded:
        table = pa.ipc.open_stream(base64.b64decode(encoded)).read_all()
        columns = []
        for column, meta in zip(table.columns, data["rowtype"]):
            values, kind = column.to_pylist(), meta["type"]
            if kind.startswith("timestamp"):
                values = instants(values)
            elif kind == "time":
                values = times_of_day(values)
            columns.append([cell(value, kind) for value in values])
        data["rowset"] = [list(row) for row in zip(*columns)]
    data["returned"] = len(data["rowset"])
    return payload
