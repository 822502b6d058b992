"""Applications and the page to join, as programs read and write them."""

from typing import Any

from rest_framework import serializers

from members.enums import ApplicationState, Asked, JoiningAccess, MembershipState
from members.queries.applications import sponsors_missing
from members.validators import LONGEST_QUESTION, LONGEST_REPLY, MOST_QUESTIONS
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text, Word, Yes


class ReplyRow(serializers.Serializer[Any]):
    """A question of the page to join, and what was answered."""

    question = serializers.CharField()
    answer = serializers.CharField()


class ApplicationRow(Shown):
    """An application, for the applicant and those who keep the register."""

    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(ApplicationState)
    organisation = BodyRef()
    branch = BodyRef(allow_null=True)
    name = serializers.CharField(
        source="membership.person.name", allow_null=True, default=None, help_text="Null until the address is confirmed."
    )
    membership = serializers.CharField(source="membership.public_id", allow_null=True, default=None)
    membership_state = serializers.ChoiceField(
        MembershipState, source="membership.state", allow_null=True, default=None
    )
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.CharField(source="decision.public_id", allow_null=True, default=None)
    reason = serializers.CharField(help_text="What the applicant was told who was declined.")
    answers = ReplyRow(many=True, help_text="Forgotten thirty days after the application was answered.")
    sponsors_missing = serializers.SerializerMethodField(
        help_text="How many full members must still speak for the applicant."
    )

    def get_sponsors_missing(self, application: Any) -> int:
        """None are missing once it was answered."""
        return sponsors_missing(application) if application.state == ApplicationState.OPEN else 0


class AskedRow(serializers.Serializer[Any]):
    """What came of asking to join. Without an account it is the same whether an address is known here or not."""

    told = serializers.CharField()
    application = ApplicationRow(allow_null=True, help_text="Null until whoever has no account confirms the address.")
    key = serializers.CharField(
        allow_null=True, help_text="The word of the private link, told at once where there is no address to send it to."
    )


class NewApplication(Strict):
    """Asking to join. A mass organisation is sent no programme_version (mission A2)."""

    organisation = Id()
    branch = Id(required=False)
    programme_version = Text(required=False, help_text="For a political organisation alone: the version agreed to.")
    declared = Yes(
        required=False,
        help_text="That none of the positions which cannot join is yours, where the organisation names some. Not kept.",
    )
    in_constituency = Yes(required=False, help_text="That the sentence of the page to join is true of you. Not kept.")
    word = Text(required=False, max_length=40, help_text="The end of the secret link, where one is needed.")
    name = Text(required=False, max_length=200, help_text="Without an account.")
    email = Text(required=False, max_length=254, help_text="Without an account. A link to confirm it goes there.")
    phone = Text(required=False, max_length=40, help_text="This and what follows as far as the page asks for it.")
    address = Text(required=False, max_length=200)
    postcode = Text(required=False, max_length=20)
    town = Text(required=False, max_length=120)
    language = Text(required=False, max_length=10)
    replies = serializers.ListField(
        child=Text(max_length=LONGEST_REPLY),
        max_length=MOST_QUESTIONS,
        required=False,
        help_text="The answers to the questions of the page, in their order.",
    )


class PaperApplication(Strict):
    """An application that came on paper."""

    body = Id(help_text="The organisation or branch whose register it is.")
    name = Text(max_length=200)
    email = Text(required=False, max_length=254)
    phone = Text(required=False, max_length=40)
    address = Text(required=False, max_length=200)
    postcode = Text(required=False, max_length=20)
    town = Text(required=False, max_length=120)
    language = Text(required=False, max_length=10)
    replies = serializers.ListField(child=Text(max_length=LONGEST_REPLY), max_length=MOST_QUESTIONS, required=False)


class Reason(Strict):
    """Why an application is declined."""

    reason = Text(max_length=1000, help_text="The applicant is told this, word for word.")


class Key(Strict):
    """The word of a private link; it stands in the payload and never in the address."""

    key = Text(max_length=100)


class Speaking(serializers.Serializer[Any]):
    """Whether you speak for an applicant."""

    speaks = serializers.BooleanField()


class OfWord(Strict):
    """The end of a secret link."""

    word = Text(required=False, max_length=40)


class JoiningPageRow(serializers.Serializer[Any]):
    """What the page to join an organisation asks."""

    organisation = BodyRef()
    access = serializers.ChoiceField(JoiningAccess)
    email = serializers.ChoiceField(Asked)
    phone = serializers.ChoiceField(Asked)
    address = serializers.ChoiceField(Asked)
    language = serializers.ChoiceField(Asked)
    sentence = serializers.CharField(help_text="What whoever joins ticks; that it was ticked is not kept.")
    questions = serializers.ListField(child=serializers.CharField())
    aims = serializers.CharField(source="organisation.aims")
    constituency = serializers.CharField(source="organisation.constituency")
    incompatible = serializers.ListField(child=serializers.CharField(), source="organisation.incompatible")
    programme_version = serializers.SerializerMethodField(
        help_text="The current version, in a political organisation; null elsewhere."
    )
    word = serializers.SerializerMethodField(
        help_text="The end of the secret link, for those who keep the register; null for everybody else."
    )

    def get_programme_version(self, asked: Any) -> str | None:
        """Its public id."""
        version = self.context["programme"]
        return None if version is None else str(version.public_id)

    def get_word(self, asked: Any) -> str | None:
        """Only for those who may renew it."""
        return asked.word if self.context["keeps"] and asked.word else None


class OrganisationToJoin(serializers.Serializer[Any]):
    """An organisation whose page to join you may set."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class JoiningPageChange(Strict):
    """How the page to join should be; what is left out stays as it is."""

    access = Word(JoiningAccess, required=False)
    email = Word(Asked, required=False)
    phone = Word(Asked, required=False)
    address = Word(Asked, required=False)
    language = Word(Asked, required=False)
    sentence = Text(required=False, max_length=300)
    questions = serializers.ListField(
        child=Text(max_length=LONGEST_QUESTION), max_length=MOST_QUESTIONS, required=False
    )
