"""Dues as programs read and write them; money is in whole cents."""

from typing import Any

from rest_framework import serializers

from members.enums import DuesKind, DuesPeriod, LineOutcome, MatchReason, ReminderStatus, StatementStatus
from members.models import DuesScheme
from members.queries.dues_sentences import scheme_sentences
from members.reading.bank import ORDERS
from organiser.base.api.serializers import BodyRef, Day, Id, JsonText, Shown, Strict, Text, Whole, Word, Yes

MOST = 1_000_000_000


class BandRow(serializers.Serializer[Any]):
    """A step of a sliding scale."""

    label = serializers.CharField()
    cents = serializers.IntegerField()


class DuesSchemeRow(Shown):
    """What a body asks of its members."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    version = serializers.IntegerField()
    from_on = serializers.DateField()
    currency = serializers.CharField()
    period = serializers.ChoiceField(DuesPeriod)
    bands = BandRow(many=True)
    least_cents = serializers.IntegerField(allow_null=True, help_text="Null where one of the steps is chosen.")
    usual_cents = serializers.IntegerField(help_text="Of whoever has chosen nothing.")
    branch_share = serializers.SerializerMethodField(help_text="A fraction, as [3, 5]; the rest goes to the whole.")
    solidarity = serializers.BooleanField(help_text="Members can give more, for those who cannot pay.")
    follows = serializers.BooleanField(
        help_text="From this day the branch has no dues of its own and follows the organisation; the rest is empty."
    )
    decision = serializers.CharField(source="decision.public_id")
    sentences = serializers.SerializerMethodField(help_text="The same in words.")

    def get_branch_share(self, scheme: DuesScheme) -> list[int]:
        """Numerator and denominator."""
        return [scheme.branch_numerator, scheme.branch_denominator]

    def get_sentences(self, scheme: DuesScheme) -> list[str]:
        """In words."""
        return scheme_sentences(scheme)


class MemberRef(Shown):
    """Whose account it is."""

    id = serializers.CharField(source="public_id")
    number = serializers.CharField()
    name = serializers.CharField(source="person.name")


class DuesEntryRow(Shown):
    """A line of an account."""

    id = serializers.CharField(source="public_id")
    member = MemberRef(source="membership")
    body = BodyRef(help_text="In whose books it stands.")
    kind = serializers.ChoiceField(DuesKind)
    cents = serializers.IntegerField(help_text="What it adds to what is owed: payments and waivers are below zero.")
    extra_cents = serializers.IntegerField(help_text="What of a charge is given for the solidarity seats of others.")
    currency = serializers.CharField()
    period_from = serializers.DateField(allow_null=True)
    period_until = serializers.DateField(allow_null=True)
    day = serializers.DateField()
    note = serializers.CharField()
    from_pot = serializers.BooleanField(help_text="A solidarity seat.")
    opening = serializers.BooleanField(help_text="A charge that says how the account stood before it was kept here.")
    reverses = serializers.CharField(source="reverses.public_id", allow_null=True, default=None)
    made_at = serializers.DateTimeField()


class DuesAccountRow(Shown):
    """An account: whose, how far it is settled, what is owed."""

    id = serializers.CharField(source="public_id", help_text="That of the membership.")
    number = serializers.CharField()
    name = serializers.CharField(source="person.name")
    branch = BodyRef(allow_null=True)
    settled_until = serializers.DateField(allow_null=True, help_text="Null where nothing was ever charged.")
    owed_since = serializers.DateField(allow_null=True, help_text="Null where nothing is owed.")
    owed_cents = serializers.IntegerField(source="owed", help_text="Below zero for what was paid ahead.")


class DuesPlanRow(Shown):
    """What somebody chose to pay."""

    id = serializers.CharField(source="public_id")
    from_on = serializers.DateField()
    band = serializers.CharField(help_text="Empty where an amount was chosen.")
    cents = serializers.IntegerField(allow_null=True)
    extra_cents = serializers.IntegerField()
    chosen_at = serializers.DateTimeField()


class DuesChoice(Strict):
    """A step of the scale, or an amount; and more for others."""

    band = Text(required=False, max_length=80, help_text="The name of a step. Send this or cents.")
    cents = Whole(required=False, min_value=0, max_value=MOST)
    extra_cents = Whole(required=False, min_value=0, max_value=MOST)


class NewDuesEntry(Strict):
    """Money that came from a member, or was given back."""

    member = Id(help_text="The membership.")
    kind = Word([DuesKind.PAYMENT.value, DuesKind.REFUND.value])
    cents = Whole(min_value=1, max_value=MOST, help_text="Above zero for both.")
    day = Day(required=False, help_text="Today, where it is left out.")
    note = Text(required=False, max_length=300)


class Waiver(Strict):
    """Asking nothing for the period of a charge."""

    note = Text(required=False, max_length=300)
    from_pot = Yes(required=False, help_text="A solidarity seat, paid from what others gave on top.")


class DuesReason(Strict):
    """Why a line is taken back."""

    reason = Text(max_length=300)


class DuesRunRow(Shown):
    """That a period was charged."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    scheme = serializers.CharField(source="scheme.public_id")
    period_from = serializers.DateField()
    period_until = serializers.DateField()
    charged = serializers.IntegerField()
    made_at = serializers.DateTimeField()


