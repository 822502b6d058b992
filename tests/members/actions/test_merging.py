"""Two records of one person: found, dismissed, merged without rewriting anything, and taken apart again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.db.models.deletion import ProtectedError

from assemblies.actions.casting import cast_vote
from assemblies.actions.rolls import roll_digest
from assemblies.models import Ballot, Vote
from members.actions.duplicates import dismiss_pair, look_for_duplicates
from members.actions.import_writing import commit_import
from members.actions.letters import make_letter, use_letter
from members.actions.memberships import change_state
from members.actions.merge_undoing import settle_merge, undo_merge
from members.actions.merging import merge_people
from members.actions.people import PersonData, change_contact
from members.actions.tokens import make_token
from members.actions.transfers import ask_to_move
from members.models import ApiToken, DuplicatePair, DuplicateSearch, Membership, MembershipSpan, MergeRecord, Person
from members.queries.accounts import people_with_address
from members.queries.duplicates import pair_for, pairs_to_look_at, pairs_visible_to
from members.queries.merges import merges_visible_to
from members.queries.past import register_on
from members.queries.register import memberships_visible_to, register_of, searched
from organiser.base import clock
from organiser.base.actions.mail import send_waiting
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.management.ticks import Ticks
from tests.exclusions import noticed
from tests.helpers import clock_days, north_motion, online_ballot, outsider, refuses, stage, writes
from tests.pages import signed_in
from tests.world import Place, add_member, make_motion, make_person


@pytest.fixture
def twins(harbour: Place, mill: Place) -> tuple[Membership, Membership]:
    """Two records in South with the same phone number; the second one, a day longer a member, is the misspelt one."""
    gil, twin = harbour.members["Gil South"], add_member(harbour, "Gill South", "South")
    for membership in (gil, twin):
        Person.objects.filter(pk=membership.person_id).update(phone="030 555 0142")
        membership.person.refresh_from_db()
    earlier = twin.joined_on - timedelta(days=100)
    Membership.objects.filter(pk=twin.pk).update(joined_on=earlier)
    MembershipSpan.objects.filter(membership=twin).update(from_on=earlier)
    twin.refresh_from_db()
    return gil, twin


def fay_of(harbour: Place) -> Person:
    return harbour.person("Fay South")


def merged(harbour: Place, twins: tuple[Membership, Membership], **choices: str) -> MergeRecord:
    return merge_people(fay_of(harbour), keep=twins[0], drop=twins[1], choices=choices)


def rows_of(*memberships: Membership) -> list[object]:
    """All that a merge and its undoing may touch of these records."""
    found: list[object] = []
    for one in memberships:
        row = Membership.objects.values("state", "joined_on", "left_on", "number", "branch", "sort_name").get(pk=one.pk)
        person = Person.objects.values("name", "email", "phone", "notices_by", "is_active").get(pk=one.person_id)
        spans = MembershipSpan.objects.filter(membership=one).order_by("from_on", "pk")
        found.append((row, person, list(spans.values_list("state", "branch", "from_on", "until_on"))))
    return found


# Finding them.


def test_days_as_a_supporter_in_the_other_record_are_no_days_of_membership(harbour, mill):
    keep, drop = harbour.members["Bea North"], harbour.members["Cyd North"]
    joined = keep.joined_on
    early = joined - timedelta(days=1000)
    Membership.objects.filter(pk=drop.pk).update(state="supporter", joined_on=early)
    merge_people(harbour.secretary, keep=keep, drop=drop)
    assert Membership.objects.get(pk=keep.pk).joined_on == joined


def test_they_are_found_with_reasons_in_plain_words(harbour, twins):
    with writes("keep_pairs"):
        search = look_for_duplicates(fay_of(harbour), body=harbour.body("South"))
    pair = pairs_to_look_at(fay_of(harbour), harbour.body("South")).get()
    assert (pair.first, pair.second) == twins
    assert pair.reasons == ["the same phone number", "the names differ by one letter"]
    assert (search.people, search.found, search.crowded) == (6, 1, 0)


def test_only_those_who_keep_a_register_have_it_looked_through(harbour, twins):
    with refuses(NotPermitted, "power_missing"):
        look_for_duplicates(harbour.person("Gil South"), body=harbour.body("South"))


def test_7_nobody_sees_a_pair_of_which_she_keeps_one_half_alone(harbour, twins, mill):
    gil, _twin = twins
    north = add_member(harbour, "Gil South", "North")
    Person.objects.filter(pk=north.person_id).update(phone="030 555 0142")
    look_for_duplicates(harbour.secretary, body=harbour.body())
    assert pairs_visible_to(harbour.secretary).count() == 3
    assert [pair.second_id for pair in pairs_visible_to(fay_of(harbour))] == [twins[1].pk]
    across = DuplicatePair.objects.get(first=gil, second=north)
    for viewer in (fay_of(harbour), harbour.person("Gil South"), mill.secretary, make_person("Sam")):
        with pytest.raises(NotFound):
            pair_for(viewer, across.public_id)
    assert list(pairs_visible_to(harbour.person("Gil South"))) == []
    with pytest.raises(NotFound):
        dismiss_pair(fay_of(harbour), pair=across)


def test_what_was_dismissed_stays_so_and_what_is_not_alike_any_more_is_forgotten(harbour, twins):
    south, fay = harbour.body("South"), fay_of(harbour)
    look_for_duplicates(fay, body=south)
    with writes("dismiss_pair"):
        dismiss_pair(fay, pair=DuplicatePair.objects.get())
    look_for_duplicates(fay, body=south)
    assert list(DuplicatePair.objects.values_list("state", flat=True)) == ["dismissed"]
    with refuses(WrongState, "pair_step"):
        dismiss_pair(fay, pair=DuplicatePair.objects.get())
    DuplicatePair.objects.update(state="proposed")
    Person.objects.filter(pk=twins[1].person_id).update(phone="", name="Zed Other", sort_name="other zed")
    Membership.objects.filter(pk=twins[1].pk).update(sort_name="other zed")
    look_for_duplicates(fay, body=south)
    assert DuplicatePair.objects.count() == 0


def test_after_an_import_the_clock_looks_once(harbour, twins):
    batch = stage(harbour.secretary, harbour.body("South"), "Name,Phone\nGil South,030 5550142\n")
    commit_import(harbour.secretary, batch=batch)
    with writes("keep_pairs"):
        assert (Ticks().look_for_duplicates(), Ticks().look_for_duplicates()) == (1, 0)
    assert DuplicateSearch.objects.get().found == 3


# Merging them.


def test_10_a_merge_joins_histories_and_can_be_undone_without_a_trace(harbour, twins):
    gil, twin = twins
    before = rows_of(gil, twin)
    with writes("merge_people") as entries:
        merge = merged(harbour, twins, name="drop", phone="drop")
    kept = Membership.objects.get(pk=gil.pk)
    assert (kept.joined_on, kept.person.name, kept.number) == (twin.joined_on, "Gill South", gil.number)
    spans = list(MembershipSpan.objects.filter(membership=kept).order_by("from_on").values_list("from_on", "until_on"))
    assert spans == [(twin.joined_on, gil.joined_on), (gil.joined_on, None)]
    assert "South" not in str(entries[0].content.content)
    with writes("undo_merge"):
        undo_merge(fay_of(harbour), merge=merge)
    assert rows_of(gil, twin) == before
    with refuses(WrongState, "undone_already"):
        undo_merge(fay_of(harbour), merge=merge)


def test_the_dropped_record_stands_in_no_list_and_its_number_leads_to_the_other(harbour, twins):
    gil, twin = twins
    merged(harbour, twins)
    south, fay = harbour.body("South"), fay_of(harbour)
    for listed in (
        memberships_visible_to(fay),
        register_of(fay, south),
        register_on(fay, south, clock.today(), ""),
        register_on(fay, south, clock.today() - timedelta(days=300), "members"),
    ):
        assert gil in listed
        assert twin not in listed
    assert list(searched(register_of(fay, south), twin.number)) == [gil]
    taken = add_member(harbour, "Next South", "South")
    assert taken.number not in {gil.number, twin.number}


def test_nobody_signs_in_as_the_dropped_one(harbour, twins):
    gil, twin = twins
    token = make_token(twin.person, body=harbour.body("South"), name="Mine", scope="read", days=9).token
    letter = make_letter(fay_of(harbour), membership=twin)
    browser = signed_in(twin.person)
    assert browser.get("/me/").status_code == 200
    merged(harbour, twins)
    assert browser.get("/me/").status_code == 302
    with pytest.raises(Invalid):
        use_letter(make_person("Sam"), code=letter.code)
    assert ApiToken.objects.get(pk=token.pk).revoked_at is not None
    assert [person.is_active for person in people_with_address(twin.person.email)] == [False]
    assert signed_in(gil.person).get("/me/").status_code == 200


def test_an_address_that_was_chosen_opens_the_kept_account_alone(harbour, twins):
    gil, twin = twins
    merged(harbour, twins, email="drop")
    first = people_with_address(twin.person.email).filter(is_active=True)
    assert [person.pk for person in first] == [gil.person_id]


def test_6_nothing_governed_is_rewritten(harbour, twins):
    fay, twin = fay_of(harbour), twins[1]
    motion = make_motion(harbour, harbour.person("Hal South"), "South", harbour.person("Ida South"))
    from assemblies.actions.ballots import open_ballot  # noqa: PLC0415
    from assemblies.actions.closing import close_ballot  # noqa: PLC0415

    ballot = open_ballot(fay, motion=motion, closes_at=clock.now() + clock_days(6))
    cast_vote(twin.person, ballot=ballot, choice="for", key="key-twin-1")
    with refuses(WrongState, "merge_open_ballot"):
        merged(harbour, twins)
    with clock.at(ballot.closes_at):
        close_ballot(fay, ballot=ballot)
        votes, digest = list(Vote.objects.values_list("entry", "choice")), ballot.roll.digest
        merge = merged(harbour, twins)
        assert list(Vote.objects.values_list("entry", "choice")) == votes
        assert roll_digest(Ballot.objects.get(pk=ballot.pk).roll) == digest
        again = online_ballot_of_south(harbour, fay)
        assert again.roll.entitled == 5  # of the six records two are one
        undo_merge(fay, merge=merge)
        with refuses(RuleNotMet, "not_on_roll"):
            cast_vote(twin.person, ballot=again, choice="for", key="key-twin-2")


def online_ballot_of_south(harbour: Place, fay: Person) -> Ballot:
    from assemblies.actions.ballots import open_ballot  # noqa: PLC0415

    mover, second = harbour.person("Hal South"), harbour.person("Ida South")
    motion = make_motion(harbour, mover, "South", second, title="Another")
    return open_ballot(fay, motion=motion, closes_at=clock.now() + clock_days(6))


def test_a_merge_brings_the_actor_no_right(harbour, twins, mill):
    """hitobito#1309: a merge must not hand over an account."""
    fay, (gil, twin) = fay_of(harbour), twins
    own = Membership.objects.get(person=fay)
    for keep, drop in ((own, gil), (gil, own)):
        with refuses(NotPermitted, "own_record"):
            merge_people(fay, keep=keep, drop=drop)
    with refuses(RuleNotMet, "merge_office"):
        merge_people(harbour.secretary, keep=gil, drop=own)
    with refuses(RuleNotMet, "merge_address_of_office"):
        merge_people(harbour.secretary, keep=own, drop=gil, choices={"email": "drop"})
    Person.objects.filter(pk=twin.person_id).update(is_superuser=True)
    twin.person.refresh_from_db()
    with refuses(NotPermitted, "operator_record"):
        merged(harbour, twins)


