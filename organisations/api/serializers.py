"""Bodies, rules, decisions and programmes as programs read them."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from organisations.actions.effects import spell_effect
from organisations.enums import (
    BodyEventKind,
    BodyForm,
    BodyType,
    DecisionKind,
    DecisionSource,
    DecisionStatus,
    Ink,
    InterventionKind,
    MembershipBasis,
    OrganisationKind,
    Outcome,
    RuleSetStatus,
    Site,
)
from organisations.models import Decision, RuleSet
from organisations.queries.sentences import rule_sentences
from organisations.queries.specs import spec_of
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict


class OrganisationRow(Shown):
    """An organisation, with its aims and whom it organises."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(OrganisationKind)
    form = serializers.ChoiceField(BodyForm)
    place = serializers.CharField()
    site = serializers.ChoiceField(Site)
    aims = serializers.CharField()
    constituency = serializers.CharField()
    membership_basis = serializers.ChoiceField(MembershipBasis)
    ink = serializers.ChoiceField(Ink)
    incompatible = serializers.ListField(child=serializers.CharField(), help_text="Positions that cannot join.")
    public_page = serializers.BooleanField(help_text="Whether everybody can read its page.")
    founded_on = serializers.CharField(help_text="A year, a month or a day.")
    dissolved_on = serializers.CharField(help_text="Empty while it exists.")


class BodyRow(Shown):
    """Whatever can meet and decide: an organisation, a branch, a committee."""

    id = serializers.CharField(source="public_id")
    type = serializers.ChoiceField(BodyType)
    name = serializers.CharField()
    form = serializers.ChoiceField(BodyForm)
    place = serializers.CharField()
    organisation = BodyRef(allow_null=True)
    founded_on = serializers.CharField(help_text="A year, a month or a day.")
    dissolved_on = serializers.CharField(help_text="Empty while it exists.")
    founding_decision = serializers.CharField(source="founding_decision.public_id", allow_null=True, default=None)
    successor = BodyRef(allow_null=True)
    heir = BodyRef(allow_null=True, help_text="Of a dissolved body: who carries on what it left open.")
    jurisdiction = serializers.CharField(
        source="as_branch.jurisdiction", allow_null=True, default=None, help_text="For a branch."
    )
    parent = BodyRef(source="as_committee.parent", allow_null=True, default=None, help_text="For a committee.")
    scope = serializers.CharField(
        source="as_committee.scope", allow_null=True, default=None, help_text="For a committee."
    )


class BodyEventRow(Shown):
    """Something that happened to a body, by a decision."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    kind = serializers.ChoiceField(BodyEventKind)
    on = serializers.CharField(help_text="A year, a month or a day.")
    other = BodyRef(allow_null=True, help_text="The body it was merged into, split off, or followed by.")
    before = serializers.CharField(help_text="The name or form of before.")
    after = serializers.CharField(help_text="The name or form of after.")
    decision = serializers.CharField(source="decision.public_id")


class SentenceRow(serializers.Serializer[Any]):
    """One rule as people read it."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    by_hand = serializers.BooleanField(help_text="Whether members see to it themselves, because this site does not.")


class Since(Strict):
    """Which version to hold another against, as parameters of an address."""

    since = Id(required=False, help_text="Public id of another version of the same rules.")


class RuleChanges(serializers.Serializer[Any]):
    """How one version of rules differs from another."""

    since = serializers.CharField(allow_null=True, help_text="The version it is held against; null for the first.")
    changes = serializers.ListField(child=serializers.CharField(), help_text="Sentences: what was, and what becomes.")


