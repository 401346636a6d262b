"""Read, check and explain the numbers and names that identify people and places."""
