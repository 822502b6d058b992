"""Accounts: who signs in under which name or address, and what an account holds."""

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from members.enums import BELONGING
from members.models import ApiToken, Membership, Person
from organisations.models import Body
from organiser.base.actor import Actor
from organiser.base.ids import is_public_id


def is_anybody() -> bool:
    """Whether anybody has come yet; those who only run the machine do not count."""
    return Person.objects.filter(is_superuser=False).exists()


def people_with_address(email: str) -> QuerySet[Person]:
    """Everybody with this e-mail address, however it is written; several people may share one (invariant 7).

    Open accounts come first, then the oldest.
    """
    folded = Person.objects.annotate(folded_email=Lower("email"))
    return folded.filter(folded_email=email.strip().lower()).order_by("-is_active", "pk")


def has_address(register: Body, email: str, person: Person | None = None) -> bool:
    """Whether somebody else who belongs to this register now has an address, however it is written."""
    held = Membership.objects.filter(person__in=people_with_address(email).order_by(), state__in=BELONGING)
    whole = register.pk == register.organisation_id
    held = held.filter(organisation=register.pk) if whole else held.filter(branch=register.pk)
    return held.exclude(person=person).exists() if person is not None else held.exists()


def person_signing_in_as(name: str) -> Person | None:
    """The account of that sign-in name; capital letters, spaces and a missing hyphen do not matter."""
    name = name.strip()
    letters = "".join(letter for letter in name.lower() if letter.isalnum())
    written = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4)) if letters else name.lower()
    people = {person.sign_in_name: person for person in Person.objects.filter(sign_in_name__in={name, written})}
    return people.get(name) or people.get(written)


def person_of(public_id: str) -> Person | None:
    """The open account of a public id; for those who prove in the next step that it is theirs."""
    return Person.objects.filter(public_id=public_id, is_active=True).first() if is_public_id(public_id) else None


def with_belongings(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people with the memberships by which they belong somewhere now, in `belongings`."""
    now = Membership.objects.filter(state__in=BELONGING).select_related("organisation", "branch").order_by("pk")
    return people.prefetch_related(Prefetch("memberships", queryset=now, to_attr="belongings"))


def people_among(keys: list[int]) -> QuerySet[Person]:
    """The open accounts among these, the oldest first."""
    return Person.objects.filter(pk__in=keys, is_active=True).order_by("pk")


def tokens_of(person: Actor) -> QuerySet[ApiToken]:
    """The tokens that speak for a person, the newest first; through a token none of the others."""
    tokens = ApiToken.objects.filter(person_id=person.pk).select_related("body", "organisation")
    if person.bound_body_id is not None:
        tokens = tokens.filter(body_id=person.bound_body_id)
    return tokens.order_by("-made_at", "-pk")
