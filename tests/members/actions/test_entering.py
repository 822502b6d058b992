"""Where the assembly admits, nobody new comes in from the desk or by a file without its decision."""

import pytest
from django.urls import reverse

from members import above
from members.actions.answering import admit_applicant
from members.actions.applications import Wish
from members.actions.asking import ask_to_join
from members.actions.enrolling import enrol_member
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.memberships import change_state
from members.actions.people import PersonData
from members.actions.sponsoring import sponsor_applicant
from members.enums import MembershipState
from members.models import Application, Membership, MembershipSpan
from members.queries.entering import decision_cited, needs_admission
from organisations.models import Decision, RuleSet
from organiser.base.actor import VISITOR
from organiser.base.errors import Invalid, RuleNotMet
from tests.guarded import past_guards
from tests.helpers import decide_online, north_motion, refuses, row_counts, stage
from tests.joining import answered_by
from tests.pages import signed_in

S = MembershipState
FILE = "Name,Joined\nUwe New,2019-03-01\nVic New,\n"


@pytest.fixture
def assembly_admits(harbour, mill):
    """North has decided that its assembly admits whoever is new."""
    answered_by(harbour, "assembly")
    return harbour.body("North")


def decision_of(motion):
    return Decision.objects.filter(body=motion.body_id, title=motion.title).latest("pk")


@pytest.fixture
def decided(harbour, assembly_admits):
    """North has voted to admit two people by name."""
    return decision_of(decide_online(harbour, north_motion(harbour, title="Admit Uwe and Vic")))


def fell(harbour):
    return decision_of(decide_online(harbour, north_motion(harbour, title="Admit Zoe"), "---00"))


def test_whoever_is_written_in_by_hand_waits_for_the_assembly(harbour, assembly_admits):
    new = enrol_member(harbour.secretary, body=assembly_admits, data=PersonData("Uwe New"), number="N7")
    assert (new.state, new.number) == (S.APPLICANT, "N7")
    assert Application.objects.get(membership=new).state == "open"
    with refuses(RuleNotMet, "assembly_admits"):
        change_state(harbour.secretary, membership=new, to=S.FULL)
    with refuses(RuleNotMet, "assembly_admits"):
        admit_applicant(harbour.secretary, application=Application.objects.get(membership=new))


def test_with_the_decision_she_is_a_member_and_it_stands_beside_her(harbour, assembly_admits, decided):
    new = enrol_member(harbour.secretary, body=assembly_admits, data=PersonData("Uwe New"), decision=decided)
    span = MembershipSpan.objects.get(membership=new)
    assert (new.state, span.decision, Application.objects.count()) == (S.FULL, decided, 0)
    page = signed_in(harbour.secretary).get(reverse("member", args=[new.public_id])).content.decode()
    assert f"decision {decided.reference}" in page


def test_a_decision_that_admitted_nobody_here_is_refused(harbour, mill, assembly_admits, decided):
    north, before = assembly_admits, row_counts()
    rules = Decision.objects.filter(body=north, kind="rules").latest("pk")
    founding, theirs = harbour.organisation.founding_decision, mill.organisation.founding_decision
    for wrong in (rules, founding, theirs):
        with refuses(RuleNotMet, "not_admitting"):
            enrol_member(harbour.secretary, body=north, data=PersonData("Uwe New"), decision=wrong)
    assert row_counts() == before
    lost = fell(harbour)
    with refuses(RuleNotMet, "not_admitting"):
        enrol_member(harbour.secretary, body=north, data=PersonData("Uwe New"), decision=lost)
    with past_guards():
        Decision.objects.filter(pk=decided.pk).update(status="rescinded")
    decided.refresh_from_db()
    with refuses(RuleNotMet, "not_admitting"):
        enrol_member(harbour.secretary, body=north, data=PersonData("Uwe New"), decision=decided)


def test_a_decision_is_found_by_its_number_and_no_other_bodys(harbour, mill, decided):
    north = harbour.body("North")
    assert decision_cited(north, "") is None
    assert decision_cited(north, f" {decided.reference} ") == decided
    assert decision_cited(north, f"{decided.year}/{decided.number}") == decided
    for wrong in ("26/99999", "nonsense", "26-3", "0/0"):
        with refuses(Invalid, "no_decision"):
            decision_cited(north, wrong)
    with refuses(Invalid, "no_decision"):
        decision_cited(mill.body(), f"{decided.year}/{decided.number + 50}")


