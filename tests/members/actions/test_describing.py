"""What members say of themselves: never needed, never shown of one person, told in numbers of five and more (C18)."""

import json

import pytest
from django.apps import apps
from django.contrib import admin

from members.actions.describing import ask_members, describe_myself
from members.actions.memberships import change_state
from members.enums import ANSWERS, Question, Said
from members.models import Described, DescribedCount, Headcount, Questionnaire
from members.queries.describing import described_in, own_answers, to_tell
from organisations.actions.effects import clean_effect
from organiser.api.schema import drawn
from organiser.base import clock, erasing
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet
from organiser.base.models import LedgerEntry
from organiser.management.ticks import Ticks
from tests.helpers import bound, people_of, refuses, writes
from tests.members.actions.test_headcounts import next_month
from tests.organisations.changing import decided
from tests.world import add_member

ASKED = ["age", "gender"]


def asks(place, *questions):
    return decided(place, "", "ask_members", "ordinary", questions=list(questions or ASKED))


def say(place, name, **answers):
    membership = place.members[name]
    return describe_myself(membership.person, membership=membership, answers=answers)


@pytest.fixture
def asked(harbour, mill):
    """The harbour asks, and twelve more members of North are there to answer."""
    assert asks(harbour).effect_failed == ""
    for letter in "abcdefghijkl":
        add_member(harbour, f"New {letter} North", "North")
    return harbour


def new(place):
    return [name for name in place.members if name.startswith("New")]


def counted(place, months=1):
    with clock.at(next_month(months)):
        Ticks().count_members()


def told(viewer, body):
    _month, found = described_in(viewer, body)
    return {
        one.question.value: {said.value: number for said, number in one.answers if number is not None} for one in found
    }


def test_C18_nothing_is_asked_before_the_assembly_decides(harbour, mill):
    bea = harbour.members["Bea North"]
    with refuses(Invalid, "not_asked"):
        describe_myself(bea.person, membership=bea, answers={"age": "from_25"})
    assert told(bea.person, harbour.body("North")) == {}
    with pytest.raises(RuleNotMet):
        ask_members(
            harbour.secretary,
            organisation=harbour.organisation,
            questions=ASKED,
            decision=harbour.organisation.founding_decision,
        )


def test_C18_nobody_has_to_answer_and_leaving_out_keeps_nothing(asked):
    with writes("describe_myself") as entries:
        say(asked, "Bea North", age="", gender="")
    assert Described.objects.count() == 0
    say(asked, "Bea North", age="from_25", gender="")
    assert own_answers(asked.members["Bea North"]) == {"age": "from_25"}
    assert (entries[0].chain, entries[0].content.content) == ("site", {})


def test_C18_what_was_said_is_taken_back_at_any_time_after_leaving_too(asked):
    say(asked, "Bea North", age="from_25", gender="woman")
    bea = asked.members["Bea North"]
    change_state(bea.person, membership=bea, to="resigned")
    with refuses(RuleNotMet, "not_a_member"):
        describe_myself(bea.person, membership=bea, answers={"age": "from_40"})
    describe_myself(bea.person, membership=bea, answers={})
    assert Described.objects.count() == 0


def test_C18_nobody_says_it_for_another_and_no_program_does(asked):
    bea = asked.members["Bea North"]
    for somebody in (asked.secretary, bound(bea.person, asked.body("North"))):
        with refuses(NotPermitted, "own_answers"):
            describe_myself(somebody, membership=bea, answers={"age": "from_25"})


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"work": "by_hand"}, "not_asked"), ({"age": "woman"}, "not_an_answer"), ({"x": "y"}, "not_asked")],
)
def test_C18_only_what_is_asked_is_answered(asked, answers, code):
    bea = asked.members["Bea North"]
    with refuses(Invalid, code):
        describe_myself(bea.person, membership=bea, answers=answers)