class RuleSetRow(Shown):
    """One version of the rules of a body, as sentences and as data."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    name = serializers.CharField()
    version = serializers.IntegerField()
    status = serializers.ChoiceField(RuleSetStatus)
    in_force_from = serializers.DateField()
    in_force_until = serializers.DateField(allow_null=True)
    decision = serializers.CharField(source="decision.public_id")
    sentences = serializers.SerializerMethodField()
    rules = serializers.SerializerMethodField(
        help_text="The same as data, in the form that a motion to adopt rules takes."
    )

    @extend_schema_field(SentenceRow(many=True))
    def get_sentences(self, rules: RuleSet) -> list[dict[str, Any]]:
        """Every rule as a numbered plain sentence."""
        return [asdict(sentence) for sentence in rule_sentences(rules)]

    def get_rules(self, rules: RuleSet) -> dict[str, Any]:
        """The rule set in the form that can be adopted again."""
        return spec_of(rules)


class DecisionRef(serializers.Serializer[Any]):
    """A decision, as other things point to it."""

    id = serializers.CharField(source="public_id")
    reference = serializers.CharField()
    title = serializers.CharField()


class DecisionRow(Shown):
    """What a body decided. Its working is for members of the body: it speaks of how many they are."""

    inside = ("working", "effect_failed")

    id = serializers.CharField(source="public_id")
    reference = serializers.CharField(help_text="The number people say: 26/14.")
    body = BodyRef()
    year = serializers.IntegerField()
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(DecisionKind)
    title = serializers.CharField()
    text = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome)
    status = serializers.ChoiceField(DecisionStatus)
    working = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Sentences; null outside the body."
    )
    source = serializers.ChoiceField(DecisionSource)
    ballot = serializers.CharField(source="source_ref", help_text="The ballot it comes from; empty for a founding.")
    decided_at = serializers.DateTimeField()
    effective_on = serializers.DateField()
    review_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    effect = serializers.CharField(help_text="What it does besides being written down; empty for nothing.")
    effect_failed = serializers.CharField(
        allow_null=True, help_text="Why the effect could not be applied; null outside the body."
    )
    ended_by = DecisionRef(allow_null=True)


class SpelledRow(serializers.Serializer[Any]):
    """Something that an effect holds besides its sentence."""

    label = serializers.CharField()
    text = serializers.CharField()
    before = serializers.CharField(help_text="As it is now, where it replaces something; empty once it was decided.")


class DecisionRecord(DecisionRow):
    """A decision with all that its effect holds."""

    inside = (*DecisionRow.inside, "effect_spelled")

    effect_spelled = serializers.SerializerMethodField(
        help_text="What the effect holds, label by label; null outside the body."
    )

    @extend_schema_field(SpelledRow(many=True, allow_null=True))
    def get_effect_spelled(self, decision: Decision) -> list[dict[str, str]]:
        """Words and choices of the effect."""
        found = spell_effect(decision.body, decision.effect, decision.effect_payload, decided=True)
        return [asdict(one) for one in found]


class ProgrammeRow(Shown):
    """A version of the programme of a political organisation."""

    id = serializers.CharField(source="public_id")
    organisation = BodyRef()
    number = serializers.IntegerField()
    title = serializers.CharField()
    text = serializers.CharField()
    decision = serializers.CharField(source="decision.public_id")
    adopted_on = serializers.DateField()


class PieceRow(serializers.Serializer[Any]):
    """Some words, and what became of them."""

    kind = serializers.ChoiceField(["same", "added", "removed"])
    text = serializers.CharField()


class ChangesRow(serializers.Serializer[Any]):
    """What a version of a programme changed of the one before."""

    since = serializers.IntegerField(help_text="The number of the version before; the same one for the first.")
    to = serializers.IntegerField()
    paragraphs = serializers.ListField(child=PieceRow(many=True))
    plain = serializers.CharField(help_text="The same as text: + added, - taken away.")


class AimsRow(Shown):
    """A version of the aims of an organisation."""

    id = serializers.CharField(source="public_id")
    organisation = BodyRef()
    number = serializers.IntegerField()
    text = serializers.CharField()
    decision = serializers.CharField(source="decision.public_id")
    adopted_on = serializers.DateField()


class InterventionRow(Shown):
    """What the operator of the site changed in a body, and why."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    kind = serializers.ChoiceField(InterventionKind)
    subject = serializers.CharField(help_text="Public id of what was changed.")
    changed = serializers.CharField()
    reason = serializers.CharField()
    operator = serializers.CharField(help_text="The account of the operator, as the ledger names it.")
    at = serializers.DateTimeField()
    shown_until = serializers.DateField(help_text="The last day on which it stands on the page of the body.")
