"""Files received, their rows as understood and the findings on each row."""
