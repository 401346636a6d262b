"""Hold the pure rules: no framework, no database, no clock; dates and cells come in as values."""
