"""Bodies are renamed, merged, split, dissolved and followed: each by decision, and history stays readable."""

from datetime import timedelta

import pytest

from assemblies.actions.assemblies import open_assembly
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.models import Minutes, Motion
from members.models import Membership
from members.queries.belonging import members_of
from organisations.models import Affiliation, Alliance, Body, BodyEvent, Branch, Committee, Organisation
from organisations.queries.decisions import decisions_visible_to, shows_figures
from organiser.base import authority, clock
from organiser.base.errors import Conflict, Invalid, RuleNotMet, WrongState
from skills.models import Term
from skills.queries.powers import in_office
from tests.federation import done
from tests.helpers import called_assembly, cast, decide_online, north_motion, online_ballot, people_of, refuses
from tests.organisations.changing import decided, moved
from tests.world import SUMMARY, make_assembly, make_motion

LATER = timedelta(days=7)


def ids(place, *names):
    return [place.body(name).public_id for name in names]


def events(body):
    return [(event.kind, event.other and event.other.name) for event in BodyEvent.objects.filter(body=body)]


def test_a_branch_takes_another_name_and_keeps_its_decisions(harbour):
    earlier = decide_online(harbour, north_motion(harbour)).decision
    by = decided(harbour, "North", "rename_body", name="Northern docks", form="chapter")
    north = harbour.body("North")
    assert (north.name, north.form, by.effect_failed, earlier.body_id) == ("Northern docks", "chapter", "", north.pk)
    changed = BodyEvent.objects.filter(body=north).exclude(kind="founded")
    assert [(one.kind, one.before, one.after) for one in changed] == [
        ("renamed", "North", "Northern docks"),
        ("form_changed", "Local branch", "Chapter"),
    ]


def test_a_name_that_is_taken_is_refused_when_the_motion_is_moved(harbour, mill):
    with refuses(Conflict, "name_taken", "There is a branch called South already. Choose another name."):
        moved(harbour, "North", "rename_body", name="South")


def test_a_name_that_is_taken_while_the_ballot_runs_leaves_the_decision_undone(harbour):
    ballot = online_ballot(harbour, moved(harbour, "North", "rename_body", name="West"))
    cast(ballot, people_of(harbour, "North"), "+++++")
    decided(harbour, "", "found_branch", "ordinary", name="West")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    by = Motion.objects.get(pk=ballot.motion_id).decision
    assert (by.status, by.effect_failed) == ("in_force", "There is a branch called West already. Choose another name.")
    assert harbour.body("North").name == "North"


@pytest.mark.parametrize(("name", "code"), [("", "nothing_new"), ("North", "nothing_new"), ("N" * 121, "name")])
def test_a_name_that_says_nothing_new_is_refused(harbour, name, code):
    with refuses(Invalid, code):
        moved(harbour, "North", "rename_body", name=name)


def test_the_organisation_changes_constituency_and_positions_and_keeps_its_aims(harbour):
    payload = {"constituency": "Who rents.", "incompatible": ["landlord", " ", "bailiff"]}
    decided(harbour, "", "change_constituency", **payload)
    now = Organisation.objects.get(pk=harbour.organisation.pk)
    assert (now.aims, now.constituency, now.incompatible) == (
        harbour.organisation.aims,
        "Who rents.",
        ["landlord", "bailiff"],
    )
    with refuses(RuleNotMet, "not_organisation"):
        moved(harbour, "North", "change_constituency", **payload)


def test_a_branch_changes_its_jurisdiction(harbour):
    decided(harbour, "North", "change_jurisdiction", jurisdiction="Docks 1 to 9")
    assert Branch.objects.get(pk=harbour.branches["North"].pk).jurisdiction == "Docks 1 to 9"
    with refuses(RuleNotMet, "not_branch"):
        moved(harbour, "", "change_jurisdiction", jurisdiction="All")


