"""Plumbing to PostgreSQL without business: server, statements, columns, locks, sealing."""
