"""Forms of an assembly: when and where, and what is on the agenda."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from assemblies.actions.assemblies import AssemblyPlan
from assemblies.enums import BY_HAND, AssemblyKind
from assemblies.models import Motion
from organisations.enums import Channel
from organiser.base import clock
from organiser.base.forms import DayField, Form

UNTIL = "Say until when the ballot is open."


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def moment_of(day: Any, time: Any) -> datetime:
    """A day and a time as a moment in the time zone of the installation."""
    return timezone.make_aware(datetime.combine(day, time))


class AssemblyForm(Form):
    """A new assembly."""

    title = forms.CharField(label="What it is called", max_length=200, initial="Assembly")
    kind = forms.ChoiceField(
        label="Kind", choices=AssemblyKind.choices, widget=forms.RadioSelect, initial=AssemblyKind.ORDINARY
    )
    day = DayField(label="Day")
    starts_at = forms.TimeField(label="From", widget=TimeInput)
    ends_at = forms.TimeField(label="Until", widget=TimeInput)
    last_day = DayField(
        label="Last day",
        required=False,
        help_text="Only if it goes past midnight or over several days.",
    )
    place = forms.CharField(label="Place", max_length=200)
    provisions = forms.CharField(
        label="What is provided",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Childcare, interpretation, step-free access, food, fares. Write “none” if there is nothing.",
    )

    def plan(self) -> AssemblyPlan:
        """The plan the action takes."""
        given = self.cleaned_data
        return AssemblyPlan(
            title=given["title"],
            kind=given["kind"],
            starts_at=moment_of(given["day"], given["starts_at"]),
            ends_at=moment_of(given["last_day"] or given["day"], given["ends_at"]),
            place=given["place"],
            provisions=given["provisions"],
        )


class ItemForm(Form):
    """A topic, a report or an election for the agenda."""

    prefix = "item"
    title = forms.CharField(label="What it is about", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=[(kind.value, kind.label) for kind in BY_HAND])
    note = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class TableForm(Form):
    """A seconded motion for the agenda."""

    prefix = "table"
    motion = forms.CharField(label="Motion", max_length=16)

    def __init__(self, motions: QuerySet[Motion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motions = [(motion.public_id, str(motion)) for motion in motions]
        # Not a choice field: a motion that cannot be put here is refused by the action, which says why.
        self.fields["motion"].widget = forms.Select(choices=self.motions)


class OpenBallotForm(Form):
    """Where and until when a motion is voted on."""

    HERE, ONLINE = "assembly", "online"
    where = forms.ChoiceField(
        label="Where",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say where it is voted on.",
            "invalid_choice": "It cannot be voted on there now. Choose one of the places shown.",
        },
    )
    day = DayField(label="Closes on", required=False, error_messages={"required": UNTIL})
    closes_at = forms.TimeField(label="At", widget=TimeInput, required=False, error_messages={"required": UNTIL})

    def __init__(self, choices: list[tuple[str, str]], least_hours: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = choices
        self.fields["where"].initial = choices[0][0] if choices else None
        if all(value == self.HERE for value, _label in choices):
            del self.fields["day"], self.fields["closes_at"]
            return
        if all(value == self.ONLINE for value, _label in choices):
            self.fields["day"].required = self.fields["closes_at"].required = True
        soonest = timezone.localtime(clock.now() + timedelta(hours=least_hours + 1))
        self.fields["day"].initial, self.fields["closes_at"].initial = soonest.date(), soonest.replace(minute=0).time()

    def offer_secrecy(self) -> None:
        """Let whoever opens the ballot say whether it is secret, where the rules leave that open."""
        self.fields["secret"] = forms.BooleanField(
            label="Make it a secret ballot",
            required=False,
            help_text="Papers are kept apart from names, and nobody can change a vote that was cast.",
        )

    def clean(self) -> dict[str, Any]:
        """A ballot over days needs a day and a time."""
        given = super().clean() or {}
        if "where" in self.errors:
            for name in ("day", "closes_at"):
                self.errors.pop(name, None)
        if given.get("where") == self.ONLINE and not self.errors:
            for name in ("day", "closes_at"):
                if not given.get(name):
                    self.add_error(name, UNTIL)
        return given

    def closes(self) -> datetime | None:
        """When the ballot closes by itself; None for one held in an assembly."""
        given = self.cleaned_data
        return moment_of(given["day"], given["closes_at"]) if given["where"] == self.ONLINE else None


def places_for(channel: str, meeting: Any) -> list[tuple[str, str]]:
    """Where this kind of decision can be taken now."""
    places = []
    if channel in {Channel.ASSEMBLY, Channel.EITHER} and meeting is not None:
        places.append((OpenBallotForm.HERE, f"In the assembly that is open now: {meeting.title}"))
    if channel in {Channel.ONLINE, Channel.EITHER}:
        places.append((OpenBallotForm.ONLINE, "By ballot until a day and time"))
    return places
