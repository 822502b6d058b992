"""The key that opens the record for an erasure, as long as its transaction lasts."""

from django.db import models


class ErasingNow(models.Model):
    """While a row of this table can be seen, the guards let a name on record be replaced; none is ever committed."""

    class Meta:
        verbose_name = "running erasure"

    def __str__(self) -> str:
        return f"running erasure {self.pk}"
