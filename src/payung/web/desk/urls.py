"""Addresses of the desk, under the programme's code. No address carries a person's data."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from payung.core.period import Month
from payung.web.desk import (
    agencies,
    batches,
    credits,
    differences,
    figures,
    home,
    lines,
    months,
    pairing,
    receipts,
    sectors,
    sponsors,
    units,
    upload,
    workers,
)


class MonthConverter:
    """A month in an address: 2025-09."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        """Read the month; an impossible one matches no address."""
        return Month.parse(value)

    def to_url(self, value: Month | date) -> str:
        """Write the month."""
        return str(Month.of(value) if isinstance(value, date) else value)


register_converter(MonthConverter, "month")

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("tanda-terima/<uuid:token>/", receipts.receipt, name="receipt"),
    path("daftar/", batches.batches, name="lists"),
    path("daftar/baru/", upload.new, name="list-new"),
    path("daftar/<int:batch_id>/", batches.findings, name="list"),
    path("daftar/<int:batch_id>/kolom/", upload.columns, name="list-columns"),
    path("daftar/<int:batch_id>/baris/<int:row_number>/", batches.decide, name="list-row"),
    path("daftar/<int:batch_id>/unit/", units.unknown, name="list-units"),
    path("daftar/<int:batch_id>/galat.xlsx", batches.problem_workbook, name="list-errors"),
    path("daftar/<int:batch_id>/simpan/", batches.confirm, name="list-confirm"),
    path("perangkat/", agencies.agencies, name="agencies"),
    path("perangkat/<str:code>/", agencies.agency, name="agency"),
    path("asn/", sponsors.sponsors, name="sponsors"),
    path("asn/<int:sponsor_id>/", sponsors.sponsor, name="sponsor"),
    path("pekerja/", workers.workers, name="workers"),
    path("pekerja/sektor/", sectors.sectors, name="sectors"),
    path("pekerja/<int:worker_id>/", workers.worker, name="worker"),
    path("pekerja/<int:worker_id>/akhiri/", workers.end, name="worker-end"),
    path("pasangan/", pairing.pairing, name="pairing"),
    path("pasangan/usul/", pairing.propose, name="pairing-propose"),
    path("pasangan/<int:run_id>/buka/", pairing.confirm, name="pairing-open"),
    path("pasangan/usulan/<int:proposal_id>/", pairing.proposal, name="proposal"),
    path("bulan/", months.months, name="months"),
    path("bulan/<month:month>/", months.month, name="month"),
    path("bulan/<month:month>/terbitkan/", months.issue, name="issue"),
    path("bulan/<month:month>/setujui/", months.approve, name="approve"),
    path("bulan/<month:month>/tagihan/<int:bill_id>/", months.bill, name="bill"),
    path("bulan/<month:month>/iuran/<int:line_id>/", lines.line, name="line"),
    path("bulan/<month:month>/iuran/<int:line_id>/batalkan/", lines.withdraw, name="line-withdraw"),
    path("bulan/<month:month>/iuran/<int:line_id>/lepas/", lines.release, name="line-release"),
    path("bulan/<month:month>/setor/", months.remit, name="remit"),
    path("bulan/<month:month>/selisih/", differences.differences, name="differences"),
    path("bulan/<month:month>/selisih/<str:kind>/", differences.of_kind, name="differences-kind"),
    path("bulan/<month:month>/cocokkan/", differences.match, name="match"),
    path("bulan/<month:month>/tutup/", differences.close, name="close"),
    path("uang/", credits.credits, name="credits"),
    path("uang/<int:entry_id>/", credits.entry, name="entry"),
    path("angka/", figures.figures, name="figures"),
    path("angka/<month:month>/bekukan/", figures.freeze, name="freeze"),
    path("angka/<month:month>/monev.<str:form>", figures.paper, name="paper"),
]