class NewDuesRun(Strict):
    """Which period of which body."""

    body = Id()
    day = Day(required=False, help_text="Any day of the period; today, where it is left out.")


class MonthRow(serializers.Serializer[Any]):
    """One month of the figures; null is not told."""

    first = serializers.DateField()
    charged = serializers.IntegerField(allow_null=True)
    received = serializers.IntegerField(allow_null=True)
    waived = serializers.IntegerField(allow_null=True, help_text="For the treasurer alone.")
    open_accounts = serializers.IntegerField(allow_null=True, help_text="Members who have not settled it.")


class DuesFiguresRow(serializers.Serializer[Any]):
    """The figures of a body by month. No number behind which fewer than five people stand is told to its members."""

    currency = serializers.CharField()
    months = MonthRow(many=True)
    in_arrears = serializers.IntegerField(allow_null=True, help_text="For the treasurer alone, as those below.")
    for_branches = serializers.IntegerField(allow_null=True)
    for_organisation = serializers.IntegerField(allow_null=True)


class ReminderRow(Shown):
    """A round of reminders."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    status = serializers.ChoiceField(ReminderStatus)
    text = serializers.CharField()
    made_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ReminderLetterRow(Shown):
    """One member of a round."""

    id = serializers.CharField(source="public_id")
    member = MemberRef(source="membership")
    owed_cents = serializers.IntegerField()
    currency = serializers.CharField()
    by_post = serializers.BooleanField(help_text="A letter to print.")
    taken_off = serializers.BooleanField()
    sent_at = serializers.DateTimeField(allow_null=True)


class NewReminder(Strict):
    """Whom to remind. Nothing is sent."""

    body = Id()
    months = Whole(required=False, min_value=0, max_value=120, help_text="Owed for more than so many; 1 without it.")
    members = serializers.ListField(
        child=Id(), required=False, max_length=10_000, help_text="Only these memberships; all in arrears without it."
    )
    text = Text(required=False, max_length=2000)


class TakeOff(Strict):
    """Whom to take off."""

    letter = Id()
    off = Yes(required=False, help_text="False puts her or him on again.")


class BankStatementRow(Shown):
    """A bank statement."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    filename = serializers.CharField()
    digest = serializers.CharField(help_text="SHA-256 of the file.")
    form = serializers.CharField(help_text="csv or camt.")
    currency = serializers.CharField()
    columns = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    status = serializers.ChoiceField(StatementStatus)
    version = serializers.IntegerField(help_text="Send it back, so that nothing unseen is booked.")
    made_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class BankLineRow(Shown):
    """A line of a bank statement."""

    id = serializers.CharField(source="public_id")
    number = serializers.IntegerField()
    day = serializers.DateField(allow_null=True)
    cents = serializers.IntegerField()
    payer = serializers.CharField()
    text = serializers.CharField()
    outcome = serializers.ChoiceField(LineOutcome)
    problem = serializers.CharField()
    reason = serializers.ChoiceField(MatchReason)
    member = MemberRef(
        allow_null=True, help_text="Null where nobody is meant, or somebody who moved out of your sight."
    )


class BankUpload(Strict):
    """A bank statement to look at. Nothing is booked."""

    body = Id(help_text="The body in whose books it is booked.")
    file = serializers.FileField(allow_empty_file=True, help_text="CSV or CAMT.053, at most 50 MB.")
    columns = JsonText(
        required=False,
        help_text='Which heading holds what, as JSON: {"Betrag": "amount"}. It is remembered for this body.',
    )
    day_order = serializers.ChoiceField(
        choices=list(ORDERS.items()),
        required=False,
        help_text="Which comes first in days such as 03/04/2026. Without it the other days of the file tell.",
    )

    def validate_columns(self, value: Any) -> dict[str, str]:
        """A table of texts."""
        if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
            raise serializers.ValidationError('Send columns as {"Betrag": "amount"}.')
        return value


class LineChoice(Strict):
    """Who is meant by one line."""

    line = Id()
    number = Text(max_length=30, help_text="The member number; empty leaves the line out.")


class Choices(Strict):
    """Who is meant by some lines."""

    version = Whole(min_value=1, max_value=10**8)
    choices = LineChoice(many=True)


class Version(Strict):
    """Which version of a statement was looked at."""

    version = Whole(min_value=1, max_value=10**8)
