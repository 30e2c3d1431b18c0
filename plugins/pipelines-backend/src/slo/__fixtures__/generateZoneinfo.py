"""Writes zoneinfo.json: the instants of local times as Python's zoneinfo has them.

For each zone, period and wall-clock time: how many minutes the instant (UTC) is ahead of the local time, as runs of equal
values: [first date, minutes]. null: the zone has no such date. A time that occurs twice is the earlier (fold=0); one that
is skipped is the first instant after the gap, found by bisection.

    python3 generateZoneinfo.py > zoneinfo.json
"""
import json
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

RECENT = ("2022-01-01", "2024-12-31")
ZONES = {
    "Africa/Cairo": RECENT,
    "Africa/Casablanca": RECENT,
    "America/Asuncion": RECENT,
    "America/Havana": RECENT,
    "America/New_York": RECENT,
    "America/Nuuk": RECENT,
    "America/Santiago": RECENT,
    "America/Sao_Paulo": ("2017-01-01", "2019-12-31"),
    "America/St_Johns": RECENT,
    "Antarctica/Troll": RECENT,
    "Asia/Almaty": RECENT,
    "Asia/Amman": RECENT,
    "Asia/Beirut": RECENT,
    "Asia/Kathmandu": RECENT,
    "Asia/Pyongyang": ("2015-01-01", "2018-12-31"),
    "Asia/Tehran": RECENT,
    "Atlantic/Azores": RECENT,
    "Australia/Adelaide": RECENT,
    "Australia/Lord_Howe": RECENT,
    "Europe/Berlin": RECENT,
    "Europe/Dublin": RECENT,
    "Europe/Volgograd": ("2018-01-01", "2020-12-31"),
    "Pacific/Apia": ("2010-01-01", "2012-12-31"),
    "Pacific/Chatham": RECENT,
    "Pacific/Kwajalein": ("1992-01-01", "1994-12-31"),
    "UTC": RECENT,
}
TIMES = ("00:00", "00:30", "01:15", "02:00", "02:30", "03:00", "03:30", "06:00", "23:45")


def reads(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    first = local.replace(tzinfo=zone, fold=0).astimezone(timezone.utc)
    if reads(first, zone) == local:
        return first
    # In a gap fold=0 reads past it and fold=1 before it: the change lies between.
    before = local.replace(tzinfo=zone, fold=1).astimezone(timezone.utc)
    after = first
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if reads(middle, zone) < local:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def exists(day: date, zone: ZoneInfo) -> bool:
    return reads(instant_of(datetime.combine(day, time(12)), zone), zone).date() == day


def runs(zone: ZoneInfo, first: date, last: date, at: time) -> list:
    found: list = []
    day = first
    while day <= last:
        minutes = None
        if exists(day, zone):
            local = datetime.combine(day, at)
            ahead = instant_of(local, zone).replace(tzinfo=None) - local
            minutes = ahead.total_seconds() / 60
            assert minutes == int(minutes), (zone, local)
            minutes = int(minutes)
        if not found or found[-1][1] != minutes:
            found.append([day.isoformat(), minutes])
        day += timedelta(days=1)
    return found


def main() -> None:
    lines = []
    for name, (first, last) in ZONES.items():
        zone = ZoneInfo(name)
        times = ",\n".join(
            f"      {json.dumps(at)}: "
            + json.dumps(
                runs(zone, date.fromisoformat(first), date.fromisoformat(last), time.fromisoformat(at))
            )
            for at in TIMES
        )
        lines.append(
            f"  {json.dumps(name)}: {{\n    \"from\": {json.dumps(first)},\n    \"to\": {json.dumps(last)},\n"
            f"    \"times\": {{\n{times}\n    }}\n  }}"
        )
    print("{\n" + ",\n".join(lines) + "\n}")


main()