@pytest.mark.parametrize("who", ["member", "secretary of another organisation", "stranger"])
def test_a_merge_needs_the_register_of_both(harbour, twins, mill, who):
    with pytest.raises((NotFound, NotPermitted)):
        merge_people(outsider(who, harbour, mill), keep=twins[0], drop=twins[1])


def test_a_merge_over_two_branches_needs_the_register_of_the_whole(harbour, twins, mill):
    gil, bea = twins[0], harbour.members["Bea North"]
    for keep, drop in ((gil, bea), (bea, gil)):
        with refuses(NotFound, "no_member"):
            merge_people(fay_of(harbour), keep=keep, drop=drop)
    merge = merge_people(harbour.secretary, keep=gil, drop=bea)
    assert list(merges_visible_to(fay_of(harbour))) == []
    with refuses(NotFound, "no_member"):
        undo_merge(fay_of(harbour), merge=merge)
    undo_merge(harbour.secretary, merge=merge)


def test_what_cannot_be_merged_is_said(harbour, twins, thread):
    fay, (gil, twin) = fay_of(harbour), twins
    with refuses(Invalid, "same_record"):
        merge_people(fay, keep=gil, drop=gil)
    with refuses(Invalid, "choices"):
        merge_people(fay, keep=gil, drop=twin, choices={"password": "drop"})
    other = Membership.objects.get(organisation=thread.organisation)
    with refuses(Invalid, "two_organisations"):
        merge_people(fay, keep=gil, drop=other)
    Membership.objects.filter(pk=gil.pk).update(state="trial")
    with refuses(WrongState, "keep_other"):
        merge_people(fay, keep=gil, drop=twin)
    Membership.objects.filter(pk=gil.pk).update(state="excluded")
    with refuses(WrongState, "merge_excluded"):
        merge_people(fay, keep=gil, drop=twin)
    Membership.objects.filter(pk=gil.pk).update(state="full")
    ask_to_move(twin.person, membership=twin, to=harbour.branches["North"])
    with refuses(WrongState, "merge_moving"):
        merge_people(fay, keep=gil, drop=twin)


