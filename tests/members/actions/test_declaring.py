"""Positions that cannot join: read and declared at joining, and kept of nobody (mission E22)."""

from django.urls import reverse

from members.actions.joining import apply_to_join
from members.models import Membership
from organisations.models import Organisation
from organiser.base.errors import RuleNotMet
from organiser.base.models import LedgerEntry
from tests.helpers import refuses
from tests.pages import signed_in, to_put_right, words
from tests.world import make_person


def closed_to(place, *positions):
    Organisation.objects.filter(pk=place.organisation.pk).update(incompatible=list(positions))
    return Organisation.objects.get(pk=place.organisation.pk)


def test_E22_positions_are_declared_at_joining_and_nothing_is_kept(harbour):
    organisation, sam = closed_to(harbour, "landlord", "bailiff"), make_person("Sam Stranger")
    sentence = "Harbour Tenants is not for: landlord, bailiff. Say that none of these is you."
    with refuses(RuleNotMet, "not_declared", sentence):
        apply_to_join(sam, organisation=organisation)
    assert apply_to_join(sam, organisation=organisation, declared=True).state == "applicant"
    entry = LedgerEntry.objects.filter(action="apply_to_join").latest("pk")
    assert sorted(entry.content.content) == ["joined_on", "number", "state"]
    assert [field.name for field in Membership._meta.get_fields() if "declar" in field.name] == []


def test_E22_the_page_shows_them_and_asks_for_the_tick(harbour):
    closed_to(harbour, "landlord")
    client, url = signed_in(make_person("Sam Stranger")), reverse("join", args=[harbour.organisation.public_id])
    assert "Harbour Tenants is not for these positions: landlord" in words(client.get(url))
    refused = client.post(url, {})
    assert (refused.status_code, to_put_right(refused)) == (
        422, ["Tick “None of these positions is mine”."],
    )  # fmt: skip
    assert client.post(url, {"declared": "on"}).status_code == 302


def test_where_nothing_is_named_nothing_is_asked(harbour):
    url = reverse("join", args=[harbour.organisation.public_id])
    assert "declared" not in signed_in(make_person("Sam Stranger")).get(url).content.decode()
