"""Read the lists offices send, in a limited child process, without Django and without a database.

A file goes through these steps, one module each: ``container`` (what is this file), ``delimited``
or ``spreadsheet`` (cells with row numbers), ``header`` and ``footer`` (which lines are rows),
``mapping`` (which column is which field), ``understanding`` (values and findings).
The rest of Payung calls ``parent``; everything else runs in the child.
"""
