"""Understand a line of a bank statement, an autodebit result or a payroll list."""

from __future__ import annotations

import re

from payung.core.identity import name, nik, nip
from payung.intake.reading.cells import Cell, is_blank
from payung.intake.reading.kinds.common import Line, Values

_SHORT_YEAR = re.compile(
    r"(\s*[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[A-Za-z]{3,9})[-/. ])([0-9]{2})(?=$|\s)"
)
_YEARS_BACK = 5
_MARK = re.compile(r"(?<=[0-9)\s-])\s*\(?(CR|KR|DB|DR|D|K|C)\)?\.?\s*$", re.IGNORECASE)


def understand_statement(line: Line) -> Values:
    """Return COLUMNS["money"] for a line of a bank statement; money out is negative."""
    return _values(line, amount_rp=_moved(line), outcome=None)


def understand_autodebit(line: Line) -> Values:
    """Return COLUMNS["money"] for a bank's answer to one debit."""
    outcome = line.choice("status", code="CELL-04")
    if is_blank(line.cell("status")):
        line.find("CELL-08", "status")
    return _values(line, amount_rp=_paid(line), outcome=outcome)


def understand_payroll(line: Line) -> Values:
    """Return COLUMNS["money"] for a line of what was withheld from pay."""
    return _values(line, amount_rp=_paid(line), outcome=None)


def _values(line: Line, *, amount_rp: int | None, outcome: str | None) -> Values:
    fields = line.context.kind.fields
    day = line.day_of(_with_century(line), "date")
    if day is None and line.context.has("date") and not line.findings:
        line.find("CELL-08", "date")
    if day is None and line.context.as_of is not None:
        day = line.context.as_of.isoformat()
    cell = line.cell("name") if "name" in fields else None
    called = None if is_blank(cell) else name.examine(cell)[0]
    return [
        day,
        line.text("reference"),
        line.text("text"),
        amount_rp,
        _marked(line, "balance_rp", soft=True),
        outcome,
        line.text("note"),
        _payer(line, "nip"),
        _payer(line, "nik"),
        called,
        line.text("agency"),
        line.month("month", code="CELL-10"),
        line.text("account"),
    ]


def _with_century(line: Line) -> Cell:
    """Write out a year that a bank shortened, where that gives a day of the last few years.

    A person's date with two digits stays refused: its century is uncertain.
    """
    cell, known = line.cell("date"), line.context.as_of
    short = _SHORT_YEAR.match(cell) if isinstance(cell, str) else None
    if short is None or known is None:
        return cell
    year = 2000 + int(short[2])
    is_recent = known.year - _YEARS_BACK <= year <= known.year + 1
    return f"{short[1]}{year}{short.string[short.end() :]}" if is_recent else cell


def _payer(line: Line, field: str) -> str | None:
    """Read who paid; a payroll list may name him by NIP or by NIK, one of them is needed."""
    cell = line.digits(field)
    other = line.cell("nik" if field == "nip" else "nip")
    if is_blank(cell) and (not line.context.has(field) or not is_blank(other)):
        return None
    examine = nip.examine if field == "nip" else nik.examine
    return line.number(examine(cell, column=line.heading(field)), field)


def _paid(line: Line) -> int | None:
    amount_rp = line.rupiah("amount_rp")
    if is_blank(line.cell("amount_rp")):
        line.find("CELL-08", "amount_rp")
    elif amount_rp is not None and amount_rp <= 0:
        line.find("CELL-09", "amount_rp")
    return amount_rp


def _marked(line: Line, field: str, *, soft: bool = False) -> int | None:
    """Return an amount with its sign, which a bank may write behind it: ``6,500.00 DB``."""
    cell = line.cell(field)
    mark = _MARK.search(cell) if isinstance(cell, str) else None
    if mark is None:
        return line.rupiah(field, soft=soft)
    amount_rp = line.rupiah_of(mark.string[: mark.start()], field, soft=soft)
    return -amount_rp if amount_rp and mark[1].upper().startswith("D") else amount_rp


def _moved(line: Line) -> int | None:
    before = len(line.findings)
    if line.context.has("credit_rp") or line.context.has("debit_rp"):
        credit_rp, debit_rp = _marked(line, "credit_rp"), _marked(line, "debit_rp")
        amount_rp = abs(credit_rp or 0) - abs(debit_rp or 0)
    else:
        amount_rp = _marked(line, "amount_rp") or 0
        if line.choice("direction", code="CELL-04") == "DEBIT":
            amount_rp = -abs(amount_rp)
    if amount_rp == 0 and len(line.findings) == before:
        line.find("CELL-09", "credit_rp" if line.context.has("credit_rp") else "amount_rp")
    return amount_rp
