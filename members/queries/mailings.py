"""Letters to members, as those who write them, those who look at them, and those who got them may see them."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from members.enums import BELONGING, MailingState, MembershipState, RecipientStatus
from members.list_rules import WRITERS, demand_second_person
from members.models import FailingAddress, Mailing, MailingRecipient, Membership, Person, Unsubscription
from members.queries.erasing import not_locked
from members.queries.register import memberships_visible_to
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted

NOT_BELONGING = tuple(sorted({*MembershipState.values} - {*BELONGING, MembershipState.MERGED}))
TOLD = (RecipientStatus.SENT, RecipientStatus.BOUNCED, RecipientStatus.PRINTED)


def address_digest(email: str) -> str:
    """What is kept of an address to which mail no longer goes."""
    return hashlib.sha256(email.casefold().encode()).hexdigest()


def _looks(viewer: Actor, mailing: Mailing) -> bool:
    try:
        demand_second_person(viewer, mailing.body, mailing.written_by_id, powers=WRITERS)
    except NotPermitted:
        return False
    return True


def mailings_visible_to(viewer: Actor) -> QuerySet[Mailing]:
    """Letters of bodies whose register the viewer keeps or whose assemblies she calls, and those she is to look at."""
    if not viewer.is_authenticated:
        return Mailing.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    calls = authority.bodies_with(viewer, Power.CALL_ASSEMBLIES).values("pk")
    seen = Q(body__in=kept) | Q(organisation__in=kept) | Q(body__in=calls)
    works_in = authority.bodies_with(viewer, None).values("pk")
    held = Mailing.objects.filter(state=MailingState.HELD).filter(Q(body__in=works_in) | Q(organisation__in=works_in))
    second = [one.pk for one in held.exclude(seen).select_related("body") if _looks(viewer, one)]
    return Mailing.objects.filter(seen | Q(pk__in=second)).select_related(
        "body", "organisation", "written_by", "released_by"
    )


def mailings_of(viewer: Actor, body: Body) -> QuerySet[Mailing]:
    """Those of one body, the latest first."""
    return mailings_visible_to(viewer).filter(body=body).order_by("-written_at", "-pk")


def mailing_for(viewer: Actor, public_id: str) -> Mailing:
    """The letter of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = mailings_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such letter here.", code="no_letter")
    return found


def looks_at(viewer: Actor, mailing: Mailing) -> bool:
    """Whether this person is the one to release it."""
    return mailing.state == MailingState.HELD and _looks(viewer, mailing)


def counted(mailing: Mailing) -> Mapping[str, int]:
    """How many copies are in which state."""
    rows = MailingRecipient.objects.filter(mailing=mailing).values_list("status").annotate(Count("pk"))
    return dict(rows.order_by("status"))


def held_mailings_for(viewer: Actor, body: Body) -> list[Mailing]:
    """Those of a body that wait for this person; at the organisation those of its branches too."""
    scope = {"organisation": body.pk} if body.pk == body.organisation_key else {"body": body.pk}
    if not Mailing.objects.filter(state=MailingState.HELD, **scope).exists():
        return []  # the rule, most days: who may see what needs not be asked then
    held = mailings_visible_to(viewer).filter(state=MailingState.HELD, **scope).order_by("-written_at", "-pk")
    return [one for one in held if _looks(viewer, one)]


def meant_still() -> Q:
    """The copies for people who stand in the register of the body still: neither moved away, nor gone, nor locked.

    Whoever belongs is meant by every letter that found her; those who do not, by letters to people in that state alone.
    """
    here = Q(mailing__body=F("membership__organisation")) | Q(mailing__body=F("membership__branch"))
    meant = Q(membership__state__in=BELONGING)
    for state in NOT_BELONGING:
        meant |= Q(membership__state=state, mailing__criteria__state__icontains=state)
    return here & meant & Q(membership__in=Membership.objects.filter(not_locked()))


def on_paper() -> Q:
    """The copies that are still to be printed. What every member must be told is printed also where mail came back."""
    statutory = Q(status=RecipientStatus.BOUNCED, mailing__statutory=True)
    return Q(status=RecipientStatus.TO_PRINT) | statutory


def to_print_of(body: Body) -> QuerySet[Mailing]:
    """Letters of a body with copies that are still to be printed, for people who stand in its register now."""
    rest = MailingRecipient.objects.filter(meant_still(), on_paper(), mailing__body=body)
    stands = Mailing.objects.exclude(state=MailingState.STOPPED).exclude(until__lte=clock.now())
    return stands.filter(body=body, pk__in=rest.order_by().values("mailing"))


def letters_to(person: Person) -> QuerySet[MailingRecipient]:
    """The letters that somebody got herself, by mail or on paper, the latest first."""
    return (
        MailingRecipient.objects.filter(membership__person_id=person.pk, status__in=TOLD)
        .select_related("mailing__body", "organisation")
        .order_by("-at", "-pk")
    )


def letter_to(person: Person, public_id: str) -> MailingRecipient:
    """One's own copy of a letter.

    Raises:
        NotFound: for anybody else's.
    """
    found = letters_to(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such letter to you.", code="no_letter")
    return found


def unsubscriptions_of(person: Person) -> QuerySet[Unsubscription]:
    """The bodies from which somebody wants no mail."""
    return Unsubscription.objects.filter(membership__person_id=person.pk).select_related("body").order_by("body__name")


def copy_by_token(token: str) -> MailingRecipient:
    """The copy of a letter whose link somebody followed without signing in.

    Raises:
        NotFound: for a link that leads nowhere.
    """
    found = (
        MailingRecipient.objects.filter(leave_token=token)
        .select_related("mailing__body", "membership__person", "organisation")
        .first()
    )
    if found is None:
        raise NotFound("This link leads nowhere any more.", code="no_link")
    return found


def failing_in(viewer: Actor, body: Body) -> list[Membership]:
    """Members of a register that the viewer keeps whose address failed and was not changed since."""
    digests: dict[int, Any] = dict(
        FailingAddress.objects.filter(organisation_id=body.organisation_key).values_list(
            "membership_id", "address_digest"
        )
    )
    if not digests:
        return []
    column = "organisation" if body.pk == body.organisation_key else "branch"
    found = memberships_visible_to(viewer).filter(**{column: body.pk}, pk__in=list(digests)).order_by("sort_name", "pk")
    return [one for one in found if one.person.email and digests[one.pk] == address_digest(one.person.email)]
