"""Alliances and affiliations as programs read them: names only where they were disclosed to the viewer."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from organisations.enums import AffiliationStatus, Agreeing, AllianceKind, AllianceStage
from organisations.models import Affiliation, Alliance
from organisations.queries.affiliations import AffiliationSeen, seen_from
from organisations.queries.agreements import ConcernSeen, agreements_seen, concerns_seen
from organisations.queries.alliances import members_seen
from organisations.queries.common_ground import Matrix, matrix_of, polls_of
from organisations.queries.disclosures import eyes_of, named_to_anybody, naming_for
from organiser.base.api.serializers import Id, Shown, Strict, Text


class AllianceRow(Shown):
    """An alliance or a network, without its members."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(AllianceKind)
    purpose = serializers.CharField()
    stage = serializers.ChoiceField(AllianceStage)
    founded_on = serializers.CharField(help_text="A year, a month or a day.")


class AllianceMemberRow(serializers.Serializer[Any]):
    """A member that may be named to the viewer."""

    name = serializers.CharField()
    scope = serializers.CharField(source="standing.scope")
    joined_on = serializers.DateField(allow_null=True)
    ours = serializers.BooleanField(help_text="Whether the viewer belongs to it.")


class BoundRow(serializers.Serializer[Any]):
    """A named member beside a text."""

    name = serializers.CharField()
    ratified_on = serializers.DateField(allow_null=True)


class AgreementVersionRow(serializers.Serializer[Any]):
    """One wording, with who is bound by it: only those that ratified it."""

    id = serializers.CharField(source="version.public_id")
    agreement = serializers.CharField(source="version.agreement.public_id")
    title = serializers.CharField(source="version.agreement.title")
    number = serializers.IntegerField(source="version.number")
    text = serializers.CharField(source="version.text")
    proposed_by = serializers.CharField(source="by")
    proposed_on = serializers.DateField(source="version.proposed_on")
    ratified = serializers.IntegerField(help_text="How many of all members ratified it.")
    members = BoundRow(many=True, help_text="The named members; null in ratified_on means: not ratified.")


class ConcernReplyRow(serializers.Serializer[Any]):
    """An answer to a concern."""

    by = serializers.CharField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class ConcernRow(serializers.Serializer[Any]):
    """What troubles a member."""

    id = serializers.CharField(source="concern.public_id")
    title = serializers.CharField(source="concern.title")
    text = serializers.CharField(source="concern.text")
    by = serializers.CharField(help_text="The name, where it was disclosed to the viewer.")
    raised_at = serializers.DateTimeField(source="concern.raised_at")
    open = serializers.BooleanField(source="is_open")
    replies = serializers.SerializerMethodField()

    @extend_schema_field(ConcernReplyRow(many=True))
    def get_replies(self, seen: ConcernSeen) -> list[dict[str, Any]]:
        """The answers, in their order."""
        return [ConcernReplyRow({"by": name, "text": one.text, "at": one.at}).data for name, one in seen.replies]


