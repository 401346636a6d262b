"""Let `python -m payung` be the same as `payung`."""

from payung.cli.main import main

main()
