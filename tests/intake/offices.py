"""Lists as other offices would send them: each a file, its kind, and what must be understood.

Everybody is invented. `expect` gives, by row number, how the row ends and some of its values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.files import csv_file, nik, nip, text_file, xlsx_file

A, B, C = nik(1), nik(2, born=date(1990, 12, 5), sex="P"), nik(3, born=date(1978, 7, 21))
BORN = {A: "1985-03-14", B: "1990-12-05", C: "1978-07-21"}
X, Y = nip(1), nip(2, born=date(1976, 1, 30))
OK, HELD, REFUSED = "accepted", "held", "refused"


class Office(NamedTuple):
    """One office's file; `as_of` and `layout` only where the list itself tells them."""

    kind: str
    make: Callable[[Path], Path]
    expect: Mapping[int, tuple[str, Mapping[str, Any]]]
    as_of: str | None = None
    layout: str | None = None


def person(number: str, name: str, **values: Any) -> tuple[str, dict[str, Any]]:
    return OK, {"nik": number, "name": name, "birth_date": BORN[number], **values}


def plain(number: str, name: str, **values: Any) -> tuple[str, dict[str, Any]]:
    return OK, {"nik": number, "name": name, **values}


def _village_form(path: Path) -> Path:
    rows = [
        ["PEMERINTAH KABUPATEN KENDAL"], ["KECAMATAN PATEBON"], ["DESA SUKOLILAN"], [],
        ["DAFTAR CALON PENERIMA PERLINDUNGAN PEKERJA RENTAN"],
        ["Berdasarkan Keputusan Kepala Desa Nomor 12 Tahun 2025"],
        ["Keadaan bulan September 2025"], [],
        ["No. Urut", "No. KTP", "NAMA LENGKAP PEKERJA", "TTL", "L/P", "Kel/Desa", "Kec.",
         "Profesi"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, A, "Slamet Contoh", "Kendal, 14-03-1985", "L", "Sukolilan", "Patebon", "nelayan"],
        [2, B, "Siti Contoh", "Batang, 5 Desember 1990", "P", "Desa Sukolilan", "Kec. Patebon",
         "buruh"],
        [], ["", "", "Jumlah", 2], [],
        ["", "", "", "", "", "Kendal, 30 September 2025"],
        ["", "Mengetahui,", "", "", "", "Yang membuat,"],
        ["", "Kepala Desa Sukolilan", "", "", "", "Operator"],
        ["", "SUTARNO CONTOH", "", "", "", "RINI CONTOH"], ["", f"NIP. {Y}"],
    ]  # fmt: skip
    return xlsx_file(path, rows)


def _two_row_header(path: Path) -> Path:
    def merge(sheet: Worksheet) -> None:
        for area in ("A2:A3", "B2:B3", "C2:D2", "E2:F2", "A1:G1", "G2:G3"):
            sheet.merge_cells(area)

    rows = [
        ["DATA PEKERJA RENTAN"],
        ["NIK", "Nama", "Kelahiran", None, "Alamat", None, "Nomor HP"],
        [None, None, "Tempat", "Tanggal", "Desa", "Kecamatan", None],
        [A, "Slamet Contoh", "Kendal", date(1985, 3, 14), "Sukolilan", "Patebon", 81234567890],
        [B, "Siti Contoh", "Batang", date(1990, 12, 5), "Dawungsari", "Pegandon", "0812-3456-7891"],
    ]
    return xlsx_file(path, rows, merge)


def _printed_pages(path: Path) -> Path:
    header = ["No", "NIK", "Nama", "Tgl. Lhr", "Pekerjaan"]
    rows = [
        header, [1, A, "Slamet Contoh", "14/03/1985", "nelayan"], [None, None,
            "Jumlah halaman ini", 1],
        [], ["Halaman 2 dari 2"], header, [2, B, "Siti Contoh", "05/12/1990", "petani"],
        [3, C, "Joko Contoh", "21/07/1978", "ojek"], [None, None, "TOTAL", 3],
        ["Keterangan: data sudah diverifikasi"], ["Dicetak oleh operator pada 1 Oktober 2025"],
    ]  # fmt: skip
    return xlsx_file(path, rows)


