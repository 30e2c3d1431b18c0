"""What is published: the names of the table and its columns. They were checked when this repository was made."""

#: In the database of the environment, which the connection of Airflow names.
SCHEMA = "${{ values.schema }}"
#: Where rows are checked before anybody reads them: readers have no right there.
STAGING_SCHEMA = "${{ values.schema }}_staging"
TABLE = "${{ values.table }}"

#: Unique, and never missing.
KEY = "${{ values.key }}"
#: When it happened, in UTC: the interval of a row.
TIME = "${{ values.time }}"
#: Set here: when the row was loaded, in UTC. A row that comes again as it was keeps it.
LOADED_AT = "_loaded_at"

TYPES = {
    "text": "varchar",
    "integer": "number(38, 0)",
    "number": "number(38, 9)",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp_ntz",
}

#: Type of each column of the source, by its name.
COLUMNS = {
    KEY: TYPES["${{ values.keyType }}"],
    TIME: TYPES["timestamp"],
{% for column in values.columns %}
    "${{ column.name }}": TYPES["${{ column.type }}"],
{% endfor %}
}

#: Columns that may not be null.
REQUIRED = (
    KEY,
    TIME,
{% for column in values.columns %}
{% if column.required %}
    "${{ column.name }}",
{% endif %}
{% endfor %}
)

#: An interval with fewer rows isn't published.
MINIMUM_ROWS = ${{ values.minimumRows }}
#: Nor is one whose newest row is older than that, seen from its end.
QUIET_HOURS = ${{ values.quietHours }}
