"""Columns of Payung's own units: a month, and whole rupiah."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from payung.core.period import Month


class MonthField(models.DateField):  # type: ignore[type-arg]
    """A year-month, kept as its first day (the database checks that) and read as `Month`."""

    _pyi_private_set_type: Month | None  # type: ignore[assignment]  # what is written ...
    _pyi_private_get_type: Month  # type: ignore[assignment]  # ... and what is read
    _pyi_lookup_exact_type: Month | datetime.date | str  # type: ignore[assignment]

    def from_db_value(
        self, value: datetime.date | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> Month | None:
        """Return the stored day as a month."""
        return None if value is None else Month.of(value)

    def to_python(self, value: Any) -> Month | None:
        """Return `value`, a month, a day of it or its text, as a month."""
        if value is None or isinstance(value, Month):
            return value
        if isinstance(value, datetime.date):
            return Month.of(value)
        return Month.parse(str(value))

    def get_prep_value(self, value: Any) -> datetime.date | None:
        """Return the first day, which is what the column keeps."""
        month = self.to_python(value)
        return None if month is None else month.first_day

    def value_to_string(self, obj: models.Model) -> str:
        """Return the month as `YYYY-MM`, for serializers."""
        return str(self.value_from_object(obj))

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """Refuse any day but the first."""
        return f"EXTRACT(DAY FROM {connection.ops.quote_name(str(self.column))}) = 1"


class RupiahField(models.BigIntegerField):  # type: ignore[type-arg]
    """Whole rupiah, negative where money goes back."""