class StatementRow(serializers.Serializer[Any]):
    """One statement, with totals over all members and the positions of those that are named."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    common = serializers.BooleanField(help_text="Whether every member agrees.")
    totals = serializers.DictField(child=serializers.IntegerField())
    positions = serializers.DictField(child=serializers.CharField())


class CommonGroundRow(serializers.Serializer[Any]):
    """Statements against organisations."""

    id = serializers.CharField()
    title = serializers.CharField()
    asked_by = serializers.CharField()
    statements = StatementRow(many=True)


def poll_as_data(matrix: Matrix) -> dict[str, Any]:
    """A matrix with names beside positions."""
    heads = [*Agreeing.values, "no_position"]
    return {
        "id": matrix.common_ground.public_id,
        "title": matrix.common_ground.title,
        "asked_by": matrix.by,
        "statements": [
            {
                "number": row.statement.number,
                "text": row.statement.text,
                "common": row.common,
                "totals": dict(zip(heads, row.counts, strict=True)),
                "positions": dict(zip(matrix.names, row.cells, strict=True)),
            }
            for row in matrix.rows
        ],
    }


class AllianceRecord(AllianceRow):
    """An alliance with all that lies on its table; for those only invited the table is empty."""

    members = serializers.SerializerMethodField()
    member_count = serializers.SerializerMethodField(help_text="All members, named or not.")
    scopes = serializers.SerializerMethodField(help_text="How many of all members reach how far.")
    agreements = serializers.SerializerMethodField()
    concerns = serializers.SerializerMethodField()
    common_ground = serializers.SerializerMethodField()

    def to_representation(self, instance: Alliance) -> dict[str, Any]:
        """Who is named to the viewer is asked once."""
        self.naming = naming_for(self.context["viewer"], instance)
        self.seen = members_seen(self.context["viewer"], instance, self.naming)
        return super().to_representation(instance)

    @extend_schema_field(AllianceMemberRow(many=True))
    def get_members(self, _alliance: Alliance) -> Any:
        """The named members."""
        return AllianceMemberRow(self.seen.named, many=True).data

    def get_member_count(self, _alliance: Alliance) -> int:
        """How many there are."""
        return self.seen.total

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_scopes(self, _alliance: Alliance) -> dict[str, int]:
        """By the word for the scope."""
        return dict(self.seen.scopes)

    @extend_schema_field(AgreementVersionRow(many=True))
    def get_agreements(self, alliance: Alliance) -> Any:
        """Every wording."""
        agreements = agreements_seen(alliance, self.naming) if self.seen.inside else []
        return AgreementVersionRow([version for one in agreements for version in one.versions], many=True).data

    @extend_schema_field(ConcernRow(many=True))
    def get_concerns(self, alliance: Alliance) -> Any:
        """The open ones first."""
        return ConcernRow(concerns_seen(alliance, self.naming) if self.seen.inside else [], many=True).data

    @extend_schema_field(CommonGroundRow(many=True))
    def get_common_ground(self, alliance: Alliance) -> Any:
        """Every poll."""
        polls = polls_of(alliance).select_related("by__organisation") if self.seen.inside else []
        return [poll_as_data(matrix_of(poll, self.naming)) for poll in polls]


class AffiliationStepRow(serializers.Serializer[Any]):
    """A dated step."""

    status = serializers.ChoiceField(AffiliationStatus)
    on = serializers.DateField()


class AffiliationRow(Shown):
    """An affiliation from the side of the viewer."""

    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(AffiliationStatus)
    wanted = serializers.ChoiceField(AffiliationStatus, help_text="What the affiliate asked for.")
    outward = serializers.SerializerMethodField(help_text="Whether the viewer is on the side of the affiliate.")
    other = serializers.SerializerMethodField(help_text="The name of the other, where it was disclosed to the viewer.")
    steps = serializers.SerializerMethodField()

    def get_outward(self, affiliation: Affiliation) -> bool:
        """The side."""
        return self._seen(affiliation).outward

    def get_other(self, affiliation: Affiliation) -> str:
        """The other organisation."""
        return self._seen(affiliation).other

    def _seen(self, affiliation: Affiliation) -> AffiliationSeen:
        """From the viewer's side; who looks and who may be named to anybody is asked once for the whole list."""
        if "sides" not in self.context:
            self.context["sides"] = (eyes_of(self.context["viewer"]), named_to_anybody())
        own, public = self.context["sides"]
        return seen_from(affiliation, own, public)

    @extend_schema_field(AffiliationStepRow(many=True))
    def get_steps(self, affiliation: Affiliation) -> Any:
        """In their order."""
        return AffiliationStepRow(list(affiliation.steps.all()), many=True).data


class NewConcern(Strict):
    """A concern of the member whose assemblies the caller calls."""

    title = Text()
    text = Text()


class NewAnswer(Strict):
    """An answer to a concern of another member."""

    concern = Id()
    text = Text()


class NewText(Strict):
    """A text to agree on; with `agreement`, a new wording of one."""

    title = Text(required=False, default="")
    text = Text()
    agreement = Id(required=False)


class NewQuestion(Strict):
    """Statements for all members."""

    title = Text()
    statements = serializers.ListField(child=Text(), max_length=40)
