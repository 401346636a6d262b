"""The six lists of one month as an office sends them, small enough to count by hand.

Eight workers get through, paired with the eight servants they name: five at Diskominfo, three at
Bapenda. Everybody is invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.intake.files import csv_file, nik, nip, xlsx_file

SERVANTS = [nip(number) for number in range(1, 9)]
WORKERS = [nik(number) for number in range(1, 9)]
STRANGER = nik(99)
_HOMES = [("Sukolilan", "Patebon"), ("Dawungsari", "Pegandon")]


def write_month(folder: Path) -> dict[str, Path]:
    """Write the lists and return their paths by what they are."""
    return {
        "sponsors": _roll(folder / "01-asn.xlsx"),
        "workers": _workers(folder / "02-pekerja.xlsx"),
        "more_workers": _more_workers(folder / "03-pekerja.csv"),
        "autodebit": _autodebit(folder / "04-autodebet.csv"),
        "statement": _statement(folder / "05-mutasi.csv"),
        "participants": _participants(folder / "06-peserta.xlsx"),
    }


def _roll(path: Path) -> Path:
    rows: list[list[object]] = [
        ["DAFTAR ASN PESERTA GERAKAN"], ["Keadaan bulan September 2025"], [], [],
        ["No", "NIP", "Nama Lengkap", "Tgl Lahir", "Status", "Jabatan", "Unit Kerja"],
    ]  # fmt: skip
    for number, servant in enumerate(SERVANTS, start=1):
        unit = "Dinas Komunikasi dan Informatika" if number <= 5 else "BAPENDA"
        rows.append([number, servant, f"Pegawai {'ABCDEFGH'[number - 1]}", date(1980, 5, 17), "PNS",
                     "Pelaksana", unit])  # fmt: skip
    rows.append([9, nip(9)[:17], "Pegawai Kurang Angka", None, "PNS", "Pelaksana", "BAPENDA"])
    rows.append([10, nip(10), "Pegawai Entah", None, "PNS", "Pelaksana", "Dinas Yang Tidak Ada"])
    rows.append(["Jumlah", None, 10, None, None, None, None])
    return xlsx_file(path, rows)


def _workers(path: Path) -> Path:
    rows: list[list[object]] = [
        ["DAFTAR PEKERJA RENTAN"], ["Kabupaten Kendal"],
        ["No", "No. KTP", "Nama", "Tgl Lahir", "L/P", "Desa", "Kecamatan", "Pekerjaan",
         "Penghasilan",
         "NIP Penanggung"],
    ]  # fmt: skip
    for number, worker in enumerate(WORKERS[:5], start=1):
        village, kecamatan = _HOMES[number % 2]
        rows.append([number, worker, f"Pekerja {'ABCDE'[number - 1]}", "14/03/1985", "L", village,
                     kecamatan, "nelayan", "Rp 750.000,-", SERVANTS[number - 1]])  # fmt: skip
    rows.append([6, 3324141403850110, "Pekerja Angka", None, "L", None, None, "petani", None, None])
    rows.append([7, "3,32E+15", "Pekerja Ilmiah", None, "L", None, None, "petani", None, None])
    rows.append(["", "", "Jumlah", "", "", "", "", "", "5.250.000", ""])
    rows.append(["", "Kendal, 30 September 2025", "", "", "", "", "", "", "", ""])
    return xlsx_file(path, rows)


def _more_workers(path: Path) -> Path:
    rows: list[list[object]] = [
        ["nik", "nama", "tgl_lahir", "jk", "desa", "kecamatan", "pekerjaan", "nip_penanggung"]
    ]
    for number in (5, 6, 7, 0):  # the last one stands in the first list, too
        village, kecamatan = _HOMES[(number + 1) % 2]
        rows.append([WORKERS[number], f"Pekerja {'ABCDEFGH'[number]}", "14 Maret 1985", "L",
         village,
                     kecamatan, "nelayan", SERVANTS[number]])  # fmt: skip
    return csv_file(path, rows, encoding="cp1252")


def _autodebit(path: Path) -> Path:
    rows = [["Tanggal", "No Referensi", "NIP", "Nama", "Nominal", "Status", "Keterangan"]]
    for number, status in enumerate(("BERHASIL", "BERHASIL", "GAGAL")):
        rows.append(["01/09/2025", f"AD{number}", SERVANTS[number], "PEGAWAI", "16.800,00", status,
                     "" if status == "BERHASIL" else "Saldo tidak cukup"])  # fmt: skip
    return csv_file(path, rows)


def _statement(path: Path) -> Path:
    lump = ["03/09/2025", "TRX1", "SETORAN IURAN DISKOMINFO SEPTEMBER 2025", "0,00", "50.400,00"]
    return csv_file(path, [
        ["Tgl Transaksi", "No Ref", "Keterangan", "Debet", "Kredit", "Saldo"],
        [*lump, "50.400,00"],
        ["04/09/2025", "TRX2", "SETORAN IURAN BAPENDA SEPTEMBER 2025", "0,00", "33.600,00",
         "84.000,00"],
        [*lump, "50.400,00"],
        ["05/09/2025", "TRX3", "TRF TANPA NAMA", "0,00", "250.000,00", "334.000,00"],
    ])  # fmt: skip


def _participants(path: Path) -> Path:
    rows: list[list[object]] = [["KPJ", "NIK", "NAMA", "TGL LAHIR", "STATUS", "BLTH IURAN"]]
    told = [("AKTIF", "09-2025")] * 5 + [("AKTIF", "08-2025"), ("NON AKTIF", "07-2025")]
    for number, (status, month) in enumerate(told):
        name = f"PEKERJA {'ABCDEFG'[number]}"
        rows.append([f"2430927736{number}", WORKERS[number], name, "14-03-1985", status, month])
    rows.append(["24309277379", STRANGER, "ORANG LAIN", "14-03-1985", "AKTIF", "09-2025"])
    return xlsx_file(path, rows)
