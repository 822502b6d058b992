"""Saved lists: a filter of a register that somebody gave a name."""

from django.conf import settings
from django.db import models

from organiser.base.fields import PublicIdField


class SavedList(models.Model):
    """Which people of a register, with which columns. It holds no people: each time it is opened it is asked anew.

    One that is shared belongs to the body: everybody who keeps its register reads it.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="saved_lists")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    criteria = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    sort = models.CharField(max_length=20, default="name")
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "owner", "name"], name="saved_list_once"),
            models.UniqueConstraint(
                fields=["organisation", "body", "name"], condition=models.Q(shared=True), name="shared_list_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
