from ${{ values.package }}.dataset import KEY
from ${{ values.package }}.files import copy_day
from ${{ values.package }}.write import write

from rows import INTERVAL, row
from source import fill


def keys(snowflake):
    with snowflake.cursor() as cursor:
        cursor.execute(f"select {KEY} from {INTERVAL.staging} order by {KEY}")
        return [key for (key,) in cursor.fetchall()]


def test_takes_the_start_of_the_interval_and_leaves_its_end_to_the_next(monkeypatch, snowflake):
    fill(monkeypatch, snowflake, INTERVAL, [row("1", -1), row("2", 0), row("3", 23), row("4", 24)])
    assert write(snowflake, INTERVAL) == 2
    assert keys(snowflake) == [row("2")[0], row("3")[0]]


def test_written_again_it_is_written_once(monkeypatch, snowflake):
    fill(monkeypatch, snowflake, INTERVAL, [row("1"), row("2")])
    assert [write(snowflake, INTERVAL), write(snowflake, INTERVAL)] == [2, 2]
    assert len(keys(snowflake)) == 2


def test_no_file_is_no_row(monkeypatch, snowflake):
    fill(monkeypatch, snowflake, INTERVAL, [])
    assert write(snowflake, INTERVAL) == 0


def test_each_day_of_the_interval_is_a_folder():
    folders = [copy_day("files", day, "json").split("/")[1] for day in INTERVAL.days]
    assert folders == ["dt=2026-01-01", "dt=2026-01-02"]
