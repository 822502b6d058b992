"""Affiliations as the people of one of the two organisations read them; nobody else knows of them."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from organisations.enums import AFFILIATION_OVER, AffiliationStatus
from organisations.models import Affiliation, AffiliationStep, Organisation
from organisations.queries.disclosures import called, eyes_of, named_to_anybody
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


@dataclass(frozen=True)
class AffiliationSeen:
    """An affiliation from one of its two sides.

    Args:
        affiliation: the row.
        ours: the organisation that looks.
        outward: whether the one that looks is the affiliate.
        other: what the other is called here.
        steps: every dated step; the decision only of the one that looks.
    """

    affiliation: Affiliation
    ours: Organisation
    outward: bool
    other: str
    steps: list[AffiliationStep]

    @property
    def over(self) -> bool:
        """Whether it has ended, from either side."""
        return self.affiliation.status in AFFILIATION_OVER


def affiliations_visible_to(viewer: Actor) -> QuerySet[Affiliation]:
    """The affiliations of the organisations the viewer belongs to, in both directions, the latest first."""
    own = eyes_of(viewer)
    return (
        Affiliation.objects.filter(Q(affiliate__in=own) | Q(federation__in=own))
        .select_related("affiliate", "federation")
        .prefetch_related(Prefetch("steps", queryset=AffiliationStep.objects.select_related("decision").order_by("pk")))
        .order_by("-pk")
    )


def affiliation_for(viewer: Actor, public_id: str) -> Affiliation:
    """The affiliation of that public id.

    Raises:
        NotFound: where there is none of an organisation the viewer belongs to.
    """
    affiliation = affiliations_visible_to(viewer).filter(public_id=public_id).first()
    if affiliation is None:
        raise NotFound("There is no such affiliation here, or it is not yours to see.", code="no_affiliation")
    return affiliation


def was_taken_in(affiliation: Affiliation) -> bool:
    """Whether the federation ever decided to take the affiliate in, and so named itself to it."""
    taken = {AffiliationStatus.PROVISIONAL, AffiliationStatus.FULL}
    return any(step.status in taken for step in affiliation.steps.all())


def seen_from(affiliation: Affiliation, own: frozenset[int], public: frozenset[int] | None = None) -> AffiliationSeen:
    """The affiliation from the side of an organisation in `own`; as the affiliate where it is both.

    Who asks names itself to the one it asks; who takes in names itself to the one it takes in.
    """
    outward = affiliation.affiliate_id in own
    ours = affiliation.affiliate if outward else affiliation.federation
    if outward:
        named = was_taken_in(affiliation) or affiliation.federation_id in own
        other = affiliation.federation.name if named else called(affiliation.federation, public)
    else:
        other = affiliation.affiliate.name
    return AffiliationSeen(affiliation, ours, outward, other, list(affiliation.steps.all()))


def affiliations_of(viewer: Actor, organisation: Organisation) -> list[AffiliationSeen]:
    """What one organisation stands in with others, for those who belong to it."""
    own = eyes_of(viewer) & {organisation.pk}
    rows = affiliations_visible_to(viewer).filter(Q(affiliate__in=own) | Q(federation__in=own))
    public = named_to_anybody()
    return [seen_from(affiliation, own, public) for affiliation in rows]


def to_accept(organisation: Organisation) -> QuerySet[Affiliation]:
    """Affiliations that wait for an answer of this organisation: asked anew, or provisional and now to be full."""
    waiting = Q(status=AffiliationStatus.ASKED) | Q(status=AffiliationStatus.PROVISIONAL, wanted=AffiliationStatus.FULL)
    return Affiliation.objects.filter(waiting, federation=organisation).select_related("affiliate").order_by("pk")


def to_leave(organisation: Organisation) -> QuerySet[Affiliation]:
    """Affiliations of this organisation that it can end."""
    rows = Affiliation.objects.filter(affiliate=organisation).exclude(status__in=AFFILIATION_OVER)
    return rows.select_related("federation").prefetch_related("steps").order_by("pk")


def to_end(organisation: Organisation) -> QuerySet[Affiliation]:
    """Affiliations of others to this organisation that it can decline or end."""
    rows = Affiliation.objects.filter(federation=organisation).exclude(status__in=AFFILIATION_OVER)
    return rows.select_related("affiliate").prefetch_related("steps").order_by("pk")
