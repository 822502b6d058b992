"""A5: a member moves to another branch in one signed step, and the old branch loses sight when the rules say so."""

from datetime import timedelta

import pytest
from django.core import mail

from assemblies.actions.casting import cast_vote
from members.actions.memberships import change_state
from members.actions.transfer_dates import end_transfer, release_by_time
from members.actions.transfers import (
    accept_transfer,
    ask_to_move,
    refuse_transfer,
    release_member,
    withdraw_transfer,
)
from members.models import Membership, MembershipSpan, Transfer
from members.queries.register import membership_for, memberships_visible_to
from members.queries.transfers import former_for, history_before, moved_away, transfer_for, transfers_visible_to
from organisations.enums import Power
from organiser.base import authority, clock
from organiser.base.actions.mail import send_waiting
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.management.ticks import Ticks
from skills.models import Term
from tests.exclusions import noticed
from tests.helpers import bound, clock_days, north_motion, online_ballot, outsider, refuses, writes
from tests.world import Place, make_motion


@pytest.fixture
def gil(harbour: Place, mill: Place) -> Membership:
    """A member of South, whose register Fay keeps; Ana keeps that of North and of the whole."""
    return harbour.members["Gil South"]


def asked(harbour: Place, gil: Membership) -> Transfer:
    return ask_to_move(gil.person, membership=gil, to=harbour.branches["North"])


def released(harbour: Place, gil: Membership) -> Transfer:
    return release_member(harbour.person("Fay South"), transfer=asked(harbour, gil), note="Nothing outstanding.")


def moved(harbour: Place, gil: Membership) -> Transfer:
    return accept_transfer(harbour.secretary, transfer=released(harbour, gil))


def test_A5_a_move_is_asked_let_go_and_taken_in_and_keeps_number_and_tenure(harbour, gil):
    before = (gil.number, gil.joined_on, gil.state)
    with writes("ask_to_move"):
        transfer = asked(harbour, gil)
    with writes("release_member"):
        transfer = release_member(harbour.person("Fay South"), transfer=transfer, note=" Nothing  outstanding. ")
    with writes("accept_transfer") as entries:
        transfer = accept_transfer(harbour.secretary, transfer=transfer)
    here = Membership.objects.get(pk=gil.pk)
    assert (here.number, here.joined_on, here.state, here.branch) == (*before, harbour.branches["North"])
    spans = MembershipSpan.objects.filter(membership=gil).order_by("pk").values_list("branch__name", "until_on")
    assert list(spans) == [("South", clock.today()), ("North", None)]
    assert (transfer.release_note, transfer.sight_until) == (
        "Nothing outstanding.",
        clock.today() + timedelta(days=30),
    )
    assert "Gil" not in str([entry.content.content for entry in entries])


def test_only_the_member_asks_or_who_keeps_the_register_on_her_word(harbour, gil, mill):
    north = harbour.branches["North"]
    for who in ("stranger", "secretary of another organisation", "member"):
        with pytest.raises((NotFound, NotPermitted)):
            ask_to_move(outsider(who, harbour, mill), membership=gil, to=north)
    assert ask_to_move(harbour.person("Fay South"), membership=gil, to=north).asked_by.name == "Fay South"


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        ({"to": "South"}, Conflict, "same_branch"),
        ({"state": "resigned"}, WrongState, "not_belonging"),
        ({"leaves": True}, WrongState, "leaving_announced"),
        ({"twice": True}, Conflict, "moving_already"),
    ],
)
def test_who_cannot_move_is_told_why(harbour, gil, change, kind, code):
    if "state" in change:
        Membership.objects.filter(pk=gil.pk).update(state=change["state"])
    if "leaves" in change:
        Membership.objects.filter(pk=gil.pk).update(leaves_on=clock.today())
    if "twice" in change:
        asked(harbour, gil)
    with refuses(kind, code):
        ask_to_move(gil.person, membership=gil, to=harbour.branches[change.get("to", "North")])


def test_nobody_moves_into_another_organisation(harbour, gil, thread):
    branch = harbour.branches["North"]
    branch.organisation_id = thread.organisation.pk
    with refuses(Invalid, "branch"):
        ask_to_move(gil.person, membership=gil, to=branch)


def test_who_keeps_the_old_branch_neither_answers_nor_takes_back(harbour, gil):
    fay, transfer = harbour.person("Fay South"), released(harbour, gil)
    with refuses(NotPermitted, "power_missing"):
        accept_transfer(fay, transfer=transfer)
    with refuses(NotPermitted, "power_missing"):
        refuse_transfer(fay, transfer=transfer, reason="No.")
    with refuses(NotPermitted, "not_own"):
        withdraw_transfer(fay, transfer=transfer)
    with refuses(NotPermitted, "token_body"):
        withdraw_transfer(bound(gil.person, harbour.body("North")), transfer=transfer)
    with writes("withdraw_transfer"):
        assert withdraw_transfer(gil.person, transfer=transfer).state == "withdrawn"
    with refuses(WrongState, "transfer_step"):
        accept_transfer(harbour.secretary, transfer=transfer)


