"""What can be chosen: alternatives of a motion, and the options of a ballot that they become."""

from django.db import models

from organiser.base.fields import PublicIdField


class Alternative(models.Model):
    """Something a motion could come to, brought before its ballot opens; whoever brought it can take it back."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey("assemblies.Motion", on_delete=models.PROTECT, related_name="alternatives")
    label = models.CharField(max_length=120)
    text = models.CharField(max_length=1000, blank=True)
    brought_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["motion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "motion", "label"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="alternative_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Option(models.Model):
    """One option as it is printed on the paper of a ballot, at its place from 1 on; fixed when the ballot opens."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="options")
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    text = models.CharField(max_length=1000, blank=True)
    alternative = models.ForeignKey(
        Alternative, null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    # In an election, whose name the label is; the text is what she or he says to it.
    nomination = models.ForeignKey(
        "assemblies.Nomination", null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    # What the body says of an option below its label, such as how many terms a candidate has served.
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["ballot", "place"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "place"], name="option_place_once"),
            models.UniqueConstraint(fields=["organisation", "ballot", "label"], name="option_label_once"),
            models.CheckConstraint(condition=models.Q(place__gte=1), name="option_place_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.label}"
