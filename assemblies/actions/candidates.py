"""Who stands on the paper of an election: those who accepted and can still hold the role when the ballot opens."""

from collections import Counter

from assemblies.actions.choices import FEWEST, LONGEST_LABEL, demand_seats
from assemblies.enums import NominationState
from assemblies.models import Motion, Nomination, Option
from assemblies.queries.nominations import numbers_of
from organiser.base.errors import RuleNotMet
from skills.actions.election_effects import role_of
from skills.actions.roles import demand_can_stand
from skills.models import Role
from skills.queries.in_a_row import said_of_run


def candidates_of(motion: Motion) -> tuple[Option, ...]:
    """The candidates of an election as they are printed; why somebody is left off stands with the nomination.

    Raises:
        RuleNotMet: with fewer free seats than are to be filled, or fewer candidates than make a choice.
    """
    role, seats = role_of(motion.body, motion.effect_payload), motion.choose or 1
    demand_seats(role, seats, free=True)
    accepted = Nomination.objects.filter(motion=motion, state=NominationState.ACCEPTED)
    able = [one for one in accepted.select_related("person").order_by("pk") if not _bar(one, role)]
    if len(able) < max(FEWEST, seats):
        raise RuleNotMet(
            f"{len(able)} can stand and {seats} to be elected. Nominate more first, or put one candidate to the vote "
            "with for or against.",
            code="too_few_candidates",
        )
    labels = labels_for(able)
    return tuple(
        Option(label=labels[one.pk], text=one.statement, nomination=one, note=said_of_run(one.person_id, role))
        for one in able
    )


def why_barred(nomination: Nomination, role: Role) -> str:
    """Why somebody who was nominated cannot hold the role today; nothing for whoever can."""
    try:
        demand_can_stand(nomination.person, role)
    except RuleNotMet as refused:
        return refused.sentence
    return ""


def _bar(nomination: Nomination, role: Role) -> str:
    """Write down why somebody is left off the paper, or that nothing stands against her or him any more."""
    why = why_barred(nomination, role)[:300]
    if why != nomination.barred:
        nomination.barred = why
        nomination.save(update_fields=["barred"])
    return why


def labels_for(nominations: list[Nomination]) -> dict[int, str]:
    """What each candidate is called on the paper: the name, and for two of one name the number too."""
    times = Counter(one.person.name.casefold() for one in nominations)
    numbers = numbers_of(nominations)
    return {
        one.pk: name if times[one.person.name.casefold()] == 1 else f"{name} ({numbers[one.person_id]})"
        for one in nominations
        for name in [one.person.name[:LONGEST_LABEL]]
    }
