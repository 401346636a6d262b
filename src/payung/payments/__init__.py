"""Money that came in, what it paid, and what was passed on to BPJS."""
