"""Payung: social protection of vulnerable workers, month by month."""