def test_nobody_is_taken_in_before_the_old_branch_has_let_go(harbour, gil):
    transfer = asked(harbour, gil)
    with refuses(WrongState, "transfer_step"):
        accept_transfer(harbour.secretary, transfer=transfer)


def test_a_branch_that_does_not_answer_for_fourteen_days_has_let_go(harbour, gil):
    transfer = asked(harbour, gil)
    with refuses(NotPermitted, "clock_only"):
        release_by_time(harbour.secretary, transfer=transfer)
    with clock.at(clock.now() + clock_days(13)):
        assert Ticks().move_transfers() == 0
        with refuses(WrongState, "not_due"):
            release_by_time(CLOCK, transfer=transfer)
    with clock.at(clock.now() + clock_days(14)), writes("release_by_time"):
        assert (Ticks().move_transfers(), Ticks().move_transfers()) == (1, 0)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.released_by) == ("released", None)


def test_what_leads_nowhere_or_stays_unanswered_ends(harbour, gil):
    transfer = released(harbour, gil)
    with refuses(NotPermitted, "clock_only"):
        end_transfer(harbour.secretary, transfer=transfer)
    with refuses(WrongState, "not_due"):
        end_transfer(CLOCK, transfer=transfer)
    with clock.at(clock.now() + clock_days(60)), writes("end_transfer"):
        assert Ticks().move_transfers() == 1
    again = asked(harbour, gil)
    change_state(gil.person, membership=gil, to="resigned")
    with writes("end_transfer"):
        assert Ticks().move_transfers() == 1
    assert Transfer.objects.get(pk=again.pk).state == "ended"


def test_a_refusal_has_a_reason_and_everything_stays(harbour, gil):
    transfer = released(harbour, gil)
    with refuses(Invalid, "reason"):
        refuse_transfer(harbour.secretary, transfer=transfer, reason="  ")
    with refuses(Invalid, "too_long"):
        refuse_transfer(harbour.secretary, transfer=transfer, reason="x" * 501)
    with writes("refuse_transfer"):
        refuse_transfer(harbour.secretary, transfer=transfer, reason="We are a branch of one building.")
    assert Membership.objects.get(pk=gil.pk).branch == harbour.branches["South"]


def test_a_member_without_a_branch_asks_the_branch_at_once(harbour, gil):
    Membership.objects.filter(pk=gil.pk).update(branch=None)
    gil.refresh_from_db()
    transfer = asked(harbour, gil)
    assert (transfer.state, transfer.from_branch) == ("released", None)
    assert accept_transfer(harbour.secretary, transfer=transfer).state == "accepted"


def test_a_member_may_leave_the_branch_and_stay_in_the_organisation(harbour, gil):
    transfer = ask_to_move(gil.person, membership=gil, to=None)
    transfer = release_member(harbour.person("Fay South"), transfer=transfer)
    with refuses(NotPermitted, "power_missing"):
        accept_transfer(harbour.person("Fay South"), transfer=transfer)
    accept_transfer(harbour.secretary, transfer=transfer)
    assert Membership.objects.get(pk=gil.pk).branch is None


def test_8_roles_in_the_old_branch_end_with_the_move_and_their_powers_too(harbour, mill):
    fay = Membership.objects.get(person__name="Fay South")
    south, north = harbour.body("South"), harbour.branches["North"]
    assert authority.holds(fay.person, Power.KEEP_REGISTER, south.pk)
    transfer = ask_to_move(fay.person, membership=fay, to=north)
    transfer = release_member(harbour.secretary, transfer=transfer)
    with writes("end_terms_of_moved", "accept_transfer"):
        accept_transfer(harbour.secretary, transfer=transfer)
    assert not authority.holds(fay.person, Power.KEEP_REGISTER, south.pk)
    ended = Term.objects.filter(person=fay.person, role__body=south).values_list("ended_on", "end_reason")
    assert set(ended) == {(clock.today(), "left")}
    assert list(memberships_visible_to(fay.person)) == [fay]


def test_terms_end_by_a_move_on_its_day_alone(harbour, gil):
    from skills.actions.moving import end_terms_of_moved  # noqa: PLC0415  # what the floor above does

    transfer = released(harbour, gil)
    with refuses(RuleNotMet, "not_moved"):
        end_terms_of_moved(harbour.secretary, transfer=transfer)


