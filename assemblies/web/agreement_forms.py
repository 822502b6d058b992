"""Forms of the motions by which an organisation ratifies, says what it holds, and is named."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import EFFECT_FORMS, MotionForm
from assemblies.web.federation_forms import (
    AcceptAffiliationForm,
    AffiliateForm,
    EndAffiliationForm,
    FoundAllianceForm,
    InviteForm,
    JoinAllianceForm,
    LeaveAllianceForm,
    LeaveFederationForm,
    StageForm,
    alliances_to_choose,
)
from organisations.enums import Agreeing, AllianceStanding, DisclosedTo
from organisations.models import Alliance  # noqa: TC001  # the form says what it keeps
from organisations.queries.agreements import open_concerns, versions_to_ratify
from organisations.queries.common_ground import questions_for

TAKEN_UP = (("", "Choose"), ("yes", "Taken up"), ("no", "Not taken up"))


class NamedForm(MotionForm):
    """Consent to be named."""

    effect = "be_named"
    readers = forms.ChoiceField(label="To whom")
    named = forms.ChoiceField(label="May we be named to them", choices=(("yes", "Yes"), ("no", "No longer")))

    def prepare(self) -> None:
        """One alliance, all of them, or anybody."""
        wider = [(one.value, one.label) for one in (DisclosedTo.ALL_ALLIANCES, DisclosedTo.PUBLIC)]
        one = [(key, f"The members of {name}") for key, name in alliances_to_choose(self, AllianceStanding.MEMBER)]
        self.fields["readers"].choices = [*one, *wider]

    def payload(self) -> dict[str, Any]:
        """To whom, and whether."""
        readers, named = self.cleaned_data["readers"], self.cleaned_data["named"] == "yes"
        if readers in DisclosedTo.values:
            return {"to": readers, "alliance": "", "named": named}
        return {"to": DisclosedTo.ALLIANCE.value, "alliance": readers, "named": named}


class RatifyForm(MotionForm):
    """Being bound by an agreement, with a word on every concern that is open."""

    effect = "ratify_agreement"
    version = forms.ChoiceField(label="Which text")

    def prepare(self) -> None:
        """The texts that can be ratified, and two fields for each open concern of their alliances."""
        versions = list(versions_to_ratify(self.body))
        self.alliances: dict[str, Alliance] = {one.public_id: one.agreement.alliance for one in versions}
        self.fields["version"].choices = [(one.public_id, f"{one} ({one.agreement.alliance.name})") for one in versions]
        self.concerns = [
            concern
            for alliance in {one.pk: one for one in self.alliances.values()}.values()
            for concern in open_concerns(alliance).select_related("alliance")
        ]
        for concern in self.concerns:
            label = f"Concern “{concern.title}” in {concern.alliance.name}"
            self.fields[f"taken_{concern.public_id}"] = forms.ChoiceField(label=label, choices=TAKEN_UP, required=False)
            self.fields[f"reason_{concern.public_id}"] = forms.CharField(
                label=f"Why “{concern.title}” is taken up or not", max_length=1000, required=False
            )

    def payload(self) -> dict[str, Any]:
        """The text, and what is said to the concerns of its alliance."""
        version, given = self.cleaned_data["version"], self.cleaned_data
        return {
            "version": version,
            "concerns": [
                {
                    "concern": concern.public_id,
                    "taken_up": given[f"taken_{concern.public_id}"] == "yes",
                    "reason": given[f"reason_{concern.public_id}"],
                }
                for concern in self.concerns
                if concern.alliance_id == self.alliances[version].pk and given[f"taken_{concern.public_id}"]
            ],
        }


class PositionsForm(MotionForm):
    """What the organisation holds of the statements of the latest poll that it chooses."""

    effect = "take_positions"
    common_ground = forms.ChoiceField(label="Which statements")

    def prepare(self) -> None:
        """A field for each statement of each poll; only those of the chosen one count."""
        self.polls = list(questions_for(self.body).prefetch_related("statements"))
        self.fields["common_ground"].choices = [
            (poll.public_id, f"{poll.title} ({poll.alliance.name})") for poll in self.polls
        ]
        for poll in self.polls:
            for statement in poll.statements.all():
                self.fields[f"s_{poll.public_id}_{statement.number}"] = forms.ChoiceField(
                    label=f"{poll.title}: {statement.text}",
                    choices=[("", "No position"), *Agreeing.choices],
                    required=False,
                )

    def payload(self) -> dict[str, Any]:
        """The poll, and a word for each statement that was answered."""
        given = self.cleaned_data
        begin = f"s_{given['common_ground']}_"
        stances = {name.removeprefix(begin): word for name, word in given.items() if name.startswith(begin) and word}
        return {"common_ground": given["common_ground"], "stances": stances}


FEDERATION_FORMS: dict[str, type[MotionForm]] = {
    form.effect: form
    for form in (
        AffiliateForm,
        AcceptAffiliationForm,
        EndAffiliationForm,
        LeaveFederationForm,
        FoundAllianceForm,
        InviteForm,
        JoinAllianceForm,
        LeaveAllianceForm,
        StageForm,
        RatifyForm,
        PositionsForm,
        NamedForm,
    )
}
EFFECT_FORMS |= FEDERATION_FORMS
# What there is something to choose in only where this field offers a choice.
CHOSEN_FROM = {
    "accept_affiliation": "affiliation",
    "leave_federation": "affiliation",
    "end_affiliation": "affiliation",
    "invite_to_alliance": "alliance",
    "join_alliance": "alliance",
    "leave_alliance": "alliance",
    "move_alliance_stage": "alliance",
    "ratify_agreement": "version",
    "take_positions": "common_ground",
}
