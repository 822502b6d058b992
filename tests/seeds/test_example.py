"""The example world: what mission A19 asks for is there, and every rule holds in it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.db.models import Count, F

from assemblies.actions.rolls import roll_digest
from assemblies.counting.verdict import Figures, decide
from assemblies.enums import AssemblyStatus, BallotStatus, MinutesStatus, MotionStatus
from assemblies.models import AgendaItem, Assembly, Ballot, Minutes, Motion, RollEntry
from assemblies.queries.ballots import due_to_close, owed_by, rule_of, tally, votes_digest
from members.counting import add_months
from members.enums import BELONGING, MembershipState
from members.models import (
    ConstituencyEstimate,
    Described,
    DescribedCount,
    DuplicatePair,
    Headcount,
    Membership,
    Person,
    ProgrammeAgreement,
    Transfer,
)
from members.queries.belonging import bodies_of, members_of
from members.queries.headcounts import headcounts_visible_to, shown
from members.queries.register import memberships_visible_to
from organisations.enums import BodyType, DecisionKind, OrganisationKind, Outcome
from organisations.models import Body, Branch, Committee, Decision, Organisation, ProgrammeVersion, RuleSet
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.models import LedgerEntry, LedgerHead
from organiser.management.ticks import Ticks, tick
from seeds.example.accounts import SIGN_INS, example_is_loaded
from skills.enums import TermEnd, TermKind
from skills.models import Term
from skills.queries.powers import in_office
from tests.helpers import row_counts

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("example")]

OWN_APPS = ("organisations", "members", "skills", "assemblies")
TENANTS, PARCEL, CAMPUS, POLITICAL = (
    "Kranhafen Tenants’ Union",
    "Parcel Workers’ Union of Oberfurt",
    "Lindmoor Students Against Tuition Rises",
    "Open Hand",
)
EVERYDAY = [TENANTS, PARCEL, CAMPUS, POLITICAL]  # history, network and alliance have files of their own
MASS_BODIES = {TENANTS, PARCEL, CAMPUS, "Sorting Hall", "Drivers", "Workshop and Cleaning"}


def organisation(name):
    return Organisation.objects.get(name=name)


def mass_bodies():
    bodies = Body.objects.filter(organisation__name__in=[TENANTS, PARCEL, CAMPUS])
    return bodies.exclude(type=BodyType.COMMITTEE).order_by("pk")


def rows_that_point_elsewhere():
    """Rows of one organisation with a foreign key to a row of another, over all our tables."""
    found = []
    for model in apps.get_models():
        fields = {field.name for field in model._meta.concrete_fields}
        if model._meta.app_label not in OWN_APPS or "organisation" not in fields:
            continue
        for field in model._meta.concrete_fields:
            target = field.related_model if field.is_relation else None
            if target is None or target is Organisation or field.name == "organisation":
                continue
            if "organisation" in {other.name for other in target._meta.concrete_fields}:
                # An alliance belongs to no organisation; many rows may point to it.
                rows = model._default_manager.filter(**{f"{field.name}__organisation__isnull": False})
                rows = rows.exclude(**{f"{field.name}__organisation": F("organisation")})
                found += [(model.__name__, field.name, pk) for pk in rows.values_list("pk", flat=True)]
    return found


def test_A19_the_three_mass_organisations_say_their_aims_and_their_opponent(example):
    mass = Organisation.objects.filter(kind=OrganisationKind.MASS, name__in=EVERYDAY).order_by("pk")
    assert [o.name for o in mass] == [TENANTS, PARCEL, CAMPUS]
    assert [o.aims.count("Our opponent is ") for o in mass] == [1, 1, 1]
    assert [bool(o.constituency) for o in mass] == [True, True, True]


def test_A19_every_mass_body_has_a_motion_that_carried_and_one_that_fell(example):
    assert {body.name for body in mass_bodies()} == MASS_BODIES
    ordinary = Decision.objects.filter(kind=DecisionKind.ORDINARY)
    carried = set(ordinary.filter(outcome=Outcome.CARRIED).values_list("body__name", flat=True))
    fell = set(ordinary.filter(outcome=Outcome.FELL).values_list("body__name", flat=True))
    assert MASS_BODIES - carried == set()
    assert MASS_BODIES - fell == set()


def test_A19_every_mass_body_has_one_open_ballot_one_motion_alone_and_one_assembly_ahead(example):
    now = clock.now()
    for body in mass_bodies():
        ballot = body.ballots.get(status=BallotStatus.OPEN)
        assert now + timedelta(days=1) < ballot.closes_at < now + timedelta(days=6)
        assert 0 < ballot.votes.count() < ballot.roll.entitled
        lonely = body.motions.get(status=MotionStatus.PROPOSED)
        assert lonely.secondings.count() < lonely.seconders_needed
        ahead = body.assemblies.get(status=AssemblyStatus.CALLED)
        assert now < ahead.starts_at < now + timedelta(days=14)
        assert ahead.items.filter(motion__status=MotionStatus.TABLED).count() == 1
    assert due_to_close().count() == 0


def test_A19_sizes_are_as_they_were_asked_for(example):
    assert members_of(Body.objects.get(name=TENANTS)).count() == 30
    assert organisation(TENANTS).bodies.filter(type=BodyType.BRANCH).count() == 0
    branches = Branch.objects.filter(organisation=organisation(PARCEL)).order_by("pk")
    assert [members_of(branch).count() for branch in branches] == [18, 15, 13]
    assert members_of(Body.objects.get(name=CAMPUS)).count() == 15
    political = Branch.objects.filter(organisation=organisation(POLITICAL)).order_by("pk")
    assert [members_of(branch).count() for branch in political] == [7, 6]


def test_A5_two_changed_branch_one_asks_to_and_somebody_was_written_down_twice(example):
    states = Transfer.objects.filter(organisation=organisation(PARCEL)).values_list("state", flat=True)
    assert sorted(states) == ["accepted", "accepted", "requested"]
    pair = DuplicatePair.objects.get(organisation=organisation(PARCEL))
    assert (pair.state, pair.first.person.name, pair.second.person.name) == (
        "proposed",
        "Salma Haddad-Rinne",
        "Salma Haddad Rinne",
    )


def test_the_register_of_the_tenants_shows_every_kind_of_standing(example):
    states = Membership.objects.filter(organisation=organisation(TENANTS)).values_list("state", flat=True)
    full, leave, supporter = MembershipState.FULL, MembershipState.ON_LEAVE, MembershipState.SUPPORTER
    counted = {state: list(states).count(state) for state in set(states)}
    assert counted == {full: 28, leave: 1, supporter: 1, MembershipState.RESIGNED: 3, MembershipState.APPLICANT: 1}


def test_nobody_holds_a_role_in_the_interim_any_more_and_elections_took_their_place(example):
    assert in_office(clock.today()).filter(kind=TermKind.INTERIM).count() == 0
    interim = Term.objects.filter(kind=TermKind.INTERIM, organisation__name__in=EVERYDAY)
    assert set(interim.values_list("end_reason", flat=True)) == {TermEnd.REPLACED}
    bodies = Body.objects.filter(organisation__name__in=EVERYDAY).exclude(type=BodyType.COMMITTEE)
    for body in bodies:
        names = list(in_office(clock.today()).filter(role__body=body).values_list("role__name", flat=True))
        assert sorted(set(names) - {"Welcome"}) == ["Facilitator", "Secretary", "Treasurer"], body.name
    elections = Term.objects.filter(kind=TermKind.ELECTED)
    assert set(elections.values_list("decision__effect", flat=True)) == {"fill_role"}
    assert elections.count() == Decision.objects.filter(kind=DecisionKind.ELECTION, outcome=Outcome.CARRIED).count()


def test_D11_members_were_counted_for_a_year_and_small_numbers_are_not_told(example):
    tenants, today = organisation(TENANTS), clock.today()
    months = list(Headcount.objects.filter(body=tenants).order_by("month").values_list("month", flat=True))
    assert len(months) >= 12
    assert months == [add_months(today, ago) for ago in range(-len(months), 0)]
    counted = Headcount.objects.filter(month=months[-1], body__type=BodyType.ORGANISATION)
    assert {row.body.name for row in counted.select_related("body")} >= set(EVERYDAY)
    assert counted.count() == len(EVERYDAY) + 9  # the network; history is only read
    viewer = members_of(tenants).order_by("pk")[0].person
    told = [shown(row) for row in headcounts_visible_to(viewer).filter(body=tenants)]
    assert [row["total"] is None for row in told] == [False] * len(months)
    assert min(number for row in told for number in row.values() if number is not None) >= 5


def test_D8_the_tenants_say_whom_they_could_organise_and_nobody_else_does(example):
    assert [estimate.body.name for estimate in ConstituencyEstimate.objects.all()] == [TENANTS]


def test_C18_some_tenants_say_something_of_themselves_and_no_small_number_is_kept(example):
    assert set(DescribedCount.objects.values_list("body__name", flat=True)) == {TENANTS}
    assert set(DescribedCount.objects.values_list("question", flat=True)) == {"age", "gender", "care"}
    assert DescribedCount.objects.filter(number__lt=5).count() == 0
    said = Described.objects.values("membership").distinct().count()
    assert 0 < said < members_of(organisation(TENANTS)).count()


def test_the_clock_finds_nothing_left_to_do_in_it(example):
    before = row_counts()
    assert tick(Ticks(), daily=True)
    assert row_counts() == before


def test_effects_have_come_true(example):
    assert Decision.objects.exclude(effect_failed="").count() == 0
    assert Committee.objects.get(organisation__name=TENANTS).founding_decision.effect == "found_committee"
    assert [rules.version for rules in RuleSet.objects.filter(body__name=TENANTS)] == [2, 1]
    seconders = Motion.objects.filter(body__name=TENANTS, kind="ordinary").order_by("moved_at")
    assert [motion.seconders_needed for motion in seconders] == [1, 1, 1, 1, *[2] * 15]


def test_minutes_were_written_and_agreed_by_a_later_assembly(example):
    held = Assembly.objects.filter(status=AssemblyStatus.CLOSED, body__in=mass_bodies())
    assert Minutes.objects.filter(assembly__in=held).count() == held.count()
    agreed = Minutes.objects.filter(assembly__in=held, status=MinutesStatus.AGREED).select_related("agreed_in")
    assert {minutes.assembly.body.name for minutes in agreed} == MASS_BODIES
    for minutes in agreed:
        assert minutes.agreed_in.starts_at > minutes.assembly.starts_at
        assert minutes.text.count("Motion ") >= 1
    assert AgendaItem.objects.filter(assembly__in=held, minutes="", motion__kind="ordinary").count() == 0


def test_invariant_5_every_result_is_found_again_from_votes_and_roll(example):
    closed = Ballot.objects.filter(status=BallotStatus.CLOSED).select_related("result", "rule", "roll")
    assert closed.count() == Decision.objects.exclude(kind=DecisionKind.FOUNDING).count()
    for ballot in closed:
        votes, result = tally(ballot), ballot.result
        entitled = RollEntry.objects.filter(roll=ballot.roll).count()
        figures = Figures(
            for_=votes["for"],
            against=votes["against"],
            abstain=votes["abstain"],
            present=result.present,
            entitled=entitled,
        )
        assert decide(rule_of(ballot.rule), figures).to_json() == result.verdict
        assert votes_digest(ballot) == result.votes_digest
        assert roll_digest(ballot.roll) == ballot.roll.digest


def test_the_ledger_is_whole_and_runs_forward_in_time(example):
    assert list(flaws()) == []
    assert LedgerHead.objects.count() == 1 + Organisation.objects.count() == 22
    for head in LedgerHead.objects.all():
        moments = list(LedgerEntry.objects.filter(chain=head.chain).order_by("sequence").values_list("at", flat=True))
        assert len(moments) == head.sequence
        assert all(earlier <= later for earlier, later in pairwise(moments))
        assert moments[-1] <= clock.now()


def test_A11_no_foreign_key_leads_from_one_organisation_into_another(example):
    assert rows_that_point_elsewhere() == []
    item = AgendaItem.objects.filter(assembly__body__name=TENANTS, motion__isnull=True).first()
    AgendaItem.objects.filter(pk=item.pk).update(motion=Motion.objects.filter(body__name=POLITICAL).first())
    assert rows_that_point_elsewhere() == [("AgendaItem", "motion", item.pk)]


def test_A2_and_A4_only_political_organisations_have_a_programme_and_all_their_members_agreed(example):
    political = Organisation.objects.filter(kind=OrganisationKind.POLITICAL).order_by("pk")
    versions = ProgrammeVersion.objects.order_by("organisation_id").values_list("organisation", flat=True)
    assert list(versions) == [one.pk for one in political]
    agreed = set(ProgrammeAgreement.objects.values_list("membership", flat=True))
    assert agreed == set(Membership.objects.filter(organisation__in=political).values_list("pk", flat=True))


def test_invariant_7_one_human_being_belongs_to_two_organisations_and_no_row_joins_the_two(example):
    tenant, comrade = Person.objects.filter(email="adaeze@example.org").order_by("pk")
    assert [m.organisation.name for m in tenant.memberships.all()] == [TENANTS]
    assert [m.organisation.name for m in comrade.memberships.all()] == [POLITICAL]
    assert {body.name for body in bodies_of(tenant)} == {TENANTS, "Heating accounts group"}
    assert {body.name for body in bodies_of(comrade)} == {POLITICAL, "Open Hand Kranhafen"}
    assert [p for p in Person.objects.annotate(n=Count("memberships")) if p.n != 1] == []
    for person in Person.objects.exclude(pk__in=[tenant.pk, comrade.pk]):
        assert memberships_visible_to(person).filter(person__in=[tenant, comrade]).count() <= 1


def test_names_come_from_many_languages_and_lengths_and_not_everybody_has_an_address(example):
    people = Person.objects.filter(memberships__organisation__name__in=EVERYDAY)
    names = list(people.values_list("name", flat=True))
    assert sorted(name for name in set(names) if names.count(name) > 1) == ["Adaeze Lindqvist"]
    assert len(names) == 110
    assert sum(len(name) == 40 for name in names) == 2
    assert max(map(len, names)) == 42
    scripts = ("ليلى البحراوي", "Ελένη Καραμπουρνιώτη", "小野寺 みのり")
    assert set(scripts) <= set(names)
    assert people.filter(email__isnull=True).count() == 13
    assert Person.objects.filter(email__isnull=True, notices_by="email").count() == 0


def test_the_sign_ins_are_those_of_secretary_facilitator_member_and_one_of_two_organisations(example):
    assert example_is_loaded()
    people = [list(Person.objects.filter(email=sign_in.email).order_by("pk")) for sign_in in SIGN_INS]
    [secretary], [facilitator], [member], [tenant, comrade], [visitor], [reader] = people
    running = in_office(clock.today()).filter(role__body__name=TENANTS)
    assert running.get(role__name="Secretary").person == secretary
    assert running.get(role__name="Facilitator").person == facilitator
    assert running.filter(person__in=[member, tenant]).count() == 0
    assert Membership.objects.filter(person=member, state__in=BELONGING).count() == 1
    owed = [[ballot.body.name for ballot in owed_by(person)] for person in (secretary, facilitator, member, tenant)]
    assert owed == [[TENANTS]] * 4
    assert [ballot.body.name for ballot in owed_by(comrade)] == [POLITICAL]
    with_password = [p for p in Person.objects.all() if p.has_usable_password()]
    assert set(with_password) == {secretary, facilitator, member, tenant, comrade, visitor, reader}
    assert [ballot.body.name for person in (visitor, reader) for ballot in owed_by(person)] == []
