"""Every page, on a narrow phone in daylight and on a wide screen at night: it reads well and asks nobody else.

For each: one heading of the first level, no sideways scroll, nothing that axe finds against WCAG 2.2 AA, no message in
the console, no request elsewhere (the last two are watched by the fixture `window`).
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.tasks import TaskDraft, add_decision_task
from members.actions.dissents import record_dissent
from members.actions.people import PersonData, change_contact
from organisations.models import Organisation
from organisations.presets import PRESETS
from organiser.base import clock
from tests.browser.conftest import AXE
from tests.federation import busy_alliance, done
from tests.world import Place, hold_assembly, make_assembly, make_motion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Maximiliana-Konstantina Featherstonehaugh-Wolfeschlegelstein"
FORTY = {
    "if-under": "version-1",
    "if-kind": "ordinary",
    "if-votes_for": 21,
    "if-votes_against": 9,
    "if-abstentions": 10,
    "if-present": 40,
    "if-entitled": 120,
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async tags => {
  const found = await axe.run(document, { runOnly: tags });
  return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(", "));
}"""


def live_in(place: Place, *others: Place) -> dict[str, str]:
    """A decided motion, an open ballot, a held assembly, a draft; gives the addresses of every page."""
    ana, bea, cyd = (place.person(name) for name in ("Ana Founder", "Bea North", "Cyd North"))
    change_contact(ana, membership=place.members["Dan North"], data=PersonData(name=LONG, email="long@example.org"))
    decided = make_motion(place, bea, "North", cyd, title="Repair the roof of the laundry before the winter")
    people = [member for name, member in place.members.items() if name.endswith(("North", "Founder"))]
    assembly = hold_assembly(place, [decided], "North", people)
    with clock.at(assembly.starts_at):
        held = open_ballot(ana, motion=decided, assembly=assembly)
        for number, member in enumerate(people):
            cast_vote(member.person, ballot=held, choice="against" if number == 1 else "for", key=f"key-{number}-long")
        held = close_ballot(ana, ballot=held)
        close_assembly(ana, assembly=assembly)
    decided.refresh_from_db()
    given = TaskDraft("Write to the landlord", clock.today(), member=place.members["Bea North"].public_id)
    task = add_decision_task(ana, decision=decided.decision, draft=given)
    waiting = make_motion(place, bea, "North", cyd, title="Ask for the accounts")
    unsaid = make_motion(place, bea, "North", cyd, title="Paint the doors", summary="")
    ballot = open_ballot(ana, motion=waiting, closes_at=timezone.now() + timedelta(days=3))
    make_motion(place, cyd, "North", title="A motion that looks for seconders")
    far = {**PRESETS["simple_majority"], "body": {**PRESETS["simple_majority"]["body"], "recall_petition": 30}}
    rules = make_motion(place, cyd, "North", kind="rules", effect="adopt_rules", payload={"rules": far})
    draft = make_assembly(place, "North")
    spoken = make_motion(place, cyd, "North", bea, title="Sweep the yard in turn")
    hall = hold_assembly(place, [spoken], "North", people)
    with clock.at(hall.starts_at):
        in_hall = open_ballot(ana, motion=spoken, assembly=hall)
    mill, thread = others
    alliance = busy_alliance(place, mill, thread)
    done(mill, "affiliate", organisation=place.organisation.public_id)
    body, member = place.branches["North"].public_id, place.members["Dan North"].public_id
    return {
        "today": "/",
        **{name: reverse(name, args=[body]) for name in ("body", "rules", "roles", "decisions", "register", "desk")},
        "history": reverse("body_history", args=[body]),
        "structure": reverse("body_structure", args=[place.organisation.public_id]),
        "motion_new_split": reverse("motion_new", args=[body]) + "?effect=split_branch",
        "motion_new_council": reverse("motion_new", args=[place.organisation.public_id]) + "?effect=found_council",
        **{name: reverse(name, args=[body]) for name in ("assemblies", "assembly_new", "motions", "motion_new")},
        "rules_what_if": reverse("rules", args=[body]) + f"?{urlencode(FORTY)}",
        "rules_what_if_wrong": reverse("rules", args=[body]) + f"?{urlencode({**FORTY, 'if-present': 4})}",
        "motion_rules": reverse("motion", args=[rules.public_id]),
        "motion_new_text": reverse("motion_new", args=[body]) + "?effect=",
        "motion_new_rules": reverse("motion_new", args=[body]) + "?effect=adopt_rules",
        "import_new": reverse("import_new", args=[body]),
        **{name: reverse(name, args=[body]) for name in ("numbers", "reach", "described")},
        "my_description": reverse("my_description"),
        "member_new": reverse("member_new", args=[body]),
        "decision": reverse("decision", args=[decided.decision.public_id]),
        "decisions_print": reverse("decisions_print", args=[body]),
        "task": reverse("task", args=[task.public_id]),
        "task_new": reverse("task_new", args=[decided.decision.public_id]),
        "calendar": reverse("calendar", args=[body]),
        "member": reverse("member", args=[member]),
        "member_change": reverse("member_change", args=[member]),
        "assembly": reverse("assembly", args=[assembly.public_id]),
        "draft": reverse("assembly", args=[draft.public_id]),
        "hall": reverse("assembly", args=[hall.public_id]),
        "door": reverse("assembly_door", args=[hall.public_id]),
        "card_votes": reverse("card_votes", args=[in_hall.public_id]),
        "counts": reverse("counts", args=[in_hall.public_id]),
        "sheets": reverse("sheets", args=[in_hall.public_id]),
        "handouts": reverse("handouts", args=[in_hall.public_id]),
        "ballot_open": reverse("ballot_open", args=[waiting.public_id]),
        "ballot_open_unsaid": reverse("ballot_open", args=[unsaid.public_id]),
        "motion_summary": reverse("motion_summary", args=[unsaid.public_id]),
        "motion_unsaid": reverse("motion", args=[unsaid.public_id]),
        "minutes": reverse("minutes", args=[assembly.public_id]),
        "minutes_write": reverse("minutes_write", args=[assembly.public_id]),
        "motion": reverse("motion", args=[decided.public_id]),
        "motion_open": reverse("motion", args=[waiting.public_id]),
        "ballot": reverse("ballot", args=[ballot.public_id]),
        "result": reverse("ballot", args=[held.public_id]),
        **{name: reverse(name, args=[body]) for name in ("aims", "interventions")},
        "motion_new_aims": reverse("motion_new", args=[place.organisation.public_id]) + "?effect=change_aims",
        "organisation": reverse("body", args=[place.organisation.public_id]),
        **{name: reverse(name) for name in ("my_membership", "account", "tokens", "found", "usersessions_list")},
        "api_docs": reverse("api_docs"),
        "alliances": reverse("alliances", args=[place.organisation.public_id]),
        "alliance": reverse("alliance", args=[alliance.public_id]),
        "ground": reverse("ground", args=[alliance.public_id, alliance.common_grounds.get().public_id]),
        "motion_new_ratify": reverse("motion_new", args=[place.organisation.public_id]) + "?effect=ratify_agreement",
        "nothing": "/b/nothing-of-that-name/",
    }


