"""What has to be true of rows before anybody reads them."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from .transform import KEY, MEASURE


def failures(rows: DataFrame) -> list[str]:
    """What is wrong with the rows, a sentence each; none if they may be published. Names counts, and quotes no row."""
    found = rows.agg(
        f.count("*").alias("rows"),
        f.count_distinct(KEY).alias("keys"),
        f.count_if(f.col(KEY).isNull()).alias("without_key"),
        f.count_if(f.col(MEASURE).isNull()).alias("without_measure"),
    ).first()
    sentences = []
    if found["rows"] == 0:
        sentences.append("there are no rows")
    if found["without_key"]:
        sentences.append(f"{found['without_key']} rows have no {KEY}")
    copies = found["rows"] - found["without_key"] - found["keys"]
    if copies:
        sentences.append(f"{copies} rows repeat a {KEY}")
    if found["without_measure"]:
        sentences.append(f"{found['without_measure']} rows have no {MEASURE}")
    return sentences
