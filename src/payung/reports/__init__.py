"""Frozen monthly figures and the papers made from them."""
