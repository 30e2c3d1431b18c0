"""The steps of the DAG ${{ values.dag }}.

None of them knows Airflow, but for connections.py and alert.py.
"""
