"""What spark-submit is given: a file, with the package beside it by --py-files."""

from ${{ values.package }}.job import main

main()
