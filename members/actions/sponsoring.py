"""Speaking for an applicant: full members of the body say that they know her or him."""

from members.actions.applications import admit_if_open
from members.actions.memberships import lock_register
from members.enums import ApplicationState
from members.models import Application, Person, Sponsorship
from members.queries.applications import application_to_sponsor
from members.rules import demand_application_step
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import NotFound


def _record(actor: Person, verb: str, application: Application) -> None:
    body = application.branch or application.organisation
    record(
        actor,
        verb,
        chain=application.organisation.public_id,
        body=body.public_id,
        subject=application.public_id,
        content={"state": application.state},
    )


@action
def sponsor_applicant(actor: Person, *, application: Application) -> Sponsorship:
    """Speak for an applicant, as a full member of the body that she or he joins. Twice is once.

    Where the rules are open, the last voice that was missing lets the applicant in.

    Raises:
        NotFound: for everybody else, and for an application that was answered.
    """
    _found, mine = application_to_sponsor(actor, application.public_id)
    lock_register(application.organisation)
    application = locked(application)
    demand_application_step(application, ApplicationState.ADMITTED)
    sponsorship, new = Sponsorship.objects.get_or_create(
        organisation_id=application.organisation_id,
        application=application,
        sponsor=mine,
        withdrawn_at=None,
        defaults={"at": clock.now()},
    )
    if not new:
        nothing_to_do()
        return sponsorship
    admit_if_open(application)
    _record(actor, "sponsor_applicant", application)
    return sponsorship


@action
def withdraw_sponsorship(actor: Person, *, application: Application) -> Application:
    """No longer speak for an applicant, until there is an answer.

    Raises:
        NotFound: where one does not.
    """
    _found, mine = application_to_sponsor(actor, application.public_id)
    lock_register(application.organisation)
    application = locked(application)
    mine_now = Sponsorship.objects.filter(application=application, sponsor=mine, withdrawn_at__isnull=True)
    demand_application_step(application, ApplicationState.ADMITTED)
    if not mine_now.update(withdrawn_at=clock.now()):
        raise NotFound("You do not speak for this applicant.", code="no_sponsorship")
    _record(actor, "withdraw_sponsorship", application)
    return application
