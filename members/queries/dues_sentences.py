"""A scheme of dues in plain sentences, for all members and for the ballot."""

from members.enums import DuesPeriod
from members.models import DuesScheme
from organisations.enums import BodyType
from organisations.queries.spelled import Spelled
from organiser.base.money import written
from organiser.base.words import day

EACH = {DuesPeriod.MONTH: "a month", DuesPeriod.QUARTER: "a quarter", DuesPeriod.YEAR: "a year"}


def scheme_sentences(scheme: DuesScheme) -> list[str]:
    """What is asked, how one chooses, where it goes, and what becomes of those who cannot pay."""
    if scheme.follows:
        return [f"From {day(scheme.from_on)} {scheme.body.name} has no dues of its own and follows the organisation."]
    each, currency = EACH[DuesPeriod(scheme.period)], scheme.currency
    said = [f"From {day(scheme.from_on)} dues are owed for {each}, from the first day of it."]
    if scheme.bands:
        steps = ", ".join(f"{band['label']}: {written(band['cents'], currency)}" for band in scheme.bands)
        said.append(f"Members choose their own step of the scale, and nobody asks for proof. {steps}.")
    if scheme.least_cents is not None:
        other = "Or they choose" if scheme.bands else "Members choose"
        said.append(f"{other} an amount of their own, at least {written(scheme.least_cents, currency)} {each}.")
    said.append(f"Whoever has chosen nothing pays {written(scheme.usual_cents, currency)} {each}.")
    if scheme.solidarity:
        said.append("Who can gives more. What is given on top pays for the periods of members who cannot pay.")
    if scheme.body.type == BodyType.ORGANISATION or scheme.branch_numerator < scheme.branch_denominator:
        said.append(share_sentence(scheme))
    said.append(
        "Whoever joins in the middle begins with the next one. Who leaves in the middle owes it whole. "
        "Who is on leave on its first day has it free. Who cannot pay asks the treasurer, and nobody else learns of it."
    )
    return said


def share_sentence(scheme: DuesScheme) -> str:
    """How the money is split between branch and organisation."""
    part, of = scheme.branch_numerator, scheme.branch_denominator
    if part == 0:
        return "All of it goes to the organisation."
    if part == of:
        return "All of it stays with the branch of the member."
    return f"Of each payment {part}/{of} stays with the branch of the member, and {of - part}/{of} goes to the whole."


def spell_scheme(scheme: DuesScheme, before: DuesScheme | None) -> list[Spelled]:
    """A scheme that a motion would set, beside the one that holds."""
    was = " ".join(scheme_sentences(before)) if before is not None else ""
    return [Spelled("Dues", " ".join(scheme_sentences(scheme)), was)]