def test_what_only_the_dropped_account_could_go_on_with_has_to_be_over(harbour, twins):
    make_motion(harbour, twins[1].person, "South")
    with refuses(WrongState, "merge_open_motion"):
        merged(harbour, twins)


def test_nobody_escapes_an_exclusion_by_a_merge(harbour, mill):
    notice = noticed(harbour)
    twin = add_member(harbour, "Twin North", "North")
    for keep, drop in ((notice.membership, twin), (twin, notice.membership)):
        with pytest.raises(WrongState) as refused:
            merge_people(harbour.secretary, keep=keep, drop=drop)
        assert refused.value.code in {"merge_exclusion", "merge_open_motion"}


def test_the_address_of_a_third_person_is_not_taken(harbour, twins):
    hal = harbour.members["Hal South"].person
    Person.objects.filter(pk=twins[1].person_id).update(email=hal.email)
    with refuses(Conflict, "email_taken"):
        merged(harbour, twins, email="drop")


def test_the_database_takes_no_merged_state_without_a_merge(harbour, twins):
    gil = twins[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        MembershipSpan.objects.create(
            organisation=harbour.organisation,
            membership=gil,
            state="merged",
            from_on=clock.today(),
            until_on=clock.today(),
        )
    merge = merged(harbour, twins)
    with pytest.raises(DatabaseError), transaction.atomic():
        MergeRecord.objects.filter(pk=merge.pk).update(kept=twins[1])
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        merge.delete()


# Undoing it.


def test_undoing_leaves_alone_what_was_changed_again(harbour, twins):
    gil, twin = twins
    fay = fay_of(harbour)
    merge = merged(harbour, twins, name="drop", email="drop")
    data = PersonData(name="Gill South", email=twin.person.email, phone="030 999")
    change_contact(fay, membership=Membership.objects.get(pk=gil.pk), data=data)
    undo_merge(fay, merge=merge)
    person = Person.objects.get(pk=gil.person_id)
    assert (person.name, person.email, person.phone) == ("Gil South", gil.person.email, "030 999")
    assert Person.objects.get(pk=twin.person_id).email == twin.person.email


def test_undoing_is_refused_where_it_cannot_be_taken_apart(harbour, twins):
    gil, twin = twins
    fay = fay_of(harbour)
    merge = merged(harbour, twins)
    third = add_member(harbour, "Gil Sout", "South")
    on = merge_people(fay, keep=third, drop=Membership.objects.get(pk=gil.pk))
    with refuses(WrongState, "merged_since"):
        undo_merge(fay, merge=merge)
    assert list(searched(register_of(fay, harbour.body("South")), twin.number)) == [third]
    undo_merge(fay, merge=on)
    assert list(searched(register_of(fay, harbour.body("South")), twin.number)) == [gil]
    kept = Membership.objects.get(pk=gil.pk)
    change_state(fay, membership=kept, to="resigned")
    change_state(fay, membership=kept, to="full")
    with refuses(Conflict, "changed_since"):
        undo_merge(fay, merge=merge)


def test_undoing_is_refused_while_the_address_is_somebody_elses(harbour, twins):
    merge = merged(harbour, twins)
    Person.objects.filter(pk=harbour.members["Hal South"].person_id).update(email=twins[1].person.email)
    with refuses(Conflict, "email_taken"):
        undo_merge(fay_of(harbour), merge=merge)


def test_after_thirty_days_it_is_settled_and_what_was_kept_is_deleted(harbour, twins):
    merge = merged(harbour, twins)
    with refuses(NotPermitted, "clock_only"):
        settle_merge(fay_of(harbour), merge=merge)
    with refuses(WrongState, "not_due"):
        settle_merge(CLOCK, merge=merge)
    with clock.at(clock.now() + clock_days(31)):
        with refuses(NotPermitted, "undo_too_late"):
            undo_merge(fay_of(harbour), merge=merge)
        with writes("settle_merge"):
            assert (Ticks().settle_merges(), Ticks().settle_merges()) == (1, 0)
    dropped = Person.objects.get(pk=twins[1].person_id)
    merge.refresh_from_db()
    assert (dropped.email, dropped.phone, merge.former) == (None, "", {})


def test_the_member_is_told(harbour, twins):
    merged(harbour, twins)
    mail.outbox.clear()
    send_waiting()
    assert [(m.to, m.subject) for m in mail.outbox if "records" in m.subject] == [
        ([twins[0].person.email], "Two records of you became one")
    ]


def test_motions_and_ballots_of_north_go_on(harbour, twins):
    assert online_ballot(harbour, north_motion(harbour)).roll.entitled == 5
