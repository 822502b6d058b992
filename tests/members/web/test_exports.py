"""The register as a file: our export is our import, and everybody in it can see that it was taken out."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.people import PersonData
from members.enums import MembershipState
from members.models import AccessLogEntry, ImportBatch, Membership
from organiser.base.models import LedgerEntry
from tests.files import LONG_NAMES, messy_register
from tests.world import make_place

FIELDS = (
    *("number", "joined_on", "person__name", "person__email", "person__phone", "person__address"),
    *("person__postcode", "person__town", "person__language", "person__notices_by"),
)


def address(place, branch="South"):
    return reverse("register_export", args=[place.body(branch).public_id])


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def write(place, **more):
    values = {"name": "Ute Kern", **more}
    return enrol_member(
        place.person("Fay South"), body=place.body("South"), data=PersonData(**values), joined_on=date(2020, 2, 29)
    )


def bring_in(client, place, data):
    url = reverse("import_new", args=[place.body().public_id])
    client.force_login(place.secretary)
    answer = client.post(url, {"file": SimpleUploadedFile("register.csv", data)})
    batch = ImportBatch.objects.get(public_id=answer.url.split("/")[-2])
    client.post(reverse("import_commit", args=[batch.public_id]))
    return batch


def test_opening_the_address_takes_nothing_out(fay, harbour):
    answer = fay.get(address(harbour))
    assert "<h1>Take 5 people out as a file</h1>" in answer.content.decode()
    assert AccessLogEntry.objects.count() == 0
    assert not LedgerEntry.objects.filter(action="log_export").exists()


def test_the_file_holds_this_register_and_nobody_else(fay, harbour, mill):
    answer = fay.post(address(harbour))
    assert [row["Name"] for row in rows(answer)] == ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]


def test_filters_hold_for_the_file_too(fay, harbour):
    change_state(harbour.person("Fay South"), membership=harbour.members["Jon South"], to=MembershipState.RESIGNED)
    assert [row["Name"] for row in rows(fay.post(address(harbour), {"q": "gil"}))] == ["Gil South"]
    assert len(rows(fay.post(address(harbour)))) == 4
    assert len(rows(fay.post(address(harbour), {"state": ""}))) == 5


def test_everybody_in_the_file_reads_it_in_the_log_and_the_ledger_says_it_once(fay, harbour):
    fay.post(address(harbour), {"q": "gil"})
    assert list(AccessLogEntry.objects.values_list("person__name", "reader__name", "what")) == [
        ("Gil South", "Fay South", "Export of the register")
    ]
    fay.post(address(harbour))
    assert AccessLogEntry.objects.count() == 1 + 4  # her own record is hers to read
    entries = LedgerEntry.objects.filter(action="log_export", body=harbour.body("South").public_id)
    assert [entry.content.content["members"] for entry in entries.order_by("sequence")] == [1, 5]


def test_what_goes_out_comes_in_again_field_by_field(fay, harbour):
    write(
        harbour,
        name=LONG_NAMES[0],
        email="ute@example.org",
        phone="+493055512345",
        address='Hinter der "Alten Post" 4; back house',
        postcode="01234",
        town="Großheide",
        language="Türkçe",
        notices_by="in_person",
    )
    write(harbour, name="=Formula, Bo", phone="004930555777", notices_by="message", address="-5 Steps", town="@Home")
    data = fay.post(address(harbour)).getvalue()
    quarry = make_place("Quarry Tenants", founder="Qi Quarry")
    batch = bring_in(fay, quarry, data)
    assert (batch.to_create, batch.existing, batch.refused) == (7, 0, 0)
    out = Membership.objects.filter(branch=harbour.branches["South"]).order_by("number").values(*FIELDS)
    back = Membership.objects.filter(pk__in=batch.rows.values("membership")).order_by("number").values(*FIELDS)
    assert list(back) == list(out)


@pytest.mark.usefixtures("other_numbers")
def test_a_messy_register_survives_the_way_out_and_in(fay, harbour, staged):
    batch = staged(fay, messy_register(120, seed=5))
    fay.post(reverse("import_commit", args=[batch.public_id]))
    data = fay.post(address(harbour)).getvalue()
    quarry = make_place("Quarry Tenants", founder="Qi Quarry")
    Membership.objects.filter(organisation=quarry.organisation).update(number="Q-1")
    again = bring_in(fay, quarry, data)
    assert (again.refused, again.to_create) == (0, batch.to_create + 5)
    out = Membership.objects.filter(branch=harbour.branches["South"]).order_by("number").values(*FIELDS)
    back = Membership.objects.filter(pk__in=again.rows.values("membership")).order_by("number").values(*FIELDS)
    assert list(back) == list(out)


def test_our_own_file_brought_in_again_changes_nothing(fay, harbour, staged):
    """Invariant 10: people without an address are known by number and name."""
    for name in ("=Formula, Bo", "Zoë  O’Neill", "Ute Kern"):
        write(harbour, name=name, phone="by the stairs", notices_by="in_person")
    couple = write(harbour, name="Per Kern", email="kern@example.org")
    shared = write(harbour, name="Pia Kern")
    type(shared.person).objects.filter(pk=shared.person_id).update(email=couple.person.email)
    before = list(Membership.objects.order_by("pk").values(*FIELDS))
    batch = staged(fay, fay.post(address(harbour)).getvalue())
    assert (batch.to_create, batch.existing, batch.refused) == (0, 10, 0)
    page = fay.get(reverse("import_preview", args=[batch.public_id])).content.decode()
    assert "is in the register already and stays as it is." in page
    fay.post(reverse("import_commit", args=[batch.public_id]))
    assert list(Membership.objects.order_by("pk").values(*FIELDS)) == before


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@x", "|x", "%x", '=HYPERLINK("http://x")'])
def test_no_cell_begins_like_a_formula(fay, harbour, cell):
    write(harbour, address=cell)
    found = [row["Address"] for row in rows(fay.post(address(harbour))) if row["Name"] == "Ute Kern"]
    assert [text[0] for text in found] == ["'"]


@pytest.mark.parametrize("many", [1, 3])
def test_one_and_three_people_take_the_same_number_of_queries(fay, harbour, many, django_assert_num_queries):
    for number in range(many):
        write(harbour, name=f"Zed {number}")
    with django_assert_num_queries(23):
        assert len(rows(fay.post(address(harbour), {"q": "zed"}))) == many


def test_an_empty_list_is_not_offered(fay, harbour):
    text = fay.get(address(harbour), {"q": "nobody"}).content.decode()
    assert ("There is nobody to take out" in text, 'method="post"' in text) == (True, False)
