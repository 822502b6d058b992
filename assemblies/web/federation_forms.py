"""Forms of the motions by which an organisation joins others, stands in alliances, and is named."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import MotionForm
from organisations.enums import (
    AFFILIATION_WANTED,
    AffiliationStatus,
    AllianceKind,
    AllianceStage,
    AllianceStanding,
    Scope,
)
from organisations.queries.affiliations import seen_from, to_accept, to_end, to_leave
from organisations.queries.alliances import alliances_of

ID_HELP = "Its id has 16 letters and digits. Ask the other organisation for it."


def alliances_to_choose(form: MotionForm, *statuses: AllianceStanding) -> list[tuple[str, str]]:
    """The alliances in which the organisation has one of these standings."""
    return [(alliance.public_id, alliance.name) for alliance in alliances_of(form.body, *statuses)]


class AffiliateForm(MotionForm):
    """Asking to be taken in."""

    effect = "affiliate"
    organisation = forms.CharField(label="Id of the organisation", max_length=20, help_text=ID_HELP)
    wanted = forms.ChoiceField(label="As what", choices=[(one.value, one.label) for one in AFFILIATION_WANTED])

    def payload(self) -> dict[str, Any]:
        """Whom, and as what."""
        return {name: self.cleaned_data[name] for name in ("organisation", "wanted")}


class AcceptAffiliationForm(MotionForm):
    """Taking in."""

    effect = "accept_affiliation"
    affiliation = forms.ChoiceField(label="Who asks")

    def prepare(self) -> None:
        """Those that wait for an answer."""
        self.fields["affiliation"].choices = [
            (one.public_id, f"{one.affiliate.name}, {AffiliationStatus(one.wanted).label.lower()}")
            for one in to_accept(self.body.organisation)
        ]

    def payload(self) -> dict[str, Any]:
        """Who."""
        return {"affiliation": self.cleaned_data["affiliation"]}


class LeaveFederationForm(MotionForm):
    """Leaving at once."""

    effect = "leave_federation"
    affiliation = forms.ChoiceField(label="Where we leave")

    def prepare(self) -> None:
        """Where the organisation belongs or has asked."""
        own = frozenset({self.body.pk})
        self.fields["affiliation"].choices = [
            (one.public_id, f"{seen_from(one, own).other} ({one.get_status_display().lower()})")
            for one in to_leave(self.body.organisation)
        ]

    def payload(self) -> dict[str, Any]:
        """Which."""
        return {"affiliation": self.cleaned_data["affiliation"]}


class EndAffiliationForm(MotionForm):
    """Declining, or ending what another asked for."""

    effect = "end_affiliation"
    affiliation = forms.ChoiceField(label="With whom")

    def prepare(self) -> None:
        """Those that asked, or belong."""
        self.fields["affiliation"].choices = [
            (one.public_id, f"{one.affiliate.name} ({one.get_status_display().lower()})")
            for one in to_end(self.body.organisation)
        ]

    def payload(self) -> dict[str, Any]:
        """Which."""
        return {"affiliation": self.cleaned_data["affiliation"]}


class FoundAllianceForm(MotionForm):
    """An alliance or a network."""

    effect = "found_alliance"
    alliance_name = forms.CharField(label="Name", max_length=120)
    alliance_kind = forms.ChoiceField(label="What it is", choices=AllianceKind.choices)
    purpose = forms.CharField(label="What it is for", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    scope = forms.ChoiceField(label="How far we reach ourselves", choices=Scope.choices)

    def payload(self) -> dict[str, Any]:
        """The plan."""
        given = self.cleaned_data
        return {"name": given["alliance_name"], **{word: given[word] for word in ("alliance_kind", "purpose", "scope")}}


class AllianceForm(MotionForm):
    """A motion about one alliance in which the organisation is a member."""

    alliance = forms.ChoiceField(label="Alliance")

    def prepare(self) -> None:
        """Those it is a member of."""
        self.fields["alliance"].choices = alliances_to_choose(self, AllianceStanding.MEMBER)

    def payload(self) -> dict[str, Any]:
        """The alliance, and the fields of the form itself."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in MotionForm.base_fields}


class InviteForm(AllianceForm):
    """An invitation."""

    effect = "invite_to_alliance"
    organisation = forms.CharField(label="Id of the organisation", max_length=20, help_text=ID_HELP)


class JoinAllianceForm(AllianceForm):
    """Taking up an invitation."""

    effect = "join_alliance"
    scope = forms.ChoiceField(label="How far we reach", choices=Scope.choices)

    def prepare(self) -> None:
        """Those that invited."""
        self.fields["alliance"].choices = alliances_to_choose(self, AllianceStanding.INVITED)


class LeaveAllianceForm(AllianceForm):
    """Leaving at once."""

    effect = "leave_alliance"


class StageForm(AllianceForm):
    """Another stage."""

    effect = "move_alliance_stage"
    stage = forms.ChoiceField(label="To which stage", choices=AllianceStage.choices[1:])
