"""The operator in the admin: bodies as their members see them, no register, and nothing changed but with a reason."""

import pytest
from django.contrib import admin
from django.urls import reverse

from assemblies.models import Assembly, Ballot
from members.models import AccessLogEntry, Person
from organisations.admin.operators import OperatedAdmin, interventions_for
from organisations.enums import InterventionKind
from organisations.models import Branch, Committee, Intervention, Organisation
from organiser.base import clock
from organiser.base.models import LedgerEntry
from skills.models import Term
from tests.helpers import clock_days, north_motion, online_ballot, row_counts
from tests.pages import signed_in
from tests.world import add_member

REASON = "Nobody of the branch can be reached, and the court wants an answer."
SITES = {f"{model._meta.app_label}_{model._meta.model_name}": site for model, site in admin.site._registry.items()}


@pytest.fixture
def root(db):
    return Person.objects.create_superuser("Root")


def governed():
    return {table: rows for table, rows in row_counts().items() if not table.startswith("base_ledger")}


def form_of(record, verb):
    name = f"{record._meta.app_label}_{record._meta.model_name}"
    return reverse(f"admin:{name}_intervene", args=[record.public_id, verb])


def north(place):
    return Branch.objects.get(pk=place.branches["North"].pk)


def test_B2_operator_adds_changes_and_deletes_nothing_in_the_admin(harbour, mill, thread, root):
    """Every record there is, through every door of Django's admin: nothing moves, and nothing is of another package."""
    online_ballot(harbour, north_motion(harbour))
    client = signed_in(root)
    before, last = governed(), LedgerEntry.objects.latest("pk").pk
    for model, site in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert hasattr(site, "visible")
        request = client.get(reverse(f"{name}_changelist")).wsgi_request
        for may in (site.has_add_permission, site.has_change_permission, site.has_delete_permission):
            assert may(request) is False, name
        assert client.post(reverse(f"{name}_add"), {"name": "x"}).status_code == 403
        for record in model._base_manager.all()[:3]:
            public_id = getattr(record, "public_id", record.pk)
            for door in ("change", "delete"):
                answer = client.post(reverse(f"{name}_{door}", args=[public_id]), {"post": "yes", "name": "x"})
                assert answer.status_code in {302, 403}, (name, door)
    assert governed() == before
    told = LedgerEntry.objects.filter(pk__gt=last).values_list("action", flat=True)
    assert set(told) == {"open_record"}


def test_operator_sees_no_register_motion_vote_or_ledger(harbour, mill, root):
    online_ballot(harbour, north_motion(harbour))
    client = signed_in(root)
    lists = {
        name: client.get(reverse(f"admin:{name}_changelist")).context["cl"].result_count for name, site in SITES.items()
    }
    shown = {name for name, rows in lists.items() if rows}
    assert shown == {"organisations_organisation", "organisations_branch", "organisations_ruleset"}
    text = "".join(client.get(reverse(f"admin:{name}_changelist")).content.decode() for name in SITES)
    assert [name for name in [*harbour.members, *mill.members] if name in text] == []
    bea = harbour.members["Bea North"]
    assert client.get(reverse("admin:members_membership_change", args=[bea.public_id])).status_code == 404


def test_operator_opens_a_record_with_the_ways_to_intervene_and_it_is_written_down(harbour, mill, root):
    branch = north(harbour)
    answer = signed_in(root).get(reverse("admin:organisations_branch_change", args=[branch.public_id]))
    assert [label for label, _url in answer.context["interventions"]] == [
        "Set right a name or e-mail",
        "End all sessions and tokens",
        "Give an interim secretary",
    ]
    entry = LedgerEntry.objects.latest("pk")
    assert (entry.action, entry.actor, entry.subject) == ("open_record", root.public_id, branch.public_id)
    own = signed_in(harbour.secretary).get(reverse("admin:organisations_branch_change", args=[branch.public_id]))
    assert "interventions" not in own.context
    assert LedgerEntry.objects.latest("pk") == entry


