"""Applications to join, as those who keep the register, the applicant and a sponsor may read them."""

import hashlib
from datetime import timedelta

from django.db.models import Q, QuerySet

from members.enums import VOTING, ApplicationState
from members.models import Application, Membership, Sponsorship
from members.queries.belonging import voters_of
from members.queries.register import memberships_visible_to
from members.rules import keeps_register
from organisations.enums import Applications, DecisionKind, Outcome, Power
from organisations.models import Body, Decision
from organisations.queries.rulesets import rules_in_force
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

S = ApplicationState
WITH = ("membership__person", "membership__branch", "membership__organisation", "organisation", "branch")
# What was answered to questions of the form is forgotten so long after the application was.
ANSWERS_KEPT = timedelta(days=30)


def key_digest(key: str) -> str:
    """What is kept of the word in a private link: it has 256 random bits and needs no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def body_joined(membership: Membership) -> Body:
    """The body whose rules answer: the branch where one was chosen, else the organisation."""
    return membership.branch or membership.organisation


def who_answers(body: Body) -> Applications:
    """Who answers an application to a body by the rules that hold now."""
    return Applications(rules_in_force(body).applications)


def applications_visible_to(viewer: Actor) -> QuerySet[Application]:
    """One's own, and those in registers that one keeps; none whose address is not confirmed, which is nobody's yet."""
    if not viewer.is_authenticated:
        return Application.objects.none()
    seen = memberships_visible_to(viewer).select_related(None).values("pk")
    return Application.objects.filter(membership__in=seen).select_related(*WITH, "decision", "answered_by")


def kept_applications(viewer: Actor) -> QuerySet[Application]:
    """Those in registers that one keeps, and not one's own elsewhere."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    seen = Q(membership__branch__in=kept) | Q(membership__organisation__in=kept)
    return Application.objects.filter(seen).select_related(*WITH, "decision", "answered_by")


def applications_to(viewer: Actor, body: Body) -> QuerySet[Application]:
    """The applications to one body that the viewer may answer, the oldest first; the whole has those of branches."""
    if not keeps_register(viewer, body):
        return Application.objects.none()
    column = "membership__organisation" if body.pk == body.organisation_id else "membership__branch"
    # The organisation is named too, so that the few that wait are found by their index and not by way of all members.
    found = Application.objects.filter(organisation=body.organisation_id, **{column: body.pk}).select_related(
        *WITH, "decision", "answered_by"
    )
    return found.order_by("asked_at", "pk")


def latest_of(person: Actor) -> list[Application]:
    """One's own latest applications, for one's own page: an answer is told there for as long as answers are kept."""
    mine = Application.objects.filter(membership__person_id=person.pk).select_related(*WITH, "decision")
    told = mine.filter(Q(state=S.OPEN) | Q(answered_at__gt=clock.now() - ANSWERS_KEPT)).order_by("-asked_at", "-pk")
    return list(told[:1])


def application_for(viewer: Actor, public_id: str) -> Application:
    """An application of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = applications_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such application here.", code="no_application")
    return found


def application_to_sponsor(viewer: Actor, public_id: str) -> tuple[Application, Membership]:
    """The application that a link leads to which the applicant passed on, with the membership by which one may speak.

    Nobody finds it by looking for it: there is no list, and for anybody but full members of that body it is not there.

    Raises:
        NotFound: for everybody else, and where it was answered.
    """
    waiting = Application.objects.filter(public_id=public_id, state=S.OPEN).select_related(*WITH)
    found: Application | None = waiting.first()
    mine = None
    if found is not None and found.membership is not None:
        body = body_joined(found.membership)
        if viewer.bound_body_id is None or viewer.bound_body_id == body.pk:
            mine = voters_of(body).filter(person_id=viewer.pk).first()
    if found is None or mine is None:
        raise NotFound(
            "This link leads to no application that waits in a body of yours. Ask whoever gave it to you.",
            code="no_application",
        )
    return found, mine


def application_with_key(key: str) -> Application:
    """The application that a private link leads to.

    Raises:
        NotFound: for a word that is unknown, or of an address that was not confirmed in time.
    """
    found = (
        Application.objects.filter(key_digest=key_digest(key)).select_related(*WITH, "decision").first()
        if key
        else None
    )
    late = found is not None and found.state == S.CONFIRMING and found.expires_at <= clock.now()  # type: ignore[operator]
    if found is None or late:
        raise NotFound(
            "This link is not known, or was not used within seven days. Fill in the form once more.",
            code="no_application",
        )
    return found


def open_application(membership: Membership) -> Application | None:
    """The application of a membership that waits for an answer."""
    return Application.objects.filter(membership=membership, state=S.OPEN).first()


def speaking(application: Application) -> QuerySet[Sponsorship]:
    """Those who speak for an applicant now: who took it back, or has no vote in the body any more, does not count."""
    given = Sponsorship.objects.filter(application=application, withdrawn_at__isnull=True)
    given = given.filter(sponsor__state__in=VOTING)
    membership = application.membership
    if membership is not None and membership.branch_id is not None:
        given = given.filter(sponsor__branch=membership.branch_id)
    return given.select_related("sponsor__person")


def sponsors_missing(application: Application) -> int:
    """How many members must still speak for an applicant before there can be an answer."""
    if application.membership is None:
        return 0
    needed = rules_in_force(body_joined(application.membership)).sponsors
    return max(0, needed - speaking(application).count()) if needed else 0


def refused_by_assembly(application: Application) -> Decision | None:
    """The decision by which the assembly that answers did not admit this applicant, where there is one."""
    if application.membership is None:
        return None
    body = body_joined(application.membership)
    decided = Decision.objects.filter(
        body=body.pk, kind=DecisionKind.ORDINARY, effect="admit", decided_at__gte=application.asked_at
    ).exclude(outcome=Outcome.CARRIED)
    named = (one for one in decided if application.public_id in one.effect_payload.get("applications", []))
    return next(named, None)


def same_names(viewer: Actor, application: Application) -> QuerySet[Membership]:
    """Others of the same name in the registers that the viewer keeps: perhaps the same person, or one excluded."""
    if application.membership is None:
        return Membership.objects.none()
    others = memberships_visible_to(viewer).filter(organisation=application.organisation_id)
    return others.filter(sort_name=application.membership.sort_name).exclude(pk=application.membership.pk)


def never_confirmed() -> QuerySet[Application]:
    """Applications whose address nobody confirmed in time; for the clock."""
    return Application.objects.filter(state=S.CONFIRMING, expires_at__lte=clock.now())


def answers_to_forget() -> QuerySet[Application]:
    """Applications answered long enough ago that the answers to the form are forgotten; for the clock."""
    return Application.objects.filter(answered_at__lte=clock.now() - ANSWERS_KEPT).exclude(answers=[])
