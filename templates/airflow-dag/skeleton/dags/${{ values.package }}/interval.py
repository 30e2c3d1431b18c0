"""The data interval of a run, and the name of the table in which its rows are checked."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from .dataset import STAGING_SCHEMA, TABLE


@dataclass(frozen=True)
class Interval:
    """Times are in UTC, without a zone, as Snowflake's timestamp_ntz."""

    start: datetime
    #: Exclusive.
    end: datetime
    run_id: str

    @classmethod
    def of(cls, start: datetime | None, end: datetime | None, run_id: str | None) -> "Interval":
        """The interval that Airflow gives to a run.

        :param start: with a zone
        :param end: with a zone
        :raises ValueError: the run has none, as one of Airflow 3 that was triggered without a logical date
        """
        if start is None or end is None or not run_id:
            raise ValueError("This run has no data interval: trigger it with a logical date")
        if end <= start:
            raise ValueError(f"The data interval of this run is empty: {start.isoformat()} to {end.isoformat()}")
        return cls(_utc(start), _utc(end), run_id)

    @property
    def staging(self) -> str:
        """Schema and table. The run is part of it: two runs of one interval don't get into each other's way, and a
        retry of a run finds its own table again."""
        run = hashlib.sha256(self.run_id.encode()).hexdigest()[:8]
        return f"{STAGING_SCHEMA}.{TABLE}__{self.start:%Y%m%dt%H%M%S}_{run}"

    @property
    def days(self) -> list[date]:
        """Each day in UTC of which a part lies in the interval."""
        last = (self.end - timedelta(microseconds=1)).date()
        first = self.start.date()
        return [first + timedelta(days=day) for day in range((last - first).days + 1)]


def _utc(time: datetime) -> datetime:
    # Airflow's times are pendulum's, which drivers of databases don't all know.
    return datetime.fromtimestamp(time.timestamp(), UTC).replace(tzinfo=None)
