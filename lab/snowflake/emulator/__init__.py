"""A Snowflake for the lab: the HTTP endpoint that snowflake-sdk (Node) and snowflake-connector-python talk to, over fakesnow, which
answers Snowflake's SQL by DuckDB in memory. It forgets everything when it stops.

    server.py      the endpoint: statements, results, sessions
    sessions.py    logins by password or key pair, session tokens that expire and are renewed
    rowsets.py     results as JSON, which is all that snowflake-sdk reads; fakesnow has Arrow alone
    statements.py  what fakesnow doesn't know, in terms of what it knows: CLONE, SWAP WITH, UNDROP, time travel
    tables.py      when tables were created and changed, and copies of what they held
    control.py     what a test may do to it: see its statements, end its sessions, take it down
"""
