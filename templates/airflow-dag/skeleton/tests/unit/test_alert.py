import json
from datetime import UTC, datetime
from types import SimpleNamespace

from ${{ values.package }} import alert

CONTEXT = {
    "task_instance": SimpleNamespace(dag_id="dag", task_id="audit"),
    "run_id": "scheduled__2026-01-01",
    "data_interval_start": datetime(2026, 1, 1, tzinfo=UTC),
    "data_interval_end": datetime(2026, 1, 2, tzinfo=UTC),
    "exception": ValueError("a value of a row"),
}


def test_says_what_failed_and_quotes_no_error():
    message = alert.message_of(CONTEXT)
    assert message["task"] == "audit"
    assert message["interval"] == "2026-01-01T00:00:00+00:00/2026-01-02T00:00:00+00:00"
    assert message["error"] == "ValueError"
    assert "a value" not in str(message)


def test_a_run_without_an_interval_is_told_too():
    assert alert.message_of({"task_instance": CONTEXT["task_instance"]})["interval"] == ""


def test_is_logged_and_posted_where_there_is_a_connection(monkeypatch):
    logged, posted = [], []

    class Hook:
        def __init__(self, method, http_conn_id):
            assert method == "POST"
            self.connection = http_conn_id

        def run(self, **arguments):
            posted.append((self.connection, arguments))

    monkeypatch.setattr(alert.log, "error", lambda text, message: logged.append(json.loads(message)))
    monkeypatch.setattr("airflow.providers.http.hooks.http.HttpHook", Hook)
    monkeypatch.setattr(alert, "ALERT_CONNECTION", "")
    alert.tell_of_failure(CONTEXT)
    assert posted == []
    monkeypatch.setattr(alert, "ALERT_CONNECTION", "pager")
    alert.tell_of_failure(CONTEXT)
    assert posted == [("pager", {"json": alert.message_of(CONTEXT)})]
    assert logged == [alert.message_of(CONTEXT)] * 2
