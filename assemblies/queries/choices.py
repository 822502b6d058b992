"""What a form of a motion offers: roles to fill, decisions to rescind, terms to end, and who is meant by a name."""

from django.db.models import Q, QuerySet

from assemblies.enums import TO_VOTE_AGAIN, AssemblyStatus, MotionStatus
from assemblies.models import Assembly, Motion
from members.models import Membership
from members.queries.belonging import members_of
from organisations.enums import BodyType, DecisionStatus
from organisations.models import Body, Decision, DecisionRule
from organisations.queries.rulesets import held_by, rules_in_force
from organiser.base import clock
from organiser.base.errors import Invalid
from organiser.base.text import without_accents
from skills.models import Role, Term
from skills.queries.powers import in_office


def rules_by_kind(body: Body) -> dict[str, DecisionRule]:
    """The kinds of decision that the rules of a body speak of, in their order, each with its rule."""
    rules = DecisionRule.objects.filter(rule_set=rules_in_force(body)).select_related("rule_set").order_by("pk")
    return {rule.kind: held_by(body, rule) for rule in rules}


def roles_to_fill(body: Body) -> QuerySet[Role]:
    """The roles of a body by name."""
    return Role.objects.filter(body=body).order_by("name")


def terms_to_end(body: Body) -> QuerySet[Term]:
    """The terms that run in a body now."""
    terms = in_office(clock.today()).filter(role__body=body).select_related("role", "person")
    return terms.order_by("role__name", "pk")


def decisions_to_rescind(body: Body) -> QuerySet[Decision]:
    """Decisions in force of a body, its committees, and bodies whose heir it is, the latest first (mission B1)."""
    own = Q(body=body) | Q(body__as_committee__parent=body) | Q(body__heir=body)
    return (
        Decision.objects.filter(own, status__in=[DecisionStatus.IN_FORCE, DecisionStatus.PROVISIONAL])
        .select_related("body")
        .order_by("-decided_at", "-number")
    )


def bodies_to_end(body: Body, *, committees: bool) -> list[Body]:
    """The bodies that the assembly of this one can dissolve: itself and those beneath it."""
    beneath = Q(pk=body.pk) | Q(as_committee__parent=body)
    if body.type == BodyType.ORGANISATION:
        beneath |= Q(organisation_id=body.pk, type__in=[BodyType.BRANCH, BodyType.COUNCIL])
    kind = Q(type=BodyType.COMMITTEE)
    found = Body.objects.filter(beneath, kind if committees else ~kind, dissolved_on="")
    return list(found.select_related("organisation").order_by("name", "pk"))


def bodies_without_successor(body: Body) -> list[Body]:
    """Dissolved bodies beneath this one of which nobody has said what took their place."""
    beneath = Q(as_committee__parent=body)
    if body.type == BodyType.ORGANISATION:
        beneath |= Q(organisation_id=body.pk, type__in=[BodyType.BRANCH, BodyType.COUNCIL])
    found = Body.objects.filter(beneath, dissolved_on__gt="", successor__isnull=True)
    return list(found.order_by("name", "pk"))


def bodies_beside(body: Body, *types: BodyType) -> list[Body]:
    """The bodies of one organisation that exist now, of these types or of any."""
    found = Body.objects.filter(organisation_id=body.organisation_key, dissolved_on="")
    return list((found.filter(type__in=types) if types else found).order_by("name", "pk"))


def member_named(body: Body, text: str) -> Membership:
    """The member of a body whose number this is, or whose full name; no list of members is ever offered.

    Raises:
        Invalid: where nobody or more than one member is meant.
    """
    text = " ".join(text.split())
    words = without_accents(text).casefold().split()
    folded = " ".join([*words[-1:], *words[:-1]])
    found = list(members_of(body).filter(Q(number=text) | Q(sort_name=folded))[:2]) if words else []
    if not found:
        raise Invalid(
            f"{body.name} has no member of that name or number. Write the whole name as it stands in the register.",
            code="no_member",
            field="member",
        )
    if len(found) > 1:
        raise Invalid("Two members have that name. Write the number of the one you mean.", code="name", field="member")
    return found[0]


def task_holder(body: Body, text: str) -> dict[str, str]:
    """Who is meant by a text in a form of a task: a role of the body by its name, else a member.

    Raises:
        Invalid: where nobody or more than one member is meant.
    """
    words = without_accents(" ".join(text.split()))
    for role in Role.objects.filter(body=body):
        if without_accents(role.name) == words:
            return {"role": role.public_id}
    return {"member": member_named(body, text).public_id}


def motions_to_table(assembly: Assembly) -> QuerySet[Motion]:
    """Motions of the body that can be put on the agenda of this assembly, the oldest first."""
    ready = (MotionStatus.SECONDED, *TO_VOTE_AGAIN)
    motions = Motion.objects.filter(body_id=assembly.body_id, status__in=ready)
    return motions.exclude(agenda_items__assembly=assembly).order_by("moved_at", "pk")


def assemblies_to_table_in(body: Body) -> QuerySet[Assembly]:
    """Assemblies of a body whose agenda can still be added to, the first to meet first."""
    ahead = (AssemblyStatus.DRAFT, AssemblyStatus.CALLED, AssemblyStatus.OPEN)
    return Assembly.objects.filter(body=body, status__in=ahead).order_by("starts_at", "pk")


def open_assembly_with(motion: Motion) -> Assembly | None:
    """The open assembly that has this motion on its agenda, where there is one."""
    return Assembly.objects.filter(items__motion=motion, status=AssemblyStatus.OPEN).first()


def open_assembly_of(body: Body) -> Assembly | None:
    """The assembly of a body that is open now, where there is one; of several the one that began first."""
    return Assembly.objects.filter(body=body, status=AssemblyStatus.OPEN).order_by("starts_at", "pk").first()


def later_open_assembly(assembly: Assembly) -> Assembly | None:
    """An open later assembly of the same body: the one that can agree to the minutes of this one."""
    later = Assembly.objects.filter(body_id=assembly.body_id, status=AssemblyStatus.OPEN)
    return later.filter(starts_at__gt=assembly.starts_at).order_by("starts_at").first()
