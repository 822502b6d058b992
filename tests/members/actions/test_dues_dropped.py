"""A branch gives up its own dues, by its own decision, and follows those of the organisation again."""

import pytest
from django.urls import reverse

from members.actions.dues_charging import charge_dues
from members.actions.dues_schemes import following
from members.models import DuesEntry, DuesRun, DuesScheme
from members.queries.dues_due import due_to_charge
from members.queries.dues_schemes import bodies_with_own_scheme, own_scheme, scheme_on
from members.queries.dues_sentences import scheme_sentences
from organiser.base.errors import Invalid, RuleNotMet
from tests.dues import charged, first, last, north_dues, on, spec, with_dues
from tests.helpers import decide_online, north_motion, refuses
from tests.pages import signed_in, words
from tests.world import make_motion


@pytest.fixture
def own(harbour, mill):
    """The organisation asks 1000; North asks 300 by its own scheme; the mill has one too."""
    with_dues(harbour)
    with_dues(mill, usual=200)
    return north_dues(harbour, usual=300)


def dropped(harbour, months=1):
    payload = {"from_on": first(months).isoformat()}
    return decide_online(harbour, north_motion(harbour, title="Back", effect="drop_dues", payload=payload))


def charges(harbour, months):
    rows = DuesEntry.objects.filter(period_from=first(months), organisation=harbour.organisation)
    return set(rows.values_list("body__name", "cents"))


def test_a_branch_that_gave_up_its_dues_is_charged_with_the_organisation_from_that_day(harbour, mill, own):
    north, south = harbour.body("North"), harbour.body("South")
    before, after = first(0), first(1)
    motion = dropped(harbour)
    assert motion.decision.effect_failed == ""
    row = DuesScheme.objects.get(follows=True)
    assert (row.version, row.from_on, row.decision, row.body_id) == (2, after, motion.decision, north.pk)
    assert [scheme_on(north, day).body.name for day in (before, after)] == ["North", "Harbour Tenants"]
    assert (own_scheme(north, after), scheme_on(south, after).usual_cents) == (None, 1000)
    organisation = harbour.organisation.pk
    assert [bodies_with_own_scheme(organisation, day) for day in (before, after)] == [{north.pk}, set()]
    charged(harbour, 0, body=north)
    charged(harbour, 0)
    now = charges(harbour, 0)
    with on(1, 2):
        names = {body.name for body in due_to_charge()}
        charge_dues(harbour.secretary, body=harbour.body())
        with refuses(RuleNotMet, "no_scheme"):
            charge_dues(harbour.secretary, body=north)
    later = set(DuesEntry.objects.filter(period_from=after).values_list("cents", flat=True))
    assert now == {("North", 300), ("South", 1000)}
    assert (names, later) == ({"Harbour Tenants", "Mill Workers"}, {1000})
    assert DuesRun.objects.filter(body=north).count() == 1


def test_a_branch_can_set_dues_of_its_own_again(harbour, own):
    dropped(harbour)
    payload = {**north_spec(), "from_on": first(2).isoformat()}
    decide_online(harbour, north_motion(harbour, title="Again", effect="set_dues", payload=payload))
    north = harbour.body("North")
    assert [scheme_on(north, first(n)).usual_cents for n in (0, 1, 2)] == [300, 1000, 400]


def north_spec():
    return spec(usual=400)


def test_what_has_nothing_to_give_up_is_refused(harbour, mill, own):
    south = harbour.person("Gil South"), harbour.person("Hal South")
    payload = {"from_on": first(1).isoformat()}
    with refuses(RuleNotMet, "no_scheme"):
        make_motion(harbour, south[0], "South", south[1], effect="drop_dues", payload=payload)
    with refuses(RuleNotMet, "not_branch"):
        make_motion(mill, mill.person("Lea Mill"), "", mill.person("Max Mill"), effect="drop_dues", payload=payload)
    for day in (last(0).isoformat(), first(60).isoformat(), "soon"):
        with refuses(Invalid, "from_on"):
            north_motion(harbour, effect="drop_dues", payload={"from_on": day})


def test_members_read_from_when_their_branch_follows_the_organisation(harbour, own):
    motion = dropped(harbour)
    said = " ".join(scheme_sentences(DuesScheme.objects.get(follows=True)))
    assert said.endswith("North has no dues of its own and follows the organisation.")
    client = signed_in(harbour.person("Bea North"))
    assert said in words(client.get(reverse("dues", args=[harbour.body("North").public_id])))
    shown = words(client.get(reverse("motion", args=[motion.public_id])))
    assert "any more from" in shown
    choices = words(client.get(new_motion(harbour, "North")))
    assert "Give up the dues of the branch" in choices
    assert "Give up the dues of the branch" not in words(client.get(new_motion(harbour, "")))


def new_motion(harbour, name):
    return reverse("motion_new", args=[harbour.body(name).public_id])


def test_the_day_begins_a_period_of_the_organisation_too_so_that_no_month_stays_free(harbour, mill):
    """North pays by month and the organisation asks by quarter: from the second month of one nobody would charge."""
    with_dues(harbour, period="quarter", from_on=first(-((first(0).month - 1) % 3)).isoformat())
    north_dues(harbour, usual=300)
    months = next(ahead for ahead in range(1, 4) if first(ahead).month % 3 != 1)
    with refuses(Invalid, "from_on"):
        following(harbour.body("North"), {"from_on": first(months).isoformat()})
    months = next(ahead for ahead in range(1, 4) if first(ahead).month % 3 == 1)
    assert following(harbour.body("North"), {"from_on": first(months).isoformat()}).from_on == first(months)
    page = signed_in(harbour.secretary).get(f"/b/{harbour.body('North').public_id}/motions/new/?effect=drop_dues")
    assert f'value="{first(months).isoformat()}"' in page.content.decode()
