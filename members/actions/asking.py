"""Asking to join without an account: nobody is in the register before the address is confirmed by its owner."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string

from members.actions.applications import Wish, clean_contact, demand_contact, demand_wish, open_for, write_contact
from members.actions.joining import ask_again
from members.actions.memberships import lock_register, record_membership, write_membership
from members.actions.people import PersonData, clean_person, demand_free_address, write_person
from members.enums import ApplicationState, MembershipState
from members.models import Application, JoiningPage, Membership, MergeRecord, Person
from members.queries.accounts import has_address, people_with_address
from members.queries.agreements import current_programme
from members.queries.applications import key_digest, never_confirmed, open_application
from members.queries.joining_pages import joining_page_of
from members.rules import demand_register
from members.validators import clean_replies
from organisations.models import Body, Branch, Organisation, ProgrammeVersion
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, Invalid, NotPermitted, WrongState

S = ApplicationState
VALID_FOR = timedelta(days=7)
# To one address about one organisation go so many letters at once, and so many people may be unconfirmed in one.
MOST_LETTERS, MOST_UNCONFIRMED = 3, 500


@dataclass(frozen=True)
class AskedFor:
    """What came of asking without an account.

    Args:
        application: None where nothing was written because enough letters are on their way to that address.
        key: the word of the private link, told at once only where there is no address to send it to.
    """

    application: Application | None
    key: str = ""


def new_key() -> str:
    """The word of a private link."""
    return secrets.token_urlsafe(32)


def _clean(page: JoiningPage, data: PersonData, wish: Wish) -> tuple[dict[str, str | None], dict[str, str]]:
    """Name and address, and the contact data that are asked for; everything is checked before a letter goes out."""
    organisation = page.organisation
    if not data.email and page.email == "required":
        demand_contact(organisation, "email")
    values = clean_person(PersonData(name=data.name, email=data.email if page.email != "no" else ""))
    contact = clean_contact(page, wish.contact or {})
    clean_replies(page.questions, list(wish.replies))
    current = current_programme(organisation)
    if wish.programme_version is not None and (current is None or current.pk != wish.programme_version.pk):
        raise Invalid(
            "That is not the current version of the programme. Read the current one and agree to it.",
            code="programme_version",
            field="programme_version",
        )
    if not values["email"] and not contact.get("phone") and not contact.get("address"):
        raise Invalid(
            "Give one way in which you can be reached: e-mail, telephone or address.", code="no_way", field="email"
        )
    return values, contact


@action
def ask_to_join(actor: Actor, *, organisation: Organisation, data: PersonData, wish: Wish) -> AskedFor:
    """Ask to join without an account. The answer is the same whether an address is known here or not (invariant 7).

    With an e-mail address a letter goes there, and nothing else happens until its link is opened. Without one the
    application waits at once.

    Raises:
        Invalid, RuleNotMet: where something that the page asks for is missing or wrong.
        WrongState: where no applications are taken, or the branch was dissolved.
        Conflict: where too many applications of the organisation wait for their address to be confirmed.
    """
    page = joining_page_of(organisation)
    demand_wish(page, organisation, wish)
    values, contact = _clean(page, data, wish)
    lock_register(organisation)
    email, key = values["email"], new_key()
    if not email:
        person = write_person(PersonData(name=str(values["name"])))
        membership = _write(organisation, person, wish.branch)
        write_contact(person, contact)
        application = open_for(membership, page, wish, key=key_digest(key))
        record_membership(person, "ask_to_join", membership)
        return AskedFor(application, key)
    waiting = Application.objects.filter(organisation=organisation, state=S.CONFIRMING, expires_at__gt=clock.now())
    if waiting.filter(given__email__iexact=email).count() >= MOST_LETTERS:
        nothing_to_do()
        return AskedFor(None)
    if waiting.count() >= MOST_UNCONFIRMED:
        raise Conflict(
            f"Too many people have asked to join {organisation.name} in the last days and not confirmed it. Try again "
            "tomorrow, or speak to a member.",
            code="too_many_waiting",
        )
    version = wish.programme_version
    application = Application.objects.create(
        organisation=organisation,
        branch=wish.branch,
        state=S.CONFIRMING,
        asked_at=clock.now(),
        expires_at=clock.now() + VALID_FOR,
        given={
            "name": values["name"],
            "email": email,
            "contact": contact,
            "replies": list(wish.replies),
            "version": version.public_id if version is not None else "",
        },
        key_digest=key_digest(key),
    )
    context = {"application": application, "organisation": organisation, "key": key, "site": settings.SITE_ADDRESS}
    subject = f"Confirm that you ask to join {organisation.name}"
    queue_letter(subject, render_to_string("members/mail/confirm_application.txt", context), [str(email)])
    chain, subject_id = organisation.public_id, application.public_id
    record(actor, "ask_to_join", chain=chain, subject=subject_id, content={"state": application.state})
    return AskedFor(application)


def _write(organisation: Organisation, person: Person, branch: Branch | None) -> Membership:
    return write_membership(
        organisation=organisation,
        person=person,
        branch=branch,
        state=MembershipState.APPLICANT,
        joined_on=clock.today(),
    )


@action
def confirm_application(_actor: Actor, *, application: Application) -> Application:
    """Confirm the address of an application; from then on its writer stands in the register as an applicant.

    For whoever opened the link that was sent there. Once is enough: again it changes nothing.

    Raises:
        WrongState: after seven days, or where the branch was dissolved.
        Conflict: where somebody with this address belongs to the organisation already.
        RuleNotMet: for whoever was excluded.
    """
    lock_register(application.organisation)
    application = locked(application)
    if application.state != S.CONFIRMING:
        nothing_to_do()
        return application
    if application.expires_at is None or application.expires_at <= clock.now():
        raise WrongState("This link was not used within seven days. Fill in the form once more.", code="link_expired")
    page, given = joining_page_of(application.organisation), application.given
    version = ProgrammeVersion.objects.filter(public_id=given["version"]).first() if given["version"] else None
    if version is not None and current_programme(application.organisation) != version:
        version = None  # another one was adopted since: to that nobody has agreed
    wish = Wish(application.branch, version, contact=given["contact"], replies=tuple(given["replies"]))
    known = _known(application)
    waiting = open_application(known) if known is not None else None
    if waiting is not None:  # asked twice: one of them is enough, and this link leads to it from now on
        digest = application.key_digest
        application.delete()
        waiting.key_digest = digest
        waiting.save(update_fields=["key_digest"])
        nothing_to_do()
        return waiting
    if known is not None:
        membership = ask_again(known, application.branch)
    else:
        _demand_free(application)
        data = PersonData(name=given["name"], email=given["email"])
        membership = _write(application.organisation, write_person(data), application.branch)
    write_contact(membership.person, given["contact"])
    open_for(membership, page, wish, application)
    record_membership(membership.person, "confirm_application", membership)
    return application


def _known(application: Application) -> Membership | None:
    """The membership in this organisation of the same name and address: whoever was here before."""
    given = application.given
    held = Membership.objects.filter(organisation=application.organisation_id, person__name=given["name"])
    found = held.filter(person__in=people_with_address(given["email"]).order_by()).order_by("-pk")
    # A record that was merged into another is nobody's: whoever it was stands in the one that was kept.
    own = found.exclude(state=MembershipState.MERGED).first()
    if own is not None:
        return own
    led = MergeRecord.objects.filter(dropped__in=found, undone_at__isnull=True).select_related("leads_to").first()
    return led.leads_to if led is not None else None


def _demand_free(application: Application) -> None:
    """In an organisation an address is that of one person; only whoever reads its letters is told so."""
    body = Body.objects.get(pk=application.organisation_id)
    if has_address(body, application.given["email"]):
        raise Conflict(
            f"Somebody with this address belongs to {application.organisation.name} already. If it is you, sign in; "
            "if not, ask with an address of your own.",
            code="email_taken",
        )


@action
def write_application(actor: Person, *, body: Body, data: PersonData, replies: tuple[str, ...] = ()) -> Application:
    """Write down an application that came on paper or by word of mouth, at the desk of whoever keeps the register.

    Nobody agrees to a programme for somebody else, so in a political organisation the applicant does that later.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid, Conflict: naming the field.
        WrongState: for a dissolved branch.
    """
    demand_register(actor, body)
    organisation = Organisation.objects.get(pk=body.organisation_key)
    lock_register(organisation)
    demand_free_address(actor, body, data.email)
    branch = Branch.objects.filter(pk=body.pk).first()
    membership = _write(organisation, write_person(data), branch)
    application = open_for(membership, joining_page_of(organisation), Wish(branch, replies=replies))
    record_membership(actor, "write_application", membership)
    return application


@action
def forget_unconfirmed(actor: Actor, *, application: Application) -> None:
    """Throw away an application whose address nobody confirmed within seven days.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: before that.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    if not never_confirmed().filter(pk=application.pk).exists():
        raise WrongState("This application is not forgotten today.", code="not_due")
    chain, subject = application.organisation.public_id, application.public_id
    locked(application).delete()
    record(actor, "forget_unconfirmed", chain=chain, subject=subject, content={"at": clock.now()})
