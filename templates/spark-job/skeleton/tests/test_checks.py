from decimal import Decimal

import pytest

from ${{ values.package }}.checks import failures
from ${{ values.package }}.transform import KEY, MEASURE


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", Decimal(1)), ("b", Decimal(2))], []),
        ([], ["there are no rows"]),
        ([("a", Decimal(1)), ("a", Decimal(2))], [f"1 rows repeat a {KEY}"]),
        ([(None, Decimal(1)), ("a", Decimal(2))], [f"1 rows have no {KEY}"]),
        ([("a", None)], [f"1 rows have no {MEASURE}"]),
    ],
)
def test_failures(spark, rows, expected):
    given = spark.createDataFrame(rows, f"{KEY} string, {MEASURE} decimal(18,2)")
    assert failures(given) == expected
