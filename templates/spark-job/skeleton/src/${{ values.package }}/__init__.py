"""The Spark application ${{ values.name }}."""