def _sheets(path: Path) -> Path:
    data = [["NIK", "Nama", "Tanggal Lahir"], [A, "Slamet Contoh", date(1985, 3, 14)]]
    return xlsx_file(
        path,
        {
            "Petunjuk Pengisian": [["1. NIK diisi 16 angka"], ["2. Nama sesuai KTP", "wajib"]],
            "Rekap": [["Desa", "Jumlah Pekerja"], ["Sukolilan", 1], ["Jumlah", 1]],
            "Isian": data,
        },
    )


def _signature_beside(path: Path) -> Path:
    rows = [["No", "Nama Pekerja", "NIK", "Alamat", "Tanda Tangan"],
            [1, "Slamet Contoh", A, "RT 1 RW 2", None], [2, "Siti Contoh", B, "RT 3 RW 2", None],
            [None, "Camat Patebon", None, None, "Ketua TP PKK"],
            [None, "Drs. BUDI CONTOH, M.Si", None, None, "ANI CONTOH"],
            [None, f"NIP {X[:8]} {X[8:14]} {X[14]} {X[15:]}", None, None, None]]  # fmt: skip
    return xlsx_file(path, rows)


def _csv(header: list[str], *rows: list[Any], **how: Any) -> Callable[[Path], Path]:
    return lambda path: csv_file(path, [header, *rows], **how)


def _xlsx(*rows: list[Any]) -> Callable[[Path], Path]:
    return lambda path: xlsx_file(path, rows)


