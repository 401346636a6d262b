"""Which sponsor pays for which worker from which month to which."""
