"""Decide by the law: pure functions over dates, months and rupiah."""
