"""People and memberships as programs read and write them."""

from typing import Any

from rest_framework import serializers

from members.enums import MembershipState, NotedFrom, NoticesBy, TokenScope
from organisations.enums import RepresentationMethod, SeatsVotes
from organiser.base.api.serializers import BodyRef, Day, Id, Shown, Strict, Text, Whole, Word


class MembershipRow(Shown):
    """A line of a register."""

    id = serializers.CharField(source="public_id")
    number = serializers.CharField()
    name = serializers.CharField(source="person.name")
    state = serializers.ChoiceField(MembershipState)
    organisation = BodyRef()
    branch = BodyRef(allow_null=True)
    joined_on = serializers.DateField()
    left_on = serializers.DateField(allow_null=True)
    leaves_on = serializers.DateField(allow_null=True, help_text="Announced by the member; null where nothing is.")
    suspended_until = serializers.DateField(
        allow_null=True, help_text="The first day with a vote after a suspension; null where there is none."
    )


class SeatRowShown(Shown):
    """What one body has in a council."""

    body = BodyRef()
    members = serializers.IntegerField(allow_null=True, help_text="Null for those who are not members of the body.")
    seats = serializers.IntegerField(
        allow_null=True, help_text="Null where it would tell how many members another body has, or that it has few."
    )
    votes = serializers.IntegerField(allow_null=True, help_text="The same.")


class CouncilRow(Shown):
    """A council of delegates."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    organisation = BodyRef()
    founded_on = serializers.CharField(help_text="A year, a month or a day.")
    dissolved_on = serializers.CharField(help_text="Empty while it exists.")
    founding_decision = serializers.CharField(source="founding_decision.public_id")


class CouncilSeats(serializers.Serializer[Any]):
    """A council with its seats of today, reckoned from the register."""

    council = CouncilRow()
    method = serializers.ChoiceField(RepresentationMethod, source="table.scheme.method")
    seats_vs_votes = serializers.ChoiceField(SeatsVotes, source="table.scheme.seats_vs_votes")
    version = serializers.IntegerField(source="table.scheme.version")
    decision = serializers.CharField(source="table.scheme.decision.public_id")
    sentences = serializers.ListField(child=serializers.CharField(), help_text="How it is made up.")
    rows = SeatRowShown(source="table.rows", many=True)
    seats = serializers.IntegerField(
        source="table.seats", allow_null=True, help_text="Null where one of those it is the sum of is."
    )
    votes = serializers.IntegerField(source="table.votes", allow_null=True)
    waiting = serializers.IntegerField(
        source="table.waiting", help_text="Seats in proportion for which the tied are equal, until an order is drawn."
    )
    tied = BodyRef(source="table.tied", many=True)


class SpanRow(Shown):
    """One stretch of a membership."""

    state = serializers.ChoiceField(MembershipState)
    branch = BodyRef(allow_null=True)
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)
    decision = serializers.CharField(source="decision.public_id", allow_null=True, default=None)


class AgreementRow(Shown):
    """An agreement to a version of a programme."""

    programme_version = serializers.CharField(source="version.public_id")
    number = serializers.IntegerField(source="version.number")
    agreed_at = serializers.DateTimeField()


class ContactRow(Shown):
    """How a person can be reached."""

    name = serializers.CharField()
    email = serializers.CharField(allow_null=True)
    phone = serializers.CharField()
    address = serializers.CharField()
    postcode = serializers.CharField()
    town = serializers.CharField()
    language = serializers.CharField()
    notices_by = serializers.ChoiceField(NoticesBy)


class MembershipRecord(MembershipRow):
    """The full record of a member. Reading it is written into the log that the member sees."""

    contact = ContactRow(source="person")
    spans = SpanRow(many=True)
    agreements = AgreementRow(many=True)


class OfBody(Strict):
    """Which body is asked about."""

    body = Text(max_length=40, help_text="Public id of a body.")


class JoinsRow(Shown):
    """How many votes of a body are new. Numbers are given only where there are five or more."""

    sudden = serializers.BooleanField(help_text="Whether many votes are new at once.")
    sentences = serializers.ListField(child=serializers.CharField(), help_text="What members read, if it is so.")


class Contact(Strict):
    """Contact data; what is left out stays as it is, or empty for a new member."""

    name = Text(required=False, max_length=200)
    email = Text(required=False, max_length=254, allow_null=True)
    phone = Text(required=False, max_length=40)
    address = Text(required=False, max_length=200)
    postcode = Text(required=False, max_length=20)
    town = Text(required=False, max_length=120)
    language = Text(required=False, max_length=10)
    notices_by = Word(NoticesBy, required=False, help_text="E-mail where there is one, otherwise post.")


class NewMember(Contact):
    """Somebody who is written into a register."""

    body = Id(help_text="The body whose register it is.")
    name = Text(max_length=200)
    joined_on = Day(required=False, help_text="Today, where it is left out.")
    number = Text(
        required=False,
        max_length=30,
        help_text="Drawn where it is left out; chosen by those alone who keep the register of the whole organisation.",
    )
    state = Word(MembershipState, required=False)
    decision = Text(
        required=False,
        max_length=12,
        help_text="Where the assembly admits: the number of the decision by which it did, such as 26/3. Without it "
        "whoever is new waits for the assembly as an applicant.",
    )


class NextState(Strict):
    """The state a membership moves to."""

    to = Word(MembershipState)
    document = Word(NotedFrom, required=False, help_text="From what a keeper notes that a member left.")
    document_on = Day(required=False, help_text="The day of that document; today, where it is left out.")
    leaves_on = Day(required=False, help_text="The last day as a member, where the document names one.")


class Agreement(Strict):
    """Agreement to the current version of a programme."""

    programme_version = Id()


class LetterRow(serializers.Serializer[Any]):
    """A letter at the moment it is made; its code cannot be read again."""

    sign_in_name = serializers.CharField(source="letter.person.sign_in_name")
    code = serializers.CharField()
    expires_at = serializers.DateTimeField(source="letter.expires_at")


class TokenRow(Shown):
    """A token; its secret is told once, when it is made."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    body = BodyRef()
    scope = serializers.ChoiceField(TokenScope)
    made_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_on = serializers.DateField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewToken(Strict):
    """A token to be made."""

    body = Id()
    name = Text(max_length=80, help_text="What it is for.")
    scope = Word(TokenScope)
    days = Whole(min_value=1, max_value=366)


class MadeToken(serializers.Serializer[Any]):
    """A token with its secret, which cannot be read again."""

    token = TokenRow()
    secret = serializers.CharField()


class ReadingRow(Shown):
    """Somebody read your full record or took it out."""

    organisation = BodyRef()
    reader = serializers.CharField(source="reader.name")
    role = serializers.CharField(help_text="As what: her or his role then. Empty where it is not known any more.")
    body = BodyRef(allow_null=True, help_text="Whose role it was; null for the operator of the site.")
    what = serializers.CharField()
    at = serializers.DateTimeField()


class MeRow(Shown):
    """Who a program speaks for, and how far it reaches."""

    name = serializers.CharField(source="viewer.name")
    sign_in_name = serializers.CharField(source="viewer.sign_in_name")
    token_body = BodyRef(allow_null=True, help_text="The one body a token reaches; null for a session.")
    contact = ContactRow(source="viewer", help_text="Your contact data.")
    memberships = MembershipRow(many=True)
