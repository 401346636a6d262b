"""The month's bills: run, tariff, bills per agency, lines."""
