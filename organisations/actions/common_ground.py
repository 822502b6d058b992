"""Finding out what is agreed before uniting: statements, and what each organisation decides about them (mission E7)."""

from organisations.enums import Agreeing
from organisations.models import Alliance, Body, CommonGround, Decision, Organisation, Position, Statement
from organisations.queries.alliances import standing_of
from organisations.rules import demand_own_decision, demand_speaks_for
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from organiser.base.text import one_line

MOST_STATEMENTS = 40


@action
def ask_common_ground(
    actor: Actor, *, organisation: Organisation, alliance: Alliance, title: str, statements: list[str]
) -> CommonGround:
    """Put statements before the members of an alliance; each decides by itself what it holds of them.

    Raises:
        NotPermitted: where the actor does not call assemblies of this organisation.
        NotFound: where it is no member.
        Invalid: without a title, or without a statement, or with too many.
    """
    demand_speaks_for(actor, organisation)
    locked(Body.objects.get(pk=alliance.pk))
    standing = standing_of(alliance, organisation)
    title, lines = one_line(title), [line for line in map(one_line, statements) if line]
    if not title or len(title) > 200 or not 1 <= len(lines) <= MOST_STATEMENTS or max(map(len, lines)) > 500:
        raise Invalid(
            "Give a title and from 1 to 40 statements of at most 500 letters, one on each line.",
            code="statements",
            field="statements",
        )
    common_ground = CommonGround.objects.create(alliance=alliance, title=title, by=standing, asked_on=clock.today())
    Statement.objects.bulk_create(
        Statement(common_ground=common_ground, number=number, text=line) for number, line in enumerate(lines, start=1)
    )
    record(
        actor,
        "ask_common_ground",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=common_ground.public_id,
        content={"alliance": alliance.public_id, "title": title, "statements": lines},
    )
    return common_ground


@action
def take_positions(
    actor: Actor,
    *,
    organisation: Organisation,
    common_ground: CommonGround,
    stances: dict[int, str],
    decision: Decision,
) -> list[Position]:
    """Write down what an organisation decided about statements; a later decision takes the place of this one.

    Args:
        stances: agree, differ or undecided, by the number of the statement.

    Raises:
        RuleNotMet: without a decision of this organisation.
        NotFound: where it is no member.
        Invalid: for a statement or a word that is not known.
    """
    demand_own_decision(decision, organisation, "take_positions")
    alliance = common_ground.alliance
    locked(Body.objects.get(pk=alliance.pk))
    standing = standing_of(alliance, organisation)
    stances = clean_stances(common_ground, stances)
    statements = {statement.number: statement for statement in common_ground.statements.all()}
    positions = [
        Position(
            organisation=organisation,
            standing=standing,
            statement=statements[number],
            stance=stance,
            decision=decision,
            on=clock.today(),
        )
        for number, stance in sorted(stances.items())
    ]
    Position.objects.bulk_create(positions)
    record(
        actor,
        "take_positions",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=common_ground.public_id,
        content={"stances": {str(number): stance for number, stance in stances.items()}, "by": decision.public_id},
    )
    return positions


def clean_stances(common_ground: CommonGround, stances: dict[int, str]) -> dict[int, str]:
    """The stances, where each is about a statement of this poll and says one of the three words.

    Raises:
        Invalid: otherwise, or where there is none.
    """
    numbers = set(common_ground.statements.values_list("number", flat=True))
    if not stances or not set(stances) <= numbers or not set(stances.values()) <= set(Agreeing.values):
        raise Invalid(
            "Say for statements of this poll whether you agree, differ or are undecided.",
            code="stances",
            field="stances",
        )
    return stances
