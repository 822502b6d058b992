"""What the technical records refuse: plainly, in their own frame, and with nothing changed."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from members.enums import MembershipState
from members.models import Membership
from organiser.base.admin import ScopedAdmin
from organiser.base.models import LedgerEntry
from tests.pages import signed_in
from tests.world import make_person

NO_RECORD = "There is no such record here, or it is not yours to see. Look for it in its list."
ONLY_READ = "Records are read here. What changes them is done with the buttons of a record, or on other pages."
NULL_BYTE = "The address or the form holds a null byte. Type it again by hand."
NOT_SO = "This list cannot be narrowed like that, or has no such page. Open it anew and use the filters beside it."
LIST = "admin:members_membership_changelist"


@pytest.fixture
def fay(harbour, mill):
    """The secretary of South, in a browser."""
    return signed_in(harbour.person("Fay South"))


def told(answer):
    """Status and sentence of a refusal, once it is sure to stand in the frame of the records."""
    page = answer.content.decode()
    assert 'id="site-name"' in page
    assert "Log out" in page
    return answer.status_code, re.search(r'<div id="content".*?<p>(.*?)</p>', page, re.DOTALL)[1]


@pytest.mark.parametrize("way", ["change", "press"])
@pytest.mark.parametrize("forged", ["0123456789abcdef", "1", "-1", "9" * 30, "' OR 1=1", "%", "x" * 3000, "ä", "_3A"])
def test_id_that_is_none_is_told_in_plain_words(fay, way, forged):
    args = [forged] if way == "change" else [forged, "leave"]
    url = reverse(f"admin:members_membership_{way}", args=args)
    assert told(fay.get(url) if way == "change" else fay.post(url)) == (404, NO_RECORD)


def test_record_of_another_branch_is_told_like_one_that_is_none(fay, harbour):
    other = harbour.members["Bea North"].public_id
    assert told(fay.get(reverse("admin:members_membership_change", args=[other]))) == (404, NO_RECORD)
    assert harbour.members["Bea North"].person.access_log.count() == 0


def test_address_among_the_records_that_is_none_stays_in_their_frame(fay):
    for address in ("/admin/nothing/", "/admin/members/nothing/", "/admin/auth/group/", "/admin/r/1/1/"):
        assert told(fay.get(address))[0] == 404


@pytest.mark.parametrize("query", ["q=a%00b", "status__exact=%00", "state__exact=full%00", "p=%00", "%00=1"])
def test_null_byte_in_search_and_filters_is_refused(fay, query):
    assert told(fay.get(f"{reverse(LIST)}?{query}")) == (400, NULL_BYTE)


def test_null_byte_in_an_id_is_refused(fay):
    assert told(fay.get("/admin/members/membership/a%00b/change/")) == (400, NULL_BYTE)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("members_membership", "id__in=1"),
        ("members_membership", "id__in=99999999999999999999"),
        ("members_membership", "person__password__startswith=a"),
        ("members_membership", "sort_name__regex=(a%2B)%2B$"),
        ("members_membership", "nonsense=1"),
        ("organisations_decision", "decided_at__year=9999"),
        ("organisations_decision", "decided_at__year=99999999999999999999"),
        ("organisations_decision", "decided_at__year=soon"),
        ("organisations_decision", "decided_at__year=9999&decided_at__month=12&decided_at__day=31"),
        ("organisations_decision", "decided_at__month=soon"),
    ],
)
def test_list_is_narrowed_by_what_stands_beside_it_alone(fay, name, query):
    assert told(fay.get(f"{reverse(f'admin:{name}_changelist')}?{query}")) == (400, NOT_SO)


@pytest.mark.parametrize("number", ["4", "0", "-1", "99999999999999999999"])
def test_page_that_there_is_not_is_refused(fay, monkeypatch, number):
    monkeypatch.setattr(admin.site.get_model_admin(Membership), "list_per_page", 2)  # three pages of five members
    assert fay.get(reverse(LIST), {"p": 3}).status_code == 200
    assert told(fay.get(reverse(LIST), {"p": number})) == (400, NOT_SO)


@pytest.mark.parametrize("query", ["state__exact=full", "state__exact=nonsense", "p=x", "o=99.-1.x", "q=gil", "e=1"])
def test_list_that_can_be_narrowed_so_is_shown(fay, query):
    assert fay.get(f"{reverse(LIST)}?{query}").status_code == 200


def test_search_of_a_thousand_words_is_refused(fay):
    sentence = "Search with at most 100 letters."
    assert told(fay.get(reverse(LIST), {"q": "a " * 1000})) == (400, sentence)


def test_every_list_searches_and_narrows_without_a_fault(fay):
    for model, site in admin.site._registry.items():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        queries = ["q=%27%22%25_", "q=%F0%9F%92%A9", *(f"{name}__exact=x" for name in site.list_filter)]
        assert {fay.get(f"{url}?{query}").status_code for query in queries} == {200}, url


@pytest.mark.parametrize("forged", ["delete_selected", "nonsense", "", "__class__"])
def test_forged_action_on_many_records_is_refused(fay, harbour, forged):
    member = harbour.members["Gil South"]
    entries = LedgerEntry.objects.count()
    sent = {"action": forged, "_selected_action": [member.pk, member.public_id], "index": 0, "post": "yes"}
    assert told(fay.post(reverse(LIST), sent)) == (403, ONLY_READ)
    member.refresh_from_db()
    assert (member.state, LedgerEntry.objects.count()) == (MembershipState.FULL, entries)


@pytest.mark.parametrize("way", ["change", "delete", "add"])
def test_forged_fields_are_refused_and_opening_is_not_noted(fay, harbour, way):
    member = harbour.members["Gil South"]
    args = [] if way == "add" else [member.public_id]
    sent = {"number": "9999", "state": "resigned", "_save": "1", "post": "yes", "id": member.pk, "_popup": "1"}
    assert told(fay.post(reverse(f"admin:members_membership_{way}", args=args), sent)) == (403, ONLY_READ)
    before = member.number
    member.refresh_from_db()
    assert (member.number, member.state) == (before, MembershipState.FULL)
    assert member.person.access_log.count() == 0


def test_button_is_pressed_and_not_opened(fay, harbour):
    press = reverse("admin:members_membership_press", args=[harbour.members["Gil South"].public_id, "leave"])
    sentence = "What stands at this address is done with a button. Go back to the page and press it there."
    assert told(fay.get(press)) == (405, sentence)


def test_only_records_in_our_own_shape_are_shown():
    assert [model for model, site in admin.site._registry.items() if not isinstance(site, ScopedAdmin)] == []


def test_who_may_not_see_the_records_is_answered_in_the_frame_of_the_site(client, harbour):
    client.force_login(make_person("Somebody Else"))
    answer = client.get("/admin/members/membership/?q=%00")
    assert (answer.status_code, 'id="site-name"' in answer.content.decode()) == (400, False)