def test_C18_no_ledger_of_the_organisation_says_that_somebody_answered(asked):
    before = LedgerEntry.objects.filter(chain=asked.organisation.public_id).count()
    say(asked, "Bea North", age="from_25")
    assert LedgerEntry.objects.filter(chain=asked.organisation.public_id).count() == before
    assert all(
        "from_25" not in json.dumps(entry.content.content) for entry in LedgerEntry.objects.all() if entry.content
    )


def test_C18_small_cells_are_not_written_down_at_all(asked):
    names = new(asked)
    for number, name in enumerate(names):
        say(asked, name, age="from_25" if number < 9 else "from_70", gender="woman")
    counted(asked)
    body = asked.body("North")
    rows = {(row.question, row.said): row.number for row in DescribedCount.objects.filter(body=body)}
    assert rows == {("age", "from_25"): 9, ("gender", "woman"): 12}
    assert told(asked.person("Bea North"), body) == {"age": {"from_25": 9}, "gender": {"woman": 12}}


def test_C18_where_fewer_than_five_are_left_unsaid_the_smallest_is_left_out_too(asked):
    people = people_of(asked, "North")
    for number, person in enumerate(people):
        membership = next(one for one in asked.members.values() if one.person_id == person.pk)
        said = "from_25" if number < 9 else "from_40" if number < 15 else "from_70"
        describe_myself(person, membership=membership, answers={"age": said})
    # nine, six and two of seventeen: with nine and six told, the two would follow
    assert to_tell(asked.body("North"), [Question.AGE]) == {"age": {"from_25": 9}}


def test_C18_of_the_whole_nothing_is_told_that_tells_of_the_branch_beside(asked):
    for name in new(asked)[:8]:
        say(asked, name, gender="woman")
    for name in ("Gil South", "Hal South", "Ida South"):
        say(asked, name, gender="woman")
    counted(asked)
    whole = asked.body()
    assert told(asked.person("Gil South"), whole) == {"age": {}, "gender": {"woman": 11}}
    assert told(asked.person("Bea North"), whole) == {"age": {}, "gender": {}}  # 11 less her own 8 would be three


def test_C18_what_is_told_changes_once_a_month_and_not_with_each_answer(asked):
    for name in new(asked)[:5]:
        say(asked, name, gender="woman")
    counted(asked)
    say(asked, new(asked)[5], gender="woman")
    with clock.at(next_month()):
        assert told(asked.person("Bea North"), asked.body("North"))["gender"] == {"woman": 5}


def test_C18_it_is_for_members_of_the_body(asked, mill):
    for somebody in (asked.person("Gil South"), mill.secretary):
        with pytest.raises(NotPermitted):
            described_in(somebody, asked.body("North"))


def test_C18_what_is_not_asked_any_more_is_deleted(asked):
    say(asked, "Bea North", age="from_25", gender="woman")
    asks(asked, "gender", "work")
    assert own_answers(asked.members["Bea North"]) == {"gender": "woman"}
    assert Questionnaire.objects.count() == 2


def test_C18_an_erasure_deletes_it(asked):
    say(asked, "Bea North", age="from_25")
    erasing.clean(asked.person("Bea North"))
    assert Described.objects.count() == 0


def test_C18_no_door_shows_it_of_a_person():
    """No record in the admin site, no address of the API but the numbers, and no column of a list or a file."""
    assert not {Described, DescribedCount, Headcount} & set(admin.site._registry)
    paths = [path for path in drawn()["paths"] if "descri" in path]
    assert paths == ["/api/v1/headcounts/described/"]
    pointing = [
        field.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is Described
    ]
    assert pointing == []


def test_C18_the_questions_and_answers_are_a_fixed_list():
    assert set(ANSWERS) == set(Question)
    given = [said for answers in ANSWERS.values() for said in answers]
    assert sorted(given) == sorted(Said)


@pytest.mark.parametrize("questions", ["age", [1], ["height"], None, {"age": 1}])
def test_C18_an_effect_asks_nothing_else(harbour, questions):
    with pytest.raises(Invalid):
        clean_effect(harbour.body(), "ordinary", "ask_members", {"questions": questions})
