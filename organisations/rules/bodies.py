"""What can begin in a body, how it ends, and what is for its assembly alone."""

from typing import TYPE_CHECKING

from organisations.enums import BodyType, DecisionKind
from organisations.rules.decisions import demand_decision_of
from organiser.base.errors import Invalid, RuleNotMet, WrongState

if TYPE_CHECKING:
    from organisations.models import Body, Decision


def demand_exists(body: "Body") -> None:
    """Go on only if a body has not been dissolved: nothing new is begun in one that has (mission A18).

    Raises:
        WrongState: otherwise.
    """
    if body.dissolved_on:
        raise WrongState(
            f"{body.name} has been dissolved. What it decided stays to be read; nothing new begins there.",
            code="body_dissolved",
            rule="mission A18",
        )


def parent_key(body: "Body") -> int | None:
    """The body whose assembly decides that another ends: for a committee its parent, otherwise the organisation."""
    committee = getattr(body, "as_committee", None)
    return committee.parent_id if committee is not None else body.organisation_id


def demand_end_of(body: "Body", decision: "Decision", effect: str) -> None:
    """Go on only by a decision of the body itself or of the one above it, which is taking effect (mission A18).

    Raises:
        RuleNotMet: otherwise.
    """
    kinds = {DecisionKind.RULES.value} | ({DecisionKind.ORDINARY.value} if effect == "dissolve_committee" else set())
    bodies = {key for key in (body.pk, parent_key(body)) if key is not None}
    sentence = f"{body.name} ends by its own decision or by that of the body above it. Table a motion."
    demand_decision_of(decision, bodies=bodies, kinds=kinds, effect=effect, sentence=sentence)


def demand_follows(body: "Body", successor: "Body") -> None:
    """Go on only if `successor` can take the place of a body: another one, of the same organisation, and no circle.

    Raises:
        Invalid: otherwise, at the field `successor`.
    """
    if successor.organisation_id != body.organisation_id:
        sentence = "That body belongs to another organisation. Choose one of your own."
        raise Invalid(sentence, code="other_organisation", rule="mission B3", field="successor")
    after: Body | None = successor
    while after is not None:
        if after.pk == body.pk:
            raise Invalid(
                f"{successor.name} cannot take the place of {body.name}: it would follow itself. Choose another body.",
                code="circular_succession",
                field="successor",
            )
        after = after.successor


# What is for an assembly to decide and never for a committee of it, whatever its scope says (mission B4).
NEVER_BY_COMMITTEE = frozenset({
    *("adopt_rules", "adopt_programme", "found_branch", "merge_branch", "split_branch", "dissolve_body"),
    *("change_aims", "change_constituency", "change_jurisdiction", "show_page", "found_council", "change_council"),
    *("name_successor", "exclude", "reinstate"),
})  # fmt: skip


def demand_for_assembly(body: "Body", effect: str, title: str) -> None:
    """Go on only if a committee does not take what belongs to the assembly it comes from (mission B4).

    Raises:
        RuleNotMet: otherwise.
    """
    if body.type == BodyType.COMMITTEE and effect in NEVER_BY_COMMITTEE:
        raise RuleNotMet(
            f"“{title}” is not for {body.name} to decide: it acts within a scope, for {body.as_committee.parent.name}. "
            "Bring the motion there.",
            code="not_for_committee",
            rule="mission B4",
            field="effect",
        )
