"""Words of the pages for the capitals that the database keeps, and the colour of each."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# family -> code -> (words, tone); tones: good, warn, bad, info, plain.
WORDS: dict[str, dict[str, tuple[str | Promise, str]]] = {
    "kind": {
        "sponsors": (_("Daftar ASN"), "plain"),
        "workers": (_("Daftar pekerja"), "plain"),
        "participants": (_("Daftar peserta BPJS"), "plain"),
        "money": (_("Uang masuk"), "plain"),
    },
    "layout": {
        "bank_statement": (_("Rekening koran"), "plain"),
        "autodebit_result": (_("Hasil autodebet"), "plain"),
        "payroll_list": (_("Daftar potong gaji"), "plain"),
    },
    "batch": {
        "RECEIVED": (_("Menunggu dibaca"), "warn"),
        "READING": (_("Sedang dibaca"), "warn"),
        "READ": (_("Menunggu keputusan"), "warn"),
        "APPLIED": (_("Tersimpan"), "good"),
        "REFUSED": (_("Ditolak"), "bad"),
        "INTERRUPTED": (_("Terputus"), "bad"),
        "EXPIRED": (_("Kedaluwarsa"), "plain"),
    },
    "row": {
        "accepted": (_("Diterima"), "good"),
        "held": (_("Ditahan"), "warn"),
        "refused": (_("Ditolak"), "bad"),
    },
    "action": {
        "NEW": (_("Baru"), "info"),
        "UNCHANGED": (_("Tidak berubah"), "plain"),
        "CHANGED": (_("Berubah"), "warn"),
    },
    "decision": {
        "TAKE": (_("Pakai nilai daftar"), "info"),
        "KEEP": (_("Pertahankan register"), "info"),
    },
    "agency": {
        "OPD": (_("OPD"), "plain"),
        "KECAMATAN": (_("Kecamatan"), "plain"),
        "BAGIAN": (_("Bagian"), "plain"),
        "SCHOOL": (_("Sekolah"), "plain"),
        "CLINIC": (_("Puskesmas"), "plain"),
        "UPTD": (_("UPTD"), "plain"),
        "OTHER": (_("Lainnya"), "plain"),
    },
    "asn": {
        "PNS": (_("PNS"), "plain"),
        "PPPK": (_("PPPK"), "plain"),
        "PPPK_PARUH_WAKTU": (_("PPPK paruh waktu"), "plain"),
        "NON_ASN": (_("Non-ASN"), "plain"),
    },
    "sector": {
        "transport": (_("Transportasi"), "plain"),
        "other": (_("Di luar transportasi"), "plain"),
    },
    "purse": {
        "SPONSOR": (_("ASN"), "plain"),
        "APBD": (_("APBD"), "plain"),
        "DBHCHT": (_("DBHCHT"), "plain"),
        "CSR": (_("CSR"), "plain"),
    },
    "method": {
        "NAMED": (_("Disebut dalam daftar"), "plain"),
        "NEARNESS": (_("Dihitung menurut kedekatan"), "plain"),
        "CHOSEN": (_("Dipilih petugas"), "plain"),
    },
    "proposal": {
        "PROPOSED": (_("Diusulkan"), "warn"),
        "OPENED": (_("Dibuka"), "good"),
        "REJECTED": (_("Ditolak"), "bad"),
    },
    "standing": {
        "REGISTERED": (_("Terdaftar, belum aktif"), "info"),
        "ACTIVE": (_("Aktif"), "good"),
        "GRACE_1": (_("Menunggak 1 bulan"), "warn"),
        "GRACE_2": (_("Menunggak 2 bulan"), "warn"),
        "LAPSED": (_("Nonaktif"), "bad"),
        "ENDED": (_("Berakhir"), "plain"),
    },
    "evidence": {
        "CONFIRMED": (_("Dipastikan BPJS"), "good"),
        "REMITTED": (_("Sudah disetor"), "info"),
        "PAID": (_("Sudah dibayar"), "info"),
        "NONE": (_("Belum dibayar"), "bad"),
    },
    "death_cover": {
        "NONE": (_("Tidak ada santunan kematian"), "bad"),
        "FUNERAL_ONLY": (_("Biaya pemakaman saja"), "warn"),
        "FULL": (_("Santunan kematian penuh"), "good"),
    },
    "run": {
        "PREPARED": (_("Menunggu orang kedua"), "warn"),
        "ISSUED": (_("Diterbitkan"), "good"),
    },
    "line": {
        "CHARGE": (_("Iuran"), "plain"),
        "REVERSAL": (_("Koreksi"), "warn"),
    },
    "difference": {
        "UNPAID": (_("Belum dibayar"), "bad"),
        "SHORT_PAID": (_("Kurang bayar"), "bad"),
        "COLLECTED_NOT_REMITTED": (_("Terkumpul, belum disetor"), "bad"),
        "PAID_NOT_ACTIVE": (_("Dibayar, tidak aktif di BPJS"), "bad"),
        "PAID_NOT_POSTED": (_("Dibayar, iuran belum tercatat di BPJS"), "warn"),
        "PAID_NOT_ON_LIST": (_("Dibayar, tidak ada di daftar BPJS"), "bad"),
        "ON_LIST_NOT_OURS": (_("Ada di daftar BPJS, tidak di tagihan kita"), "warn"),
        "UNKNOWN_CREDIT": (_("Uang masuk belum dikenal"), "warn"),
        "CREDIT_LEFT": (_("Sisa uang masuk"), "warn"),
    },
    "outcome": {
        "WAITING": (_("Menunggu pihak lain"), "plain"),
        "CARRIED": (_("Dibawa ke bulan berikutnya"), "plain"),
        "CORRECTED": (_("Sudah dikoreksi"), "plain"),
        "ACCEPTED": (_("Diterima apa adanya"), "plain"),
    },
    "act": {
        "billing.reverse": (_("Iuran dibatalkan"), "warn"),
        "payments.assign": (_("Uang dikenali"), "info"),
    },
    "nearness": {
        "SAME_VILLAGE": (_("satu desa"), "plain"),
        "SAME_KECAMATAN": (_("satu kecamatan"), "plain"),
        "NEIGHBOURING": (_("kecamatan tetangga"), "plain"),
        "REGENCY": (_("satu kabupaten"), "plain"),
    },
    "task": {
        "todo": (_("Belum"), "info"),
        "waiting": (_("Belum bisa dimulai"), "muted"),
        "problem": (_("Perlu tindakan"), "warn"),
        "done": (_("Selesai"), "done"),
    },
}

# What the columns of lists mean.
FIELDS: dict[str, str | Promise] = {
    "account": _("Nomor rekening"),
    "address": _("Alamat"),
    "agency": _("Perangkat daerah"),
    "amount_rp": _("Jumlah uang"),
    "balance_rp": _("Saldo"),
    "birth_date": _("Tanggal lahir"),
    "birth_place": _("Tempat lahir"),
    "birth_place_date": _("Tempat dan tanggal lahir"),
    "contract_end": _("Akhir kontrak"),
    "contract_end_date": _("Akhir kontrak"),
    "credit_rp": _("Uang masuk"),
    "date": _("Tanggal"),
    "debit_rp": _("Uang keluar"),
    "direction": _("Debit atau kredit"),
    "income_rp": _("Penghasilan sebulan"),
    "kecamatan": _("Kecamatan"),
    "kind": _("Jenis pegawai"),
    "kpj": _("Nomor KPJ"),
    "last_paid_month": _("Bulan terakhir dibayar"),
    "month": _("Bulan"),
    "name": _("Nama"),
    "name_nip": _("Nama dan NIP"),
    "nik": _("NIK"),
    "nip": _("NIP"),
    "note": _("Keterangan"),
    "occupation": _("Pekerjaan"),
    "phone": _("Telepon"),
    "position": _("Jabatan"),
    "purse": _("Sumber dana"),
    "reference": _("Nomor referensi"),
    "sector": _("Sektor"),
    "sex": _("Jenis kelamin"),
    "sponsor_nip": _("NIP penanggung"),
    "status": _("Keadaan"),
    "sub_unit": _("Sub-unit"),
    "text": _("Keterangan"),
    "village": _("Desa atau kelurahan"),
}


def word(code: str, family: str) -> str | Promise:
    """Return the words for a code; a code without words is shown as it is."""
    return WORDS[family].get(code, (code, ""))[0]


def tone(code: str, family: str) -> str:
    """Return the tone in which a code's tag is coloured."""
    return WORDS[family].get(code, (code, "plain"))[1]
