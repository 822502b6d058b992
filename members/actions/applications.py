"""Writing an application: what is common to asking with an account, without one, and on paper."""

from dataclasses import dataclass

from members.actions.admissions import close_application, entry_state, tell_admitted
from members.actions.agreements import write_agreement
from members.actions.memberships import move_to
from members.actions.people import LIMITS
from members.enums import ApplicationState, JoiningAccess
from members.models import Application, JoiningPage, Membership, Person
from members.models.people import digits
from members.queries.applications import body_joined, sponsors_missing, who_answers
from members.rules import demand_declared, demand_in_constituency, demand_no_programme
from members.validators import clean_replies
from organisations.enums import Applications
from organisations.models import Branch, Organisation, ProgrammeVersion
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet, WrongState
from organiser.base.text import one_line

CONTACT_GROUPS = {"phone": ("phone",), "address": ("address", "postcode", "town"), "language": ("language",)}
CALLED = {
    "email": "an e-mail address",
    "phone": "a telephone number",
    "address": "an address",
    "language": "a language",
}


@dataclass(frozen=True)
class Wish:
    """What somebody sends along who asks to join.

    Args:
        branch: which branch, where one was chosen.
        programme_version: the version agreed to, in a political organisation alone.
        declared: that none of the positions which cannot join is hers or his; not kept.
        in_constituency: that the sentence of the body about whom it organises is true; not kept.
        contact: phone, address, postcode, town, language, as far as the page asks for them.
        replies: the answers to the questions of the page, in their order.
    """

    branch: Branch | None = None
    programme_version: ProgrammeVersion | None = None
    declared: bool = False
    in_constituency: bool = False
    contact: dict[str, str] | None = None
    replies: tuple[str, ...] = ()


def demand_wish(page: JoiningPage, organisation: Organisation, wish: Wish) -> None:
    """Go on only with what the page of the organisation asks for.

    Raises:
        WrongState: where it takes no applications now, or the branch was dissolved.
        Invalid: where a mass organisation is sent an agreement (mission A2), or for a branch of another organisation.
        RuleNotMet: without a declaration that is asked for.
    """
    if page.access == JoiningAccess.CLOSED:
        raise WrongState(
            f"{organisation.name} takes no applications at present. Speak to one of its members.", code="joining_closed"
        )
    if wish.branch is not None and wish.branch.organisation_id != organisation.pk:
        raise Invalid("That branch belongs to another organisation.", code="branch", field="branch")
    demand_exists(wish.branch or organisation)
    demand_no_programme(organisation, asked=wish.programme_version is not None)
    demand_declared(organisation, declared=wish.declared)
    demand_in_constituency(organisation, page.sentence, said=wish.in_constituency)


def clean_contact(page: JoiningPage, given: dict[str, str]) -> dict[str, str]:
    """The contact data that the page asks for; anything else is not taken, so that nothing is kept that was not asked.

    Raises:
        Invalid: for what is too long.
        RuleNotMet: where something is needed and missing.
    """
    kept: dict[str, str] = {}
    for group, fields in CONTACT_GROUPS.items():
        asked = getattr(page, group)
        values = {field: one_line(given.get(field) or "") for field in fields}
        if asked == "required" and not values[group]:
            demand_contact(page.organisation, group)
        kept |= values if asked != "no" else {}
    for field, value in kept.items():
        if len(value) > LIMITS[field]:
            raise Invalid(
                f"The {field} is longer than {LIMITS[field]} letters. Shorten it.", code="too_long", field=field
            )
    return kept


def demand_contact(organisation: Organisation, what: str) -> None:
    """Refuse for want of a way to be reached.

    Raises:
        RuleNotMet: always.
    """
    raise RuleNotMet(
        f"{organisation.name} asks whoever joins for {CALLED[what]}. Fill it in.",
        code="contact_missing",
        rule="page to join: what it asks",
        field=what,
    )


def write_contact(person: Person, contact: dict[str, str]) -> None:
    """Write down the contact data that were given; what was left empty stays as it is."""
    changed = [field for field, value in contact.items() if value]
    for field in changed:
        setattr(person, field, contact[field])
    if changed:
        person.save(update_fields=changed)
    if "phone" in changed:
        Membership.objects.filter(person=person).update(phone_digits=digits(person.phone))


def open_for(
    membership: Membership, page: JoiningPage, wish: Wish, waiting: Application | None = None, *, key: str = ""
) -> Application:
    """Open an application for an applicant, and let in at once where the rules are open (design, applications).

    Args:
        waiting: the application whose address was confirmed; without one it is a new one.
    """
    application = waiting or Application(
        organisation_id=membership.organisation_id, asked_at=clock.now(), key_digest=key
    )
    application.membership, application.branch = membership, membership.branch
    application.state, application.confirmed_at, application.given = ApplicationState.OPEN, clock.now(), {}
    application.answers = clean_replies(page.questions, list(wish.replies))
    if wish.programme_version is not None:
        write_agreement(membership, wish.programme_version)
    application.save()
    admit_if_open(application)
    return application


def admit_if_open(application: Application) -> None:
    """Where the rules say that whoever applies is a member, let in whom enough members speak for; all are locked."""
    membership = application.membership
    if membership is None or who_answers(body_joined(membership)) != Applications.OPEN:
        return
    if not sponsors_missing(application):
        move_to(membership, entry_state(membership), clock.today())
        close_application(application, ApplicationState.ADMITTED)
        tell_admitted(application)
