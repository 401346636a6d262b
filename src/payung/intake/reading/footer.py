"""Tell rows from everything else below a header: blank lines, sums, signatures, headings again.

A line with an identity number and something else beside it is always a row. Without one, a line
that is as filled as a row stays a row (its number is missing, and the sender hears so).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from payung.intake.reading.cells import Cell, as_text, filled, is_blank
from payung.intake.reading.header import Header, is_numbering

_SUM = re.compile(
    r"(?i)\W*(?:sub\s*-?\s*|grand\s+)?(?:jumlah|total|jml|sub\s?total|rekapitulasi|saldo\s+(?:awal|akhir)"
    r"|terbilang|opening balance|closing balance)\b.{0,60}"
)
_CLOSING = re.compile(
    r"(?i)\W*(?:mengetahui|menyetujui|disetujui|diketahui|mengesahkan|disahkan|dibuat|yang membuat"
    r"|pembuat|hormat kami|a\.?n\.?\s|an\.\s|u\.?b\.?\s|plt\.?\s|plh\.?\s|tembusan|ttd\b"
    r"|tanda tangan"
    r"|tertanda|catatan\b|keterangan\s*:|ket\s*[.:]|nb\s*[.:]|sumber\s*:|dicetak|halaman\b|page\b"
    r"|prepared by|approved by|acknowledged|note\s*:|printed).{0,120}"
)
_OFFICE = re.compile(
    r"(?i)\W*(?:pj\.?\s+)?(?:camat|kepala|sekretaris|lurah|kades|bupati|direktur|ketua|bendahara"
    r"|operator|pejabat|petugas|pembina|penata|pengatur|head of|manager)\b.{0,80}"
)
_NIP_LINE = re.compile(r"(?i)\W*(?:nip|nik|nrp|ni\s?pppk)\s*[.:]?\s*[0-9 .-]*")
_PLACE_AND_DATE = re.compile(
    r"(?i)\W*[a-z .]{3,30},\s*(?:tanggal\s*)?[0-9. …]{0,4}\s*[a-z]*[ /.-]*[0-9]{0,2}[ /.-]*"
    r"(?:19|20)[0-9]{2}\W*"
)
_BALANCE = re.compile(
    r"(?i)\W*(?:saldo\s+(?:awal|akhir|pindahan)|(?:opening|closing) balance"
    r"|balance brought forward)\b.{0,30}"
)
_NOTHING = re.compile(r"[0.,\s-]*")
_FEW_CELLS = 3
_LEAST_DIGITS = 6


class LineJudge:
    """Judge the lines of one sheet in order; a closing line ends the rows without a number."""

    def __init__(
        self,
        header: Header,
        identity: Sequence[int],
        name: int | None,
        amounts: Sequence[int] = (),
    ) -> None:
        """Keep the header and the columns of identity fields, of names and of moved amounts."""
        self._amounts = tuple(amounts)
        self._header = header
        self._identity = tuple(identity)
        self._name = name
        self._rows_seen = 0
        self._is_closed = False

    def is_row(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a line is a row of the list."""
        values = filled(cells)
        if not values:
            return False
        is_row = self._judge(cells, values)
        self._rows_seen += is_row
        return is_row

    def _judge(self, cells: Sequence[Cell], values: Sequence[Cell]) -> bool:
        texts = [as_text(value) for value in values]
        if all(_NIP_LINE.fullmatch(text) and not text[:1].isdigit() for text in texts):
            return False
        if self._is_balance(cells, texts):
            return False
        if self._has_number(cells) and len(values) > 1:
            return True
        if self._is_closing(texts):
            return False
        if self._header.is_repeated_by(cells) or (not self._rows_seen and is_numbering(cells)):
            return False
        if self._has_number(cells):
            return True
        return not self._is_closed and self._resembles_row(cells, values)

    def _has_number(self, cells: Sequence[Cell]) -> bool:
        for index in self._identity:
            cell = cells[index] if index < len(cells) else None
            if sum(map(str.isdigit, as_text(cell))) >= _LEAST_DIGITS:
                return True
        return False

    def _is_balance(self, cells: Sequence[Cell], texts: Sequence[str]) -> bool:
        """Tell whether a dated line of a statement only states a balance: nothing was moved."""
        if not self._amounts or not any(_BALANCE.fullmatch(text) for text in texts):
            return False
        moved = (as_text(cells[index]) for index in self._amounts if index < len(cells))
        return all(_NOTHING.fullmatch(text) for text in moved)

    def _is_closing(self, texts: Sequence[str]) -> bool:
        words = [text for text in texts if not text.replace(".", "").isdigit()]
        if words and _SUM.fullmatch(words[0]):
            return True
        if len(texts) > _FEW_CELLS:
            return False
        if any(_CLOSING.fullmatch(text) or _PLACE_AND_DATE.fullmatch(text) for text in texts):
            self._is_closed = True
            return True
        if words and all(_OFFICE.fullmatch(text) for text in words) and len(words) == len(texts):
            self._is_closed = True
            return True
        return False

    def _resembles_row(self, cells: Sequence[Cell], values: Sequence[Cell]) -> bool:
        """Tell whether a line without a number still names somebody or fills several cells."""
        if len(values) > _FEW_CELLS:
            return True
        has_name = self._name is not None and self._name < len(cells)
        if has_name and not is_blank(cells[self._name or 0]):
            return len(values) > 1
        return len(values) == _FEW_CELLS and not isinstance(values[-1], float | int)
