"""Receiving and reading files with a real database and a real child process; refusals first."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from payung import environment
from payung.core.errors import Refused
from payung.db.sealing import blind_index, unseal
from payung.intake import services
from payung.intake.models import Batch, Mapping, MoneyRow, WorkerRow
from tests.intake.files import NIK, NIP, WOMAN, csv_file, xlsx_file

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 10, 1, 3, 0, tzinfo=UTC)
TODAY = date(2025, 10, 1)
LIST = [["NIK", "Nama", "NIP Penanggung"], [NIK, "Slamet Contoh", NIP], ["12", "Siti Contoh", ""]]


def receive(path: Path, **values: Any) -> Batch:
    values = {"kind": "workers", "file_name": "daftar.csv", "sender": "", **values}
    return services.receive_file(path=path, programme_code="kendal", by="meja", now=NOW, **values)


def read(batch: Batch, **values: Any) -> Batch:
    return services.read_batch(
        batch_id=batch.pk, by="meja", regency_code="33.24", today=TODAY, **values
    )


def test_a_file_that_cannot_be_read_ends_refused_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"%PDF-1.7")
    batch = receive(path)
    assert (batch.state, batch.refusal["code"], batch.rows) == ("REFUSED", "FILE-07", 0)
    assert read(batch).state == "REFUSED"


def test_a_file_no_longer_kept_is_refused(tmp_path: Path) -> None:
    batch = receive(csv_file(tmp_path / "list", LIST))
    (environment.home() / "quarantine" / batch.stored_name).unlink()
    assert read(batch).refusal["code"] == "INT-09"


def test_an_applied_list_is_not_read_again(tmp_path: Path) -> None:
    batch = read(receive(csv_file(tmp_path / "list", LIST)))
    services.mark_applied(batch_id=batch.pk, by="meja", result={}, now=NOW)
    with pytest.raises(Refused) as refusal:
        read(batch)
    assert refusal.value.code == "INT-10"


def test_F30_a_page_refuses_a_long_list_and_keeps_no_row(tmp_path: Path) -> None:
    batch = receive(csv_file(tmp_path / "list", [LIST[0], *[LIST[1]] * 1_200]))
    batch = read(batch, bounds=services.Bounds(rows=1_000))
    assert (batch.state, batch.refusal["code"]) == ("REFUSED", "FILE-23")
    assert WorkerRow.objects.count() == 0
    assert read(batch).rows == 1_200


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\daftar\\asn.xlsx", "asn.xlsx"), ("a\nb\r.csv", "ab.csv"),
     ("gambar\u202eslx.exe", "gambarslx.exe"), ("", "daftar"), ("..", "..")],
)  # fmt: skip
def test_F35_file_names_are_only_shown(tmp_path: Path, sent: str, kept: str) -> None:
    batch = receive(csv_file(tmp_path / "list", LIST), file_name=sent)
    assert batch.file_name == kept
    assert batch.stored_name.isalnum()
    assert (environment.home() / "quarantine" / batch.stored_name).exists()


def test_F35_a_long_name_is_cut_and_keeps_its_end(tmp_path: Path) -> None:
    batch = receive(csv_file(tmp_path / "list", LIST), file_name="x" * 300 + ".xlsx")
    assert len(batch.file_name) <= 120
    assert batch.file_name.endswith(".xlsx")


def test_what_waits_is_sealed_and_adds_up(tmp_path: Path) -> None:
    batch = read(receive(csv_file(tmp_path / "list", LIST)))
    assert (batch.rows, batch.accepted, batch.held, batch.refused) == (2, 1, 0, 1)
    row = WorkerRow.objects.get(batch=batch, row_number=2)
    assert NIK.encode() not in bytes(row.nik_sealed)
    assert unseal(row.nik_sealed, "registry_person.nik_sealed") == NIK
    assert bytes(row.nik_index) == blind_index(NIK, "nik")
    assert bytes(row.sponsor_nip_index) == blind_index(NIP, "nip")
    kept = environment.home() / "quarantine" / batch.stored_name
    assert NIK.encode() not in kept.read_bytes()


def test_reading_again_replaces_what_waited(tmp_path: Path) -> None:
    batch = receive(csv_file(tmp_path / "list", LIST))
    first = read(batch)
    again = read(batch)
    assert (first.rows, again.rows, WorkerRow.objects.count()) == (2, 2, 2)


def test_money_gets_its_layout_from_the_list(tmp_path: Path) -> None:
    rows = [["Tanggal", "Keterangan", "Debet", "Kredit"], ["03/09/2025", "SETOR", "", "369.600"]]
    batch = read(receive(csv_file(tmp_path / "list", rows), kind="money"))
    assert (batch.layout, MoneyRow.objects.get().amount_rp) == ("bank_statement", 369_600)


def test_the_day_a_list_speaks_of(tmp_path: Path) -> None:
    titled = [["Keadaan bulan Agustus 2025"], *LIST]
    batch = receive(xlsx_file(tmp_path / "list", titled))
    assert read(batch).as_of == date(2025, 8, 31)
    assert read(batch, as_of=date(2025, 7, 15)).as_of == date(2025, 7, 15)
    assert read(receive(csv_file(tmp_path / "plain", LIST))).as_of == TODAY


def test_a_column_left_out_by_a_person_stays_out(tmp_path: Path) -> None:
    batch = receive(csv_file(tmp_path / "list", LIST))
    batch = read(batch, mapping={"NIP Penanggung": "-"})
    assert batch.mapping == {"NIK": "nik", "Nama": "name", "NIP Penanggung": "-"}
    assert WorkerRow.objects.get(row_number=2).sponsor_nip_index is None


def test_columns_without_a_heading_are_kept_by_letter(tmp_path: Path) -> None:
    rows = [
        ["No", "", "Nama", ""],
        ["1", "a", "Slamet Contoh", NIK],
        ["2", "b", "Siti Contoh", WOMAN],
    ]
    batch = read(receive(csv_file(tmp_path / "list", rows)))
    assert batch.mapping == {"D": "nik", "Nama": "name"}
    assert batch.accepted == 2


def test_a_senders_columns_are_remembered_once_his_list_is_stored(tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "Catatan"], [NIK, "Slamet Contoh", "nelayan"]]
    batch = receive(csv_file(tmp_path / "list", rows), sender="Desa Sukolilan")
    batch = read(batch, mapping={"Catatan": "occupation"})
    assert Mapping.objects.count() == 0
    services.mark_applied(batch_id=batch.pk, by="meja", result={}, now=NOW)

    rows = [["nik", "NAMA", "catatan "], [WOMAN, "Siti Contoh", "petani"]]
    path = csv_file(tmp_path / "next", rows)
    assert receive(path, sender="Desa Lain").mapping.get("catatan") is None
    batch = receive(path, sender="Desa Sukolilan")
    assert batch.mapping["catatan"] == "occupation"
    read(batch)
    assert WorkerRow.objects.get(batch=batch).occupation == "petani"


def test_expiry_forgets_file_and_rows_and_keeps_what_was(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    batch = read(receive(csv_file(tmp_path / "list", LIST)))
    kept = environment.home() / "quarantine" / batch.stored_name
    assert services.expire_batches(today=TODAY, by="system") == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.expire_batches(today=date(2025, 10, 31), by="system") == 1
    batch.refresh_from_db()
    assert (batch.state, batch.rows, WorkerRow.objects.count()) == ("EXPIRED", 2, 0)
    assert not kept.exists()
    assert services.expire_batches(today=date(2025, 10, 31), by="system") == 0


@pytest.mark.django_db(transaction=True)
def test_C01_a_reading_under_way_is_not_called_interrupted() -> None:
    common = {"programme_code": "kendal", "kind": "workers", "state": "READING", "size_bytes": 1,
              "sha256": "0", "received_by": "meja"}  # fmt: skip
    alive, dead = (Batch.objects.create(**common) for _ in range(2))
    locked, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Batch.objects.select_for_update().get(pk=alive.pk)
            locked.set()
            done.wait(60)
        connection.close()

    reader = threading.Thread(target=hold)
    reader.start()
    assert locked.wait(60)
    try:
        assert services.mark_interrupted() == 1
    finally:
        done.set()
        reader.join()
    states = dict(Batch.objects.values_list("pk", "state"))
    assert states == {alive.pk: "READING", dead.pk: "INTERRUPTED"}