def test_A10_merge_keeps_every_earlier_decision_with_the_old_unit(harbour):
    earlier = decide_online(harbour, north_motion(harbour)).decision
    north, south = harbour.body("North"), harbour.body("South")
    bea = harbour.person("Bea North")
    branch, into = ids(harbour, "North", "South")
    with clock.at(clock.now() + LATER):
        by = decided(harbour, "", "merge_branch", branch=branch, into=into)
    assert by.effect_failed == ""
    north.refresh_from_db()
    earlier.refresh_from_db()
    assert (north.successor_id, north.dissolved_on > "", earlier.body_id) == (south.pk, True, north.pk)
    assert (earlier.status, earlier.number) == ("in_force", 1)
    assert events(north) == [("founded", None), ("merged", "South")]
    with clock.at(clock.now() + LATER + LATER):
        assert (members_of(north).count(), members_of(south).count()) == (0, 10)
        assert list(authority.bodies_with(harbour.secretary, "facilitate").filter(pk=north.pk)) == []
        assert earlier in decisions_visible_to(harbour.person("Gil South"))
        assert [shows_figures(who, north) for who in (bea, harbour.person("Gil South"))] == [True, False]
    spans = Membership.objects.get(person=bea).spans.order_by("from_on", "pk")
    assert [span.branch.name for span in spans] == ["North", "South"]
    assert spans.last().decision == by


def test_A18_dissolution_ends_mandates_the_same_day_and_history_stays_readable(harbour):
    decide_online(
        harbour,
        north_motion(harbour, effect="found_committee", payload={"name": "Roof", "scope": "The roof."}),
    )
    with clock.at(clock.now() + LATER):
        day = clock.today() + timedelta(days=6)
        by = decided(harbour, "North", "dissolve_body", successor=harbour.body("South").public_id)
    north = harbour.body("North")
    assert (by.effect_failed, north.dissolved_on, north.successor.name) == ("", day.isoformat(), "South")
    terms = Term.objects.filter(role__body=north)
    assert set(terms.values_list("ended_on", "end_reason")) == {(day, "body_changed")}
    assert in_office(day).filter(role__body=north).count() == 0
    assert Committee.objects.get().dissolved_on == day.isoformat()
    assert Membership.objects.filter(branch=north.pk).count() == 0
    assert Membership.objects.filter(organisation=harbour.organisation, branch=None, state="full").count() == 5
    assert [kind for kind, _other in events(north)] == ["founded", "dissolved", "succeeded"]
    with clock.at(clock.now() + LATER + LATER):
        assert shows_figures(harbour.person("Bea North"), north)
        assert by in decisions_visible_to(harbour.person("Hal South"))


def test_A18_nothing_begins_in_a_body_that_was_dissolved(harbour):
    decided(harbour, "", "dissolve_body", body=harbour.body("North").public_id)
    with clock.at(clock.now() + LATER):
        with pytest.raises(Exception, match="Only full members of North"):
            make_motion(harbour, harbour.person("Bea North"), "North")
        with pytest.raises(Exception, match="Only those who call assemblies"):
            make_assembly(harbour, "North")


def test_a_branch_that_dissolves_itself_in_an_assembly_closes_it(harbour):
    motion = moved(harbour, "North", "dissolve_body")
    assembly = called_assembly(harbour, motion, days=40)
    people = people_of(harbour, "North")
    with clock.at(assembly.starts_at):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        check_in(
            harbour.secretary,
            assembly=assembly,
            members=[m.public_id for m in harbour.members.values() if m.person in people],
        )
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        cast(ballot, people, "+++++")
        close_ballot(harbour.secretary, ballot=ballot)
    motion.refresh_from_db()
    assembly.refresh_from_db()
    assert (motion.decision.effect_failed, assembly.status, assembly.voters_came) == ("", "closed", 5)
    assert Minutes.objects.get(assembly=assembly).status == "draft"
    assert harbour.body("North").dissolved_on == str(assembly.starts_at.date())


def test_what_is_being_voted_on_or_lies_ahead_keeps_a_body(harbour):
    motion = moved(harbour, "", "dissolve_body", body=harbour.body("North").public_id)
    online_ballot(harbour, north_motion(harbour, title="Still open"), days=30)
    with refuses(WrongState, "ballot_open"):
        moved(harbour, "", "dissolve_body", body=harbour.body("North").public_id)
    with refuses(WrongState, "ballot_open"):
        online_ballot(harbour, motion)
    with refuses(WrongState, "ballot_open"):
        moved(harbour, "", "merge_branch", branch=harbour.body("North").public_id, into=harbour.body("South").public_id)


def test_an_assembly_ahead_leaves_the_decision_undone(harbour):
    make_assembly(harbour, "North", days=60)
    by = decided(harbour, "", "dissolve_body", body=harbour.body("North").public_id)
    assert by.effect_failed == ("North still has the assembly “Monthly assembly” ahead. Hold it, or call it off first.")
    assert (harbour.body("North").dissolved_on, in_office(clock.today()).filter(role__body__name="North").count()) == (
        "",
        3,
    )


