"""Who may do what with lists, exports and mail, and who looks at it as the second person."""

from typing import TYPE_CHECKING

from members.enums import EXPORT_STEPS, MAILING_STEPS, ExportState, MailingState
from members.rules import demand_register, keeps_register
from organisations.enums import BodyType, Power
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted, RuleNotMet, WrongState

if TYPE_CHECKING:
    from members.models import ExportRequest, Mailing, SavedList
    from organisations.models import Body

KEEPERS = (Power.KEEP_REGISTER,)
TREASURERS = (Power.KEEP_DUES,)
WRITERS = (Power.KEEP_REGISTER, Power.CALL_ASSEMBLIES)


def demand_list_of(actor: Actor, saved: "SavedList") -> None:
    """Go on only for those who keep the register a list is about; a list that is not shared is its owner's alone.

    Raises:
        NotPermitted: where the actor does not keep that register.
        NotFound: for somebody else's own list.
    """
    demand_register(actor, saved.body)
    if not saved.shared and saved.owner_id != actor.pk:
        raise NotFound("There is no such list here.", code="no_list")


def demand_second_person(actor: Actor, body: "Body", first: int, *, powers: tuple[str, ...]) -> None:
    """Go on only for the second person who looks at what the first wants to do with the people of a register.

    It is somebody who holds one of these powers, in the body or its organisation. Where nobody but the first does,
    whoever holds any role in the body may look. Nobody looks at her own, and no program does.

    Raises:
        NotPermitted: otherwise.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted("A person releases it, no program. Sign in yourself.", code="token_releases")
    if actor.pk == first:
        raise NotPermitted(
            "You asked for it, so somebody else releases it.", code="own_request", rule="two pairs of eyes"
        )
    bodies = {body.pk, body.organisation_key}
    if any(authority.holds(actor, power, one) for power in powers for one in bodies):
        return
    others = frozenset[int]().union(*(authority.holder_keys(power, bodies) for power in powers)) - {first}
    if others or actor.pk not in authority.holder_keys(None, bodies):
        kept = "dues" if powers == TREASURERS else "register"
        raise NotPermitted(
            f"A second person who keeps the {kept} of {body.name} releases it.",
            code="power_missing",
            rule=f"power: {powers[0]}",
        )


def has_second_person(actor: Actor, body: "Body") -> bool:
    """Whether anybody but the actor holds a role in a body or its organisation, and so can be the second person."""
    return bool(authority.holder_keys(None, {body.pk, body.organisation_key}) - {actor.pk})


def powers_to_release(asked: "ExportRequest") -> tuple[str, ...]:
    """Whose second person it takes: of the register, or of the dues where it is a part of their books."""
    return TREASURERS if asked.books else KEEPERS


def demand_export_step(asked: "ExportRequest", to: ExportState) -> None:
    """Go on only if what was asked for can still be settled so.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in EXPORT_STEPS[ExportState(asked.state)]:
        raise WrongState(f"This is “{asked.get_state_display().lower()}” already.", code="export_step")


def demand_quota(quota: int | None, taken: int, more: int) -> None:
    """Go on only within what the rules let one person take out in thirty days.

    Raises:
        RuleNotMet: beyond. It tells of nobody but of what the person took out herself.
    """
    if quota is not None and taken + more > quota:
        raise RuleNotMet(
            f"By the rules one person takes out at most {quota} people within 30 days, and this would be more. Narrow "
            "the list, wait, or let somebody else do it.",
            code="export_quota",
            rule="rules: export_quota",
        )


def demand_alone(second: int | None, people: int, *, before: int = 0) -> None:
    """Go on only where the rules let one person take out so many people alone.

    Args:
        people: all of them together, with those of `before`.
        before: how many of them the person took out alone within seven days.

    Raises:
        RuleNotMet: where a second person must release it first. It tells of nobody but of what she took out herself.
    """
    if second is not None and people > second:
        told = f" Within the last seven days you took out {before} alone, and they count with these." if before else ""
        raise RuleNotMet(
            f"By the rules a second person releases an export of more than {second} people.{told} Ask for it first.",
            code="export_second",
            rule="rules: export_second",
        )


def writes_to_members(actor: Actor, body: "Body") -> bool:
    """Whether the actor writes letters of a body to its members: keeping the register, or calling assemblies."""
    has_members = body.type in {BodyType.ORGANISATION, BodyType.BRANCH}
    return has_members and (keeps_register(actor, body) or authority.holds(actor, Power.CALL_ASSEMBLIES, body.pk))


def demand_writer(actor: Actor, body: "Body", *, to_all: bool = True) -> None:
    """Go on only for those who write to the members of this body.

    Args:
        to_all: whether it goes to all members. Only who keeps the register chooses among them: who calls assemblies
            would learn by the number of letters what stands in the records.

    Raises:
        NotPermitted: otherwise.
    """
    if not writes_to_members(actor, body):
        raise NotPermitted(
            f"Only those who keep the register of {body.name} or call its assemblies write to its members.",
            code="power_missing",
            rule=f"power: {Power.KEEP_REGISTER} or {Power.CALL_ASSEMBLIES}",
        )
    if not to_all:
        demand_register(actor, body)


def demand_mailing_step(mailing: "Mailing", to: MailingState) -> None:
    """Go on only if a letter may move to the state `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in MAILING_STEPS[MailingState(mailing.state)]:
        raise WrongState(f"This letter is “{mailing.get_state_display().lower()}”.", code="mailing_step")


def demand_held(mailing: "Mailing") -> None:
    """Go on only while a letter waits for a second person.

    Raises:
        WrongState: otherwise.
    """
    if mailing.state != MailingState.HELD:
        raise WrongState(f"This letter is “{mailing.get_state_display().lower()}”.", code="mailing_step")
