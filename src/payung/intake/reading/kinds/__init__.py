"""What a row of each kind of list means: one module a kind, one function a row."""
