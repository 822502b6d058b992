"""The main job, on real input, in a real browser: from an empty installation to decided motions and minutes.

The same steps stand in docs/guides/first-assembly.md. The rules are those of a real branch's bylaws, the motions are
resolutions that a real congress adopted, and the register is as untidy as such files are.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assemblies.actions.ballots import open_ballot
from assemblies.models import Assembly, Ballot, Motion
from members.models import ImportBatch, Membership, Person
from organisations.models import Branch, Decision
from organiser.base.actions.ledger import flaws
from tests.files import mess_in, messy_register
from tests.world import make_motion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RESOLUTIONS = Path(__file__).resolve().parents[3] / "shared" / "data" / "resolutions"
THREE = ("Delegates", "PrintingLabel", "Translations")
PASSWORD = "wool-harbour-lantern"


def resolution(name: str) -> tuple[str, str]:
    """Title and text of a real resolution, without the marks of its file."""
    path = RESOLUTIONS / f"{name}.asc"
    if not path.exists():
        pytest.skip(f"The real resolutions are not here: {path} is missing.")
    lines = path.read_text(encoding="utf-8").splitlines()
    title = next(line.removeprefix("== ") for line in lines if line.startswith("== "))
    text = "\n".join(line for line in lines if not line.startswith(("== ", "<<<")))
    return title, re.sub(r"\(\(\(.*?\)\)\)", "", text).strip()


def press(page: Page, name: str) -> None:
    """Press the button that says so."""
    page.get_by_role("button", name=name, exact=True).first.click()


def found(page: Page) -> None:
    """The first visitor is led through founding."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Found an organisation")
    page.get_by_label("Your name").fill("Ada Vermeulen-Oyelaran")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("Name of the organisation").fill("General Union of the Inner Harbour")
    page.locator("input[name$=kind][value=mass]").check()
    page.get_by_role("textbox", name="Aims").fill("Better pay and a say in how the work is done.")
    page.get_by_label("A first branch").fill("Inner Harbour Branch")
    page.locator("input[name$=rules][value=iww_like_branch]").check()
    press(page, "Found the organisation")
    expect(page.get_by_role("link", name="Desk")).to_be_visible()


