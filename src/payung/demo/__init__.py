"""Invented people in real places, whose totals are the published ones, month by month."""