def test_a_branch_is_not_merged_into_itself_or_another_organisation(harbour, mill):
    north, south = ids(harbour, "North", "South")
    with refuses(Invalid, "same_branch", "A branch cannot be merged into itself. Choose another."):
        moved(harbour, "", "merge_branch", branch=north, into=north)
    with refuses(Invalid, "no_body"):
        moved(harbour, "", "merge_branch", branch=north, into=mill.organisation.public_id)
    with refuses(Invalid, "not_branch"):
        moved(harbour, "", "merge_branch", branch=north, into=harbour.organisation.public_id)
    with refuses(RuleNotMet, "not_organisation"):
        moved(harbour, "North", "merge_branch", branch=north, into=south)


def test_no_body_follows_itself_by_way_of_others(harbour):
    north, south = harbour.body("North"), harbour.body("South")
    decided(harbour, "", "dissolve_body", body=north.public_id)
    decided(harbour, "", "name_successor", body=north.public_id, successor=south.public_id)
    assert Body.objects.get(pk=north.pk).successor_id == south.pk
    with refuses(Invalid, "circular_succession"):
        moved(harbour, "", "dissolve_body", body=south.public_id, successor=south.public_id)
    decided(harbour, "", "dissolve_body", body=south.public_id)
    with refuses(Invalid, "circular_succession"):
        moved(harbour, "", "name_successor", body=south.public_id, successor=north.public_id)
    with refuses(RuleNotMet, "no_successor_needed"):
        moved(harbour, "", "name_successor", body=north.public_id, successor=south.public_id)


def test_the_organisation_does_not_end_while_it_has_branches(harbour, mill):
    sentence = "Harbour Tenants still has 2 branches. Dissolve or merge them first."
    with refuses(RuleNotMet, "has_branches", sentence):
        moved(harbour, "", "dissolve_body")
    by = decided(mill, "", "dissolve_body")
    assert (by.effect_failed, mill.body().dissolved_on > "") == ("", True)


def test_the_organisation_does_not_end_while_others_count_on_it(harbour, mill):
    sentence = "Mill Workers still stands in an alliance or a federation. Leave or end it first, by a decision."
    done(mill, "found_alliance", name="Common Table", purpose="Bread.", scope="local")
    done(harbour, "affiliate", organisation=mill.organisation.public_id)
    for effect, payload in (
        ("leave_alliance", {"alliance": Alliance.objects.get().public_id}),
        ("end_affiliation", {"affiliation": Affiliation.objects.get().public_id}),
    ):
        with refuses(RuleNotMet, "still_allied", sentence):
            moved(mill, "", "dissolve_body")
        done(mill, effect, **payload)
    by = decided(mill, "", "dissolve_body")
    assert (by.effect_failed, mill.body().dissolved_on > "", mill.body().heir) == ("", True, None)


def test_a_branch_ends_no_other_branch(harbour):
    with refuses(RuleNotMet, "not_beneath"):
        moved(harbour, "North", "dissolve_body", body=harbour.body("South").public_id)


def test_a_split_names_the_members_who_go(harbour):
    going = [harbour.members[name] for name in ("Ana Founder", "Dan North")]
    payload = {"name": "Quay", "form": "affinity_group", "members": [one.public_id for one in going]}
    by = decided(harbour, "North", "split_branch", **payload)
    quay, north = Branch.objects.get(name="Quay"), harbour.body("North")
    assert (by.effect_failed, quay.form, quay.founding_decision) == ("", "affinity_group", by)
    assert sorted(members_of(quay.body).values_list("person__name", flat=True)) == ["Ana Founder", "Dan North"]
    assert sorted(members_of(north).values_list("person__name", flat=True)) == ["Bea North", "Cyd North", "Eve North"]
    assert events(north) == [("founded", None), ("split", "Quay")]
    with clock.at(clock.now() + LATER):
        assert in_office(clock.today()).filter(role__body=north).count() == 0
        assert authority.holds(harbour.person("Dan North"), "call_assemblies", quay.pk)


def test_a_split_leaves_somebody_and_takes_only_members(harbour):
    everybody = [m.public_id for m in harbour.members.values() if m.person in people_of(harbour, "North")]
    with refuses(RuleNotMet, "nobody_left"):
        moved(harbour, "North", "split_branch", name="Quay", members=everybody)
    with refuses(Invalid, "no_member"):
        moved(harbour, "North", "split_branch", name="Quay", members=[harbour.members["Gil South"].public_id])
    with refuses(Conflict, "name_taken"):
        moved(harbour, "North", "split_branch", name="South", members=everybody[:1])
    with refuses(Invalid, "members"):
        moved(harbour, "North", "split_branch", name="Quay", members=[])


