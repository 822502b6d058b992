"""An application from asking to its answer: by the rules of the body that somebody joins, and by nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from members.actions.agreements import agree_to_programme
from members.actions.answering import (
    admit_applicant,
    decline_application,
    forget_answers,
    withdraw_application,
)
from members.actions.applications import Wish
from members.actions.asking import ask_to_join, confirm_application, forget_unconfirmed, write_application
from members.actions.joining import apply_to_join
from members.actions.joining_pages import PageDraft, change_joining_page
from members.actions.memberships import admit, change_state
from members.actions.people import PersonData
from members.actions.sponsoring import sponsor_applicant, withdraw_sponsorship
from members.enums import ApplicationState, MembershipState
from members.models import Application, Membership, Sponsorship
from members.queries.applications import sponsors_missing
from organiser.base import clock
from organiser.base.actor import CLOCK, VISITOR
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import LedgerEntry, WaitingLetter
from tests.exclusions import excluded
from tests.helpers import bound, decide_online, north_motion, outsider, refuses, writes
from tests.joining import answered_by, asked
from tests.world import make_person

S, M = ApplicationState, MembershipState


def again(application):
    return Application.objects.select_related("membership__person", "membership__branch", "organisation").get(
        pk=application.pk
    )


def test_the_secretary_admits_and_the_applicant_is_told(harbour, mill):
    application = asked(harbour)
    with writes("admit_applicant") as entries:
        done = admit_applicant(harbour.secretary, application=application)
    assert (done.state, again(application).membership.state) == (S.ADMITTED, M.FULL)
    assert (done.answered_by, done.decision) == (harbour.secretary, None)
    assert "Ann" not in str(entries[0].content.content)
    letter = WaitingLetter.objects.latest("pk")
    assert letter.subject == "You were admitted to Harbour Tenants"
    assert "Ann Asking" in letter.text


def test_declining_says_why_and_one_may_ask_again(harbour, mill):
    application = asked(harbour)
    with refuses(Invalid, "reason"):
        decline_application(harbour.secretary, application=application, reason=" ")
    with writes("decline_application") as entries:
        done = decline_application(harbour.secretary, application=application, reason="You do not rent.")
    assert (done.state, done.reason, again(application).membership.state) == (
        S.DECLINED,
        "You do not rent.",
        M.RESIGNED,
    )
    assert "rent" not in str(entries[0].content.content)
    assert "You do not rent." in WaitingLetter.objects.latest("pk").text
    with refuses(WrongState, "application_step"):
        admit_applicant(harbour.secretary, application=application)
    membership = apply_to_join(application.membership.person, organisation=harbour.organisation)
    assert (membership.pk, membership.state) == (application.membership_id, M.APPLICANT)
    assert list(membership.applications.values_list("state", flat=True)) == [S.DECLINED, S.OPEN]


def test_the_applicant_takes_it_back(harbour, mill):
    application = asked(harbour)
    for other in (harbour.secretary, mill.secretary, VISITOR):
        with refuses(NotFound, "no_application"):
            withdraw_application(other, application=application)
    with refuses(NotFound, "no_application"):
        withdraw_application(VISITOR, application=application, key="guess")
    with writes("withdraw_application"):
        done = withdraw_application(application.membership.person, application=application)
    assert (done.state, again(application).membership.state) == (S.WITHDRAWN, M.RESIGNED)


@pytest.mark.parametrize(
    ("who", "kind", "code"),
    [
        ("member", NotPermitted, "power_missing"),
        ("secretary of the other branch", NotFound, "no_member"),
        ("secretary of another organisation", NotFound, "no_member"),
        ("stranger", NotFound, "no_member"),
    ],
)
def test_nobody_else_answers(harbour, mill, who, kind, code):
    application = asked(harbour)
    actor = outsider(who, harbour, mill)
    with refuses(kind, code):
        admit_applicant(actor, application=application)
    with refuses(kind, code):
        decline_application(actor, application=application, reason="No.")


def test_token_bound_elsewhere_answers_nothing(harbour):
    application = asked(harbour)
    with pytest.raises((NotFound, NotPermitted)):
        admit_applicant(bound(harbour.secretary, harbour.body("South")), application=application)


def test_open_rules_let_in_at_once(harbour, mill):
    answered_by(harbour, "open")
    with writes("apply_to_join"):
        application = asked(harbour)
    assert (application.state, application.membership.state) == (S.ADMITTED, M.FULL)
    # The rules of the branch are its own: the next one is answered by its secretary still.
    assert asked(harbour, "Sid South", "South").state == S.OPEN


def test_A4_open_rules_of_a_political_organisation_let_in_on_trial_until_agreement(thread, monkeypatch):
    monkeypatch.setattr("members.actions.applications.who_answers", lambda _body: "open")
    monkeypatch.setattr("members.actions.agreements.who_answers", lambda _body: "open")
    application = asked(thread, branch="")
    assert (application.state, application.membership.state) == (S.ADMITTED, M.TRIAL)
    version = thread.organisation.programme_versions.get()
    with writes("agree_to_programme"):
        agree_to_programme(application.membership.person, membership=application.membership, version=version)
    assert again(application).membership.state == M.FULL


def test_A4_whoever_the_secretary_admits_without_agreement_comes_in_on_trial(thread):
    application = asked(thread, branch="")
    admit_applicant(thread.secretary, application=application)
    membership = again(application).membership
    assert membership.state == M.TRIAL
    version = thread.organisation.programme_versions.get()
    agree_to_programme(membership.person, membership=membership, version=version)
    assert Membership.objects.get(pk=membership.pk).state == M.TRIAL  # a trial ends when its secretary says so


def moved(harbour, *applications):
    return north_motion(
        harbour, title="Admit", effect="admit", payload={"applications": [one.public_id for one in applications]}
    )


def test_3_where_the_assembly_admits_only_its_decision_does(harbour, mill):
    answered_by(harbour, "assembly")
    ann, bob = asked(harbour), asked(harbour, "Bob Asking")
    sentence = "In North the assembly admits whoever applies, and not the desk. Move that it admits Ann Asking."
    with refuses(RuleNotMet, "assembly_admits", sentence):
        admit_applicant(harbour.secretary, application=ann)
    for to in (M.FULL, M.TRIAL, M.SUPPORTER):
        with refuses(RuleNotMet, "assembly_admits", sentence):
            change_state(harbour.secretary, membership=ann.membership, to=to)
    with refuses(RuleNotMet, "assembly_admits", sentence):
        admit(harbour.secretary, membership=ann.membership)
    with refuses(RuleNotMet, "assembly_admits"):
        decline_application(harbour.secretary, application=ann, reason="No.")
    motion = moved(harbour, ann, bob)
    assert motion.about_person
    withdraw_application(bob.membership.person, application=bob)
    decided = decide_online(harbour, motion).decision
    assert decided.effect_failed == ""
    ann, bob = again(ann), again(bob)
    assert (ann.state, ann.decision, ann.membership.state) == (S.ADMITTED, decided, M.FULL)
    assert ann.membership.spans.get(until_on__isnull=True).decision == decided
    assert (bob.state, bob.membership.state) == (S.WITHDRAWN, M.RESIGNED)


def test_what_the_assembly_voted_down_is_declined_with_its_decision(harbour):
    answered_by(harbour, "assembly")
    ann = asked(harbour)
    decided = decide_online(harbour, moved(harbour, ann), "-----").decision
    assert again(ann).state == S.OPEN
    done = decline_application(harbour.secretary, application=ann, reason="The assembly did not admit you.")
    assert (done.state, done.decision) == (S.DECLINED, decided)


def test_a_motion_names_applications_that_wait_here_and_no_others(harbour, mill):
    ann, sid = asked(harbour), asked(harbour, "Sid South", "South")
    for wrong in ([sid.public_id], ["0123456789abcdef"], ["x"]):
        with refuses(Invalid, "no_application"):
            north_motion(harbour, effect="admit", payload={"applications": wrong})
    for wrong in ([], "x", [ann.public_id, ann.public_id], [1], None):
        with refuses(Invalid, "applications"):
            north_motion(harbour, effect="admit", payload={"applications": wrong})
    admit_applicant(harbour.secretary, application=ann)
    with refuses(RuleNotMet, "application_answered"):
        moved(harbour, ann)


def test_whoever_was_declined_or_left_is_not_let_in_from_the_desk_behind_the_assembly(harbour):
    answered_by(harbour, "assembly")
    membership = harbour.members["Cyd North"]
    change_state(membership.person, membership=membership, to=M.RESIGNED)
    with refuses(RuleNotMet, "assembly_admits"):
        change_state(harbour.secretary, membership=membership, to=M.FULL)


def test_members_must_speak_for_an_applicant_first(harbour, mill):
    answered_by(harbour, "secretary", sponsors=2)
    application = asked(harbour)
    sentence = "2 full members of North must still speak for Ann Asking before there is an answer."
    with refuses(RuleNotMet, "sponsors_missing", sentence):
        admit_applicant(harbour.secretary, application=application)
    with refuses(RuleNotMet, "sponsors_missing"):
        moved(harbour, application)
    bea, cyd, gil = (harbour.person(name) for name in ("Bea North", "Cyd North", "Gil South"))
    for nobody in (gil, mill.secretary, application.membership.person):
        with refuses(NotFound, "no_application"):
            sponsor_applicant(nobody, application=application)
    with writes("sponsor_applicant"):
        sponsor_applicant(bea, application=application)
        sponsor_applicant(bea, application=application)
    sponsor_applicant(cyd, application=application)
    assert sponsors_missing(application) == 0
    with writes("withdraw_sponsorship"):
        withdraw_sponsorship(cyd, application=application)
    with refuses(NotFound, "no_sponsorship"):
        withdraw_sponsorship(cyd, application=application)
    sponsor_applicant(cyd, application=application)
    # Whoever has no vote any more speaks for nobody.
    change_state(harbour.secretary, membership=harbour.members["Bea North"], to=M.ON_LEAVE)
    assert sponsors_missing(application) == 1
    sponsor_applicant(harbour.person("Dan North"), application=application)
    assert admit_applicant(harbour.secretary, application=application).state == S.ADMITTED
    assert Sponsorship.objects.count() == 4
    with refuses(NotFound, "no_application"):
        sponsor_applicant(harbour.person("Eve North"), application=application)


def test_the_last_voice_lets_in_under_open_rules(harbour):
    answered_by(harbour, "open", sponsors=1)
    application = asked(harbour)
    assert application.state == S.OPEN
    with refuses(RuleNotMet, "joining_open"):
        decline_application(harbour.secretary, application=application, reason="No.")
    sponsor_applicant(harbour.person("Bea North"), application=application)
    assert (again(application).state, again(application).membership.state) == (S.ADMITTED, M.FULL)


def test_the_rules_of_the_day_of_the_answer_hold(harbour):
    application = asked(harbour)
    answered_by(harbour, "assembly")
    with refuses(RuleNotMet, "assembly_admits"):
        admit_applicant(harbour.secretary, application=application)


def test_the_desk_of_the_register_answers_the_application_too(harbour):
    one, two, three = asked(harbour), asked(harbour, "Bob Asking"), asked(harbour, "Cas Asking")
    change_state(harbour.secretary, membership=one.membership, to=M.SUPPORTER)
    with refuses(RuleNotMet, "application_waits"):
        change_state(harbour.secretary, membership=two.membership, to=M.RESIGNED)
    change_state(three.membership.person, membership=three.membership, to=M.RESIGNED)
    states = Application.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [S.ADMITTED, S.OPEN, S.WITHDRAWN]


def test_whoever_was_excluded_does_not_come_back_by_applying(harbour):
    eve = excluded(harbour).membership
    sentence = "Eve North was excluded by a decision, and only a decision takes her or him back."
    with refuses(RuleNotMet, "exclusion_needs_decision", sentence):
        apply_to_join(eve.person, organisation=harbour.organisation)
    change_joining_page(harbour.secretary, organisation=harbour.organisation, draft=PageDraft("public"))
    data = PersonData("Eve North", email=eve.person.email)
    made = ask_to_join(VISITOR, organisation=harbour.organisation, data=data, wish=Wish()).application
    with refuses(RuleNotMet, "exclusion_needs_decision", sentence):
        confirm_application(VISITOR, application=made)


def ask(place, name="Ann Asking", email="ann@example.org", **wish):
    data = PersonData(name, email=email)
    return ask_to_join(VISITOR, organisation=place.organisation, data=data, wish=Wish(**wish)).application


def test_asked_twice_without_an_account_is_one_application(harbour):
    first, second = ask(harbour), ask(harbour)
    with writes("confirm_application"):
        made = confirm_application(VISITOR, application=first)
        assert confirm_application(VISITOR, application=second).pk == made.pk
    assert list(Application.objects.values_list("state", flat=True)) == [S.OPEN]
    assert Application.objects.get().key_digest == second.key_digest


def test_7_an_address_of_a_member_is_refused_only_to_whoever_reads_its_letters(harbour, mill):
    made = ask(harbour, "Somebody Else", harbour.person("Bea North").email)
    with refuses(Conflict, "email_taken"):
        confirm_application(VISITOR, application=made)
    elsewhere = ask(harbour, "Lea Mill", mill.person("Lea Mill").email)
    joined = confirm_application(VISITOR, application=elsewhere)
    assert joined.membership.person.pk != mill.person("Lea Mill").pk


def test_what_nobody_confirms_within_seven_days_is_thrown_away(harbour):
    made = ask(harbour)
    with refuses(NotPermitted, "clock_only"):
        forget_unconfirmed(harbour.secretary, application=made)
    with refuses(WrongState, "not_due"):
        forget_unconfirmed(CLOCK, application=made)
    with clock.at(clock.now() + timedelta(days=7, minutes=1)):
        with refuses(WrongState, "link_expired"):
            confirm_application(VISITOR, application=made)
        with writes("forget_unconfirmed"):
            forget_unconfirmed(CLOCK, application=made)
    assert Application.objects.count() == 0


def test_a_branch_dissolved_in_the_meantime_takes_nobody(harbour):
    made = ask(harbour, branch=harbour.branches["North"])
    waiting = asked(harbour)
    type(harbour.branches["North"]).objects.filter(pk=harbour.branches["North"].pk).update(dissolved_on="2026-01-01")
    with refuses(WrongState, "body_dissolved"):
        confirm_application(VISITOR, application=made)
    with refuses(WrongState, "body_dissolved"):
        ask(harbour, branch=type(harbour.branches["North"]).objects.get(pk=harbour.branches["North"].pk))
    with refuses(WrongState, "body_dissolved"):
        admit_applicant(harbour.secretary, application=again(waiting))


def test_A4_agreement_to_a_version_that_was_replaced_before_confirming_is_none(thread):
    version = thread.organisation.programme_versions.get()
    made = ask(thread, programme_version=version)
    thread.organisation.programme_versions.create(
        number=2, title="Second", text="More.", decision=version.decision, adopted_on=version.adopted_on
    )
    joined = confirm_application(VISITOR, application=made)
    assert joined.membership.agreements.count() == 0


def test_A2_without_an_account_too_a_mass_organisation_takes_no_agreement(harbour, thread):
    with refuses(Invalid, "programme_of_mass_organisation"):
        ask(harbour, programme_version=thread.organisation.programme_versions.get())
    other = thread.organisation.programme_versions.get()
    thread.organisation.programme_versions.create(
        number=2, title="Second", text="More.", decision=other.decision, adopted_on=other.adopted_on
    )
    with refuses(Invalid, "programme_version"):
        ask(thread, programme_version=other)


def test_paper_at_the_desk(harbour, mill):
    with refuses(NotPermitted, "power_missing"):
        write_application(harbour.person("Bea North"), body=harbour.body("North"), data=PersonData("Old Paper"))
    with writes("write_application"):
        made = write_application(harbour.secretary, body=harbour.body("North"), data=PersonData("Old Paper"))
    assert (made.state, made.membership.branch.name, made.key_digest) == (S.OPEN, "North", "")
    taken = harbour.person("Bea North").email
    with refuses(Conflict, "email_taken"):
        write_application(harbour.secretary, body=harbour.body("North"), data=PersonData("New", email=taken))


def test_answers_are_forgotten_thirty_days_after_the_answer(harbour):
    change_joining_page(
        harbour.secretary, organisation=harbour.organisation, draft=PageDraft("internal", questions=["Why?", "How?"])
    )
    membership = apply_to_join(make_person("Ann Asking"), organisation=harbour.organisation, replies=("", "By bus"))
    application = membership.applications.get()
    assert application.answers == [{"question": "How?", "answer": "By bus"}]
    admit_applicant(harbour.secretary, application=application)
    with refuses(WrongState, "not_due"):
        forget_answers(CLOCK, application=application)
    with clock.at(clock.now() + timedelta(days=31)), writes("forget_answers"):
        assert forget_answers(CLOCK, application=application).answers == []
    bus = [entry for entry in LedgerEntry.objects.select_related("content") if "bus" in str(entry.content.content)]
    assert bus == []


def test_what_is_not_asked_is_not_kept_and_what_is_needed_is_demanded(harbour):
    sam = make_person("Sam")
    apply_to_join(sam, organisation=harbour.organisation, contact={"phone": "555", "town": "Hull"})
    sam.refresh_from_db()
    assert (sam.phone, sam.town) == ("", "")
    change_joining_page(
        harbour.secretary, organisation=harbour.organisation, draft=PageDraft("internal", phone="required")
    )
    tim = make_person("Tim")
    with refuses(
        RuleNotMet, "contact_missing", "Harbour Tenants asks whoever joins for a telephone number. Fill it in."
    ):
        apply_to_join(tim, organisation=harbour.organisation)
    apply_to_join(tim, organisation=harbour.organisation, contact={"phone": "555", "town": "Hull"})
    tim.refresh_from_db()
    assert (tim.phone, tim.town) == ("555", "")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PageDraft("everybody"), "access"),
        (PageDraft("public", phone="perhaps"), "asked"),
        (PageDraft("public", email="no"), "no_way"),
        (PageDraft("public", sentence="x" * 301), "sentence"),
        (PageDraft("public", questions=["a", "b", "c", "d", "e", "f"]), "questions"),
        (PageDraft("public", questions=["x" * 201]), "questions"),
        (PageDraft("public", questions=["Why?", "Why?"]), "questions"),
        (PageDraft("public", questions=[1]), "questions"),
    ],
)
def test_a_page_that_cannot_be_is_refused(harbour, draft, code):
    with refuses(Invalid, code):
        change_joining_page(harbour.secretary, organisation=harbour.organisation, draft=draft)


def test_a_closed_page_takes_nobody(harbour):
    change_joining_page(harbour.secretary, organisation=harbour.organisation, draft=PageDraft("closed"))
    sam = make_person("Sam")
    with refuses(WrongState, "joining_closed"):
        apply_to_join(sam, organisation=harbour.organisation)


def test_the_database_lets_no_answered_application_be_opened_again(harbour):
    application = asked(harbour)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            organisation=harbour.organisation, membership=application.membership, asked_at=clock.now()
        )
    admit_applicant(harbour.secretary, application=application)
    with pytest.raises(DatabaseError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state=S.OPEN, answered_at=None)
