"""Motions, seconders and contributions."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.shared import Named, named
from assemblies.api.serializers.tasks import PlannedTask
from assemblies.enums import MotionStatus, Stance
from assemblies.models import Contribution, Motion
from assemblies.queries.rule_changes import rule_changes
from assemblies.queries.unmet import warnings_for
from organisations.actions.effects import describe_effect, spell_effect
from organisations.api.serializers import SpelledRow
from organisations.enums import DecisionKind
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text, Word
from organiser.base.errors import Refusal

KINDS = [choice for choice in DecisionKind.choices if choice[0] != DecisionKind.FOUNDING]


class MotionRow(Shown):
    """Something a member asks a body to decide; names and figures are for members of the body."""

    inside = ("mover", "seconded_by")

    id = serializers.CharField(source="public_id")
    reference = serializers.CharField(help_text="The number people say: 26/14.")
    body = BodyRef()
    year = serializers.IntegerField()
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(DecisionKind)
    title = serializers.CharField()
    summary = serializers.CharField(help_text="What it is about in plain words. No vote opens without it.")
    summary_waived_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was waived that a vote waits for the summary."
    )
    scope_note = serializers.CharField(help_text="For a committee: under which part of its scope this falls.")
    brought_by = BodyRef(allow_null=True, help_text="The caucus that brought it.")
    effect = serializers.CharField(help_text="What it would do besides being written down; empty for nothing.")
    choose = serializers.IntegerField(
        allow_null=True, help_text="How many of its alternatives are to be chosen; null where it is for or against."
    )
    status = serializers.ChoiceField(MotionStatus)
    mover = serializers.SerializerMethodField(help_text="Null outside the body.")
    seconders_needed = serializers.IntegerField()
    seconded_by = serializers.IntegerField(allow_null=True, help_text="How many so far; null outside the body.")
    moved_at = serializers.DateTimeField()
    seconded_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.CharField(source="decision.public_id", allow_null=True, default=None)
    effective_on = serializers.DateField(allow_null=True, help_text="From when it would hold; null for at once.")
    review_on = serializers.DateField(allow_null=True, help_text="When it would come back onto an agenda.")
    expires_on = serializers.DateField(allow_null=True, help_text="When it would expire.")

    @extend_schema_field(Named(allow_null=True))
    def get_mover(self, motion: Motion) -> dict[str, str | None]:
        """Who moved it."""
        return named(motion.mover_member, motion.mover.name)


class VersionRow(Shown):
    """A wording of a motion."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    written_at = serializers.DateTimeField()


class SecondingRow(Shown):
    """A member who seconds."""

    member = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="person.name")
    at = serializers.DateTimeField()


class ContributionRow(Shown):
    """What somebody says about a motion.

    Who said it is for those who belong to the body of the motion, and then only if the speaker belongs there too.
    """

    id = serializers.CharField(source="public_id")
    stance = serializers.ChoiceField(Stance)
    text = serializers.CharField()
    by = serializers.SerializerMethodField(help_text="Null where you may not see the name.")
    at = serializers.DateTimeField()

    @extend_schema_field(Named(allow_null=True))
    def get_by(self, contribution: Contribution) -> dict[str, str | None] | None:
        """Who said it."""
        body = contribution.motion.body_id
        whole = body == contribution.organisation_id
        own = contribution.person_id == self.context["viewer"].pk
        known = self.context["eyes"].sees(body) and (whole or contribution.home == body)
        return named(contribution.member, contribution.person.name) if own or known else None


class PlannedRow(serializers.Serializer[Any]):
    """A task that a motion would give."""

    what = serializers.CharField()
    due_on = serializers.DateField()
    member = serializers.CharField(allow_null=True, help_text="Public id of a membership.")
    role = serializers.CharField(allow_null=True, help_text="Public id of a role.")


class WaiverRow(serializers.Serializer[Any]):
    """Who let a vote open without a summary, and why."""

    by = serializers.CharField()
    reason = serializers.CharField()


