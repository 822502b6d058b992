"""One thing of this floor by its public id, and programmes as members may read them."""

from django.db.models import Q, QuerySet

from organisations.models import Body, BodyEvent, Organisation, ProgrammeVersion, RuleSet
from organisations.queries.bodies import bodies_visible_to, body_for, organisations_visible_to
from organisations.queries.rulesets import rule_sets_visible_to
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def described_bodies(viewer: Actor) -> QuerySet[Body]:
    """The bodies the viewer may know of, with what tells one form of body from another."""
    return bodies_visible_to(viewer).select_related(
        "founding_decision", "successor", "heir", "as_organisation", "as_branch", "as_committee__parent"
    )


def described_body(viewer: Actor, public_id: str) -> Body:
    """One of them.

    Raises:
        NotFound: where there is none, or none that the viewer may know of.
    """
    return described_bodies(viewer).get(pk=body_for(viewer, public_id).pk)


def events_visible_to(viewer: Actor) -> QuerySet[BodyEvent]:
    """What happened to the bodies the viewer may know of; through a token, to its one body."""
    events = BodyEvent.objects.filter(body__in=bodies_visible_to(viewer))
    if viewer.is_authenticated and viewer.bound_body_id is not None:
        events = events.filter(Q(other=None) | Q(other=viewer.bound_body_id))
    return events.select_related("body", "other", "decision")


def event_for(viewer: Actor, public_id: str) -> BodyEvent:
    """The event of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    event = events_visible_to(viewer).filter(public_id=public_id).first()
    if event is None:
        raise NotFound("There is no such event here, or it is not yours to read.", code="no_event")
    return event


def organisation_for(viewer: Actor, public_id: str) -> Organisation:
    """The organisation of that public id.

    Raises:
        NotFound: for those who do not belong to it.
    """
    organisation = organisations_visible_to(viewer).filter(public_id=public_id).first()
    if organisation is None:
        raise NotFound("There is no such organisation here, or you do not belong to it.", code="no_body")
    return organisation


def described_rule_sets(viewer: Actor) -> QuerySet[RuleSet]:
    """The rules the viewer may read, with the body they are of and the decision they rest on."""
    return rule_sets_visible_to(viewer).select_related("body", "decision")


def rule_set_for(viewer: Actor, public_id: str) -> RuleSet:
    """The rule set of that public id.

    Raises:
        NotFound: where there is none that the viewer may read.
    """
    rules = described_rule_sets(viewer).filter(public_id=public_id).first()
    if rules is None:
        raise NotFound("There are no such rules here, or they are not yours to read.", code="no_rules")
    return rules


def version_before(viewer: Actor, rules: RuleSet, since: str | None) -> RuleSet | None:
    """What a version is held against: the one of the same body that is named, or the one before; the first has none.

    Raises:
        NotFound: where the body has no such version.
    """
    versions = described_rule_sets(viewer).filter(body=rules.body_id)
    if since is None:
        return versions.filter(version__lt=rules.version).order_by("-version").first()
    found = versions.filter(public_id=since).first()
    if found is None:
        raise NotFound("There is no such version of these rules.", code="no_rules")
    return found


def programmes_visible_to(viewer: Actor) -> QuerySet[ProgrammeVersion]:
    """The versions of the programmes of the organisations the viewer belongs to.

    Through a token they are read only where the token reaches the organisation or a body of it.
    """
    bodies = bodies_visible_to(viewer)
    return ProgrammeVersion.objects.filter(organisation__in=bodies.values("organisation")).select_related(
        "organisation", "decision"
    )


def programme_for(viewer: Actor, public_id: str) -> ProgrammeVersion:
    """The version of that public id.

    Raises:
        NotFound: where there is none that the viewer may read.
    """
    version = programmes_visible_to(viewer).filter(public_id=public_id).first()
    if version is None:
        raise NotFound("There is no such version of a programme here.", code="no_programme")
    return version
