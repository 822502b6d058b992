"""Lists with filters: the motions and the assemblies of one body, and the ballots of one motion."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assemblies.enums import TO_VOTE_AGAIN, AssemblyStatus, BallotStatus, MotionStatus
from assemblies.models import Assembly, Attendance, Ballot, Motion
from assemblies.queries.assemblies import assemblies_visible_to
from assemblies.queries.ballots import ballots_visible_to
from assemblies.queries.motions import motions_visible_to
from organisations.models import Body
from organisations.queries.decision_register import bears
from organiser.base.actor import Actor

MOTION_STATES: dict[str, tuple[str, tuple[MotionStatus, ...]]] = {
    "seconders": ("Looking for seconders", (MotionStatus.PROPOSED,)),
    "waiting": (
        "Waiting for a vote",
        (MotionStatus.SECONDED, MotionStatus.TABLED, *TO_VOTE_AGAIN),
    ),
    "voting": ("Being voted on", (MotionStatus.VOTING,)),
    "carried": ("Carried", (MotionStatus.CARRIED,)),
    "fell": ("Fell", (MotionStatus.FELL,)),
    "withdrawn": ("Withdrawn", (MotionStatus.WITHDRAWN,)),
}


def bearing(motions: QuerySet[Motion], text: str) -> QuerySet[Motion]:
    """Those of which every word stands in the title, or is their reference such as 26/14, or its year or number."""
    for word in text.split()[:10]:
        reference, held = bears(word), Q(title__icontains=word)
        if reference is not None:
            held = reference if "/" in word else held | reference
        motions = motions.filter(held)
    return motions


def motions_of(viewer: Actor, body: Body, *, text: str = "", state: str = "") -> QuerySet[Motion]:
    """The motions of a body, the latest first, that bear a number or words in their title and are in a state."""
    motions = bearing(motions_visible_to(viewer).filter(body=body), text)
    return motions.filter(status__in=MOTION_STATES[state][1]) if state in MOTION_STATES else motions


def assemblies_of(viewer: Actor, body: Body, *, ahead: bool) -> QuerySet[Assembly]:
    """The assemblies of a body: those ahead and open, the next one first; or those over, the latest first."""
    over = Q(status__in=[AssemblyStatus.CLOSED, AssemblyStatus.CANCELLED])
    found = assemblies_visible_to(viewer).filter(~over if ahead else over, body=body)
    came = Attendance.objects.filter(assembly=OuterRef("pk")).order_by().values("assembly").annotate(n=Count("pk"))
    found = found.annotate(items_count=Count("items"), came=Coalesce(Subquery(came.values("n")), 0))
    return found.order_by("starts_at", "pk") if ahead else found.order_by("-starts_at", "-pk")


def ballots_of_motion(viewer: Actor, motion: Motion) -> QuerySet[Ballot]:
    """The ballots held on a motion, the latest first."""
    return ballots_visible_to(viewer).filter(motion=motion).select_related("result__counted_by")


def open_ballots_in(viewer: Actor, assembly: Assembly) -> QuerySet[Ballot]:
    """The ballots that are open in an assembly, in the order of their opening."""
    return ballots_visible_to(viewer).filter(assembly=assembly, status=BallotStatus.OPEN).order_by("opened_at", "pk")
