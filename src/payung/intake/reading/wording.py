"""Bring headings and coded words of a list to one plain form, so that synonyms can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORDS = re.compile(r"[^\W_]+")
_ABBREVIATIONS = {
    "tgl": "tanggal", "tggl": "tanggal", "tgk": "tanggal", "no": "nomor", "nmr": "nomor",
    "num": "nomor", "number": "nomor", "kel": "kelurahan", "kec": "kecamatan", "kab": "kabupaten",
    "ds": "desa", "lhr": "lahir", "tmp": "tempat", "tmpt": "tempat", "tpt": "tempat",
    "tlp": "telepon", "telp": "telepon", "tlpn": "telepon", "telpon": "telepon", "telephone":
    "telepon", "phone": "telepon", "jns": "jenis", "rek": "rekening", "ket": "keterangan",
    "bln": "bulan", "thn": "tahun", "jml": "jumlah", "jlh": "jumlah", "peg": "pegawai",
    "pkrj": "pekerjaan", "trx": "transaksi", "trans": "transaksi", "ref": "referensi",
    "reff": "referensi", "reference": "referensi", "kelahiran": "lahir", "hanphone": "hp",
    "handphone": "hp", "hape": "hp", "selular": "hp", "seluler": "hp", "mobile": "hp",
    "wa": "hp", "whatsapp": "hp", "nominal": "jumlah", "kpd": "kepada", "gol": "golongan",
    "sts": "status",
    "namalengkap": "nama lengkap", "tgllahir": "tanggal lahir", "tanggallahir": "tanggal lahir",
    "tempatlahir": "tempat lahir", "jeniskelamin": "jenis kelamin", "unitkerja": "unit kerja",
    "noktp": "nomor ktp", "nohp": "nomor hp", "notelp": "nomor telepon", "nonik": "nomor nik",
    "nonip": "nomor nip", "nokpj": "nomor kpj", "noref": "nomor referensi", "peng": "penghasilan",
}  # fmt: skip


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of a heading in lower case, abbreviations written out.

    >>> plain("Tgl. Lhr"), plain("N I K"), plain("nip_penanggung"), plain("L/P")
    ('tanggal lahir', 'nik', 'nip penanggung', 'lp')
    """
    body = unicodedata.normalize("NFKC", text).replace("'", "").replace("\u2019", "")
    words = _WORDS.findall(_CAMEL.sub(" ", body).casefold())
    return " ".join(_ABBREVIATIONS.get(word, word) for word in _join_letters(words))


def without_brackets(text: str) -> str:
    """Leave out remarks in brackets: ``Penghasilan (Rp)`` is ``Penghasilan``."""
    return _BRACKETS.sub(" ", text)


def _join_letters(words: list[str]) -> list[str]:
    """Join runs of single letters: "n", "i", "k" is one word."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined
