"""What the operator of the site can do for people who are shut out, and against somebody who got in (break-glass)."""

from allauth.usersessions.models import UserSession

from members.actions.people import log_reading
from members.models import ApiToken, Membership, Person
from members.queries.belonging import members_of
from members.queries.quiet import QUIET_DAYS, is_quiet
from members.validators import clean_email, clean_person_name
from organisations.actions.interventions import intervene
from organisations.enums import InterventionKind
from organisations.models import Body, Intervention
from organisations.rules import demand_operator
from organisations.validators import clean_reason
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.errors import Invalid, RuleNotMet


@action
def set_right_contact(
    actor: Person, *, membership: Membership, reason: str, name: str = "", email: str = ""
) -> Intervention:
    """Set right the name or e-mail of a person who cannot sign in; what is left empty stays as it is.

    Raises:
        NotPermitted: for anybody but the operator.
        Invalid: without a reason, or without anything to set right.
        RuleNotMet: where the person was here within two weeks and can do it alone.
    """
    demand_operator(actor)
    reason = clean_reason(reason)
    if not name.strip() and not email.strip():
        raise Invalid("Write the right name or the right e-mail.", code="nothing_to_set", field="name")
    person = locked(membership.person)
    if not is_quiet(person):
        raise RuleNotMet(
            f"This member was here within the last {QUIET_DAYS} days, and sets name and e-mail right alone or asks "
            "the secretary.",
            code="not_lost",
            rule="design, section 5",
        )
    fields = []
    if name.strip():
        person.name = clean_person_name(name)
        fields.append("name")
    if email.strip():
        person.email = clean_email(email)
        fields.append("email")
    person.save(update_fields=fields)
    Membership.objects.filter(person=person).update(sort_name=person.sort_name)
    log_reading(actor, membership, "set right by the operator")
    what = " and ".join(field.replace("email", "e-mail") for field in fields)
    return intervene(
        actor,
        "set_right_contact",
        body=Body.objects.get(pk=membership.branch_id or membership.organisation_id),
        kind=InterventionKind.CONTACT,
        subject=membership.public_id,
        reason=reason,
        changed=f"The {what} of a member who could not sign in.",
        fields=fields,
    )


@action
def end_access(actor: Person, *, body: Body, reason: str) -> Intervention:
    """End all sessions of the members of a body and all tokens that reach it, as when a secret got out.

    Raises:
        NotPermitted: for anybody but the operator.
        Invalid: without a reason.
    """
    demand_operator(actor)
    reason = clean_reason(reason)
    body = locked(body)
    people = members_of(body).values("person")
    for session in UserSession.objects.filter(user__in=people):
        session.end()
    ApiToken.objects.filter(body=body, revoked_at__isnull=True).update(revoked_at=clock.now())
    return intervene(
        actor,
        "end_access",
        body=body,
        kind=InterventionKind.ACCESS,
        subject=body.public_id,
        reason=reason,
        changed="All sessions of members and all tokens were ended. Members sign in anew.",
    )
