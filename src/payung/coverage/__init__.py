"""The standing of each worker in each month and the figures derived from it."""
