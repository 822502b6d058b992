"""What is agreed before uniting: statements against organisations (mission E7)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from organisations.enums import Agreeing, AllianceStanding
from organisations.models import Alliance, AllianceMember, Body, CommonGround, Organisation, Position, Statement
from organisations.queries.alliances import demand_inside
from organisations.queries.disclosures import Naming
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

NO_POSITION = "No position"


@dataclass(frozen=True)
class Row:
    """One statement: what each named member holds of it, and how many of all members hold what.

    Args:
        cells: in the order of the names of the matrix.
        counts: agree, differ, undecided, no position; over all members.
        common: whether every member agrees.
    """

    statement: Statement
    cells: list[str]
    counts: list[int]
    common: bool


@dataclass(frozen=True)
class Matrix:
    """A poll as a table."""

    common_ground: CommonGround
    by: str
    names: list[str]
    rows: list[Row]
    total: int


def latest_positions(common_ground: CommonGround) -> dict[tuple[int, int], str]:
    """What each member of now holds, by statement and organisation; the latest decision counts."""
    rows = Position.objects.filter(
        statement__common_ground=common_ground, standing__status=AllianceStanding.MEMBER
    ).order_by("pk")
    return {(row.statement_id, row.organisation_id): row.stance for row in rows}


def is_common(stances: list[str], members: int) -> bool:
    """Whether a statement is common ground: every member agrees, none is undecided or silent."""
    return members > 0 and len(stances) == members and set(stances) == {Agreeing.AGREE.value}


def matrix_of(common_ground: CommonGround, naming: Naming) -> Matrix:
    """One poll as a table for one reader."""
    members = list(
        AllianceMember.objects.filter(alliance=common_ground.alliance_id, status=AllianceStanding.MEMBER)
        .select_related("organisation")
        .order_by("pk")
    )
    named = [member for member in members if member.organisation_id in naming.named]
    held = latest_positions(common_ground)
    rows = []
    for statement in common_ground.statements.order_by("number"):
        stances = [held[key] for member in members if (key := (statement.pk, member.organisation_id)) in held]
        counted = Counter(stances)
        cells = [
            Agreeing(held[key]).label if (key := (statement.pk, member.organisation_id)) in held else NO_POSITION
            for member in named
        ]
        counts = [*(counted[stance.value] for stance in Agreeing), len(members) - len(stances)]
        rows.append(Row(statement, cells, counts, is_common(stances, len(members))))
    names = [member.organisation.name for member in named]
    return Matrix(common_ground, naming.name(common_ground.by), names, rows, len(members))


def questions_for(organisation: Organisation | Body) -> QuerySet[CommonGround]:
    """The polls in alliances of this organisation, the latest first."""
    return (
        CommonGround.objects.filter(
            alliance__standings__organisation=organisation.pk, alliance__standings__status=AllianceStanding.MEMBER
        )
        .select_related("alliance")
        .order_by("-pk")
    )


def polls_of(alliance: Alliance) -> QuerySet[CommonGround]:
    """The polls of an alliance, the latest first."""
    return CommonGround.objects.filter(alliance=alliance).order_by("-pk")


def poll_for(viewer: Actor, alliance: Alliance, public_id: str) -> CommonGround:
    """One poll of an alliance, for the people of its members.

    Raises:
        NotFound: where there is none, or the viewer belongs to no member.
    """
    demand_inside(viewer, alliance)
    found = polls_of(alliance).filter(public_id=public_id).select_related("by__organisation").first()
    if found is None:
        raise NotFound("There are no such statements here.", code="no_common_ground")
    return found
