"""From collectives that belong to people who do: by consent, by a decision, and nobody twice (mission A8)."""

import pytest
from django.urls import reverse

from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from members.actions.basis import consent_to_belong, convert_basis, withdraw_consent
from members.actions.memberships import move_to
from members.enums import MembershipState
from members.models import Membership
from organisations.actions.founding import Charter, found_organisation
from organisations.models import Organisation
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet
from tests.helpers import cast, clock_days, refuses, writes
from tests.pages import said, signed_in, words
from tests.world import add_member, make_motion, make_person

M = MembershipState


@pytest.fixture
def league(harbour, mill):
    """The harbour, as if collectives belonged to it."""
    Organisation.objects.filter(pk=harbour.organisation.pk).update(membership_basis="collective")
    harbour.organisation.refresh_from_db()
    return harbour


def of(place, name):
    return Membership.objects.select_related("person", "organisation", "branch").get(pk=place.members[name].pk)


def consents(place, *names):
    for name in names:
        consent_to_belong(place.person(name), membership=of(place, name))


def converted(place):
    seconders = [place.person(name) for name in ("Cyd North", "Dan North", "Eve North")]
    motion = make_motion(
        place, place.person("Bea North"), "", *seconders, kind="rules", effect="convert_basis", payload={}
    )
    ballot = open_ballot(place.secretary, motion=motion, closes_at=clock.now() + clock_days(10))
    cast(ballot, [m.person for m in place.members.values() if m.state == M.FULL][:8], "++++++++")
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    motion.refresh_from_db()
    assert motion.decision is not None
    assert motion.decision.effect_failed == ""
    return motion.decision


def test_A8_converting_gives_one_membership_for_each_consenting_person_and_nobody_is_counted_twice(league):
    twice = add_member(league, "Bea North", "South")  # a second collective had named her too
    bea = Membership.objects.filter(person__name="Bea North").order_by("pk").first()
    twice.person.email = bea.person.email.upper()
    twice.person.save(update_fields=["email"])
    league.members["Bea North"] = bea
    consent_to_belong(twice.person, membership=twice)
    consents(league, "Ana Founder", "Bea North", "Cyd North", "Gil South")
    decision = converted(league)
    go_on = Membership.objects.filter(organisation=league.organisation, state=M.FULL)
    assert sorted(go_on.values_list("person__name", flat=True)) == [
        "Ana Founder",
        "Bea North",
        "Cyd North",
        "Gil South",
    ]
    assert go_on.get(person__name="Bea North").pk == bea.pk
    spans = {membership.spans.get(until_on__isnull=True).decision for membership in go_on}
    assert spans == {decision}
    assert Membership.objects.filter(organisation=league.organisation, state=M.LAPSED).count() == 7
    assert Organisation.objects.get(pk=league.organisation.pk).membership_basis == "individual"


def test_A8_whoever_had_not_consented_comes_back_by_consenting(league):
    consents(league, "Ana Founder")
    decision = converted(league)
    eve = of(league, "Eve North")
    assert eve.state == M.LAPSED
    with clock.at(decision.decided_at), writes("consent_to_belong"):
        consent_to_belong(eve.person, membership=eve)
    assert of(league, "Eve North").state == M.FULL
    with refuses(RuleNotMet, "basis_individual"):
        withdraw_consent(eve.person, membership=of(league, "Eve North"))


@pytest.mark.parametrize("state", [M.SUPPORTER, M.TRIAL, M.ON_LEAVE])
def test_A8_whojonr_comes_back_is_what_she_was_and_no_supporter_becomes_a_member_by_it(league, state):
    consents(league, "Ana Founder")
    jon = of(league, "Jon South")
    move_to(jon, state, clock.today())
    decision = converted(league)
    joined = of(league, "Jon South").joined_on
    with clock.at(decision.decided_at):
        consent_to_belong(jon.person, membership=of(league, "Jon South"))
    assert (of(league, "Jon South").state, of(league, "Jon South").joined_on) == (state, joined)


def test_A8_only_a_decision_of_the_organisation_converts(league):
    with refuses(RuleNotMet, "decision_missing"):
        convert_basis(
            league.secretary, organisation=league.organisation, decision=league.organisation.founding_decision
        )
    bea = league.person("Bea North")
    with refuses(RuleNotMet, "not_organisation"):
        make_motion(league, bea, "North", kind="rules", effect="convert_basis", payload={})


def test_where_people_belong_there_is_nothing_to_convert_and_nothing_to_say(harbour):
    bea = harbour.members["Bea North"]
    with refuses(RuleNotMet, "basis_individual"):
        make_motion(harbour, bea.person, "", kind="rules", effect="convert_basis", payload={})
    with refuses(RuleNotMet, "basis_individual"):
        consent_to_belong(bea.person, membership=bea)


def test_everybody_says_it_alone_and_can_take_it_back(league):
    bea = of(league, "Bea North")
    for act in (consent_to_belong, withdraw_consent):
        with refuses(NotPermitted, "own_consent"):
            act(league.secretary, membership=bea)
    with refuses(NotFound, "no_consent"):
        withdraw_consent(bea.person, membership=bea)
    with writes("consent_to_belong", "withdraw_consent"):
        consent_to_belong(bea.person, membership=bea)
        consent_to_belong(bea.person, membership=bea)
        withdraw_consent(bea.person, membership=bea)


def test_the_own_page_asks(league):
    client = signed_in(league.person("Bea North"))
    url = reverse("belong", args=[league.members["Bea North"].public_id])
    assert "I want to belong myself" in words(client.get(reverse("my_membership")))
    done = client.post(url, {"belong": "yes"}, follow=True)
    assert said(done) == ["You said that you want to belong to Harbour Tenants yourself."]
    assert said(client.post(url, {"belong": "no"}, follow=True)) == ["What you said is taken back."]


def test_an_organisation_of_collectives_is_founded(db):
    league = Charter(name="League", kind="mass", rules=SIMPLE_MAJORITY, membership_basis="collective")
    assert found_organisation(make_person("Olu"), charter=league).membership_basis == "collective"
    person, wrong = make_person("Ola"), Charter(name="L", kind="mass", rules=SIMPLE_MAJORITY, membership_basis="x")
    with refuses(Invalid, "basis"):
        found_organisation(person, charter=wrong)
