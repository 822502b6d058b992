"""The form above a register, and the address that says the same."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict

from members.enums import MembershipState, NoticesBy
from members.queries.columns import COLUMNS, clean_columns
from members.queries.filtering import MEMBERS, NAMES, NO_BRANCH, SORT_WORDS, Criteria, criteria_from
from members.validators import clean_choice
from organisations.models import Body
from organisations.queries.bodies import branches_of
from organiser.base.errors import Invalid
from organiser.base.forms import Form
from organiser.base.pages import put_right

LONGEST_SEARCH = 100
STATES = [(MEMBERS, "Members"), ("", "Everybody, past and present"), *MembershipState.choices]
YES_NO = [("", "All"), ("yes", "With"), ("no", "Without")]


def _day(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput({"type": "date"}))


class FilterForm(Form):
    """What a register is narrowed by; what is understood, the criteria say."""

    q = forms.CharField(
        label="Name, number or phone", required=False, widget=forms.TextInput({"type": "search", "maxlength": 100})
    )
    state = forms.ChoiceField(label="Standing", required=False, choices=STATES)
    on = _day("On the day")
    also = forms.MultipleChoiceField(
        label="And also",
        required=False,
        choices=MembershipState.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    branch = forms.ChoiceField(label="Branch", required=False)
    town = forms.CharField(label="Town begins with", required=False)
    postcode = forms.CharField(label="Postcode begins with", required=False)
    language = forms.CharField(label="Language", required=False)
    notices_by = forms.ChoiceField(label="Notices by", required=False, choices=[("", "All"), *NoticesBy.choices])
    has_email = forms.ChoiceField(label="E-mail address", required=False, choices=YES_NO)
    has_phone = forms.ChoiceField(label="Phone number", required=False, choices=YES_NO)
    joined_from = _day("Joined on or after")
    joined_until = _day("Joined on or before")
    left_from = _day("Left on or after")
    left_until = _day("Left on or before")
    leaves_until = _day("Leaves on or before")
    settled_before = _day("Dues settled to a day before")
    in_arrears = forms.ChoiceField(
        label="In arrears", required=False, choices=[("", "All"), ("yes", "Yes"), ("no", "No")]
    )
    sort = forms.ChoiceField(label="In the order of", required=False, choices=list(SORT_WORDS.items()))
    columns = forms.MultipleChoiceField(
        label="Columns",
        required=False,
        choices=[(key, column.label) for key, column in COLUMNS.items() if key != "name"],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if body.pk == body.organisation_key:
            named = [(branch.public_id, branch.name) for branch in branches_of(body.organisation)]
            self.fields["branch"].choices = [("", "All"), (NO_BRANCH, "None"), *named]
        else:
            del self.fields["branch"]


@dataclass(frozen=True)
class Asked:
    """What was asked of a register: its form, and what it means. With errors it means the members of today."""

    form: FilterForm
    criteria: Criteria
    sort: str
    columns: tuple[str, ...]

    @property
    def narrowed(self) -> bool:
        """Whether anything but the members of today was asked for."""
        return self.criteria != Criteria(state=(MEMBERS,))

    @property
    def more(self) -> bool:
        """Whether anything was asked for that stands under “More filters”."""
        usual = Criteria(q=self.criteria.q, state=self.criteria.state[:1], on=self.criteria.on)
        return self.criteria != usual or self.sort != "name" or bool(self.columns)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The names and values of an address that asks the same."""
        return pairs_of(self.criteria, self.sort, self.columns)

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"?{urlencode(self.pairs)}"

    def demand_valid(self) -> None:
        """Go on only where all of it was understood.

        Raises:
            Invalid: with the first sentence otherwise.
        """
        for field, errors in self.form.errors.items():
            raise Invalid(errors[0], code=str(field), field=str(field))


def pairs_of(criteria: Criteria, sort: str = "name", columns: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Names and values by which the page of a register asks for this."""
    pairs = [("state", criteria.state[0] if criteria.state else "")]
    pairs += [("also", state) for state in criteria.state[1:]]
    for name, value in criteria.stored().items():
        if name != "state":
            pairs.append((name, {True: "yes", False: "no"}.get(value, str(value))))
    pairs += [("sort", sort)] if sort != "name" else []
    return pairs + [("columns", key) for key in columns]


def asked_for(request: HttpRequest, body: Body) -> Asked:
    """What the filters of a register ask for; without any, the members of today."""
    # A file is asked for by POST, with the filters in the form or still in the address: neither may be left aside.
    given: QueryDict = request.GET.copy()
    if request.method == "POST":
        for name, values in request.POST.lists():
            given.setlist(name, values)
    given.setdefault("state", MEMBERS)
    given["q"] = given.get("q", "").strip()[:LONGEST_SEARCH]
    form = FilterForm(body, given)
    try:
        raw: dict[str, Any] = {name: given[name].strip() for name in NAMES if given.get(name, "").strip()}
        first = given["state"]
        raw["state"] = [first, *given.getlist("also")] if first else []
        criteria = criteria_from(raw)
        sort = clean_choice(given.get("sort") or "name", tuple(SORT_WORDS), "sort")
        columns = clean_columns(given.getlist("columns"))
    except Invalid as refusal:
        form.errors  # noqa: B018  # a form takes an error only after it was looked at
        form.errors.clear()
        put_right(form, refusal)
        return Asked(form, Criteria(state=(MEMBERS,)), "name", ())
    form.errors.clear()
    return Asked(form, criteria, sort, columns)
