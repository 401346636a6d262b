"""The benchmark suite: Payung's own work against what PostgreSQL alone needs for the same rows."""
