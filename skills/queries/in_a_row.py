"""How many terms somebody has served in a role without others in between, and what a paper says of it."""

from collections.abc import Iterable

from organisations.models import RuleSet
from organisations.queries.rulesets import rules_in_force
from skills.enums import TermKind
from skills.models import Role, Term

# Of a tenth term in a row and later ones the figure is printed.
PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")


def counts_as_whole(term: Term, rules: RuleSet) -> bool:
    """Whether so much of a term was served that it counts among the terms in a row; by default any part does.

    Open-source bodies dispute partial terms again and again (practice 1.3), so the rules say which part counts.
    """
    served = ((term.ended_on or term.ends_on) - term.starts_on).days
    whole = (term.ends_on - term.starts_on).days
    return bool(served * rules.part_term_denominator >= whole * rules.part_term_numerator)


def terms_in_a_row(person_id: int, role: Role, rules: RuleSet) -> int:
    """The elected terms of a person in a role that follow one another, the latest of them being nobody else's.

    A run is over once others were elected to as many seats as the role has. Whoever was elected on the same day as the
    person to another seat sat beside her or him and did not follow.
    """
    return _run_of(person_id, role, rules, _elected(role))


def said_of_runs(people: Iterable[int], role: Role) -> dict[int, str]:
    """What is printed below each name on a paper, by the key of the person, in as many queries for one as for many.

    “Third term in a row”; nothing for whoever would begin the first.
    """
    rules, terms = rules_in_force(role.body), _elected(role)
    return {person: _said(_run_of(person, role, rules, terms)) for person in people}


def _elected(role: Role) -> list[Term]:
    return list(Term.objects.filter(role=role, kind=TermKind.ELECTED).order_by("-starts_on", "-pk"))


def _run_of(person_id: int, role: Role, rules: RuleSet, terms: Iterable[Term]) -> int:
    run: list[Term] = []
    others: list[Term] = []
    for term in terms:
        if term.person_id != person_id:
            others.append(term)
            continue
        beside = {term.starts_on, run[-1].starts_on if run else None} if role.seats > 1 else set()
        # Whoever came while the person was still there sat beside her or him, as after a by-election.
        left = term.ended_on or term.ends_on
        after = [other for other in others if other.starts_on > left or role.seats == 1]
        if sum(1 for other in after if other.starts_on not in beside) >= role.seats:
            break
        run.append(term)
        others = []
    return sum(1 for term in run if counts_as_whole(term, rules))


def _said(before: int) -> str:
    if not before:
        return ""
    return f"{PLACES[before]} term in a row" if before < len(PLACES) else f"Term {before + 1} in a row"
