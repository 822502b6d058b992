"""One person's record: reading it is logged, and what those who keep the register can do with it."""

import pytest
from django.urls import reverse

from members.actions.joining import apply_to_join
from members.actions.letters import use_letter
from members.actions.memberships import change_state
from members.enums import MembershipState
from members.models import AccessLogEntry, Letter, Membership
from tests.world import add_member, make_person


def at(name, place, person):
    return reverse(name, args=[place.members[person].public_id])


def logged():
    return list(AccessLogEntry.objects.order_by("pk").values_list("person__name", "reader__name", "what"))


def test_opening_a_record_is_logged_for_the_member_to_see(fay, harbour):
    answer = fay.get(at("member", harbour, "Gil South"))
    assert "<h1>Gil South</h1>" in answer.content.decode()
    assert logged() == [("Gil South", "Fay South", "Record opened")]
    fay.get(at("member_change", harbour, "Gil South"))
    assert logged()[1:] == [("Gil South", "Fay South", "Record opened to change it")]


def test_opening_ones_own_record_is_not_logged(fay, harbour):
    assert fay.get(at("member", harbour, "Fay South")).status_code == 200
    assert logged() == []


def test_a_member_without_a_register_is_led_to_the_own_page(client, harbour):
    client.force_login(harbour.person("Gil South"))
    assert client.get(at("member", harbour, "Gil South")).url == reverse("my_membership")
    assert logged() == []


def test_a_refused_look_leaves_no_trace_in_the_log(client, harbour):
    client.force_login(harbour.person("Gil South"))
    client.get(at("member", harbour, "Hal South"))
    assert logged() == []


def test_contact_is_changed_by_who_keeps_the_register(fay, harbour):
    answer = fay.post(at("member_change", harbour, "Gil South"), {"name": "Gil Südwind", "phone": "030 555"})
    person = Membership.objects.get(pk=harbour.members["Gil South"].pk).person
    assert answer.url == at("member", harbour, "Gil South")
    assert (person.name, person.phone, person.email, person.notices_by) == ("Gil Südwind", "030 555", None, "post")


def test_a_wrong_address_is_said_at_its_field_and_nothing_changes(fay, harbour):
    answer = fay.post(at("member_change", harbour, "Gil South"), {"name": "Someone else", "email": "gil at home"})
    sentence = "“gil at home” is not an e-mail address. Correct it or leave it empty."
    assert (answer.status_code, answer.context["form"].errors) == (422, {"email": [sentence]})
    assert Membership.objects.get(pk=harbour.members["Gil South"].pk).person.name == "Gil South"


STEPS = {
    "applicant": [
        "Begin a trial membership",
        "Admit as a full member",
        "Write down as a supporter",
    ],
    "full": [
        "Write down as a supporter",
        "Write down as on leave",
        "Write down as lapsed",
        "Write down that they left",
    ],
    "resigned": ["Take back as an applicant", "Make a full member"],
    "excluded": [],
}


@pytest.mark.parametrize("state", STEPS)
def test_the_buttons_are_the_steps_of_the_table_and_never_exclusion(fay, harbour, state):
    Membership.objects.filter(pk=harbour.members["Gil South"].pk).update(state=state)
    answer = fay.get(at("member", harbour, "Gil South"))
    assert [step.words for step in answer.context["steps"]] == STEPS[state]


def test_a_state_is_changed_with_a_button_and_stands_in_the_history(fay, harbour):
    gil = harbour.members["Gil South"]
    answer = fay.post(at("member_state", harbour, "Gil South"), {"to": "on_leave"})
    gil.refresh_from_db()
    assert (answer.url, gil.state) == (at("member", harbour, "Gil South"), "on_leave")
    assert [(span.state, span.until_on is None) for span in gil.spans.all()] == [("full", False), ("on_leave", True)]


@pytest.mark.parametrize(
    ("to", "status"), [("trial", 409), ("excluded", 422), ("", 400), ("member", 400), ("full\x00", 400)]
)
def test_a_step_that_cannot_be_is_refused_with_a_sentence(fay, harbour, to, status):
    answer = fay.post(at("member_state", harbour, "Gil South"), {"to": to})
    assert answer.status_code == status
    assert Membership.objects.get(pk=harbour.members["Gil South"].pk).state == "full"


def test_an_applicant_is_admitted(client, harbour):
    asked = apply_to_join(make_person("Pia New"), organisation=harbour.organisation, branch=harbour.branches["South"])
    client.force_login(harbour.person("Fay South"))
    assert "Asked to join Harbour Tenants" in client.get(reverse("member", args=[asked.public_id])).content.decode()
    client.post(reverse("member_state", args=[asked.public_id]), {"to": "full"})
    asked.refresh_from_db()
    assert asked.state == "full"


def test_the_political_desk_has_no_button_before_the_agreement(client, thread):
    ari = add_member(thread, "Ari Thread")
    client.force_login(thread.secretary)
    url = reverse("member", args=[ari.public_id])
    answer = client.get(url)
    assert MembershipState.FULL not in [step.to for step in answer.context["steps"]]
    assert "Has not agreed to the current programme." in answer.content.decode()
    refused = client.post(reverse("member_state", args=[ari.public_id]), {"to": "full"})
    assert (refused.status_code, "has not agreed to the current programme" in refused.content.decode()) == (422, True)


def test_a_letter_shows_a_code_once_that_opens_the_account(fay, harbour):
    answer = fay.post(at("letter", harbour, "Gil South"))
    code = answer.context["code"]
    assert code in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert use_letter(harbour.person("Gil South"), code=code) == harbour.person("Gil South")
    assert Letter.objects.filter(code_digest__contains=code).count() == 0


def test_a_letter_stands_in_the_log_of_the_member(fay, client, harbour):
    fay.post(at("letter", harbour, "Gil South"))
    assert logged() == [("Gil South", "Fay South", "A letter with a sign-in code")]
    client.force_login(harbour.person("Gil South"))
    assert "A letter with a sign-in code" in client.get(reverse("my_membership")).content.decode()


def test_an_address_of_somebody_else_is_refused_at_its_field(fay, harbour):
    data = {"name": "Gil South", "email": harbour.person("Hal South").email.upper()}
    answer = fay.post(at("member_change", harbour, "Gil South"), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    assert "is the address of somebody else in the register." in answer.content.decode()


def test_a_second_letter_ends_the_first(fay, harbour):
    codes = [fay.post(at("letter", harbour, "Gil South")).context["code"] for _ in range(2)]
    assert codes[0] != codes[1]
    assert Letter.objects.filter(used_at__isnull=True).count() == 2
    assert use_letter(harbour.person("Gil South"), code=codes[1]) == harbour.person("Gil South")


@pytest.mark.parametrize("more", [0, 2])
def test_a_long_history_takes_no_more_queries(fay, harbour, more, django_assert_num_queries):
    gil = harbour.members["Gil South"]
    for step in range(more):
        to = MembershipState.FULL if step % 2 else MembershipState.ON_LEAVE
        change_state(harbour.person("Fay South"), membership=gil, to=to)
    with django_assert_num_queries(20):
        fay.get(at("member", harbour, "Gil South"))
