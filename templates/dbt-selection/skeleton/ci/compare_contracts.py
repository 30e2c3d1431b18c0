"""Fails if a contract lost a column or changed a type: dbt itself only warns of that.

    python ci/compare_contracts.py BEFORE/manifest.json AFTER/manifest.json
"""

import json
import sys


def contracts(manifest):
    """The columns of models under an enforced contract: {unique_id: {column: type}}."""
    return {
        unique_id: {name: column["data_type"] for name, column in node["columns"].items()}
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and node["config"]["contract"]["enforced"]
    }


def breaks(before, after):
    """What readers of the models before would miss, a sentence each."""
    for unique_id, columns in before.items():
        if unique_id not in after:
            yield f"{unique_id} is gone, or has no contract any more"
            continue
        for column, data_type in columns.items():
            now = after[unique_id].get(column)
            if now is None:
                yield f"{unique_id}: {column} is gone"
            elif now.lower() != data_type.lower():
                yield f"{unique_id}: {column} was {data_type} and is {now}"


def main(before, after):
    manifests = []
    for path in (before, after):
        with open(path, encoding="utf-8") as file:
            manifests.append(contracts(json.load(file)))
    found = list(breaks(*manifests))
    for sentence in found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
