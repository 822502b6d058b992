"""Effects: what a carried motion does besides being written down.

An effect is checked when the motion is tabled, described in one sentence on the ballot, and applied in the transaction
that records the decision (design.md section 6). Higher floors register theirs here; there is no other path to change
rules, terms or committees.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from organisations.enums import NEEDS_EFFECT
from organisations.models import Body, Decision
from organisations.queries.spelled import Spelled
from organisations.rules import demand_for_assembly
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, Refusal, RuleNotMet

Payload = dict[str, Any]


def nothing_more(_body: Body, _payload: Payload) -> list[Spelled]:
    """For an effect whose sentence says the whole of it."""
    return []


@dataclass(frozen=True)
class Effect:
    """One thing that a decision can do.

    Args:
        name: the word stored with the motion.
        title: what the form calls it.
        kinds: the kinds of decision that can carry it.
        clean: checks a payload for a body and gives it cleaned; raises a Refusal.
        describe: the sentence printed on the ballot.
        apply: does it, inside the transaction that records the decision; gives sentences on what of it could not be
            done where the rest was, as when one of several who were elected can no longer stand.
        spell_out: the words and choices of the payload that the sentence does not say whole.
        more: whether there is more to it than sentence and `spell_out` say, such as the text of the motion itself.
    """

    name: str
    title: str
    kinds: frozenset[str]
    clean: Callable[[Body, Payload], Payload]
    describe: Callable[[Body, Payload], str]
    apply: Callable[[Actor, Decision, Payload], str | None]
    spell_out: Callable[[Body, Payload], list[Spelled]] = nothing_more
    more: bool = False

    @property
    def says_whole(self) -> bool:
        """Whether the sentence on the ballot says by itself all that would change (mission B13)."""
        return self.spell_out is nothing_more and not self.more


_effects: dict[str, Effect] = {}


def register(effect: Effect) -> None:
    """Add an effect to the registry."""
    _effects[effect.name] = effect


def all_effects() -> list[Effect]:
    """Every registered effect, by name."""
    return [_effects[name] for name in sorted(_effects)]


def effect_named(name: str) -> Effect:
    """The effect of that name.

    Raises:
        Invalid: where there is none.
    """
    if name not in _effects:
        raise Invalid(f"There is no effect called “{name}”.", code="effect_unknown", field="effect")
    return _effects[name]


def clean_effect(body: Body, kind: str, name: str, payload: Payload) -> Payload:
    """Check that this body can do this by this kind of decision, and clean the payload.

    Raises:
        Invalid, RuleNotMet: where it cannot, or where a kind that is about a change comes without one.
    """
    if not name:
        if kind in NEEDS_EFFECT:
            titles = " or ".join(f"“{effect.title}”" for _, effect in sorted(_effects.items()) if kind in effect.kinds)
            raise RuleNotMet(
                f"A decision of the kind {kind} says what changes. Choose {titles}, or move an ordinary decision.",
                code="effect_missing",
                rule="design, section 6",
                field="effect",
            )
        return {}
    effect = effect_named(name)
    demand_for_assembly(body, name, effect.title)
    if kind not in effect.kinds:
        allowed = " or ".join(sorted(effect.kinds))
        raise RuleNotMet(
            f"“{effect.title}” needs a decision of the kind {allowed}. Choose that kind.",
            code="effect_kind",
            field="kind",
        )
    return effect.clean(body, payload)


def describe_effect(body: Body, name: str, payload: Payload) -> str:
    """What the ballot says will happen; empty where the motion has no effect."""
    return effect_named(name).describe(body, payload) if name else ""


def says_whole(name: str) -> bool:
    """Whether the sentence of an effect stands for the summary of its motion; without an effect there is none."""
    return bool(name) and effect_named(name).says_whole


def spell_effect(body: Body, name: str, payload: Payload, *, decided: bool = False) -> list[Spelled]:
    """What a motion holds besides the sentence of its effect, for everybody who votes on it to read.

    Args:
        decided: whether it has been; what was there before it may have changed since and is left out.
    """
    try:
        found = effect_named(name).spell_out(body, payload) if name else []
    except Refusal:
        return []  # What it speaks of is gone by now.
    return [replace(one, before="") for one in found] if decided else found
