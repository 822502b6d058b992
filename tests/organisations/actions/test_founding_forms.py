"""What an organisation and a branch can be founded as: no form of a committee, no day that does not exist."""

import pytest
from django.db import IntegrityError, transaction

from organisations.actions.founding import Charter
from organisations.enums import COMMITTEE_FORMS
from organisations.models import Body, Organisation
from organisations.presets import SIMPLE_MAJORITY
from organiser.base.errors import Invalid
from skills.actions.founding import BranchPlan, found
from tests.helpers import refuses
from tests.organisations.changing import moved
from tests.world import make_person


def charter(**more):
    return Charter(name="Quay Workers", kind="mass", rules=SIMPLE_MAJORITY, aims="Bread.", **more)


@pytest.mark.parametrize("form", [*COMMITTEE_FORMS, "senate", ""])
def test_no_organisation_and_no_branch_has_the_form_of_a_committee(harbour, form):
    sentence = "Choose a form for the branch."
    with refuses(Invalid, "form", sentence):
        moved(harbour, "", "found_branch", "ordinary", name="East", form=form)
    person = make_person("Nora Nowhere")
    with refuses(Invalid, "form", sentence):
        found(person, charter=charter(form=form))
    with refuses(Invalid, "form", sentence):
        found(person, charter=charter(), branches=(BranchPlan("East", form=form),))
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("form", COMMITTEE_FORMS)
def test_the_database_keeps_those_forms_for_committees(harbour, form):
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=harbour.body("North").pk).update(form=form)


@pytest.mark.parametrize(
    ("founded_on", "sentence"),
    [
        ("2026-02-30", "Give a year (2019), a month (2019-05) or a day (2019-05-09)."),
        ("long ago", "Give a year (2019), a month (2019-05) or a day (2019-05-09)."),
        ("2999", "That day has not come yet. Choose an earlier one."),
    ],
)
def test_A27_a_founding_has_a_day_that_exists_and_has_come(db, founded_on, sentence):
    nora = make_person("Nora Nowhere")
    with refuses(Invalid, "founded_on", sentence):
        found(nora, charter=charter(founded_on=founded_on))
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize("founded_on", ["1910", "1910-11", "1910-11-01"])
def test_A27_a_year_alone_is_kept_as_it_was_given(db, founded_on):
    founded = found(make_person("Nora Nowhere"), charter=charter(founded_on=founded_on))
    assert Organisation.objects.get(pk=founded.organisation.pk).founded_on == founded_on