def test_1_who_moves_votes_once_in_each_ballot_and_only_where_the_roll_has_her(harbour, gil):
    south_motion = make_motion(harbour, harbour.person("Hal South"), "South", harbour.person("Ida South"))
    fay = harbour.person("Fay South")
    closes = clock.now() + clock_days(6)
    from assemblies.actions.ballots import open_ballot  # noqa: PLC0415

    old = open_ballot(fay, motion=south_motion, closes_at=closes)
    before = online_ballot(harbour, north_motion(harbour))
    moved(harbour, gil)
    after = online_ballot(harbour, north_motion(harbour, title="Later"))
    cast_vote(gil.person, ballot=old, choice="for", key="key-old-1")
    with refuses(Conflict, "voted_already"):
        cast_vote(gil.person, ballot=old, choice="for", key="key-old-2")
    with refuses(RuleNotMet, "not_on_roll"):
        cast_vote(gil.person, ballot=before, choice="for", key="key-new-1")
    cast_vote(gil.person, ballot=after, choice="for", key="key-new-2")
    assert (old.roll.entitled, before.roll.entitled, after.roll.entitled) == (5, 5, 6)


def test_nobody_moves_out_of_reach_of_a_motion_to_exclude(harbour, mill):
    notice = noticed(harbour)
    about = notice.membership
    with refuses(WrongState, "exclusion_ahead"):
        ask_to_move(about.person, membership=about, to=harbour.branches["South"])


def test_letters_go_to_the_member_and_to_both_keepers_and_name_nobody_to_them(harbour, gil):
    moved(harbour, gil)
    mail.outbox.clear()
    send_waiting()
    to = {}
    for message in mail.outbox:
        to.setdefault(message.to[0], []).append(message.subject)
    fay, ana = harbour.person("Fay South"), harbour.secretary
    assert to[gil.person.email] == [
        "You asked to move to another branch",
        "Your branch has let you go",
        "You belong to another branch now",
    ]
    assert to[fay.email] == ["A member asked to move to another branch", "A member has moved to another branch"]
    assert to[ana.email] == ["Somebody asks to move to you", "Somebody waits to be taken in"]
    texts = "".join(m.body for m in mail.outbox if m.to[0] in {fay.email, ana.email})
    assert ("Gil" in texts, "/move/" in texts) == (False, True)


# What each of the two branches sees, and when.


def sees(viewer, transfer) -> bool:
    try:
        return transfer_for(viewer, transfer.public_id) == transfer
    except NotFound:
        return False


def test_7_the_new_branch_learns_of_somebody_when_she_asks_and_nothing_before(harbour, mill):
    bea, fay = harbour.members["Bea North"], harbour.person("Fay South")
    assert list(transfers_visible_to(fay)) == []
    transfer = ask_to_move(bea.person, membership=bea, to=harbour.branches["South"])
    assert sees(fay, transfer)
    assert not memberships_visible_to(fay).filter(pk=bea.pk).exists()
    for other in (harbour.person("Gil South"), mill.secretary, bound(harbour.secretary, harbour.organisation)):
        expected = other.pk == harbour.secretary.pk
        assert sees(other, transfer) is expected
    release_member(harbour.secretary, transfer=transfer)
    refuse_transfer(fay, transfer=transfer, reason="Full.")
    assert (sees(fay, transfer), sees(bea.person, transfer), sees(harbour.secretary, transfer)) == (False, True, True)


def test_7_the_old_branch_loses_sight_when_its_days_are_over_at_every_door(harbour, gil):
    transfer = moved(harbour, gil)
    fay, south = harbour.person("Fay South"), harbour.body("South")
    assert sees(fay, transfer)
    assert former_for(fay, gil.public_id) == transfer
    assert list(moved_away(fay, south)) == [transfer]
    with pytest.raises(NotFound):  # the record as it is now is of the new branch from the day of the move
        membership_for(fay, gil.public_id)
    with clock.at(clock.now() + clock_days(30)):
        assert sees(fay, transfer)
    with clock.at(clock.now() + clock_days(31)):
        assert (sees(fay, transfer), former_for(fay, gil.public_id), list(moved_away(fay, south))) == (False, None, [])
        assert (sees(gil.person, transfer), sees(harbour.secretary, transfer)) == (True, True)


def test_7_the_old_branch_sees_the_history_until_the_move_and_nothing_later(harbour, gil):
    transfer = moved(harbour, gil)
    with clock.at(clock.now() + clock_days(3)):
        change_state(harbour.secretary, membership=gil, to="on_leave")
    before = [(span.state, span.branch.name, span.until_on) for span in history_before(transfer)]
    assert before == [("full", "South", clock.today())]


def test_a_move_back_is_another_move(harbour, gil):
    moved(harbour, gil)
    gil.refresh_from_db()
    back = ask_to_move(gil.person, membership=gil, to=harbour.branches["South"])
    release_member(harbour.secretary, transfer=back)
    accept_transfer(harbour.person("Fay South"), transfer=back)
    assert Membership.objects.get(pk=gil.pk).branch == harbour.branches["South"]
    assert membership_for(harbour.person("Fay South"), gil.public_id) == gil
