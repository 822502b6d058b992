"""Two seats of a role fall free: one person takes one of them, and no decision is written that takes no effect."""

from datetime import timedelta

from assemblies.actions import vacancies as actions
from assemblies.actions.vacancies import answer_recount, recount_vacancy
from assemblies.counting.recounting import recounted
from assemblies.models import Recount
from assemblies.queries import vacancies
from assemblies.queries.vacancies import recount_for
from assemblies.queries.vacancy_words import recount_sheet, working_of
from members.actions.memberships import change_state
from members.enums import MembershipState
from organisations.models import Decision
from organiser.base import clock
from organiser.base.errors import Conflict
from skills.models import Term
from tests.helpers import refuses
from tests.vacancies import elected, left


def holders(ballot):
    role = ballot.motion.effect_payload["role"]
    found = Term.objects.filter(role__public_id=role, ended_on=None)
    return sorted(found.values_list("person__name", flat=True))


def anew(recount):
    return Recount.objects.select_related("nomination__person").get(pk=recount.pk)


def two_left(place):
    """The terms of Bea and Cyd, who both resigned from an election of two seats."""
    ballot = elected(place)
    with clock.at(ballot.closes_at):
        return ballot, left(place, ballot), left(place, ballot, "Cyd North")


def asked_for_both(place, monkeypatch):
    """Two recounts that ask Dan, as they were made before those asked for another seat were kept for it."""
    with monkeypatch.context() as patch:
        patch.setattr(vacancies, "asked_elsewhere", lambda term: Recount.objects.none())
        ballot, *terms = two_left(place)
        with clock.at(ballot.closes_at):
            recounts = [recount_vacancy(place.secretary, term=term) for term in terms]
    assert [one.nomination.person.name for one in recounts] == ["Dan North", "Dan North"]
    return ballot, recounts


def test_whoever_is_asked_for_one_seat_is_kept_for_it_and_the_other_goes_to_the_next(harbour, mill):
    ballot, bea, cyd = two_left(harbour)
    with clock.at(ballot.closes_at):
        first = recount_vacancy(harbour.secretary, term=bea)
        second = recount_vacancy(harbour.secretary, term=cyd)
        assert (first.nomination.person.name, first.serving) == ("Dan North", [])
        assert (second.nomination.person.name, second.serving) == ("Eve North", ["Dan North"])
        assert working_of(second)[2] == "Asked for another seat of the role, and kept for it: Dan North."
        assert [sentence for sentence in working_of(first) + working_of(second) if "Serving" in sentence] == []
    with clock.at(ballot.closes_at + timedelta(days=1)):
        for recount, name in ((first, "Dan North"), (second, "Eve North")):
            done = answer_recount(harbour.person(name), recount=recount, accept=True)
            assert (done.state, done.decision.effect_failed) == ("accepted", "")
        assert holders(ballot) == ["Dan North", "Eve North"]
        assert "Asked for another seat of the role, and kept for it: Dan North." in working_of(anew(second))
        assert recounted(recount_sheet(recount_for(harbour.secretary, second.public_id))) == ()


def test_a_seat_of_another_role_keeps_nobody_from_this_one(harbour, mill):
    one, other = elected(harbour), elected(harbour)
    with clock.at(other.closes_at):
        first = recount_vacancy(harbour.secretary, term=left(harbour, one))
        second = recount_vacancy(harbour.secretary, term=left(harbour, other))
    assert [found.nomination.person.name for found in (first, second)] == ["Dan North", "Dan North"]
    assert [found.serving for found in (first, second)] == [["Cyd North"], ["Cyd North"]]


def test_who_said_no_to_one_seat_is_no_more_kept_for_it(harbour, mill):
    ballot, bea, cyd = two_left(harbour)
    with clock.at(ballot.closes_at):
        first = recount_vacancy(harbour.secretary, term=bea)
        answer_recount(harbour.person("Dan North"), recount=first, accept=False)
        assert Recount.objects.get(term=bea, number=2).nomination.person.name == "Eve North"
        second = recount_vacancy(harbour.secretary, term=cyd)
    assert (second.nomination.person.name, second.serving) == ("Dan North", ["Eve North"])


def test_nobody_takes_a_second_seat_of_a_role_and_the_papers_are_counted_on(harbour, mill, monkeypatch):
    ballot, (first, second) = asked_for_both(harbour, monkeypatch)
    dan = harbour.person("Dan North")
    with clock.at(second.counted_at):
        answer_recount(dan, recount=first, accept=True)
        before = Decision.objects.count()
        with refuses(Conflict, "holds_role", "Dan North holds this role already."):
            answer_recount(dan, recount=second, accept=True)
        assert (anew(second).state, Decision.objects.count()) == ("asked", before)
        following = recount_vacancy(harbour.secretary, term=second.term)
        assert (anew(second).state, following.nomination.person.name) == ("lapsed", "Eve North")
        assert following.serving == ["Dan North"]
        answer_recount(harbour.person("Eve North"), recount=following, accept=True)
        assert holders(ballot) == ["Dan North", "Eve North"]


def test_a_decision_that_takes_no_effect_is_not_written_and_the_seat_stays_offered(harbour, mill, monkeypatch):
    ballot, (first, second) = asked_for_both(harbour, monkeypatch)
    dan = harbour.person("Dan North")
    with clock.at(second.counted_at):
        answer_recount(dan, recount=first, accept=True)
        before = Decision.objects.count()
        monkeypatch.setattr(actions, "holds", lambda person, role: False)
        sentence = "The seat could not be taken. Dan North was elected and does not hold the role: Dan North holds this"
        with refuses(Conflict, "seat_not_taken", f"{sentence} role already."):
            answer_recount(dan, recount=second, accept=True)
    assert (anew(second).state, anew(second).decision, Decision.objects.count()) == ("asked", None, before)
    assert holders(ballot) == ["Dan North"]


def test_who_is_asked_for_one_seat_and_can_hold_the_role_no_more_is_left_out_of_the_other(harbour, mill):
    ballot, bea, cyd = two_left(harbour)
    with clock.at(ballot.closes_at):
        recount_vacancy(harbour.secretary, term=bea)
        dan = harbour.members["Dan North"]
        change_state(dan.person, membership=dan, to=MembershipState.RESIGNED)
        second = recount_vacancy(harbour.secretary, term=cyd)
    assert (second.nomination.person.name, second.serving) == ("Eve North", [])
    assert [one["place"] for one in second.left_out] == [1, 2, 3]
