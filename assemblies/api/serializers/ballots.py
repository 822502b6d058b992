"""Ballots, votes, results and rolls."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.enums import BallotMethod, BallotOutcome, BallotStatus, Choice, RollReason, Via, Voice
from assemblies.models import Ballot, Vote
from assemblies.queries.papers import papers_of
from assemblies.queries.rule_changes import rule_changes
from assemblies.queries.secrecy import secrecy_of
from assemblies.queries.unmet import warnings_for
from organisations.actions.effects import spell_effect
from organisations.api.serializers import SpelledRow
from organisations.enums import DecisionKind
from organiser.base.api.serializers import BodyRef, Id, Moment, Shown, Strict, Text, Word


class MotionRef(serializers.Serializer[Any]):
    """A motion, as its ballots point to it."""

    id = serializers.CharField(source="public_id")
    reference = serializers.CharField()
    title = serializers.CharField()


class BallotRow(Shown):
    """One question put to one body. How many may vote is for its members."""

    inside = ("effect_sentence", "entitled")

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    motion = MotionRef()
    assembly = serializers.CharField(source="assembly.public_id", allow_null=True, default=None)
    kind = serializers.ChoiceField(DecisionKind, source="rule.kind")
    question = serializers.CharField()
    summary = serializers.CharField(help_text="What it is about in plain words; empty where that was waived.")
    effect_sentence = serializers.CharField(allow_null=True, help_text="Null outside the body.")
    method = serializers.ChoiceField(BallotMethod, help_text="What stands on the paper and how it is counted.")
    seats = serializers.IntegerField(help_text="How many of the options are chosen; 1 for yes-no.")
    run_off_of = serializers.CharField(
        source="decides.ballot.public_id",
        allow_null=True,
        default=None,
        help_text="Of a run-off, the ballot whose tie it decides; else null.",
    )
    secret = serializers.BooleanField()
    changeable = serializers.BooleanField(help_text="Whether a vote can be cast anew until closing.")
    status = serializers.ChoiceField(BallotStatus)
    opened_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    judged_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when the others say whether its blocks are principled; null where none are."
    )
    entitled = serializers.IntegerField(source="roll.entitled", allow_null=True, help_text="Null outside the body.")
    outcome = serializers.SerializerMethodField(help_text="Null until it has closed.")
    decision = serializers.CharField(source="motion.decision.public_id", allow_null=True, default=None)

    @extend_schema_field(serializers.ChoiceField(BallotOutcome, allow_null=True))
    def get_outcome(self, ballot: Ballot) -> str | None:
        """The word of the verdict."""
        result = getattr(ballot, "result", None)
        return result.outcome if result is not None else None


class RollHead(serializers.Serializer[Any]):
    """The frozen roll of a ballot."""

    id = serializers.CharField(source="public_id")
    as_of = serializers.DateField(help_text="The day on which membership was looked at.")
    frozen_at = serializers.DateTimeField()
    entitled = serializers.IntegerField(help_text="All with a vote by their standing.")
    size = serializers.IntegerField(help_text="Those who can vote: fewer where the rules fix it at the check-in.")
    corrected = serializers.IntegerField(help_text="How many places on it come from challenges, against the register.")
    digest = serializers.CharField(help_text="SHA-256 over its entries.")


class OwnPlace(serializers.Serializer[Any]):
    """Your place in a ballot."""

    on_roll = serializers.BooleanField()
    can_vote = serializers.BooleanField()
    reason = serializers.CharField(help_text="Why you cannot vote now, in a sentence; empty where you can.")
    choice = serializers.CharField(
        allow_null=True, help_text="What you voted, as the box holds it; null in a secret ballot."
    )
    voted = serializers.BooleanField(help_text="Whether you are marked as having voted.")
    cast_at = serializers.DateTimeField(allow_null=True)


class OptionRow(serializers.Serializer[Any]):
    """One option on the paper; papers name it by its place."""

    id = serializers.CharField(source="public_id")
    place = serializers.IntegerField()
    label = serializers.CharField()
    text = serializers.CharField()


class BallotRecord(BallotRow):
    """A ballot with your place in it."""

    inside = (*BallotRow.inside, "roll", "warnings", "effect_spelled", "so_far", "secrecy")

    how = serializers.SerializerMethodField(help_text="How it is decided, in sentences.")
    options = OptionRow(many=True, help_text="None where it is answered with for, against or abstain.")
    settings = serializers.DictField(
        help_text="Of the method: limits of marks or points, parts that are needed; where consensus is sought, its "
        "limits and the round; of the vote after it, the part that decides."
    )
    secrecy = serializers.SerializerMethodField(
        help_text="How secret it is, in sentences; none by name, null outside the body."
    )
    so_far = serializers.SerializerMethodField(
        help_text="Where the rules show the running tally: lines of papers with their numbers; else null."
    )
    effect_spelled = serializers.SerializerMethodField(
        help_text="What the effect holds besides its sentence, label by label; null outside the body."
    )
    rule_changes = serializers.SerializerMethodField(
        help_text="For new rules: how they differ from those in force. Null for others."
    )
    warnings = serializers.SerializerMethodField(
        help_text="For new rules: what of them the body could not meet now. Null outside the body."
    )
    roll = RollHead(allow_null=True)
    cast = serializers.SerializerMethodField(help_text="How many have voted so far, for those who count; else null.")
    mine = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_secrecy(self, ballot: Ballot) -> list[str]:
        """What no box can keep, too."""
        return secrecy_of(ballot)

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField(), allow_null=True))
    def get_so_far(self, ballot: Ballot) -> dict[str, int] | None:
        """The running tally."""
        return dict(papers_of(ballot)) if ballot.running else None

    def get_how(self, _ballot: Ballot) -> list[str]:
        """Threshold and quorum."""
        return self.context["how"]

    @extend_schema_field(SpelledRow(many=True, allow_null=True))
    def get_effect_spelled(self, ballot: Ballot) -> list[dict[str, str]]:
        """Words and choices of the effect."""
        motion = ballot.motion
        decided = motion.decision_id is not None
        return [asdict(one) for one in spell_effect(motion.body, motion.effect, motion.effect_payload, decided=decided)]

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_rule_changes(self, ballot: Ballot) -> list[str] | None:
        """The differences."""
        return rule_changes(ballot.motion)

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_warnings(self, ballot: Ballot) -> list[str]:
        """The warnings."""
        return warnings_for(self.context["viewer"], ballot.motion)

    def get_cast(self, _ballot: Ballot) -> int | None:
        """How many have voted."""
        return self.context["cast"]

    @extend_schema_field(OwnPlace())
    def get_mine(self, _ballot: Ballot) -> dict[str, Any]:
        """The viewer's place."""
        return OwnPlace(self.context["mine"]).data