class MotionRecord(MotionRow):
    """A motion with its wordings, its seconders and what was said about it."""

    inside = (
        *MotionRow.inside,
        "payload",
        "effect_sentence",
        "effect_spelled",
        "secondings",
        "warnings",
        "tasks",
        "summary_waiver",
    )

    payload = serializers.DictField(
        source="effect_payload", allow_null=True, help_text="What the effect works on; null outside the body."
    )
    effect_sentence = serializers.SerializerMethodField(
        help_text="What the ballot would say of the effect; null outside the body."
    )
    effect_spelled = serializers.SerializerMethodField(
        help_text="What the effect holds besides its sentence, label by label; null outside the body."
    )
    rule_changes = serializers.SerializerMethodField(
        help_text="For a motion to adopt rules: how they differ from those in force. Null for others."
    )
    warnings = serializers.SerializerMethodField(
        help_text="For a motion to adopt rules: what of them the body could not meet now. Null outside the body."
    )
    tasks = serializers.SerializerMethodField(help_text="What carrying it would give to do; null outside the body.")
    summary_waiver = serializers.SerializerMethodField(
        help_text="Who waived the summary and why; null where nobody did, and outside the body."
    )
    versions = VersionRow(many=True)
    secondings = SecondingRow(many=True, allow_null=True)
    contributions = ContributionRow(many=True)

    @extend_schema_field(SpelledRow(many=True, allow_null=True))
    def get_effect_spelled(self, motion: Motion) -> list[dict[str, str]]:
        """Words and choices of the effect."""
        decided = motion.decision_id is not None
        return [asdict(one) for one in spell_effect(motion.body, motion.effect, motion.effect_payload, decided=decided)]

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_rule_changes(self, motion: Motion) -> list[str] | None:
        """The differences."""
        return rule_changes(motion)

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_warnings(self, motion: Motion) -> list[str]:
        """The warnings."""
        return warnings_for(self.context["viewer"], motion)

    @extend_schema_field(WaiverRow(allow_null=True))
    def get_summary_waiver(self, motion: Motion) -> dict[str, Any] | None:
        """The waiver."""
        if motion.summary_waived_by is None:
            return None
        return {"by": motion.summary_waived_by.name, "reason": motion.summary_waived_why}

    @extend_schema_field(PlannedRow(many=True, allow_null=True))
    def get_tasks(self, motion: Motion) -> list[dict[str, str | None]]:
        """Its tasks, each for a member or for a role."""
        return [
            {"what": task["what"], "due_on": task["until"], "member": task.get("member"), "role": task.get("role")}
            for task in motion.tasks
        ]

    def get_effect_sentence(self, motion: Motion) -> str | None:
        """The sentence, or why there can be none any more."""
        try:
            return describe_effect(motion.body, motion.effect, motion.effect_payload)
        except Refusal as refusal:
            return refusal.sentence


class NewAlternative(Strict):
    """Something that can be chosen."""

    label = Text(max_length=120)
    text = Text(required=False, max_length=1000)


class TakenBack(Strict):
    """Which alternative is taken back."""

    alternative = Id()


class AlternativeRow(Shown):
    """Something that can be chosen in a motion. Who brought it is for members of the body."""

    inside = ("brought_by",)
    body_path = "motion__body_id"

    id = serializers.CharField(source="public_id")
    label = serializers.CharField()
    text = serializers.CharField()
    brought_by = serializers.CharField(source="brought_by.name", allow_null=True)
    brought_at = serializers.DateTimeField()


class NewMotion(Strict):
    """A motion, with what it would do by itself."""

    body = Id()
    title = Text(max_length=200)
    text = Text(max_length=50_000)
    kind = Word(KINDS, required=False)
    summary = Text(required=False, max_length=300)
    effect = Text(required=False, max_length=40, help_text="Empty, or the name of an effect.")
    payload = serializers.DictField(required=False, help_text="What the effect works on.")
    scope_note = Text(
        required=False, max_length=300, help_text="For a committee: under which part of its scope this falls."
    )
    effective_on = serializers.DateField(required=False, help_text="Not with an effect.")
    review_on = serializers.DateField(required=False)
    expires_on = serializers.DateField(required=False, help_text="Not with an effect.")
    tasks = PlannedTask(many=True, required=False, help_text="At most ten, for members or roles of the body.")
    choose = serializers.IntegerField(
        required=False, min_value=1, max_value=300, help_text="How many of the alternatives are to be chosen."
    )
    choose_settings = serializers.DictField(
        required=False,
        help_text="Settings of the method that the rules name, within their limits: fewer marks or points.",
    )
    alternatives = NewAlternative(many=True, required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """A payload without an effect would be dropped."""
        if given.get("payload") and not given.get("effect"):
            raise serializers.ValidationError({"payload": "A payload needs an effect. Send its name too."})
        return given


class Summary(Strict):
    """What a motion is about, in plain words."""

    summary = Text(max_length=300)


class NoSummary(Strict):
    """Why a vote on a motion opens without a summary."""

    reason = Text(max_length=300)


class Wording(Strict):
    """A new wording."""

    text = Text(max_length=50_000)


class NewContribution(Strict):
    """Something to say about a motion."""

    stance = Word(Stance)
    text = Text(max_length=1000)
