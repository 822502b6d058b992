"""The ballot box in a real browser: ranks by keyboard, a secret paper, hands, a shared screen, a recount.

The last step is the one of a sceptical member: the record and the program are downloaded from the result's page and run
outside of everything.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assemblies.actions.assemblies import open_assembly
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, CountedBatch, SealedVote, Slip, Vote
from assemblies.queries.ballots import tally
from organiser.base import clock
from tests.choices import adopt, ballot_on, choice_ballot, paper, second_teller
from tests.helpers import called_assembly, north_motion
from tests.world import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Page]
STV = {"choosing": "scottish-stv", "lot_order": False}


def press(page: Page, name: str) -> None:
    """Press the button that says so."""
    page.get_by_role("button", name=name, exact=True).first.click()


def rank(page: Page, option: str, number: int) -> None:
    """Give a number to an option, without a mouse."""
    box = page.get_by_role("radiogroup", name=option).get_by_role("radio", name=str(number), exact=True)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def place_of(ballot: Ballot, label: str) -> str:
    """Under which place an option stands on the paper."""
    return str(ballot.options.get(label=label).place)


def test_a_ranked_paper_is_filled_in_by_keyboard_and_counted_again_with_the_downloaded_program(
    harbour: Place, window: Window, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    for name, text in (("Cyd North", "B"), ("Dan North", "C>A"), ("Eve North", "B>C")):
        cast_vote(harbour.person(name), ballot=ballot, choice=paper(ballot, text), key=f"key-of-{name[:3].lower()}-1")
    page = sign_in(window(width=390, quiet=False), harbour.person("Bea North"))
    page.goto(reverse("ballot", args=[ballot.public_id]))
    rank(page, "Buoy", 1)
    rank(page, "Anchor", 1)
    press(page, "Check my answers")
    expect(page.get_by_role("alert")).to_contain_text("put right")
    rank(page, "Anchor", 2)
    press(page, "Check my answers")
    assert Vote.objects.filter(ballot=ballot).count() == 3
    press(page, "Cast my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is in the box")
    mine = Vote.objects.get(ballot=ballot, entry__person=harbour.person("Bea North"))
    assert mine.choice == f"{place_of(ballot, 'Buoy')}>{place_of(ballot, 'Anchor')}"
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    page.goto(reverse("ballot", args=[ballot.public_id]))
    with page.expect_download() as record:
        page.get_by_role("link", name="the whole record").click()
    page.goto(reverse("ballot", args=[ballot.public_id]))
    with page.expect_download() as program:
        page.locator(f'a[href="{reverse("recount_program")}"]').first.click()
    told = tmp_path / "record.json"
    record.value.save_as(told)
    program.value.save_as(tmp_path / "organiser_recount.py")
    run = subprocess.run(  # noqa: S603  # the file that was just downloaded from us
        [sys.executable, "-I", str(tmp_path / "organiser_recount.py"), str(told)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (run.returncode, run.stderr) == (0, "")
    told.write_text(told.read_text().replace('"Buoy"', '"Bouy"', 1))
    tampered = subprocess.run(  # noqa: S603  # the same
        [sys.executable, "-I", str(tmp_path / "organiser_recount.py"), str(told)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert tampered.returncode != 0


def test_a_secret_paper_gives_a_tracker_once_that_stands_on_the_board(
    harbour: Place, window: Window, sign_in: Callable[..., Page]
) -> None:
    adopt(harbour, secrecy="secret")
    ballot = ballot_on(harbour, north_motion(harbour))
    page = sign_in(window(width=390, dark=True), harbour.person("Bea North"))
    page.goto(reverse("ballot", args=[ballot.public_id]))
    page.get_by_label("Against").check()
    press(page, "Check my answer")
    press(page, "Cast my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your ballot is in the box")
    tracker = page.locator(".tracker").inner_text()
    page.goto(reverse("ballot_receipt", args=[ballot.public_id]))
    expect(page.get_by_role("heading", level=1)).to_have_text("You have voted")
    assert tracker not in page.content()
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    assert SealedVote.objects.filter(ballot=ballot).count() == 1
    page.goto(reverse("ballot", args=[ballot.public_id]))
    assert tracker.split()[0] in page.content()


def test_hands_are_counted_by_two_and_a_shared_screen_takes_the_code_of_a_paper(
    harbour: Place, window: Window, sign_in: Callable[..., Page]
) -> None:
    adopt(harbour, secrecy="chosen")
    bea, start = second_teller(harbour), clock.now() - timedelta(minutes=5)
    with clock.at(start - timedelta(days=12)):
        by_hand, sealed = north_motion(harbour), north_motion(harbour, title="Strike on the seventh")
        assembly = called_assembly(harbour, by_hand, sealed, days=12)
    with clock.at(max(start, assembly.starts_at)):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        here = [harbour.members[name].public_id for name in ("Ana Founder", "Bea North", "Cyd North", "Dan North")]
        check_in(harbour.secretary, assembly=assembly, members=here)
        hands = open_ballot(harbour.secretary, motion=by_hand, assembly=assembly)
        secret = open_ballot(harbour.secretary, motion=sealed, assembly=assembly, secret=True)
    ana_page = sign_in(window(quiet=False), harbour.secretary)
    bea_page = sign_in(window(width=390), bea)
    counts = reverse("counts", args=[hands.public_id])
    ana_page.goto(counts)
    press(ana_page, "Begin the show of hands")
    for page, number in ((ana_page, "3"), (bea_page, "2"), (bea_page, "3")):
        page.goto(counts)
        page.get_by_label("For", exact=True).fill(number)
        page.get_by_label("Against", exact=True).fill("1")
        press(page, "Write down my count of hands")
    assert tally(hands) == {"for": 3, "against": 1, "abstain": 0}
    assert CountedBatch.objects.get().agreed_at is not None

    ana_page.goto(reverse("sheets", args=[secret.public_id]))
    press(ana_page, "Make the papers")
    code = re.search(r"Code of this paper:\s+([A-Z2-7 ]{19})", ana_page.inner_text("main"))[1]
    ana_page.goto(reverse("handouts", args=[secret.public_id]))
    ana_page.locator("li", has_text="Dan North").get_by_role("button").click()
    ana_page.goto(reverse("ballot", args=[secret.public_id]))
    press(ana_page, "Make this a shared screen")
    screen = ana_page
    expect(screen.get_by_role("link", name="Sign in")).to_be_visible()
    screen.get_by_label("Code of your paper").fill(code.lower())
    press(screen, "Go to the paper")
    screen.get_by_label("For", exact=True).check()
    press(screen, "Check my answer")
    assert Slip.objects.count() == 0
    press(screen, "Cast this ballot")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Your ballot is in the box")
    assert Slip.objects.get().choice == "for"
    screen.get_by_role("link", name="I am done. Next person").click()
    screen.get_by_label("Code of your paper").fill(code)
    press(screen, "Go to the paper")
    expect(screen.get_by_role("alert")).to_be_visible()
    screen.goto(reverse("today"))
    expect(screen.get_by_role("link", name="Sign in")).to_be_visible()
