"""Who was told of an assembly: the letter to its members, and for which item where it came later."""

from django.db import models

from organiser.base.fields import PublicIdField


class Notice(models.Model):
    """That an assembly was announced. The letter keeps a row for each person: sent, on paper, printed, or come back."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    assembly = models.ForeignKey("assemblies.Assembly", on_delete=models.PROTECT, related_name="notices")
    # What came onto the agenda after the first notice, and is told of by this one.
    item = models.ForeignKey("assemblies.AgendaItem", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mailing = models.OneToOneField("members.Mailing", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"notice of {self.assembly}"
