"""What is said when a task has failed for good."""

import json
import logging

#: An HTTP connection of Airflow, to which failures are posted; none: they are in the log, and in the portal.
ALERT_CONNECTION = "${{ values.alertConnection }}"
RUNBOOK = "docs/runbook.md"

log = logging.getLogger(__name__)


def message_of(context: dict) -> dict[str, str]:
    """What is known of the failure. Of the error only its kind: its text may quote what nobody outside is to read."""
    task = context["task_instance"]
    start, end = context.get("data_interval_start"), context.get("data_interval_end")
    return {
        "unit": "${{ values.name }}",
        "dag": task.dag_id,
        "task": task.task_id,
        "run": context.get("run_id") or "",
        "interval": f"{start.isoformat()}/{end.isoformat()}" if start and end else "",
        "error": type(context.get("exception")).__name__,
        "runbook": RUNBOOK,
    }


def tell_of_failure(context: dict) -> None:
    message = message_of(context)
    log.error("Failed: %s", json.dumps(message))
    if ALERT_CONNECTION:
        from airflow.providers.http.hooks.http import HttpHook

        HttpHook(method="POST", http_conn_id=ALERT_CONNECTION).run(json=message)
