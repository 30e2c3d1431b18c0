"""Errors as Snowflake says them."""

import re


class SnowflakeError(Exception):
    def __init__(self, code: str, message: str, sql_state: str = "42000"):
        super().__init__(message)
        self.code = code
        self.message = message
        self.sql_state = sql_state

    def body(self) -> dict:
        return {
            "success": False,
            "code": self.code,
            "message": self.message,
            "headers": None,
            "data": {"errorCode": self.code, "sqlState": self.sql_state, "internalError": False},
        }


# What DuckDB says, and the code, message and SQL state that Snowflake has for it.
KNOWN = [
    (
        r'Referenced column "([^"]+)" not found|does not have a column named "([^"]+)"',
        "000904",
        "error line 1 at position 0\ninvalid identifier '{}'",
        "42000",
    ),
    (r'"?([\w.]+)"? already exists', "002002", "Object '{}' already exists.", "42710"),
    (
        r'(?:Table|View|Schema|Catalog|Database) (?:with name )?"?([\w.]+)"? does not exist',
        "002003",
        "Object '{}' does not exist or not authorized.",
        "42S02",
    ),
]


def of_fakesnow(message: str, code: str = "001003", sql_state: str = "42000") -> SnowflakeError:
    """An error of fakesnow or DuckDB under the code that Snowflake has for it."""
    text = re.sub(r"^\d{6} \(\w+\): ", "", message)
    for pattern, known_code, known_message, known_state in KNOWN:
        if found := re.search(pattern, text):
            name = next(group for group in found.groups() if group)
            return SnowflakeError(known_code, "SQL compilation error:\n" + known_message.format(name), known_state)
    return SnowflakeError(code, "SQL compilation error:\n" + text, sql_state)
