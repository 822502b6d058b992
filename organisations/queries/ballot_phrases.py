"""What rules say of a ballot in a few words: secrecy, changing a vote, the tally meanwhile, several options."""

from organisations.enums import Choosing, Comparison, DecisionKind, Marks, Secrecy, Strikes, TieRule, Vacancies
from organisations.models import DecisionRule
from organisations.queries.phrases import counted, fraction

RANKED = "by ranking them, counted"
CHOOSING = {
    Choosing.APPROVAL: "by approval",
    Choosing.POINTS: "by points given to them",
    Choosing.SCOTTISH_STV: f"{RANKED} by the Scottish transferable vote",
    Choosing.MEEK_STV: f"{RANKED} by Meek’s transferable vote",
    Choosing.IRV: f"{RANKED} by instant run-off",
    Choosing.SCHULZE: f"{RANKED} by Schulze’s method",
    Choosing.DEBIAN_SCHULZE: f"{RANKED} by Schulze’s method against doing nothing, as in Debian",
    Choosing.RANKED_PAIRS: f"{RANKED} by ranked pairs",
}
WHERE_SAID = "or secret where whoever opens the ballot says so"
SECRECY = {
    Secrecy.OPEN: ("votes by name", "Votes are by name"),
    Secrecy.SECRET: ("a secret ballot", "The ballot is secret"),
    Secrecy.CHOSEN: (f"votes by name, {WHERE_SAID}", f"Votes are by name, {WHERE_SAID}"),
}
MARKS = {
    Marks.ANY: "with every option marked that one agrees with",
    Marks.SEATS: "with at most as many options marked as are to be chosen",
}
STRIKES = {
    Strikes.SUBTRACT: "each strike takes one mark away",
    Strikes.OUT: "whoever is struck out more often than marked is out",
    Strikes.SHOWN: "strikes are shown and change nothing",
}
VACANCIES = {
    Vacancies.BY_ELECTION: "filled by a new election",
    Vacancies.RECOUNT: "filled by counting the papers of its election again",
}
# Nobody votes again in the middle of a count of rankings: what is tied there is not who is chosen.
RUN_OFF = (
    "Options that are tied for who is chosen stand in a run-off, and a lot decides where they are tied again or too "
    "few vote; a tie in the middle of a count is decided by lot"
)
# Where people choose among options as a rule; elsewhere the way of choosing is said only where it is not approval.
CHOICES = {DecisionKind.ORDINARY, DecisionKind.ELECTION}
PLAIN = f"{CHOOSING[Choosing.APPROVAL]}, {MARKS[Marks.ANY]}"


def choosing(rule: DecisionRule) -> str:
    """How a choice among several options is made, and how far a paper may go."""
    way, limits = Choosing(rule.choosing), ""
    if way == Choosing.APPROVAL:
        limits = f", {_marks(rule)}"
    elif way == Choosing.POINTS:
        limits = f", {_points(rule)}"
    elif way == Choosing.DEBIAN_SCHULZE and rule.default_quorum:
        prefer = counted(rule.default_quorum, "paper", "papers")
        limits = f"; an option is chosen only where at least {prefer} prefer it to doing nothing"
    return f"{CHOOSING[way]}{limits}"


def _marks(rule: DecisionRule) -> str:
    most = f"with at most {counted(rule.most_marks, 'option', 'options')} marked"
    said = [MARKS.get(Marks(rule.marks), most)]
    if rule.strikes:
        said[0] += f", and at most {rule.strikes} struck out"
        said.append(STRIKES[Strikes(rule.strikes_do)])
    if rule.approval_numerator:
        more = "more than" if rule.approval_comparison == Comparison.MORE_THAN else "at least"
        part = fraction(rule.approval_numerator, rule.approval_denominator)
        said.append(f"an option is chosen only where {more} {part} of the papers mark it")
    return "; ".join(said)


def _points(rule: DecisionRule) -> str:
    said = [f"{rule.points_in_all} in all"] if rule.points_in_all else []
    if rule.points_each:
        said.append(f"at most {rule.points_each} to each")
    return ", ".join(said)


def choice_sentence(rule: DecisionRule) -> str:
    """How a choice among several options is made, as a sentence of its own."""
    return f"A choice among several options is made {choosing(rule)}."


def can_be_changed(rule: DecisionRule) -> bool:
    """Whether a vote by name can be changed while the ballot is open; where all votes are secret there is none."""
    return rule.changeable and rule.secrecy != Secrecy.SECRET


def ballot_sentence(rule: DecisionRule) -> str:
    """How a ballot on such a decision is held."""
    said = [SECRECY[Secrecy(rule.secrecy)][1]]
    if can_be_changed(rule):
        said.append("A vote by name can be changed until the ballot closes, and the last one counts")
    if rule.running_results:
        said.append("Members see the tally of votes by name while the ballot is open")
    if rule.kind in CHOICES or choosing(rule) != PLAIN:
        said.append(choice_sentence(rule).removesuffix("."))
    if rule.tie_rule == TieRule.RUN_OFF:
        said.append(RUN_OFF)
    if not rule.lot_order:
        said.append("Options stand on the paper in the order in which they were proposed")
    if rule.vacancies != Vacancies.BY_ELECTION:
        said.append(f"A seat that falls free before its term is over is {VACANCIES[Vacancies(rule.vacancies)]}")
    return ". ".join(said) + "."


def ballot_topics(rule: DecisionRule) -> dict[str, str]:
    """The same by topic, to compare two versions by."""
    return {
        "Secrecy": SECRECY[Secrecy(rule.secrecy)][0],
        "Changing votes": "possible by name until the ballot closes" if can_be_changed(rule) else "not possible",
        "Running tally": "seen by members where votes are by name" if rule.running_results else "hidden",
        "Choice among options": choosing(rule),
        "Order of options": "drawn by lot" if rule.lot_order else "as they were proposed",
        "Seats that fall free": VACANCIES[Vacancies(rule.vacancies)],
    }
