"""The whole job on the rows in sample/, and the step by which EMR starts it."""

import json
from datetime import date
from pathlib import Path

from ${{ values.package }}.job import APPLICATION, run
from ${{ values.package }}.transform import KEY

HERE = Path(__file__).parent.parent


def test_publishes_a_day_of_the_sample(spark, tmp_path):
    run(
        spark,
        source=str(HERE / "sample" / "input.csv"),
        source_format="csv",
        table="sample.rows",
        location=str(tmp_path),
        day=date(2026, 1, 2),
        run_id="scheduled__2026-01-02T00:00:00+00:00",
    )
    assert sorted(row[KEY] for row in spark.table("sample.rows").collect()) == ["1", "2", "3"]


def test_the_step_writes_an_event_log_under_the_name_of_the_catalog():
    (step,) = json.loads((HERE / "emr" / "step.json").read_text())
    arguments = step["HadoopJarStep"]["Args"]
    assert arguments[0] == "spark-submit"
    assert "spark.eventLog.enabled=true" in arguments
    assert arguments[arguments.index("--name") + 1] == APPLICATION
    assert f"sluice.dev/spark-application: {APPLICATION}\n" in (HERE / "catalog-info.yaml").read_text()
