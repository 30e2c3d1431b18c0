"""Fills an empty database for Airflow 2: tables, permissions and the lab's accounts, in one process (each CLI call would load all of
Airflow again). The accounts come as JSON in SLUICE_LAB_ACCOUNTS."""
import json
import os

from airflow.utils.db import upgradedb

upgradedb()

from airflow.www.app import cached_app  # noqa: E402  (needs the tables)

security = cached_app().appbuilder.sm
for name, account in json.loads(os.environ["SLUICE_LAB_ACCOUNTS"]).items():
    role = security.find_role(account["airflow2Role"])
    user = security.add_user(name, name.title(), "Lab", f"{name}@lab.test", role, password=account["password"])
    if not user:
        raise SystemExit(f"could not create the account {name}")
