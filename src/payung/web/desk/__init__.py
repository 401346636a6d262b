"""The labour office's desk: one module a part of the work."""
