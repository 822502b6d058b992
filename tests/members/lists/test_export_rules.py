"""How much one person may take out, and when a second person must look at it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.actions.export_requests import ExportPlan, ask_export, refuse_export, release_export
from members.actions.exports import log_export
from members.models import AccessLogEntry, ExportRequest, ExportTaken
from members.queries.exports import can_be_taken, exports_visible_to, held_for
from members.queries.filtering import Criteria, narrowed
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from skills.models import Role, Term
from tests.guarded import past_guards
from tests.helpers import bound, refuses, writes


@pytest.fixture
def south(harbour):
    return harbour.body("South")


def take(person, body, **asked):
    return log_export(person, body=body, memberships=narrowed(person, body, Criteria(**asked)))


def test_the_quota_counts_thirty_days_and_all_forms_together(fay, harbour, south, rules):
    rules(export_quota=7)
    assert len(take(fay, south)) == 5
    with refuses(RuleNotMet, "export_quota"):
        take(fay, south)
    assert len(take(fay, south, q="gil")) == 1
    with clock.at(clock.now() + timedelta(days=31)):
        assert len(take(fay, south)) == 5
    assert list(ExportTaken.objects.order_by("pk").values_list("people", flat=True)) == [5, 1, 5]


def test_the_quota_is_each_persons_own_and_the_refusal_tells_of_nobody_else(ana, fay, harbour, south, rules):
    rules(export_quota=5)
    take(fay, south)
    assert len(take(ana, south)) == 5
    with pytest.raises(RuleNotMet) as caught:
        take(fay, south, q="gil")
    assert caught.value.sentence.startswith("By the rules one person takes out at most 5 people within 30 days")


def test_the_quota_holds_over_the_bodies_of_an_organisation(ana, harbour, south, rules):
    rules(export_quota=9)
    take(ana, south)
    with refuses(RuleNotMet, "export_quota"):
        take(ana, harbour.body("North"))


def test_without_rules_nobody_is_held_up(fay, south):
    assert [len(take(fay, south)) for _ in range(3)] == [5, 5, 5]


def test_above_the_number_of_the_rules_a_second_person_releases(ana, fay, harbour, south, rules):
    rules(export_second=4)
    assert len(take(fay, south, q="gil")) == 1
    with refuses(RuleNotMet, "export_second"):
        take(fay, south)
    with writes("ask_export") as entries:
        asked = ask_export(fay, body=south, plan=ExportPlan("csv", Criteria(), ("town",)), purpose="The post")
    assert entries[0].content.content == {"format": "csv", "members": 5}
    assert (asked.people, AccessLogEntry.objects.count()) == (5, 1)
    assert held_for(ana, south) == [asked]
    assert held_for(fay, south) == []
    with writes("release_export"):
        asked = release_export(ana, asked=asked)
    assert can_be_taken(fay, asked)
    assert not can_be_taken(ana, asked)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert not can_be_taken(fay, asked)
    taken = log_export(fay, body=south, memberships=narrowed(fay, south, Criteria()), released=asked)
    assert len(taken) == 5
    assert AccessLogEntry.objects.filter(reader=fay).count() == 5


def test_a_big_export_cut_into_small_ones_waits_as_one(ana, fay, harbour, south, rules):
    rules(export_second=3)
    for name in ("gil", "hal", "ida"):
        assert len(take(fay, south, q=name)) == 1
    assert len(take(fay, south, q="gil")) == 1  # the same people again are no more people
    with pytest.raises(RuleNotMet) as caught:
        take(fay, south, q="fay")
    assert caught.value.code == "export_second"
    assert caught.value.sentence == (
        "By the rules a second person releases an export of more than 3 people. Within the last seven days you took "
        "out 3 alone, and they count with these. Ask for it first."
    )
    assert len(take(ana, south, q="fay")) == 1  # each person for herself
    with clock.at(clock.now() + timedelta(days=6, hours=23)), refuses(RuleNotMet, "export_second"):
        take(fay, south, q="fay")
    with clock.at(clock.now() + timedelta(days=7)):
        assert len(take(fay, south, q="fay")) == 1


def test_cutting_by_branch_is_cutting_too_and_another_organisation_counts_for_itself(ana, harbour, mill, south, rules):
    rules(export_second=5)
    assert len(take(ana, south)) == 5
    with refuses(RuleNotMet, "export_second"):
        take(ana, harbour.body("North"))
    assert len(take(mill.secretary, mill.body())) > 0


def test_what_a_second_person_released_does_not_count_as_taken_alone(ana, fay, harbour, south, rules):
    rules(export_second=3)
    asked = release_export(ana, asked=ask_export(fay, body=south, plan=ExportPlan(), purpose="Post"))
    log_export(fay, body=south, memberships=narrowed(fay, south, Criteria()), released=asked)
    assert len(take(fay, south, q="gil")) == 1
    assert list(ExportTaken.objects.order_by("pk").values_list("people", "alone")) == [(5, False), (1, True)]


@pytest.mark.parametrize("case", ["held", "of another", "another register", "too late"])
def test_what_was_not_released_for_this_person_and_register_is_not_taken_out(ana, fay, harbour, south, rules, case):
    """The action asks it, whichever door it comes through."""
    rules(export_second=2)
    asked = ask_export(fay, body=south, plan=ExportPlan(), purpose="Post")
    if case != "held":
        asked = release_export(ana, asked=asked)
    actor = ana if case in {"of another", "another register"} else fay
    if case == "another register":
        asked.asked_by = ana
    body = harbour.body("North") if case == "another register" else south
    later = clock.now() + timedelta(hours=25 if case == "too late" else 0)
    with clock.at(later), refuses(NotFound, "not_released"):
        log_export(actor, body=body, memberships=narrowed(actor, body, Criteria()), released=asked)
    assert (ExportTaken.objects.count(), AccessLogEntry.objects.count()) == (0, 0)


def test_what_grew_since_it_was_released_is_released_anew(ana, fay, harbour, south, rules):
    rules(export_second=2)
    asked = release_export(ana, asked=ask_export(fay, body=south, plan=ExportPlan(), purpose="Post"))
    ExportRequest.objects.filter(pk=asked.pk).update(people=4)
    asked.refresh_from_db()
    with refuses(RuleNotMet, "export_second"):
        log_export(fay, body=south, memberships=narrowed(fay, south, Criteria()), released=asked)


def test_nobody_releases_her_own_and_no_program_does(ana, fay, harbour, south, rules):
    rules(export_second=2)
    asked = ask_export(ana, body=south, plan=ExportPlan(), purpose="Post")
    with refuses(NotPermitted, "own_request"):
        release_export(ana, asked=asked)
    with refuses(NotPermitted, "token_releases"):
        release_export(bound(fay, south), asked=asked)
    with past_guards(), pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.filter(pk=asked.pk).update(state="released", settled_by=ana)


def test_where_nobody_else_keeps_the_register_whoever_holds_a_role_releases(mill, thread, rules, harbour):
    body = mill.body()
    asked = ask_export(mill.secretary, body=body, plan=ExportPlan(), purpose="Post")
    lea = mill.person("Lea Mill")
    with refuses(NotPermitted, "power_missing"):
        release_export(lea, asked=asked)
    role = Role.objects.filter(body=body.pk).exclude(power_rows__power="keep_register").first()
    first = Term.objects.filter(role__body=body.pk).first()
    with past_guards():
        Term.objects.create(
            organisation=mill.organisation,
            role=role,
            person=lea,
            starts_on=first.starts_on,
            ends_on=first.ends_on,
            kind=first.kind,
            decision=first.decision,
        )
    assert list(exports_visible_to(lea)) == [asked]
    assert release_export(lea, asked=asked).state == "released"
    assert list(exports_visible_to(lea)) == []


def test_what_is_settled_stays_settled(ana, fay, south):
    asked = refuse_export(ana, asked=ask_export(fay, body=south, plan=ExportPlan(), purpose="Post"))
    with refuses(WrongState, "export_step"):
        release_export(ana, asked=asked)
    assert not can_be_taken(fay, asked)


@pytest.mark.parametrize(
    ("plan", "purpose", "code"),
    [
        (ExportPlan(), " ", "purpose"),
        (ExportPlan("tape"), "Post", "not_listed"),
        (ExportPlan(columns=("password",)), "Post", "unknown_column"),
        (ExportPlan(criteria=Criteria(q="nobody")), "Post", "nobody"),
        (ExportPlan(text="x" * 5001), "Post", "text_long"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(fay, south, plan, purpose, code):
    with refuses(Invalid, code):
        ask_export(fay, body=south, plan=plan, purpose=purpose)


def test_the_page_asks_for_the_second_person_and_gives_the_file_afterwards(ana, fay, harbour, south, rules, client):
    rules(export_second=2)
    client.force_login(fay)
    page = reverse("register_export", args=[south.public_id])
    answer = client.post(page, {"format": "csv"})
    assert (answer.status_code, "Ask a second person" in answer.content.decode()) == (422, True)
    answer = client.post(page, {"format": "csv", "ask": "yes", "purpose": "Post", "columns": ["town"]})
    asked = ExportRequest.objects.get()
    assert answer.url == reverse("exports", args=[south.public_id])
    client.force_login(ana)
    assert "Release it" in client.get(answer.url).content.decode()
    client.post(reverse("export_release", args=[asked.public_id]))
    client.force_login(fay)
    file = client.post(reverse("export_take", args=[asked.public_id]))
    assert file.getvalue().decode("utf-8-sig").splitlines()[0] == "Name,Town"
    assert AccessLogEntry.objects.filter(what="Export of the register").count() == 4


def test_the_page_says_beforehand_that_a_second_person_is_needed_and_why(fay, harbour, south, rules, client):
    rules(export_second=1)
    client.force_login(fay)
    page = reverse("register_export", args=[south.public_id])
    assert "Take it out" in client.get(f"{page}?q=gil").content.decode()
    take(fay, south, q="gil")
    assert "Take it out" in client.get(f"{page}?q=gil").content.decode()
    told = client.get(f"{page}?q=hal").content.decode()
    assert ("Ask a second person" in told, "You took out 1 other person alone within the last seven days" in told) == (
        True,
        True,
    )
