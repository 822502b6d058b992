"""The register of a body, and writing one person into it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.people import PersonData
from members.enums import MembershipState
from members.models import AccessLogEntry, ExportTaken, Membership, Person
from members.queries.register import register_of, searched
from organisations.models import RuleSet
from organiser.base import clock
from organiser.base.models import LedgerEntry
from tests.files import LONG_NAMES
from tests.guarded import past_guards
from tests.world import add_member


def listed(client, place, branch="", **query):
    return client.get(reverse("register", args=[place.body(branch).public_id]), query)


def names(answer):
    return [membership.person.name for membership in answer.context["page"]]


def new(client, place, branch="South", **data):
    values = {"name": "Noa New", "state": "full", **data}
    return client.post(reverse("member_new", args=[place.body(branch).public_id]), values)


def test_the_secretary_of_a_branch_sees_her_branch_and_not_the_next(fay, harbour, mill):
    answer = listed(fay, harbour, "South")
    assert names(answer) == ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]
    assert "<h1>5 members</h1>" in answer.content.decode()
    assert listed(fay, harbour, "North").status_code == 403
    assert listed(fay, harbour).status_code == 403


def test_the_secretary_of_the_whole_sees_every_branch_by_name(client, harbour, mill):
    client.force_login(harbour.secretary)
    answer = listed(client, harbour)
    assert len(names(answer)) == 10
    assert [m.branch.name for m in answer.context["page"]].count("South") == 5
    assert not any("Mill" in name for name in names(answer))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "gil"}, ["Gil South"]),
        ({"q": "SOUTH gil"}, ["Gil South"]),
        ({"q": "0008"}, ["Hal South"]),
        ({"q": "bea"}, []),
        ({"q": "lea"}, []),
        ({"q": "%"}, []),
        ({"q": "_al"}, []),
        ({"state": "resigned"}, ["Jon South"]),
        ({"state": ""}, ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]),
        ({"state": "full", "also": "resigned"}, ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]),
        ({}, ["Fay South", "Gil South", "Hal South", "Ida South"]),
        ({"page": "nonsense"}, ["Fay South", "Gil South", "Hal South", "Ida South"]),
        ({"page": "99999999999999999999"}, ["Fay South", "Gil South", "Hal South", "Ida South"]),
    ],
)
def test_filters_narrow_the_register(fay, harbour, mill, query, expected):
    jon = harbour.members["Jon South"]
    change_state(harbour.person("Fay South"), membership=jon, to=MembershipState.RESIGNED)
    assert names(listed(fay, harbour, "South", **query)) == expected


def test_a_search_of_thousands_of_words_is_cut(fay, harbour):
    answer = listed(fay, harbour, "South", q="a " * 4000)
    assert (answer.status_code, len(answer.context["asked"].criteria.q) + 1) == (200, 100)


def test_fifty_stand_on_a_page(fay, harbour):
    keeper = harbour.person("Fay South")
    for number in range(46):
        add_member(harbour, f"Zed {number}", "South", keeper=keeper)
    assert [len(names(listed(fay, harbour, "South", page=page))) for page in (1, 2)] == [50, 1]


def test_an_empty_register_says_how_to_begin(client, harbour):
    for name in ("Fay", "Gil", "Hal", "Ida", "Jon"):
        change_state(harbour.secretary, membership=harbour.members[f"{name} South"], to=MembershipState.RESIGNED)
    client.force_login(harbour.secretary)
    text = listed(client, harbour, "South").content.decode()
    assert "<h1>Nobody is in the register yet</h1>" in text
    assert "Add the first member by hand, or import the list you have." in text


def test_long_names_are_shown_whole(fay, harbour):
    for name in LONG_NAMES:
        add_member(harbour, name, "South", keeper=harbour.person("Fay South"))
    text = listed(fay, harbour, "South").content.decode()
    assert [name in text for name in LONG_NAMES] == [True, True, True]


def test_reading_the_list_is_no_reading_of_a_record(fay, harbour):
    listed(fay, harbour, "South")
    assert AccessLogEntry.objects.count() == 0


def test_a_page_with_contact_data_is_logged_for_each_and_counts_as_taken_out_once_a_day(fay, harbour, mill):
    """Page by page a list of e-mail addresses is as good as a file of them."""
    for column in ("email", "phone", "address"):
        listed(fay, harbour, "South", columns=column)
    keeper = harbour.person("Fay South")
    log = AccessLogEntry.objects.filter(reader=keeper).order_by("person__sort_name")
    assert list(log.values_list("person__name", "what")) == [
        (f"{name} South", "List with contact data") for name in ("Gil", "Hal", "Ida", "Jon")
    ]
    taken = ExportTaken.objects.get()
    assert (taken.people, taken.alone, taken.taken_by, taken.body) == (4, True, keeper, harbour.body("South"))
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        listed(fay, harbour, "South", columns="email", q="gil")
    assert list(ExportTaken.objects.order_by("pk").values_list("people", flat=True)) == [4, 1]


def test_beyond_the_quota_the_page_is_refused_and_the_register_without_contact_data_is_not(fay, harbour, mill):
    with past_guards():
        RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(export_quota=3)
    assert listed(fay, harbour, "South", columns="phone").status_code == 422
    assert AccessLogEntry.objects.count() == 0
    assert names(listed(fay, harbour, "South", columns="town")) == [
        f"{name} South" for name in ("Fay", "Gil", "Hal", "Ida", "Jon")
    ]


@pytest.mark.parametrize("more", [0, 2])
def test_one_and_three_members_take_the_same_number_of_queries(client, mill, thread, more, django_assert_num_queries):
    for number in range(more):
        add_member(thread, f"Ari {number}")
    client.force_login(thread.secretary)
    with django_assert_num_queries(11):
        assert len(names(listed(client, thread))) == 1 + more


def test_a_new_member_is_written_with_a_number_and_a_ledger_entry(fay, harbour):
    answer = new(fay, harbour, email="noa@Example.org", town="Großheide", joined_on="2024-02-29")
    noa = Membership.objects.select_related("person", "branch").get(person__name="Noa New")
    assert answer.url == reverse("member", args=[noa.public_id])
    assert (noa.branch.name, noa.state, noa.joined_on) == ("South", "full", date(2024, 2, 29))
    assert (noa.person.email, noa.person.town) == ("noa@example.org", "Großheide")
    assert len(noa.number) == 6
    assert LedgerEntry.objects.filter(action="enrol_member", subject=noa.public_id).count() == 1


def test_a_new_member_joins_today_where_no_day_is_given(fay, harbour):
    new(fay, harbour)
    assert Membership.objects.get(person__name="Noa New").joined_on == clock.today()


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"name": "  "}, "name", "Fill in “Name”."),
        ({"name": "x" * 201}, "name", "“Name” has 201 letters; at most 200 fit. Shorten it."),
        ({"email": "no address"}, "email", "“no address” is not an e-mail address. Correct it or leave it empty."),
        ({"notices_by": "email"}, "notices_by", "Notices by e-mail need an e-mail address."),
        ({"joined_on": "2099-01-01"}, "joined_on", "“2099-01-01” lies in the future. Correct it or leave it empty."),
        (
            {"joined_on": "0001-01-01"},
            "joined_on",
            "“Joined on” lies outside the years 1900 to 2999. Write a day within them.",
        ),
        ({"joined_on": "yesterday"}, "joined_on", "Write the date in “Joined on” as 2026-11-30."),
        ({"state": "excluded"}, "state", "Choose one of the listed answers for “Comes in as”."),
        ({"language": "Mecklenburgisch"}, "language", "“Language” has 15 letters; at most 10 fit. Shorten it."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(fay, harbour, data, field, sentence):
    before = Person.objects.count()
    answer = new(fay, harbour, **data)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Person.objects.count() == before


def test_a_number_is_asked_of_who_keeps_the_whole_alone(client, fay, harbour, mill):
    """Of the keeper of a branch none is taken, so that she cannot try out which ones others have (invariant 7)."""
    assert "number" not in fay.get(reverse("member_new", args=[harbour.body("South").public_id])).context["form"].fields
    new(fay, harbour, number="0007")
    assert len(Membership.objects.get(person__name="Noa New").number) == 6
    client.force_login(harbour.secretary)
    answer = new(client, harbour, name="Ned New", number="0007")
    said = {"number": ["Number 0007 is taken. Choose another or leave it empty."]}
    assert (answer.status_code, answer.context["form"].errors) == (422, said)


def test_null_bytes_are_refused_however_they_come(fay, harbour):
    url = reverse("member_new", args=[harbour.body("South").public_id])
    typed = fay.post(url, "name=No%00a&state=full", content_type="application/x-www-form-urlencoded")
    sent = new(fay, harbour, name="No\x00a")
    asked = fay.get(reverse("register", args=[harbour.body("South").public_id]) + "?q=a%00")
    assert [answer.status_code for answer in (typed, sent, asked)] == [400, 400, 400]
    assert ["holds a null byte" in answer.content.decode() for answer in (typed, sent, asked)] == [True, True, True]
    assert not Person.objects.filter(name__startswith="No").exists()


def test_in_a_political_organisation_nobody_comes_in_as_a_full_member(client, thread, harbour):
    client.force_login(thread.secretary)
    refused, written = new(client, thread, ""), new(client, thread, "", state="trial")
    assert (refused.status_code, written.status_code) == (422, 302)
    assert Membership.objects.get(person__name="Noa New").state == MembershipState.TRIAL


def test_an_address_in_the_register_is_refused_at_its_field_and_one_of_another_branch_is_not(fay, harbour):
    answer = new(fay, harbour, email=harbour.person("Gil South").email)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    assert new(fay, harbour, email=harbour.person("Bea North").email).status_code == 302


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("weiss", 1),
        ("enborn", 1),
        ("WEISSENBORN zoe", 1),
        ("anne marie", 1),
        ("anne-marie", 1),
        ("o'brien", 1),
        ("O’Brien", 1),
        ("obrien", 0),
        ("+49 170 5550001", 1),
        ("0170 5550001", 1),
        ("0170/555-0001", 1),
        ("+491705550001", 1),
        ("5550001", 1),
        ("(030) 11 22 33", 1),
        ("55 50 009", 0),
    ],
)
def test_search_finds_parts_of_names_and_phone_numbers_however_they_are_written(harbour, mill, text, found):
    for place, names in ((harbour, ("Zoë Weißenborn", "Anne-Marie O’Brien")), (mill, ("Zoë Weißenborn Mill",))):
        for index, name in enumerate(names):
            data = PersonData(name=name, phone=("+49 170 5550001", "030 112233")[index])
            enrol_member(place.secretary, body=place.body(), data=data)
    seen = register_of(harbour.secretary, harbour.body())
    assert searched(seen, text).count() == found


def test_a_file_is_narrowed_by_the_filters_of_the_address_too(fay, harbour):
    url = reverse("register_export", args=[harbour.body("South").public_id])
    answer = fay.post(f"{url}?q=gil")
    assert b"".join(answer.streaming_content).decode().count(" South,") == 1
