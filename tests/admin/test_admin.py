"""The technical records: scoped to the bodies one works for, read-only, with buttons that call actions."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from assemblies.enums import AssemblyStatus
from members.enums import MembershipState
from organiser.base.admin import ReadOnlyRows, ScopedAdmin, entries_visible_to
from tests.world import make_assembly, make_motion, make_person

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
SCOPED = sorted(
    (
        f"{model._meta.app_label}_{model._meta.model_name}"
        for model, site in admin.site._registry.items()
        if isinstance(site, ScopedAdmin)
    )
)


@pytest.fixture
def keeper(harbour):
    """The secretary of the branch South."""
    return harbour.person("Fay South")


def test_every_own_record_is_scoped_and_every_list_and_page_answers(client, harbour, mill, keeper):
    make_motion(harbour, harbour.person("Gil South"), "South")
    client.force_login(keeper)
    assert len(SCOPED) == 48
    for name in SCOPED:
        answer = client.get(reverse(f"admin:{name}_changelist"))
        assert answer.status_code == 200, name
        for record in admin.site._registry[_model(name)].get_queryset(answer.wsgi_request)[:3]:
            page = client.get(reverse(f"admin:{name}_change", args=[record.public_id]))
            assert page.status_code == 200, (name, record)
            assert "Mill" not in page.content.decode()


def _model(name):
    app, model = name.split("_", 1)
    return next(m for m in admin.site._registry if (m._meta.app_label, m._meta.model_name) == (app, model))


def test_nothing_is_added_changed_or_deleted_by_the_admin_itself(client, harbour, keeper):
    client.force_login(keeper)
    membership = harbour.members["Gil South"]
    for name in SCOPED:
        assert client.get(reverse(f"admin:{name}_add")).status_code == 403, name
    change = reverse("admin:members_membership_change", args=[membership.public_id])
    delete = reverse("admin:members_membership_delete", args=[membership.public_id])
    assert client.post(change, {"number": "9999"}).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    before = membership.number
    membership.refresh_from_db()
    assert membership.number == before


def test_no_page_of_a_record_holds_a_database_key(client, harbour, mill, keeper):
    """The gap between two of them would tell how many came in elsewhere meanwhile."""
    make_motion(harbour, harbour.person("Gil South"), "South")
    client.force_login(keeper)
    looked = 0
    for name in SCOPED:
        request = client.get(reverse(f"admin:{name}_changelist")).wsgi_request
        for record in admin.site._registry[_model(name)].get_queryset(request)[:3]:
            page = client.get(reverse(f"admin:{name}_change", args=[record.public_id])).content.decode()
            hidden = [field for field in HIDDEN.findall(page) if "csrfmiddlewaretoken" not in field]
            assert hidden == [], (name, record)
            looked += 1
    assert looked > 10


def test_an_entry_of_the_ledger_tells_nothing_of_how_much_is_done_elsewhere(client, harbour, mill, keeper):
    """Its place in the chain would, and so would a digest over a place that is guessed by counting."""
    make_motion(harbour, harbour.person("Gil South"), "South")
    client.force_login(keeper)
    entries = entries_visible_to(keeper)
    assert entries.count() > 0
    listed = client.get(reverse("admin:base_ledgerentry_changelist")).content.decode()
    assert "equence" not in listed
    for entry in entries:
        page = client.get(reverse("admin:base_ledgerentry_change", args=[entry.public_id])).content.decode()
        assert [text for text in ("equence", entry.digest, entry.previous) if text in page] == []
        assert (entry.action in page, entry.content_digest in page) == (True, True)


def test_A6_a_branch_secretary_sees_her_branch_and_not_the_next(client, harbour, mill, keeper):
    client.force_login(keeper)
    text = client.get(reverse("admin:members_membership_changelist")).content.decode()
    seen = {name for name in [*harbour.members, *mill.members] if name in text}
    assert seen == {"Fay South", "Gil South", "Hal South", "Ida South", "Jon South"}
    other = harbour.members["Bea North"]
    assert client.get(reverse("admin:members_membership_change", args=[other.public_id])).status_code == 404
    searched = client.get(reverse("admin:members_membership_changelist"), {"q": "bea"}).content.decode()
    assert "Bea North" not in searched
    assert "0 members" in searched or "0 memberships" in searched


def test_members_without_a_role_and_strangers_do_not_come_in(client, harbour):
    index = reverse("admin:index")
    assert client.get(index).status_code == 302
    client.force_login(harbour.person("Gil South"))
    assert client.get(index, follow=True).status_code == 403
    client.force_login(make_person("Somebody Else"))
    assert client.get(index, follow=True).status_code == 403


def test_a_button_calls_its_action_and_a_refusal_is_a_sentence(client, harbour):
    client.force_login(harbour.secretary)
    assembly = make_assembly(harbour)
    press = reverse("admin:assemblies_assembly_press", args=[assembly.public_id, "notice"])
    answer = client.post(press, follow=True)
    assert "The agenda is empty. Add what is to be decided first." in answer.content.decode()
    assembly.refresh_from_db()
    assert assembly.status == AssemblyStatus.DRAFT
    cancel = reverse("admin:assemblies_assembly_press", args=[assembly.public_id, "cancel"])
    client.post(cancel)
    assembly.refresh_from_db()
    assert assembly.status == AssemblyStatus.CANCELLED


def test_a_button_on_a_record_of_another_branch_is_not_found(client, harbour, keeper):
    client.force_login(keeper)
    other = harbour.members["Bea North"]
    press = reverse("admin:members_membership_press", args=[other.public_id, "leave"])
    assert client.post(press).status_code == 404
    other.refresh_from_db()
    assert other.state == MembershipState.FULL
    assert client.get(press).status_code == 405
    own = harbour.members["Gil South"]
    assert client.post(reverse("admin:members_membership_press", args=[own.public_id, "nonsense"])).status_code == 404


def test_opening_a_members_record_is_logged_for_the_member(client, harbour, keeper):
    client.force_login(keeper)
    membership = harbour.members["Gil South"]
    client.get(reverse("admin:members_membership_change", args=[membership.public_id]))
    log = membership.person.access_log.values_list("reader__name", "what")
    assert list(log) == [("Fay South", "record in the admin")]


def test_no_database_key_stands_in_any_address(client, harbour, keeper):
    client.force_login(keeper)
    text = client.get(reverse("admin:members_membership_changelist")).content.decode()
    membership = harbour.members["Gil South"]
    assert f"/admin/members/membership/{membership.public_id}/change/" in text
    assert f"/admin/members/membership/{membership.pk}/" not in text


@pytest.mark.parametrize(("words", "rows"), [("gil", 1), ("south", 5)])
def test_the_register_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, harbour, keeper, words, rows, django_assert_num_queries
):
    client.force_login(keeper)
    url = reverse("admin:members_membership_changelist")
    with django_assert_num_queries(8):
        answer = client.get(url, {"q": words})
    assert len(answer.context["cl"].result_list) == rows


def test_rows_under_a_record_are_read_only():
    inlines = [inline for site in admin.site._registry.values() for inline in site.inlines]
    own = [
        inline
        for inline in inlines
        if inline.__module__.split(".")[0] in {"organisations", "members", "skills", "assemblies", "organiser"}
    ]
    assert own
    assert all(issubclass(inline, ReadOnlyRows) for inline in own)