def look_at(page: Page, name: str, address: str) -> list[str]:
    """What is wrong with one page."""
    page.goto(address)
    return faults_of(page, name)


def faults_of(page: Page, name: str) -> list[str]:
    """What is wrong with a page as it stands open."""
    faults = []
    if page.locator("h1").count() != 1:
        faults.append(f"{name}: {page.locator('h1').count()} headings of the first level")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"{name}: scrolls sideways by {wide} px")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return faults + [f"{name}: {fault}" for fault in page.evaluate(RUN_AXE, TAGS)]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_every_page_reads_well(window: Callable[..., Page], sign_in, harbour, mill, thread, width, dark):
    pages = live_in(harbour, mill, thread)
    page = sign_in(window(width=width, dark=dark, quiet=False), harbour.secretary)
    faults = [fault for name, address in pages.items() for fault in look_at(page, name, address)]
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_pages_of_a_programme_read_well(window: Callable[..., Page], sign_in, thread, width, dark):
    ola = thread.members["Ola Thread"]
    version = thread.organisation.programme_versions.get()
    record_dissent(ola.person, membership=ola, version=version, part=1, reason="It says too little about rotation.")
    body = thread.organisation.public_id
    pages = {name: reverse(name, args=[body]) for name in ("body", "programme", "programme_changes", "dissent_new")}
    page = sign_in(window(width=width, dark=dark, quiet=False), thread.secretary)
    faults = [fault for name, address in pages.items() for fault in look_at(page, name, address)]
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
def test_pages_for_strangers_read_well(window: Callable[..., Page], harbour, width, dark):
    page = window(width=width, dark=dark, quiet=False)
    Organisation.objects.filter(pk=harbour.organisation.pk).update(public_page=True)
    pages = {
        "page for everybody": reverse("public_page", args=[harbour.organisation.public_id]),
        "sign in": reverse("account_login"),
        "letter": reverse("letter_sign_in"),
        "code": reverse("account_request_login_code"),
        "password": reverse("account_reset_password"),
        "nothing": "/nothing/",
    }
    faults = [fault for name, address in pages.items() for fault in look_at(page, name, address)]
    assert "\n".join(faults) == ""


def test_a_member_votes_without_scripts_and_by_keyboard_alone(window: Callable[..., Page], sign_in, harbour, mill):
    motion = make_motion(harbour, harbour.person("Bea North"), "North", harbour.person("Cyd North"))
    ballot = open_ballot(harbour.secretary, motion=motion, closes_at=timezone.now() + timedelta(days=3))
    page = sign_in(window(width=390, java_script_enabled=False), harbour.person("Eve North"))
    page.goto("/")
    page.get_by_role("button", name="For", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answer")
    page.get_by_role("button", name="Cast my vote").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is in the box")
    assert list(ballot.votes.values_list("entry__person__name", "choice")) == [("Eve North", "for")]