def _text(content: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    return lambda path: text_file(path, content, encoding)


WORKERS: dict[str, Office] = {
    "village form, header at row 9": Office("workers", _village_form, {
        11: person(A, "Slamet Contoh", birth_place="Kendal", village_code="33.24.14.2010", sex="L"),
        12: person(B, "Siti Contoh", birth_place="Batang", kecamatan_code="33.24.14"),
    }, as_of="2025-09-30"),
    "two-row header with merges": Office("workers", _two_row_header, {
        4: person(A, "Slamet Contoh", birth_place="Kendal", phone="+6281234567890"),
        5: person(B, "Siti Contoh", village_code="33.24.10.2006", phone="+6281234567891"),
    }),
    "printed pages": Office("workers", _printed_pages, {
        2: person(A, "Slamet Contoh"), 7: person(B, "Siti Contoh"),
        8: person(C, "Joko Contoh", sector="transport"),
    }),
    "instructions and summary first": Office("workers", _sheets, {2: person(A, "Slamet Contoh")}),
    "signatures beside filled columns": Office("workers", _signature_beside, {
        2: plain(A, "Slamet Contoh", address="RT 1 RW 2"), 3: plain(B, "Siti Contoh")}),
    "spelt letters and family card": Office("workers", _csv(
        ["NO", "N I K", "No. KK", "N A M A", "RT/RW", "Nama Ibu Kandung", "No Rekening", "J K"],
        [1, A, nik(77), "Slamet Contoh", "01/02", "Painem Contoh", "1234567890", "L"],
        [2, B, nik(78), "Siti Contoh", "03/02", "Wagiyem Contoh", "1234567891", "P"]), {
        2: plain(A, "Slamet Contoh", sex="L", phone=None), 3: plain(B, "Siti Contoh", sex="P")}),
    "family card first": Office("workers", _csv(
        ["Nomor KK", "Nomor Induk Kependudukan", "Nama Kepala Keluarga", "Nama Lengkap"],
        [nik(77), A, "Bapak Contoh", "Slamet Contoh"], [nik(78), B, "Bapak Lain", "Siti Contoh"]), {
        2: plain(A, "Slamet Contoh"), 3: plain(B, "Siti Contoh")}),
    "sponsor beside worker": Office("workers", _csv(
        ["NIP/NI PPPK Penanggung", "Nama ASN Penanggung", "OPD", "Nama Pekerja Rentan",
         "NIK Pekerja"],
        [X, "Budi Contoh", "Diskominfo", "Slamet Contoh", A], ["", "", "", "Siti Contoh", B]), {
        2: plain(A, "Slamet Contoh", sponsor_nip=X), 3: plain(B, "Siti Contoh", sponsor_nip=None)}),
    "English": Office("workers", _csv(
        ["Full Name", "National ID Number", "Date of Birth", "Gender", "Village", "District",
         "Occupation", "Monthly Income", "Mobile", "Sponsor NIP"],
        ["Slamet Contoh", A, "1985-03-14", "Male", "Sukolilan", "Patebon", "fisher", "1,500,000",
         "+62 812 3456 7890", X], separator=","), {
        2: person(A, "Slamet Contoh", income_rp=1_500_000, phone="+6281234567890", sponsor_nip=X)}),
    "camel case": Office("workers", _csv(
        ["namaLengkap", "nomorKtp", "tanggalLahir", "jenisKelamin", "desaKelurahan", "noHp"],
        ["Slamet Contoh", A, "1985-03-14T00:00:00", "Laki-laki", "Sukolilan", "81234567890"]), {
        2: person(A, "Slamet Contoh", sex="L", phone="+6281234567890")}),
    "snake case": Office("workers", _csv(
        ["nama_pekerja", "nik_pekerja", "tgl_lahir", "nip_penanggung", "pendapatan_per_bulan"],
        ["Slamet Contoh", A, "14-03-1985", X, "Rp 750.000,-"]), {
        2: person(A, "Slamet Contoh", sponsor_nip=X, income_rp=750_000)}),
    "UTF-16 with tabs": Office("workers", _csv(
        ["NIK", "Nama", "Pekerjaan"], [A, "Slamet Çontoh", "nelayan"],
        separator="\t", encoding="utf-16"), {2: plain(A, "Slamet Çontoh")}),
    "cp1252": Office("workers", _csv(
        ["NIK", "Nama", "Alamat"], [A, "André Contoh", "Gg. “Mawar” – RT 2"], encoding="cp1252"), {
        2: plain(A, "André Contoh", address="Gg. “Mawar” – RT 2")}),
    "BOM, sep line, quoted newline": Office("workers", _text(
        f'\ufeffsep=;\r\nNIK;Nama;Alamat\r\n{A};"Slamet Contoh";"RT 1\r\nRW 2"\r\n'), {
        2: plain(A, "Slamet Contoh", address="RT 1 RW 2")}),
    "no header at all": Office("workers", _csv(
        [A, "Slamet Contoh", "14/03/1985", "L"], [B, "Siti Contoh", "05/12/1990", "P"]), {
        1: person(A, "Slamet Contoh"), 2: person(B, "Siti Contoh", sex="P")}),
    "numbers typed as numbers": Office("workers", _xlsx(
        ["Nama", "NIK", "Tgl Lahir", "Penghasilan"],
        ["Slamet Contoh", int(A), 31120, 750000.0], ["Siti Contoh", 3324145405900010, None, "-"]), {
        2: person(A, "Slamet Contoh", income_rp=750_000), 3: (HELD, {"name": "Siti Contoh"})}),
    "damaged numbers": Office("workers", _csv(
        ["NIK", "Nama", "Tanggal Lahir"], ["3,32414E+15", "Slamet Contoh", "14/03/1985"],
        [f"'{B}", "Siti Contoh", "12/13/1990"], [C, "Joko Contoh", "21/7/78"]), {
        2: (REFUSED, {"nik": None}), 3: (REFUSED, {"nik": B}), 4: (REFUSED, {"nik": C})}),
    "missing numbers are rows, too": Office("workers", _csv(
        ["No", "Nama", "NIK", "Desa"], ["1", "Slamet Contoh", "", "Sukolilan"],
        ["2", "Siti Contoh", B, "Sukolilan"]), {
        2: (REFUSED, {"name": "Slamet Contoh"}), 3: plain(B, "Siti Contoh")}),
    "short texts": Office("workers", _csv(
        ["Nama", "NIK", "Kel", "Kec", "Tgl Lhr", "Pkrjan", "Sumber Dana"],
        ["Slamet Contoh", A, "Sukolilan", "Patebon", "14-3-1985", "petani", "APBD Kabupaten"],
        ["Siti Contoh", B, "Sukolilan", "Patebon", "5-12-1990", "petani", "kas desa"]), {
        2: person(A, "Slamet Contoh", village_code="33.24.14.2010", purse="APBD"),
        3: (HELD, {"purse": None})}),
    "dates with times": Office("workers", _csv(
        ["NIK", "Nama", "Tanggal Lahir"], [A, "Slamet Contoh", "1985-03-14 00:00:00.000"],
        [B, "Siti Contoh", "05/12/1990 07:30"]), {2: person(A, "Slamet Contoh"), 3: person(B,
         "Siti Contoh")}),
    "survey export": Office("workers", _csv(
        ["Timestamp", "Email Address", "Nama Lengkap (sesuai KTP)", "NIK (16 digit)",
         "Tempat Tanggal Lahir", "Jenis Kelamin", "No. HP/WA aktif", "Pekerjaan Utama"],
        ["9/30/2025 10:11:12", "a@contoh.test", "Slamet Contoh", A, "Kendal, 14 Maret 1985",
         "Laki-Laki", "081234567890", "Nelayan"], separator=","), {
        2: person(A, "Slamet Contoh", phone="+6281234567890", occupation="Nelayan")}),
    "owner's heading for the person": Office("workers", _csv(
        ["Nama Peserta", "Nomor Identitas", "Nama Ahli Waris", "NIK Ahli Waris", "Jenis Pekerjaan"],
        ["Slamet Contoh", A, "Siti Contoh", B, "pedagang"]), {2: plain(A, "Slamet Contoh")}),
    "formal header with remarks": Office("workers", _xlsx(
        ["Lampiran II", None, None], ["Posisi s.d. 31 Agustus 2025", None, None],
        ["NIK *)", "Nama\nPekerja *)", "Pendapatan / Bulan (Rp)"], [A, "Slamet Contoh",
         "1.250.000"],
        ["*) wajib diisi", None, None]), {4: plain(A, "Slamet Contoh", income_rp=1_250_000)},
        as_of="2025-08-31"),
}  # fmt: skip

SPONSORS: dict[str, Office] = {
    "roll with kinds as spoken": Office("sponsors", _csv(
        ["NIP Baru", "Nama (dengan gelar)", "Status Pegawai", "Satker", "Jabatan", "Gol/Ruang"],
        [X, "Budi Contoh, S.E.", "pns", "Dinas Perikanan", "Pelaksana", "III/a"],
        [nip(9), "Ani Contoh", "honorer", "Dinas Perikanan", "Staf", ""],
        [f"{X[:12]}211001", "Ida Contoh", "p3k", "Dinas Perikanan", "Guru", "IX"]), {
        2: (OK, {"nip": X, "name": "Budi Contoh, S.E.", "kind": "PNS",
            "agency_name": "Dinas Perikanan"}),
        3: (OK, {"kind": "NON_ASN"}), 4: (OK, {"kind": "PPPK"})}),
    "Perangkat Daerah and sub unit": Office("sponsors", _xlsx(
        ["DAFTAR ASN", None, None, None], ["Per 1 September 2025", None, None, None],
        ["Nama", "NIP", "Perangkat Daerah", "Unit Kerja"],
        ["Budi Contoh", X, "Dinas Pendidikan", "SDN 1 Patebon"]), {
        4: (OK, {"nip": X, "agency_name": "Dinas Pendidikan"})}, as_of="2025-09-01"),
    "Instansi, spaced NIP": Office("sponsors", _csv(
        ["No", "Instansi", "Nama Pegawai", "N I P", "Tempat/Tgl Lahir", "No. WA"],
        [1, "Kecamatan Patebon", "Budi Contoh", f"{X[:8]} {X[8:14]} {X[14]} {X[15:]}",
         "Kendal / 17-05-1980", "0812 3456 7890"]), {
        2: (OK, {"nip": X, "birth_date": "1980-05-17", "agency_name": "Kecamatan Patebon"})}),
    "English roll": Office("sponsors", _csv(
        ["Employee Number", "Employee Name", "Employment Status", "Office", "Position", "Gender"],
        [X, "Budi Contoh", "PNS", "Diskominfo", "Analyst", "M"], separator=","), {
        2: (OK, {"nip": X, "agency_name": "Diskominfo", "position": "Analyst"})}),
    "NIP as number": Office("sponsors", _xlsx(
        ["NIP", "Nama", "OPD"], [int(X), "Budi Contoh", "Bapenda"], [Y, "Ani Contoh", "Bapenda"]), {
        2: (HELD, {}), 3: (OK, {"nip": Y})}),
    "workers named beside": Office("sponsors", _csv(
        ["NIP", "Nama ASN", "OPD", "NIK Pekerja", "Nama Pekerja", "Iuran"],
        [X, "Budi Contoh", "Bapenda", A, "Slamet Contoh", "16.800"]), {
        2: (OK, {"nip": X, "name": "Budi Contoh", "nik": None})}),
}  # fmt: skip

PARTICIPANTS: dict[str, Office] = {
    "long words": Office("participants", _csv(
        ["Nomor KPJ", "No KTP", "Nama Tenaga Kerja", "Tgl Lahir", "Status Kepesertaan",
         "BLTH Terakhir"],
        ["24309277368", A, "SLAMET CONTOH", "14-03-1985", "KEPESERTAAN AKTIF", "Sep-2025"],
        ["24309277369", B, "SITI CONTOH", "05-12-1990", "NON-AKTIF", "08-2025"]), {
        2: (OK, {"nik": A, "insurer_status": "ACTIVE", "last_paid_month": "2025-09-01"}),
        3: (OK, {"insurer_status": "INACTIVE", "last_paid_month": "2025-08-01"})},
            as_of="2025-09-30"),
    "months as numbers": Office("participants", _xlsx(
        ["KPJ", "NIK", "NAMA", "STATUS", "BLTH"], [24309277368, A, "SLAMET CONTOH", "AKTIF",
         202509],
        ["24309277369", B, "SITI CONTOH", "TIDAK AKTIF", "202507"]), {
        2: (OK, {"kpj": "24309277368", "last_paid_month": "2025-09-01"}),
        3: (OK, {"insurer_status": "INACTIVE", "last_paid_month": "2025-07-01"})}),
    "months as dates, unknown status": Office("participants", _xlsx(
        ["NIK", "Nama Peserta", "Kepesertaan", "Iuran s/d"],
        [A, "SLAMET CONTOH", "Aktif", date(2025, 9, 1)], [B, "SITI CONTOH", "dalam proses",
         "September 2025"]), {
        2: (OK, {"insurer_status": "ACTIVE", "last_paid_month": "2025-09-01"}),
        3: (HELD, {"insurer_status": None})}),
    "titles with the month": Office("participants", _xlsx(
        ["LAPORAN PESERTA BPU"], ["Periode Oktober 2025"], ["NO", "NIK", "NAMA", "STATUS"],
        [1, A, "SLAMET CONTOH", "A"], [2, B, "SITI CONTOH", "N"]), {
        4: (OK, {"insurer_status": "ACTIVE"}), 5: (OK, {"insurer_status": "INACTIVE"})},
            as_of="2025-10-31"),
}  # fmt: skip

MONEY: dict[str, Office] = {
    "one signed amount": Office("money", _csv(
        ["Tanggal", "Keterangan", "Mutasi", "Saldo"],
        ["03/09/2025", "SETORAN DISKOMINFO", "369.600,00", "369.600,00"],
        ["04/09/2025", "BIAYA ADM", "-6.500,00", "363.100,00"]), {
        2: (OK, {"amount_rp": 369_600, "balance_rp": 369_600}), 3: (OK, {"amount_rp": -6_500})},
        layout="bank_statement"),
    "D/K flag": Office("money", _csv(
        ["Tgl Transaksi", "Uraian", "D/K", "Jumlah", "Saldo"],
        ["03/09/2025", "SETORAN DISKOMINFO", "K", "369.600", "369.600"],
        ["04/09/2025", "PINDAH BUKU", "D", "100.000", "269.600"]), {
        2: (OK, {"amount_rp": 369_600}), 3: (OK, {"amount_rp": -100_000})},
            layout="bank_statement"),
    "CR and DB behind the amount": Office("money", _csv(
        ["Tanggal", "Keterangan", "Jumlah", "Saldo"],
        ["03/09/2025", "SETORAN DISKOMINFO", "369,600.00 CR", "369,600.00"],
        ["04/09/2025", "BIAYA ADM", "6,500.00 DB", "363,100.00"]), {
        2: (OK, {"amount_rp": 369_600}), 3: (OK, {"amount_rp": -6_500})}, layout="bank_statement"),
    "English statement with titles": Office("money", _text(
        "Account Statement\nAccount No. : 123456789\nPeriod : 01/09/2025 - 30/09/2025\n\n"
        "Posting Date,Value Date,Description,Debit,Credit,Balance\n"
        '"","",Opening Balance,"","","1,000,000.00"\n'
        '03/09/2025,03/09/2025,"TRF FROM BAPENDA, SEPT",0.00,"369,600.00","1,369,600.00"\n'
        '30/09/2025,30/09/2025,MONTHLY CHARGE,"6,500.00",0.00,"1,363,100.00"\n'
        ',,Closing Balance,,,"1,363,100.00"\n'), {
        7: (OK, {"amount_rp": 369_600, "text": "TRF FROM BAPENDA, SEPT",
            "entry_date": "2025-09-03"}),
        8: (OK, {"amount_rp": -6_500})}, layout="bank_statement"),
    "debit and credit, empty cells": Office("money", _xlsx(
        ["Tgl", "No Reff", "Uraian Transaksi", "Debet", "Kredit", "Saldo"],
        [None, None, "SALDO AWAL", None, None, 1_000_000],
        [date(2025, 9, 3), "FT1", "SETOR", None, 369_600, 1_369_600],
        [date(2025, 9, 4), "FT2", "TARIK", 100_000, None, 1_269_600],
        [None, None, "Total Mutasi", 100_000, 369_600, None]), {
        3: (OK, {"amount_rp": 369_600, "reference": "FT1", "entry_date": "2025-09-03"}),
        4: (OK, {"amount_rp": -100_000})}, layout="bank_statement"),
    "autodebit words": Office("money", _csv(
        ["Tgl Debet", "NIP", "Nama Nasabah", "Nominal", "Hasil", "Keterangan"],
        ["01/09/2025", X, "BUDI CONTOH", "16800", "SUKSES", ""],
        ["01/09/2025", Y, "ANI CONTOH", "16800", "GAGAL - saldo", "saldo kurang"],
        ["01/09/2025", nip(3), "IDA CONTOH", "16800", "entah", ""]), {
        2: (OK, {"nip": X, "amount_rp": 16_800, "outcome": "SUCCESS"}),
        3: (OK, {"outcome": "FAILED", "note": "saldo kurang"}), 4: (HELD, {"outcome": None})},
        layout="autodebit_result"),
    "autodebit codes": Office("money", _csv(
        ["Transaction Date", "Employee Number", "Amount", "Response", "Reference Number"],
        ["2025-09-01", X, "16,800.00", "00", "AD1"], ["2025-09-01", Y, "16,800.00", "Berhasil",
         "AD2"],
        separator=","), {
        2: (OK, {"outcome": "SUCCESS", "reference": "AD1"}), 3: (OK, {"outcome": "SUCCESS"})},
        layout="autodebit_result"),
    "payroll with the month in the title": Office("money", _xlsx(
        ["DAFTAR POTONGAN IURAN PEKERJA RENTAN"], ["DINAS PERIKANAN"], ["Bulan September 2025"],
        ["No", "NIP", "Nama Pegawai", "Jumlah Potongan"], [1, X, "Budi Contoh", "Rp 16.800"],
        [2, Y, "Ani Contoh", 16_800], [None, None, "JUMLAH", 33_600], [None,
         "Bendahara Pengeluaran"],
        [None, "RINI CONTOH"], [None, f"NIP. {nip(8)}"]), {
        5: (OK, {"nip": X, "amount_rp": 16_800}), 6: (OK, {"nip": Y, "amount_rp": 16_800})},
        as_of="2025-09-30", layout="payroll_list"),
}  # fmt: skip
OFFICES = {
    f"{office.kind}: {name}": office
    for group in (WORKERS, SPONSORS, PARTICIPANTS, MONEY)
    for name, office in group.items()
}
