import pytest

from ${{ values.package }} import statements
from ${{ values.package }}.audit import AuditFailed, audit, failures
from ${{ values.package }}.dataset import KEY, REQUIRED, TIME

from rows import INTERVAL, inside, row

GOOD = {"rows": 2, "copies": 0, "outside": 0, "newest": inside(23), "nulls": {}}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, []),
        ({"rows": 0, "newest": None}, ["there are 0 rows, and 1 are the least"]),
        ({"nulls": {KEY: 3, TIME: 0}}, [f"3 rows have no {KEY}"]),
        ({"copies": 1}, [f"1 rows repeat a {KEY}"]),
        ({"outside": 4}, [f"the {TIME} of 4 rows is not in the interval"]),
        ({"newest": inside(22)}, []),
        ({"newest": inside(21)}, ["the newest row is of 2026-01-02T09:00:00, more than 2 hours before the end"]),
        ({"copies": 1, "outside": 1}, [f"1 rows repeat a {KEY}", f"the {TIME} of 1 rows is not in the interval"]),
    ],
)
def test_failures(found, expected):
    assert failures(INTERVAL, **(GOOD | found)) == expected


def staged(snowflake, *rows):
    with snowflake.cursor() as cursor:
        cursor.execute(statements.create_staging(INTERVAL.staging))
        for given in rows:
            cursor.execute(statements.insert(INTERVAL.staging), (*given, inside(25)))


def test_passes_what_is_right(snowflake):
    staged(snowflake, row("1"), row("2"))
    audit(snowflake, INTERVAL)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "there are 0 rows"),
        ([row("1"), row("1")], f"1 rows repeat a {KEY}"),
        ([row("1"), row("2", -1)], f"the {TIME} of 1 rows is not in the interval"),
        ([row("1"), row("2", 24)], f"the {TIME} of 1 rows is not in the interval"),
        ([row("1", 3)], "the newest row is of"),
        *(([row("1"), row("2", **{name: None})], f"1 rows have no {name}") for name in REQUIRED),
    ],
)
def test_finds_what_is_wrong_and_says_where_it_lies(snowflake, rows, message):
    staged(snowflake, *rows)
    with pytest.raises(AuditFailed, match=message) as failed:
        audit(snowflake, INTERVAL)
    assert INTERVAL.staging in str(failed.value)