def committee_of_north(place, form="committee"):
    payload = {"name": "Group", "scope": "The roof, and nothing else.", "form": form}
    decide_online(place, north_motion(place, effect="found_committee", payload=payload))
    return Body.objects.get(as_committee__isnull=False)


def test_a_committee_ends_by_an_ordinary_decision_of_its_parent(harbour):
    group = committee_of_north(harbour, "working_group")
    assert group.form == "working_group"
    by = decided(harbour, "North", "dissolve_committee", "ordinary", body=group.public_id)
    group.refresh_from_db()
    assert (by.effect_failed, group.dissolved_on > "") == ("", True)


def test_A9_an_affinity_group_can_be_chosen_and_gets_no_quorum_of_its_own(harbour):
    decided(harbour, "", "found_branch", "ordinary", name="Circle", form="affinity_group")
    circle = Branch.objects.get(name="Circle")
    assert (circle.form, circle.rule_sets.count()) == ("affinity_group", 0)


def test_A14_a_neighbourhood_centre_sits_in_a_council_as_a_union_does(harbour):
    decided(harbour, "", "found_branch", "ordinary", name="Centre", form="neighbourhood_centre")
    centre = Branch.objects.get(name="Centre")
    bodies = [centre.public_id, *ids(harbour, "North")]
    by = decided(harbour, "", "found_council", name="Council", bodies=bodies, scheme={"method": "one_per_body"})
    assert (by.effect_failed, centre.councils_of.count()) == ("", 1)


def test_B4_committee_says_under_which_part_of_its_scope_it_acts(harbour):
    group = committee_of_north(harbour)
    harbour.branches["Group"] = group
    with refuses(RuleNotMet, "outside_scope"):
        make_motion(harbour, harbour.person("Bea North"), "Group")
    motion = make_motion(harbour, harbour.person("Bea North"), "Group", scope_note="Roof: repairs")
    assert motion.scope_note == "Roof: repairs"
    sentence = (
        "“Adopt new rules” is not for Group to decide: it acts within a scope, for North. Bring the motion there."
    )
    with refuses(RuleNotMet, "not_for_committee", sentence):
        make_motion(harbour, harbour.person("Bea North"), "Group", kind="rules", scope_note="Roof")


def brought(place, caucus):
    place.branches["Caucus"] = caucus
    people = people_of(place, "North")
    payload = {"title": "Childcare at every assembly", "text": "The assembly provides childcare."}
    motion = make_motion(
        place, people[1], "Caucus", people[2], effect="bring_to_parent", payload=payload, scope_note="Roof"
    )
    keeper = people[0]
    ballot = open_ballot(keeper, motion=motion, closes_at=clock.now() + timedelta(days=6))
    cast(ballot, people, "+++++")
    with clock.at(ballot.closes_at):
        close_ballot(keeper, ballot=ballot)
    motion.refresh_from_db()
    return motion.decision


def test_E12_motion_of_a_caucus_reaches_the_agenda_without_approval(harbour):
    caucus = committee_of_north(harbour, "caucus")
    draft = make_assembly(harbour, "North", days=60)
    assert brought(harbour, caucus).effect_failed == ""
    item = draft.items.get()
    assert (item.title, item.motion.status, item.motion.seconders_needed, item.motion.brought_by) == (
        "Childcare at every assembly", "tabled", 0, caucus,
    )  # fmt: skip
    assert item.motion.summary == SUMMARY  # mission B13: what the caucus read


def test_E12_without_a_draft_it_stands_on_the_next_agenda_from_the_beginning(harbour):
    caucus = committee_of_north(harbour, "caucus")
    brought(harbour, caucus)
    with clock.at(clock.now() + LATER):
        assembly = make_assembly(harbour, "North", days=60)
    assert [item.title for item in assembly.items.all()] == ["Childcare at every assembly"]


def test_only_a_caucus_brings_motions_up(harbour):
    harbour.branches["Group"] = committee_of_north(harbour)
    with refuses(RuleNotMet, "not_caucus"):
        make_motion(
            harbour, harbour.person("Bea North"), "Group", effect="bring_to_parent", payload={}, scope_note="Roof"
        )
