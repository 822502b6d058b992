"""Applications to join, who speaks for them, and what the page asks on which one applies."""

from django.db import models

from members.enums import ANSWERED, ApplicationState, Asked, JoiningAccess
from organiser.base.fields import PublicIdField

S = ApplicationState


class Application(models.Model):
    """Somebody asks to join, once. Asking again later is another one.

    While its e-mail address is not confirmed nobody stands in the register: what was given waits in `given` and is
    thrown away after seven days. From then on the membership, in the state applicant, says who it is.

    `key_digest` is of the word in the private link, which is kept nowhere. `answers` are forgotten some time after the
    answer, since they were asked for it alone.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey(
        "organisations.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        "members.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.OPEN)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=1000, blank=True)
    given = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=list, blank=True)
    key_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ApplicationState.values), name="application_state"),
            models.CheckConstraint(
                condition=models.Q(state=S.CONFIRMING, membership__isnull=True, expires_at__isnull=False)
                | (~models.Q(state=S.CONFIRMING) & models.Q(membership__isnull=False)),
                name="application_of_somebody_once_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ANSWERED, answered_at__isnull=False)
                | (~models.Q(state__in=ANSWERED) & models.Q(answered_at__isnull=True)),
                name="application_answered_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "membership"], condition=models.Q(state=S.OPEN), name="one_open_application"
            ),
            models.UniqueConstraint(
                fields=["key_digest"], condition=~models.Q(key_digest=""), name="application_key_once"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=models.Q(state=S.CONFIRMING), name="application_confirming"),
            models.Index(fields=["organisation", "state", "asked_at"], name="applications_waiting"),
        ]

    def __str__(self) -> str:
        return f"application of {self.asked_at:%Y-%m-%d}"


class Sponsorship(models.Model):
    """A full member speaks for an applicant; whoever takes it back can speak again, in another row."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sponsorships")
    sponsor = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="sponsorships")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "application", "sponsor"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_voice_for_an_applicant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sponsor} speaks for {self.application}"


class JoiningPage(models.Model):
    """What the page asks on which people apply to an organisation; without a row, what `default_page` says.

    `word` is the end of the secret link. `sentence` is a rule of whom the organisation organises, which who joins
    ticks; that somebody did is not kept (mission E22).
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="joining_page"
    )
    access = models.CharField(max_length=20, choices=JoiningAccess, default=JoiningAccess.INTERNAL)
    word = models.CharField(max_length=40, blank=True, default="")
    email = models.CharField(max_length=10, choices=Asked, default=Asked.REQUIRED)
    phone = models.CharField(max_length=10, choices=Asked, default=Asked.NO)
    address = models.CharField(max_length=10, choices=Asked, default=Asked.NO)
    language = models.CharField(max_length=10, choices=Asked, default=Asked.NO)
    sentence = models.CharField(max_length=300, blank=True)
    questions = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(access__in=JoiningAccess.values), name="joining_access"),
            models.UniqueConstraint(fields=["word"], condition=~models.Q(word=""), name="joining_word_once"),
        ]

    def __str__(self) -> str:
        return f"page to join {self.organisation}"