def import_register(page: Page, branch: Branch, tmp_path: Path) -> None:
    """A CSV of 300 people with every fault named by row and column, and nothing written before the button."""
    file = tmp_path / "register.csv"
    file.write_bytes(messy_register(300, 7, encoding="windows-1252"))
    page.goto(reverse("import_new", args=[branch.public_id]))
    page.locator("input[type=file]").set_input_files(str(file))
    press(page, "Look at the file")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing has been written yet")
    assert Membership.objects.count() == 1
    mess = mess_in(300, 7)
    batch = ImportBatch.objects.get()
    assert (batch.to_create, batch.existing) == (mess.importable, 0)
    assert batch.refused == len(mess.errors)
    cells = page.locator("section:has(#problems) tbody th").all_inner_texts()
    named = {int(re.search(r"\d+", cell)[0]) for cell in cells}
    assert named == set(mess.errors) | set(mess.warnings)
    page.get_by_role("button", name=re.compile("^Import ")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{mess.importable} people were imported")
    assert Membership.objects.filter(branch=branch).count() == mess.importable + 1  # and the founder


def letter_of(page: Page, membership: Membership) -> str:
    """The secretary prints a letter; its code is read off the page."""
    page.goto(reverse("member", args=[membership.public_id]))
    press(page, "Make the letter")
    return page.locator(".tracker").inner_text()


def sign_in_by_letter(page: Page, code: str) -> None:
    """A member without e-mail signs in with the letter and chooses a password."""
    page.goto(reverse("letter_sign_in"))
    page.get_by_label("The code of your letter").fill(code)
    page.locator("main form button.primary, main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: not url.endswith("/letter/"))


def move(page: Page, branch: Branch, title: str, text: str) -> Motion:
    """Write a motion down and move it."""
    page.goto(reverse("motion_new", args=[branch.public_id]) + "?effect=")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text of the motion").fill(text)
    press(page, "Move this motion")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return Motion.objects.get(title=title)


def call_assembly(page: Page, branch: Branch, motions: list[Motion]) -> Assembly:
    """Prepare an ordinary assembly within the hour, put the motions on its agenda and send the notice."""
    start = timezone.localtime() + timedelta(minutes=30)
    page.goto(reverse("assembly_new", args=[branch.public_id]))
    page.get_by_label("What it is called").fill("November assembly")
    page.get_by_label("Day", exact=True).fill(f"{start:%Y-%m-%d}")
    page.get_by_label("From").fill(f"{start:%H:%M}")
    end = start + timedelta(hours=2)
    page.get_by_label("Until").fill(f"{end:%H:%M}")
    if end.date() != start.date():
        page.get_by_label("Last day").fill(f"{end:%Y-%m-%d}")
    page.get_by_label("Place").fill("Sail loft, Quay Street 4")
    page.get_by_label("What is provided").fill("Childcare from 18:45. Step-free by the yard door.")
    press(page, "Prepare this assembly")
    for motion in motions:
        page.locator("select[name$=motion]").select_option(motion.public_id)
        press(page, "Put it on the agenda")
    assembly = Assembly.objects.get()
    page.goto(reverse("assembly", args=[assembly.public_id]))
    press(page, "Send the notice")
    press(page, "Send the notice now")
    expect(page.locator(".headline .stamp")).to_have_text("Called")
    return assembly


def check_in(page: Page, assembly: Assembly, members: list[Membership]) -> None:
    """Tick 120 people at the door, in one go, and one more who comes late."""
    page.goto(reverse("assembly_door", args=[assembly.public_id]))
    for member in members:
        page.locator(f"input[value='{member.public_id}']").check()
    press(page, "Check in those I ticked")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{len(members)} members are here")


def vote_in_browser(page: Page, ballot: Ballot, word: str) -> None:
    """One member votes: paper, check, cast, receipt."""
    page.goto(reverse("ballot", args=[ballot.public_id]))
    page.get_by_label(word, exact=True).check()
    press(page, "Check my answer")
    press(page, "Cast my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is in the box")


def vote_by_form(person: Person, ballot: Ballot, choice: str) -> None:
    """The same form posted for those whose phones we do not open here."""
    voter = Client()
    voter.force_login(person)
    answer = voter.post(
        reverse("ballot_cast", args=[ballot.public_id]), {"choice": choice, "key": f"form-{person.public_id}"}
    )
    assert answer.status_code == 302


def put_to_the_vote(
    page: Page, phone: Page, assembly: Assembly, motion: Motion, voters: list[Membership], against: int
) -> tuple[int, int, str]:
    """Open the ballot, let everybody vote, close it and read the verdict; gives for, against and the outcome."""
    page.goto(reverse("assembly", args=[assembly.public_id]))
    page.get_by_role("link", name=f"Open the ballot on {motion.reference}", exact=True).click()
    page.get_by_label("In the assembly that is open now", exact=False).check()
    page.get_by_label("In one sentence, in plain words").fill(f"What we want: {motion.title}")
    press(page, "Open the ballot")
    ballot = Ballot.objects.get(motion=motion)
    vote_in_browser(phone, ballot, "For")
    vote_in_browser(page, ballot, "Against")
    for place, member in enumerate(voters):
        vote_by_form(member.person, ballot, "against" if place < against else "for")
    page.goto(reverse("ballot", args=[ballot.public_id]))
    press(page, "Close this ballot")
    press(page, "Close and count")
    for_, against = 1 + len(voters) - against, against + 1
    carried = for_ > against
    expect(page.locator(".verdict-word")).to_have_text("Carried" if carried else "Fell")
    expect(page.locator(".working").first).to_contain_text(f"{for_} for, {against} against")
    return for_, against, "carried" if carried else "fell"


def test_from_an_empty_installation_to_decided_motions_and_minutes(window, tmp_path):
    secretary = window(quiet=True)
    found(secretary)
    branch = Branch.objects.get()
    import_register(secretary, branch, tmp_path)

    members = list(Membership.objects.filter(branch=branch).select_related("person").order_by("sort_name", "pk"))
    others = [member for member in members if member.person.email != "ada@example.org"]
    seconder = others[0]
    code = letter_of(secretary, seconder)
    phone = window(width=390, height=844)
    sign_in_by_letter(phone, code)

    motions = [move(secretary, branch, *resolution(name)) for name in THREE]
    for motion in motions:
        phone.goto(reverse("motion", args=[motion.public_id]))
        press(phone, "Second this motion")
    assembly = call_assembly(secretary, branch, motions)
    secretary.goto(reverse("assembly", args=[assembly.public_id]))
    press(secretary, "Open the assembly")

    founder = Membership.objects.get(person__email="ada@example.org")
    present = [founder, *others[:119]]
    check_in(secretary, assembly, present)
    expected = [
        put_to_the_vote(secretary, phone, assembly, motion, others[1:119], against)
        for motion, against in zip(motions, (20, 60, 118), strict=True)
    ]
    results = [Ballot.objects.get(motion=motion).result for motion in motions]
    assert [(r.votes_for, r.votes_against, r.outcome) for r in results] == expected
    assert {(r.present, r.entitled) for r in results} == {(120, len(members))}

    secretary.goto(reverse("assembly", args=[assembly.public_id]))
    press(secretary, "Close the assembly")
    press(secretary, "Close it now")
    secretary.goto(reverse("minutes_write", args=[assembly.public_id]))
    secretary.locator("textarea").first.fill("Nine people spoke.")
    press(secretary, "Save the minutes")
    secretary.goto(reverse("minutes", args=[assembly.public_id]))
    minutes = secretary.locator("main").inner_text()
    assert "Nine people spoke." in minutes
    assert [result.verdict["sentences"][0] in minutes for result in results] == [True, True, True]
    assert len(secretary.pdf()) > 5000

    secretary.goto(reverse("decisions", args=[branch.public_id]))
    shown = secretary.locator("main").inner_text()
    decisions = list(Decision.objects.filter(body=branch, source="ballot").order_by("number"))
    assert [d.outcome for d in decisions] == [outcome for *_figures, outcome in expected]
    assert [d.title in shown for d in decisions] == [True, True, True]
    assert list(flaws()) == []


def test_a_vote_sent_twice_over_a_broken_line_counts_once(window, sign_in, harbour, mill):
    motion = make_motion(harbour, harbour.person("Bea North"), "North", harbour.person("Cyd North"))
    ballot = open_ballot(harbour.secretary, motion=motion, closes_at=timezone.now() + timedelta(days=3))
    phone = sign_in(window(width=390, height=844, quiet=False), harbour.person("Dan North"))
    phone.goto(reverse("ballot", args=[ballot.public_id]))
    phone.get_by_label("Abstain").check()
    press(phone, "Check my answer")
    cast = "**" + reverse("ballot_cast", args=[ballot.public_id])

    def lose_the_answer(route: object) -> None:
        route.fetch(max_redirects=0)  # it reaches the server …
        route.abort("connectionreset")  # … and the answer never comes back

    check_url = phone.url
    phone.route(cast, lose_the_answer, times=1)
    form = phone.locator("form:has(input[name=key])")
    names = ("csrfmiddlewaretoken", "choice", "key")
    fields = {name: form.locator(f"input[name={name}]").input_value() for name in names}
    with phone.expect_event("requestfailed", lambda request: request.url.endswith("/cast/")):
        press(phone, "Cast my vote")
    assert ballot.votes.count() == 1
    answer = phone.request.post(
        reverse("ballot_cast", args=[ballot.public_id]), form=fields, headers={"Referer": check_url}
    )
    assert answer.status == 200
    assert "Your vote is in the box" in answer.text()
    assert ballot.votes.count() == 1
