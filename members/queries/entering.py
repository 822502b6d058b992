"""Whether people still come in from the desk, or only as an assembly decides; and which decision it was."""

import re

from members import above
from organisations.enums import Applications, DecisionSource
from organisations.models import Body, Decision
from organisations.queries.rulesets import rules_if_any
from organiser.base.errors import Invalid

WRITTEN = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,6})")


def is_past_founding(body: Body) -> bool:
    """Whether a body or its organisation has met as a quorum asks for, or has decided anything since it was founded."""
    bodies = {body.pk, body.organisation_key}
    decided = Decision.objects.filter(body__in=bodies).exclude(source=DecisionSource.FOUNDING)
    return decided.exists() or above.have_met(bodies)


def needs_admission(body: Body) -> bool:
    """Whether the assembly admits whoever is new, so that nobody comes in from the desk without its decision.

    Until the founding is over the register of before is written down freely.
    """
    rules = rules_if_any(body)
    return rules is not None and rules.applications == Applications.ASSEMBLY and is_past_founding(body)


def decision_cited(body: Body, said: str) -> Decision | None:
    """The decision that somebody cites by its number, such as 26/3, of the body or else of its organisation.

    Raises:
        Invalid: where there is none of that number, so that a slip of the pen admits nobody.
    """
    said = said.strip()
    if not said:
        return None
    written = WRITTEN.fullmatch(said)
    if written is not None:
        year = int(written[1]) + (2000 if len(written[1]) == 2 else 0)
        found = Decision.objects.filter(year=year, number=int(written[2]), body__in={body.pk, body.organisation_key})
        mine = sorted(found.select_related("body"), key=lambda one: one.body_id != body.pk)
        if mine:
            return mine[0]
    raise Invalid(
        f"There is no decision {said} of {body.name}. Write its number as the register of decisions has it, such as "
        "26/3.",
        code="no_decision",
        field="decision",
    )