def test_supporters_come_in_and_do_not_become_members_by_a_side_door(harbour, assembly_admits):
    new = enrol_member(harbour.secretary, body=assembly_admits, data=PersonData("Sue New"), state=S.SUPPORTER)
    assert new.state == S.SUPPORTER
    for to in (S.FULL, S.TRIAL):
        with refuses(RuleNotMet, "assembly_admits"):
            change_state(harbour.secretary, membership=new, to=to)
    bea = harbour.members["Bea North"]
    change_state(harbour.secretary, membership=bea, to=S.SUPPORTER)
    assert change_state(harbour.secretary, membership=bea, to=S.FULL).state == S.FULL  # she was one before


def test_a_file_brings_applicants_and_with_the_decision_members(harbour, assembly_admits, decided):
    north = assembly_admits
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, north, FILE))
    new = Membership.objects.filter(person__name__in=("Uwe New", "Vic New"))
    assert set(new.values_list("state", flat=True)) == {S.APPLICANT}
    assert Application.objects.filter(membership__in=new, state="open").count() == 2
    before = Application.objects.count()
    undo_import(harbour.secretary, batch=batch)
    assert (new.count(), Application.objects.count()) == (0, before - 2)
    again, lost = stage(harbour.secretary, north, FILE), fell(harbour)
    with refuses(RuleNotMet, "not_admitting"):
        commit_import(harbour.secretary, batch=again, decision=lost)
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, north, FILE), decision=decided)
    assert set(new.values_list("state", flat=True)) == {S.FULL}
    assert set(MembershipSpan.objects.filter(membership__in=new).values_list("decision", flat=True)) == {decided.pk}
    assert (batch.decision, Application.objects.filter(membership__in=new).count()) == (decided, 0)
    page = signed_in(harbour.secretary).get(f"/i/{batch.public_id}/").content.decode()
    assert f"decision {decided.reference}" in page


def test_who_was_spoken_for_stays_when_an_import_is_undone(harbour, mill, assembly_admits):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, assembly_admits, FILE))
    application = Application.objects.get(membership__person__name="Uwe New")
    sponsor_applicant(harbour.person("Bea North"), application=application)
    undone = undo_import(harbour.secretary, batch=batch)
    stayed = undone.rows.filter(outcome="stayed").values_list("membership__person__name", flat=True)
    assert list(stayed) == ["Uwe New"]
    assert list(Application.objects.filter(membership__person__name__endswith=" New")) == [application]


def test_founding_and_the_register_of_before_are_free_until_the_first_assembly(mill, harbour, monkeypatch):
    body = mill.body()
    with past_guards():
        RuleSet.objects.filter(body__organisation=mill.organisation.pk).update(applications="assembly")
    assert not needs_admission(body)
    assert enrol_member(mill.secretary, body=body, data=PersonData("Uwe New")).state == S.FULL
    commit_import(mill.secretary, batch=stage(mill.secretary, body, "Name\nVic New\n"))
    assert Membership.objects.get(person__name="Vic New").state == S.FULL
    monkeypatch.setattr(above, "_met", [lambda bodies: body.pk in bodies])
    assert needs_admission(body)
    assert enrol_member(mill.secretary, body=body, data=PersonData("Wim New")).state == S.APPLICANT


def test_another_branch_that_admits_from_the_desk_goes_on_doing_so(harbour, assembly_admits):
    fay, south = harbour.person("Fay South"), harbour.body("South")
    assert enrol_member(fay, body=south, data=PersonData("Uwe New")).state == S.FULL


def test_the_pages_ask_for_the_decision_where_the_assembly_admits_and_nowhere_else(harbour, assembly_admits, decided):
    browser = signed_in(harbour.secretary)
    url = f"/b/{assembly_admits.public_id}/register/new/"
    assert "Admitted by decision" in browser.get(url).content.decode()
    assert (
        "Admitted by decision"
        not in browser.get(f"/b/{harbour.body('South').public_id}/register/new/").content.decode()
    )
    batch = stage(harbour.secretary, assembly_admits, FILE)
    assert "Admitted by decision" in browser.get(f"/i/{batch.public_id}/").content.decode()
    browser.post(f"/i/{batch.public_id}/commit/", {"decision": decided.reference})
    assert Membership.objects.get(person__name="Uwe New").state == S.FULL


def test_whoever_asks_by_oneself_is_not_touched_by_it(harbour, assembly_admits):
    asked = ask_to_join(
        VISITOR,
        organisation=harbour.organisation,
        data=PersonData("Ann Asking", email="ann@example.org"),
        wish=Wish(harbour.branches["North"]),
    )
    assert asked.application.state == "confirming"
