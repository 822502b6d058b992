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
from skills.queries.in_a_row import said_of_runs


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
    labels, notes = labels_for(able), said_of_runs([one.person_id for one in able], role)
    return tuple(
        Option(label=labels[one.pk], text=one.statement, nomination=one, note=notes[one.person_id]) for one in able
    )


def _bar(nomination: Nomination, role: Role) -> str:
    """Why somebody is left off the paper, written down with the nomination; nothing for whoever can hold the role."""
    why = ""
    try:
        demand_can_stand(nomination.person, role)
    except RuleNotMet as refused:
        why = refused.sentence[:300]
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
