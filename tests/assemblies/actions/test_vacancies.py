"""Seats that fall free: the papers of the election name who comes, she or he says yes, and nobody who serves goes."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from assemblies.actions.closing import close_ballot
from assemblies.actions.vacancies import answer_recount, count_on, recount_vacancy
from assemblies.counting.lots import draw
from assemblies.counting.recounting import recounted
from assemblies.counting.vacancy import count_again
from assemblies.enums import RecountState
from assemblies.erasing import clean_candidacies, clean_words
from assemblies.models import Recount, SealedVote
from assemblies.queries.sheets import sheet_of
from assemblies.queries.vacancies import papers_without, recount_for, recounts_visible_to, seats_offered_in
from assemblies.queries.vacancy_words import label_of, recount_sheet, working_of
from members.actions.memberships import change_state
from members.enums import MembershipState
from organisations.models import Decision
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.erased_words import erased_name, record_open
from organiser.base.errors import Conflict, NotFound, NotPermitted, RuleNotMet, WrongState
from skills.actions.roles import resign_from_role
from skills.enums import TermEnd, TermKind
from skills.models import Term
from skills.queries.tenure import officialdom_of
from tests.assemblies.exports.verifying import read_by_it, verifier
from tests.choices import ballot_on, put
from tests.elections import election, nominate
from tests.guarded import past_guards
from tests.helpers import bound, refuses, writes
from tests.vacancies import elected, left, offered, term_of


def holders(ballot):
    role = ballot.motion.effect_payload["role"]
    found = Term.objects.filter(role__public_id=role, ended_on=None)
    return sorted(found.values_list("person__name", flat=True))


def anew(recount):
    return Recount.objects.select_related("nomination__person").get(pk=recount.pk)


@pytest.mark.parametrize("secret", [False, True])
def test_whom_the_papers_name_takes_the_seat_for_the_rest_of_the_term_by_the_same_ballot(harbour, mill, secret):
    ballot = elected(harbour, secret=secret)
    assert holders(ballot) == ["Bea North", "Cyd North"]
    with clock.at(ballot.closes_at + timedelta(days=30)):
        term = left(harbour, ballot)
        with writes("recount_vacancy") as entries:
            recount = recount_vacancy(harbour.secretary, term=term)
        assert (recount.state, recount.number, recount.nomination.person.name) == ("asked", 1, "Dan North")
        assert (recount.serving, [one["place"] for one in recount.left_out]) == (["Cyd North"], [1])
        assert entries[0].content.content == {
            "ballot": ballot.public_id,
            "term": term.public_id,
            "number": 1,
            "state": "asked",
            "named": harbour.person("Dan North").public_id,
            "left_out": [1],
            "papers_digest": ballot.result.papers_digest,
            "decision": None,
        }
        assert holders(ballot) == ["Cyd North"]
        with writes("begin_term", "record_decision", "answer_recount"):
            recount = answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
        seat = term_of(harbour, ballot, "Dan North")
        assert (seat.starts_on, seat.ends_on, seat.kind) == (clock.today(), term.ends_on, TermKind.ELECTED)
        assert (recount.state, recount.decision, holders(ballot)) == (
            "accepted",
            seat.decision,
            ["Cyd North", "Dan North"],
        )
        said = Decision.objects.get(pk=seat.decision_id)
        assert (said.source, said.source_ref, said.outcome, said.kind) == (
            "ballot",
            ballot.public_id,
            "carried",
            "election",
        )
        assert said.title == f"{ballot.motion.title}: a seat that fell free"
        assert said.text == (
            f"Bea North left the role {seat.role.name} on {term.ended_on:%-d %B %Y}, before the term was over. The "
            f"papers of the ballot “{ballot.question}” were counted again. Dan North takes the seat until "
            f"{term.ends_on:%-d %B %Y}."
        )
        assert said.working == working_of(recount)
        assert said.working[0] == f"Not counted: Bea North. Left the seat on {term.ended_on:%-d %B %Y}: resigned."
        assert said.working[-1] == "The first of those elected who does not serve yet: Dan North."
        assert said.effect_failed == ""
    sheet = recount_sheet(recount_for(harbour.secretary, recount.public_id))
    assert (recounted(sheet), sheet.options) == ((), ("Cyd North", "Dan North", "Eve North"))
    assert (sheet.board is not None, dict(sheet.papers)) == (secret, {"2": 2, "1": 2, "3": 1})
    assert recounted(sheet_of(ballot)) == ()


def test_a_seat_filled_so_is_no_contest_of_that_day(harbour, mill):
    ballot = elected(harbour)
    before = {one.role.name: one.elections for one in officialdom_of(harbour.body("North")).roles}
    with clock.at(ballot.closes_at + timedelta(days=30)):
        recount = recount_vacancy(harbour.secretary, term=left(harbour, ballot))
        answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
        after = {one.role.name: one.elections for one in officialdom_of(harbour.body("North")).roles}
    assert after == before


def test_whoever_says_no_is_left_out_and_the_next_is_asked(harbour, mill):
    recount = offered(harbour)
    with clock.at(recount.counted_at):
        with writes("answer_recount", "count_on"):
            done = answer_recount(harbour.person("Dan North"), recount=recount, accept=False)
        assert (done.state, done.decision) == ("declined", None)
        following = Recount.objects.get(term=recount.term, number=2)
        assert (following.state, following.nomination.person.name, following.counted_by) == ("asked", "Eve North", None)
        assert [(one["name"], one["why"][:9]) for one in following.left_out] == [
            ("Bea North", "Left the "),
            ("Dan North", "Does not "),
        ]
        answer_recount(harbour.person("Eve North"), recount=following, accept=False)
        last = Recount.objects.get(term=recount.term, number=3)
        assert (last.state, last.nomination, last.chosen) == ("nobody", None, None)
        assert working_of(last)[-1] == "The papers name nobody who does not serve yet. A new election fills the seat."
        with refuses(NotFound, "no_count"):
            recount_sheet(last)
        with refuses(Conflict, "nobody_left"):
            recount_vacancy(harbour.secretary, term=recount.term)
    assert holders(recount.ballot) == ["Cyd North"]


def test_whoever_does_not_answer_in_time_is_passed_over(harbour, mill):
    recount = offered(harbour)
    sentence_of = f"Dan North is asked, and has until {recount.counted_at + timedelta(days=14):%-d %B %Y} to say "
    sentence = f"{sentence_of}whether she or he takes the seat."
    with clock.at(recount.counted_at + timedelta(days=14)), refuses(Conflict, "recount_asked", sentence):
        recount_vacancy(harbour.secretary, term=recount.term)
    with clock.at(recount.counted_at + timedelta(days=15)):
        following = recount_vacancy(harbour.secretary, term=recount.term)
        assert (anew(recount).state, following.nomination.person.name) == ("lapsed", "Eve North")
        with refuses(WrongState, "recount_answered"):
            answer_recount(harbour.person("Dan North"), recount=recount, accept=True)


def test_whoever_can_hold_the_role_no_more_is_passed_over_at_once_with_the_reason(harbour, mill):
    recount = offered(harbour)
    with clock.at(recount.counted_at):
        dan = harbour.members["Dan North"]
        change_state(dan.person, membership=dan, to=MembershipState.RESIGNED)
        with refuses(RuleNotMet, "not_member"):
            answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
        following = recount_vacancy(harbour.secretary, term=recount.term)
    assert following.nomination.person.name == "Eve North"
    assert following.left_out[1]["why"] == "Did not answer in time, or could not hold the role any more."


def test_who_cannot_hold_the_role_by_now_is_not_counted_and_the_reason_is_printed(harbour, mill):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        dan = harbour.members["Dan North"]
        change_state(dan.person, membership=dan, to=MembershipState.RESIGNED)
        recount = recount_vacancy(harbour.secretary, term=term)
    assert recount.nomination.person.name == "Eve North"
    assert recount.left_out[1] == {"place": 3, "name": "Dan North", "why": "Dan North is not a full member of North."}


def test_two_seats_fall_free_one_after_the_other_and_who_came_by_a_recount_serves(harbour, mill):
    recount = offered(harbour)
    ballot = recount.ballot
    with clock.at(recount.counted_at):
        answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
        with refuses(RuleNotMet, "no_seat"):
            recount_vacancy(harbour.secretary, term=recount.term)
        cyd = left(harbour, ballot, "Cyd North")
        with refuses(Conflict, "vacancy_filled"):
            recount_vacancy(harbour.secretary, term=recount.term)
        second = recount_vacancy(harbour.secretary, term=cyd)
        assert (second.serving, second.nomination.person.name) == (["Dan North"], "Eve North")
    with clock.at(recount.counted_at + timedelta(days=2)):
        answer_recount(harbour.person("Eve North"), recount=second, accept=True)
        dan = left(harbour, ballot, "Dan North")
        third = recount_vacancy(harbour.secretary, term=dan)
        assert (third.state, third.serving, third.chosen) == ("nobody", ["Eve North"], None)


@pytest.mark.parametrize(
    ("rule", "papers", "seats", "named"),
    [
        ({"choosing": "meek-stv"}, ("B>D", "B>D", "C", "C", "E"), 2, "Dan North"),
        ({"choosing": "irv"}, ("B>E", "B>E", "B>E", "C", "D"), 1, "Eve North"),
        ({"choosing": "schulze"}, ("B>C>D", "B>C>D", "B>C>D", "C>D", "E"), 2, "Dan North"),
        ({"choosing": "ranked-pairs"}, ("B>C>D", "B>C>D", "B>C>D", "C>D", "E"), 2, "Dan North"),
        ({"choosing": "approval"}, ("+B+C", "+B+C", "+B+C+E", "+E", "+D"), 2, "Eve North"),
        ({"choosing": "points"}, ("B:5,C:4", "B:5,C:4", "D:3", "E:4", "B:1"), 2, "Eve North"),
    ],
)
def test_every_method_names_the_next_by_its_own_count(harbour, mill, rule, papers, seats, named):
    limits = {"most_each": 5} if rule["choosing"] == "points" else {}
    ballot = elected(harbour, papers, seats=seats, limits=limits, **rule)
    with clock.at(ballot.closes_at):
        recount = recount_vacancy(harbour.secretary, term=left(harbour, ballot))
    assert recount.nomination.person.name == named
    assert recounted(recount_sheet(recount_for(harbour.secretary, recount.public_id))) == ()


def test_a_tie_is_decided_by_a_lot_that_was_fixed_when_the_ballot_closed(harbour, mill):
    ballot = elected(harbour, ("B", "B", "C", "C", "D"))
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        dan = recount_vacancy(harbour.secretary, term=term)
    assert dan.nomination.person.name == "Dan North"
    other = elected(harbour, ("B>D", "B>E", "C", "C"))
    with clock.at(other.closes_at):
        recount = recount_vacancy(harbour.secretary, term=left(harbour, other))
    lot = recount.lots[0]
    assert (lot["between"], len(recount.lots), len(recount.ties)) == (["Dan North", "Eve North"], 1, 1)
    assert recount.ties[0]["by"] == "lot"
    assert recounted(recount_sheet(recount_for(harbour.secretary, recount.public_id))) == ()
    assert working_of(recount)[-2] == (
        "Lots were reckoned from the digests of roll and papers, which were public when the ballot closed."
    )


@pytest.mark.parametrize("reason", [TermEnd.RESIGNED, TermEnd.RECALLED, TermEnd.LOST, TermEnd.LEFT])
def test_however_somebody_left_early_the_seat_falls_free(harbour, mill, reason):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = term_of(harbour, ballot, "Bea North")
        Term.objects.filter(pk=term.pk).update(ended_on=clock.today(), end_reason=reason)
        recount = recount_vacancy(harbour.secretary, term=term_of(harbour, ballot, "Bea North"))
    assert recount.state == RecountState.ASKED


@pytest.mark.parametrize("reason", [TermEnd.BODY_CHANGED, TermEnd.REPLACED, TermEnd.ASSEMBLY_MET])
def test_where_a_body_ends_or_somebody_followed_no_seat_falls_free(harbour, mill, reason):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = term_of(harbour, ballot, "Bea North")
        Term.objects.filter(pk=term.pk).update(ended_on=clock.today(), end_reason=reason)
        with refuses(WrongState, "no_vacancy"):
            recount_vacancy(harbour.secretary, term=term_of(harbour, ballot, "Bea North"))


def test_who_may_not_start_it_and_when_there_is_nothing_to_fill(harbour, mill):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        running = term_of(harbour, ballot, "Bea North")
        with refuses(WrongState, "no_vacancy"):
            recount_vacancy(harbour.secretary, term=running)
        term = left(harbour, ballot)
        elsewhere = bound(harbour.secretary, harbour.body("South"))
        for stranger in (harbour.person("Cyd North"), harbour.person("Fay South"), mill.secretary, elsewhere):
            with refuses(NotPermitted, "power_missing"):
                recount_vacancy(stranger, term=term)
    with clock.at(clock.now() + timedelta(days=800)), refuses(NotPermitted, "power_missing"):
        recount_vacancy(mill.secretary, term=term)
    founding = Term.objects.filter(role__body=harbour.body("North"), role__name="Treasurer").get()
    resign_from_role(founding.person, term=founding)
    founding = Term.objects.select_related("role__body").get(pk=founding.pk)
    with refuses(WrongState, "no_papers"):
        recount_vacancy(harbour.secretary, term=founding)


def test_nothing_is_filled_once_the_term_would_be_over(harbour, mill):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        recount = recount_vacancy(harbour.secretary, term=term)
    with clock.at(ballot.closes_at + timedelta(days=366)):
        with refuses(NotPermitted, "power_missing"):
            recount_vacancy(mill.secretary, term=term)
        with refuses(WrongState, "period_over"):
            answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
        with writes("answer_recount"):
            answer_recount(harbour.person("Dan North"), recount=recount, accept=False)


def test_the_rules_of_the_election_say_whether_papers_fill_a_seat(harbour, mill):
    ballot = elected(harbour, vacancies="by_election")
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        with refuses(RuleNotMet, "by_election"):
            recount_vacancy(harbour.secretary, term=term)


def test_a_seat_that_an_election_fills_meanwhile_is_not_filled_twice(harbour, mill):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        recount = recount_vacancy(harbour.secretary, term=term)
        motion = election(harbour, term.role, choose=1)
        nominate(harbour, motion, "Dan North", "Eve North")
        later = ballot_on(harbour, motion)
        put(harbour, later, "E", "E", "E")
        with refuses(Conflict, "election_runs"):
            answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
    with clock.at(later.closes_at):
        close_ballot(harbour.secretary, ballot=later)
        with refuses(RuleNotMet, "no_seat"):
            answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
        with refuses(RuleNotMet, "no_seat"):
            recount_vacancy(harbour.secretary, term=term)
        assert holders(ballot) == ["Cyd North", "Eve North"]


def test_only_whoever_is_named_answers_and_once(harbour, mill):
    recount = offered(harbour)
    dan = harbour.person("Dan North")
    with clock.at(recount.counted_at):
        for other in (harbour.secretary, harbour.person("Cyd North"), mill.secretary):
            with refuses(NotPermitted, "not_named"):
                answer_recount(other, recount=recount, accept=True)
        with refuses(NotPermitted, "token_body"):
            answer_recount(bound(dan, harbour.body("South")), recount=recount, accept=True)
        for actor in (harbour.secretary, CLOCK):
            with refuses(NotPermitted, "not_declined"):
                count_on(actor, recount=recount)
        answer_recount(dan, recount=recount, accept=True)
        for accept in (True, False):
            with refuses(WrongState, "recount_answered"):
                answer_recount(dan, recount=recount, accept=accept)


def test_papers_that_are_not_those_that_were_counted_fill_nothing(harbour, mill):
    ballot = elected(harbour, secret=True)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        with past_guards():
            SealedVote.objects.filter(ballot=ballot).first().delete()
        with refuses(WrongState, "papers_changed"):
            recount_vacancy(harbour.secretary, term=term)


def test_only_members_of_the_body_read_of_it(harbour, mill):
    recount = offered(harbour)
    for member in (harbour.secretary, harbour.person("Eve North")):
        assert list(recounts_visible_to(member)) == [recount]
    for stranger in (harbour.person("Gil South"), mill.secretary, bound(harbour.secretary, harbour.body("South"))):
        assert list(recounts_visible_to(stranger)) == []
        with refuses(NotFound, "no_recount"):
            recount_for(stranger, recount.public_id)
    north = harbour.body("North")
    assert list(seats_offered_in(harbour.person("Dan North"), north)) == [recount]
    assert list(seats_offered_in(harbour.person("Eve North"), north)) == []


def test_invariant_9_an_erasure_takes_the_name_out_of_a_recount_which_still_counts(harbour, mill):
    recount = offered(harbour)
    bea = harbour.person("Bea North")
    with clock.at(recount.counted_at):
        answer_recount(harbour.person("Dan North"), recount=recount, accept=True)
    with transaction.atomic(), record_open():
        clean_candidacies(bea)
        clean_words(bea)
    found = recount_for(harbour.secretary, recount.public_id)
    assert (found.left_out[0]["name"], "Bea North" in str(found.chosen)) == (erased_name(bea), False)
    assert recounted(recount_sheet(found)) == ()
    decision = Decision.objects.get(pk=found.decision_id)
    assert decision.text.startswith(f"{erased_name(bea)} left the role")
    dan = harbour.person("Dan North")
    with transaction.atomic(), record_open():
        clean_candidacies(dan)
    found = recount_for(harbour.secretary, recount.public_id)
    assert working_of(found)[-1] == f"The first of those elected who does not serve yet: {erased_name(dan)}."
    assert recounted(recount_sheet(found)) == ()


def test_a_candidate_who_was_erased_is_left_out_and_the_seat_is_still_filled(harbour, mill):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        dan = harbour.members["Dan North"]
        change_state(dan.person, membership=dan, to=MembershipState.RESIGNED)
        with transaction.atomic(), record_open():
            clean_candidacies(dan.person)
        recount = recount_vacancy(harbour.secretary, term=term)
    assert recount.nomination.person.name == "Eve North"
    assert recount.left_out[1]["name"] == erased_name(dan.person)


@pytest.mark.parametrize("papers", [("B>D", "B>E", "C", "C"), ("B", "B", "B", "D", "E")])
def test_invariant_9_a_lot_is_drawn_again_from_what_stands_after_an_erasure(harbour, mill, papers):
    ballot = elected(harbour, papers, seats=2 if len(papers) == 4 else 1)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        recount = recount_vacancy(harbour.secretary, term=term)
        (lot,) = recount.lots
        assert (lot["between"], lot["places"]) == (["Dan North", "Eve North"], [3, 4])
        dan = harbour.members["Dan North"]
        change_state(dan.person, membership=dan, to=MembershipState.RESIGNED)
        with transaction.atomic(), record_open():
            clean_candidacies(dan.person)
            clean_words(dan.person)
    after = recount_for(harbour.secretary, recount.public_id).lots[0]
    assert after["between"] == [erased_name(dan.person), "Eve North"]
    assert after["evidence"] == lot["evidence"]
    stage = lot["evidence"]["key"].split("/")[2].rstrip(".")
    sources = [ballot.roll.digest, ballot.result.papers_digest]
    again = draw(["3", "4"], 1, sources, name=stage)
    assert again.to_json() == after["evidence"]
    anew = count_again(papers_without(ballot, [1]), recount.serving, sources)
    assert ([one.to_json() for one in anew.lots], anew.named) == ([after], label_of(recount))


def test_the_database_keeps_recounts_as_they_were(harbour, mill):
    recount = offered(harbour)
    for change in (
        {"number": 2},
        {"state": "accepted"},
        {"state": "declined"},
        {"chosen": {}},
        {"lots": [1]},
    ):
        with pytest.raises(Error), transaction.atomic():
            Recount.objects.filter(pk=recount.pk).update(**change)
    with pytest.raises(Error), transaction.atomic():
        Recount.objects.filter(pk=recount.pk).delete()
    recount.pk, recount.number, recount.public_id = None, 2, "0123456789abcdef"
    with pytest.raises(Error), transaction.atomic():
        recount.save()


@pytest.mark.parametrize("secret", [False, True])
def test_the_program_that_stands_alone_counts_the_record_to_the_same(harbour, mill, secret, capsys):
    ballot = elected(harbour, ("B>D", "B>E", "C", "C"), secret=secret)
    with clock.at(ballot.closes_at):
        recount = recount_vacancy(harbour.secretary, term=left(harbour, ballot))
    sheet = recount_sheet(recount_for(harbour.secretary, recount.public_id)).to_json()
    assert len(sheet["ties"]) == 1
    assert verifier.verify(read_by_it(sheet)) is True
    assert capsys.readouterr().out.splitlines()[-1] == "Everything agrees."