def test_there_are_exactly_these_interventions():
    found = {
        (model.__name__, verb)
        for model in (Organisation, Branch, Committee, Term, Ballot, Assembly)
        for verb in interventions_for(model)
    }
    assert found == {
        *((kind, verb) for kind in ("Organisation", "Branch") for verb in ("contact", "access", "interim")),
        ("Committee", "access"), ("Term", "lost"), ("Ballot", "stuck"), ("Assembly", "stuck"),
    }  # fmt: skip
    every = [model for model, site in admin.site._registry.items() if isinstance(site, OperatedAdmin)]
    assert sum(len(interventions_for(model)) for model in every) == len(found)
    assert len(InterventionKind) == 6


@pytest.mark.parametrize("reason", ["", "Because."])
def test_without_a_reason_it_is_refused_in_a_sentence(harbour, root, reason):
    answer = signed_in(root).post(form_of(north(harbour), "access"), {"reason": reason})
    assert answer.status_code == 422
    assert "Write down why, in 20 to 1000 letters. The members of the body read it." in answer.content.decode()
    assert Intervention.objects.count() == 0


def test_operator_sets_right_an_address_by_the_number_alone(harbour, mill, root):
    bea = harbour.members["Bea North"]
    client, url = signed_in(root), form_of(north(harbour), "contact")
    with clock.at(clock.now() + clock_days(20)):
        page = client.get(url).content.decode()
        assert "Bea North" not in page
        given = {"number": "9999", "email": "bea@example.net", "name": "", "reason": REASON}
        assert "No member of North has this number." in client.post(url, given).content.decode()
        answer = client.post(url, {**given, "number": bea.number}, follow=True)
    assert "Set right." in answer.content.decode()
    assert Person.objects.get(pk=bea.person_id).email == "bea@example.net"


def test_operator_sees_a_lost_holder_and_ends_the_term(harbour, mill, root):
    add_member(harbour, "Una Later", "North")
    client = signed_in(root)
    term = Term.objects.get(role__body=harbour.branches["South"].pk, role__name="Secretary")
    with clock.at(clock.now() + clock_days(20)):
        client = signed_in(root)
        answer = client.get(reverse("admin:skills_term_change", args=[term.public_id]))
        assert "Fay South" in answer.content.decode()
        assert list(AccessLogEntry.objects.values_list("person__name", "what")) == [
            ("Fay South", "term, by the operator")
        ]
        client.post(form_of(term, "lost"), {"reason": REASON})
    term.refresh_from_db()
    assert term.end_reason == "lost"


def test_operator_closes_a_stuck_ballot_from_its_record(harbour, mill, root):
    ballot = online_ballot(harbour, north_motion(harbour))
    assert signed_in(root).get(form_of(ballot, "stuck")).status_code == 404
    with clock.at(ballot.closes_at + clock_days(2)):
        client = signed_in(root)
        shown = client.get(reverse("admin:assemblies_ballot_change", args=[ballot.public_id]))
        assert shown.status_code == 200
        assert "Bea North" not in shown.content.decode()
        assert client.post(form_of(ballot, "stuck"), {"reason": REASON}).status_code == 302
    ballot.refresh_from_db()
    assert ballot.status == "closed"


def test_nobody_else_finds_the_forms(harbour, mill):
    for person, status in ((harbour.secretary, 404), (mill.secretary, 404), (harbour.person("Bea North"), 302)):
        assert signed_in(person).post(form_of(north(harbour), "access"), {"reason": REASON}).status_code == status
    assert Intervention.objects.count() == 0


def test_operator_who_is_a_member_reads_her_own_body_without_a_log(harbour):
    ana = harbour.secretary
    Person.objects.filter(pk=ana.pk).update(is_superuser=True)
    client = signed_in(Person.objects.get(pk=ana.pk))
    client.get(reverse("admin:organisations_branch_change", args=[north(harbour).public_id]))
    assert LedgerEntry.objects.filter(action="open_record").count() == 0
