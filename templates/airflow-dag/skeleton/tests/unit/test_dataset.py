from ${{ values.package }}.dataset import COLUMNS, KEY, REQUIRED, TIME


def test_no_column_is_named_twice():
    assert len(COLUMNS) == 2 + ${{ values.columns | length }}
    assert len(set(REQUIRED)) == len(REQUIRED)


def test_key_and_time_are_columns_that_may_not_be_null():
    assert {KEY, TIME} <= set(REQUIRED) <= set(COLUMNS)
