from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ${{ values.package }}.interval import Interval

EAST = timezone(timedelta(hours=9))


def test_is_in_utc():
    interval = Interval.of(datetime(2026, 1, 2, 4, 30, tzinfo=EAST), datetime(2026, 1, 3, 4, 30, tzinfo=EAST), "run")
    assert (interval.start, interval.end) == (datetime(2026, 1, 1, 19, 30), datetime(2026, 1, 2, 19, 30))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (datetime(2026, 1, 1), datetime(2026, 1, 2), [date(2026, 1, 1)]),
        (datetime(2026, 1, 1, 12), datetime(2026, 1, 2, 12), [date(2026, 1, 1), date(2026, 1, 2)]),
        (datetime(2026, 2, 28, 23), datetime(2026, 3, 1, 0, 1), [date(2026, 2, 28), date(2026, 3, 1)]),
    ],
)
def test_days(start, end, days):
    assert Interval(start, end, "run").days == days


def test_a_retry_has_the_staging_table_of_its_run_and_another_run_has_its_own():
    times = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
    assert Interval.of(*times, "scheduled").staging == Interval.of(*times, "scheduled").staging
    assert Interval.of(*times, "scheduled").staging != Interval.of(*times, "manual").staging


def test_the_staging_table_has_a_name_that_is_one_whatever_the_run_is_called():
    times = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
    _, table = Interval.of(*times, 'x"; drop table y; --').staging.split(".")
    assert table.replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("start", "end", "run_id"),
    [
        (None, None, "manual"),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), "manual"),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC), None),
    ],
)
def test_a_run_without_an_interval_is_refused(start, end, run_id):
    with pytest.raises(ValueError, match="data interval"):
        Interval.of(start, end, run_id)