class NewBallot(Strict):
    """A motion to be put to the vote: in an open assembly, or until a time."""

    motion = Id()
    assembly = Id(required=False)
    closes_at = Moment(required=False)
    secret = serializers.BooleanField(required=False, help_text="Where the rules leave it open.")


class Paper(Strict):
    """A vote. Send the same key again after a lost connection: it counts once."""

    choice = Text(
        max_length=60_000,
        help_text="for, against or abstain; where consensus is sought agree, reservations, aside or block; or a paper "
        "as one line, with options by their place: 2>1=3 puts 2 "
        "first and 1 and 3 behind it, +1-2 marks 1 and strikes out 2, 1:5,3:2 gives points, blank says nothing.",
    )
    reason = Text(
        required=False, max_length=1000, help_text="Why you block, stand aside or have reservations; a block needs it."
    )
    key = Text(required=False, max_length=64, help_text="8 to 64 letters, digits, hyphens or underscores.")


class ReceiptRow(serializers.Serializer[Any]):
    """What the box holds of you."""

    ballot = serializers.CharField()
    choice = serializers.CharField()
    cast_at = serializers.DateTimeField(allow_null=True, help_text="Null in a secret ballot: the urn knows no time.")
    tracker = serializers.CharField(
        allow_null=True, help_text="Of a secret ballot; whoever sends the same paper with the same key gets it again."
    )
    repeated = serializers.BooleanField(help_text="Whether this vote had arrived before.")


class Closing(Strict):
    """A casting vote, where the rules give the chair one and there is a tie."""

    casting_vote = Word([("for", "For"), ("against", "Against")], required=False)


class ResultRow(Shown):
    """What was counted when a ballot closed, with its working, exactly as it was stored."""

    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    abstentions = serializers.IntegerField()
    present = serializers.IntegerField()
    entitled = serializers.IntegerField()
    outcome = serializers.ChoiceField(BallotOutcome)
    rule = serializers.DictField(help_text="The rule it was decided by.")
    verdict = serializers.DictField(help_text="The working: needed votes, quorum, sentences and steps.")
    chosen = serializers.DictField(allow_null=True, help_text="Of a ballot with options: who is chosen, and the count.")
    without_paper = serializers.IntegerField(help_text="Marked as voting in a secret ballot, and no paper came.")
    papers_digest = serializers.CharField(help_text="SHA-256 over the papers alone.")
    votes_digest = serializers.CharField(help_text="SHA-256 over all votes; the ledger holds it too.")
    counted_at = serializers.DateTimeField()


class CardVote(Strict):
    """How somebody in the room voted by card."""

    member = Id(help_text="The membership.")
    choice = Word([*Choice.choices, *Voice.choices])
    reason = Text(required=False, max_length=1000, help_text="Where consensus is sought; a block needs it.")


class CardVotes(Strict):
    """Votes by card, written down by those who count: all of them or none."""

    votes = CardVote(many=True)


class Written(serializers.Serializer[Any]):
    """How many votes are in the box now."""

    written = serializers.IntegerField()


class VoteRow(Shown):
    """A vote by name."""

    member = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="entry.person.name")
    choice = serializers.CharField(help_text="One line of text; empty where the paper lies elsewhere.")
    reason = serializers.CharField(help_text="Where consensus is sought; empty where none was given.")
    via = serializers.ChoiceField(Via)
    cast_at = serializers.DateTimeField(allow_null=True)
    by_card = serializers.SerializerMethodField(help_text="Whether those who count wrote it down for the member.")

    def get_by_card(self, vote: Vote) -> bool:
        """Whether somebody else wrote it down."""
        return vote.taken_by_id is not None


class EntryRow(Shown):
    """Somebody who may vote, and why."""

    member = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="person.name")
    weight = serializers.IntegerField()
    reason = serializers.ChoiceField(RollReason)
    since = serializers.DateField()


class RefusalRow(Shown):
    """Somebody who belongs to the body and may not vote, and why."""

    member = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="person.name")
    reason = serializers.ChoiceField(RollReason)
    since = serializers.DateField()
