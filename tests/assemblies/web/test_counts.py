"""The pages of tellers: hands and heaps counted by two, papers printed, handed out and read, and the shared screen."""

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.ballot_papers import hand_out_paper, print_papers
from assemblies.actions.ballots import open_ballot
from assemblies.models import CountedBatch, PaperCode, Slip, Vote
from assemblies.queries.ballots import tally
from assemblies.queries.papers import fingerprint_of
from organiser.base import clock
from tests.choices import adopt, ballot_on, second_teller
from tests.helpers import north_motion, online_ballot, opened_assembly
from tests.pages import signed_in


@pytest.fixture
def hall(harbour, mill):
    """A ballot in an open assembly, with three in the hall."""
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    harbour.second = second_teller(harbour)
    with clock.at(assembly.starts_at):
        names = ("Ana Founder", "Bea North", "Cyd North")
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members[name].public_id for name in names])
        harbour.ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        yield harbour


@pytest.fixture
def secret(harbour, mill):
    """A secret ballot with printed papers, one of them handed out."""
    adopt(harbour, secrecy="secret")
    harbour.second = second_teller(harbour)
    harbour.ballot = ballot_on(harbour, north_motion(harbour))
    harbour.sheets = print_papers(harbour.secretary, ballot=harbour.ballot, number=5)
    hand_out_paper(harbour.secretary, ballot=harbour.ballot, member=harbour.members["Bea North"].public_id)
    return harbour


def at(place, name):
    return f"/v/{place.ballot.public_id}/{name}/"


def test_two_tellers_count_hands_and_see_where_they_differ(hall):
    ana, bea = signed_in(hall.secretary), signed_in(hall.second)
    assert "Begin the show of hands" in ana.get(at(hall, "counts")).content.decode()
    assert ana.post(at(hall, "counts"), {"begin": "1"}).url == at(hall, "counts")
    hands = {"way": "hands", "number": "1", "for": "2", "against": "1"}
    ana.post(at(hall, "counts"), hands)
    # The second teller does not see what the first one wrote.
    shown = bea.get(at(hall, "counts")).content.decode()
    assert ("Counted by Ana Founder. You or somebody else" in shown, "where the counts differ" in shown) == (
        True,
        False,
    )
    bea.post(at(hall, "counts"), {**hands, "for": "1"})
    shown = bea.get(at(hall, "counts")).content.decode()
    assert '<th scope="row">For</th><td class="n">2</td><td class="n">1</td>' in shown
    bea.post(at(hall, "counts"), hands)
    assert tally(hall.ballot) == {"for": 2, "against": 1, "abstain": 0}
    assert "The hands are counted." in ana.get(at(hall, "counts")).content.decode()


def test_a_wrong_count_is_told_on_the_page(hall):
    ana = signed_in(hall.secretary)
    ana.post(at(hall, "counts"), {"begin": "1"})
    for count, sentence in (("4", "4 hands are more than the 3"), ("many", "Write a whole number for For.")):
        answer = ana.post(at(hall, "counts"), {"way": "hands", "for": count})
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    batch = CountedBatch.objects.get()
    assert ana.post(at(hall, "counts"), {"aside": batch.public_id, "why": ""}).status_code == 422
    ana.post(at(hall, "counts"), {"aside": batch.public_id, "why": "Too dark"})
    assert CountedBatch.objects.get().set_aside_why == "Too dark"


def test_members_see_the_turnout_and_who_was_marked_reads_so(hall):
    ana, cyd = signed_in(hall.secretary), signed_in(hall.person("Cyd North"))
    ana.post(at(hall, "counts"), {"begin": "1"})
    page = cyd.get(f"/v/{hall.ballot.public_id}/").content.decode()
    assert ("0 of 5 have voted." in page, "You are counted in the show of hands." in page) == (True, True)
    assert "marked on the roll" not in page
    assert "You are counted in the show of hands" in cyd.get(at(hall, "receipt")).content.decode()
    assert "0 of 3 marked on the roll" in ana.get(f"/v/{hall.ballot.public_id}/").content.decode()


def test_papers_are_printed_without_a_name_and_handed_out(harbour, mill):
    harbour.ballot = online_ballot(harbour, north_motion(harbour))
    ana = signed_in(harbour.secretary)
    assert ana.post(at(harbour, "sheets"), {"number": "x"}).status_code == 422
    page = ana.post(at(harbour, "sheets"), {"number": "2"}).content.decode()
    assert (page.count('class="paper"'), fingerprint_of(harbour.ballot) in page) == (2, True)
    bea = harbour.members["Bea North"]
    assert bea.person.name in ana.get(at(harbour, "handouts")).content.decode()
    ana.post(at(harbour, "handouts"), {"member": bea.public_id})
    assert Vote.objects.get().via == "paper"
    assert ana.post(at(harbour, "handouts"), {"member": bea.public_id}).status_code == 422
    assert "You were given a paper" in signed_in(bea.person).get(f"/v/{harbour.ballot.public_id}/").content.decode()


def test_codes_are_shown_once_and_kept_nowhere(harbour, mill):
    adopt(harbour, secrecy="secret")
    harbour.ballot = ballot_on(harbour, north_motion(harbour))
    ana = signed_in(harbour.secretary)
    answer = ana.post(at(harbour, "sheets"), {"number": "3"})
    assert (answer["Cache-Control"], answer.content.decode().count("Code of this paper")) == ("no-store", 3)
    assert PaperCode.objects.count() == 3


def test_papers_are_read_by_two(secret):
    code = secret.sheets[0].code
    for teller in (secret.secretary, secret.second):
        answer = signed_in(teller).post(at(secret, "read"), {"code": code, "choice": "for"})
        assert answer.url == at(secret, "read")
    assert list(Slip.objects.values_list("tracker", "choice")) == [(secret.sheets[0].tracker, "for")]
    answer = signed_in(secret.second).post(at(secret, "read"), {"code": "ABCD", "choice": "for"})
    assert (answer.status_code, "No paper of this ballot has that code." in answer.content.decode()) == (422, True)


def test_at_the_shared_screen_a_code_is_voted_with_and_nothing_stays(secret):
    ana, code = signed_in(secret.secretary), secret.sheets[0].code
    assert ana.get(at(secret, "kiosk")).status_code == 404
    assert ana.post(f"{at(secret, 'kiosk')}open/").url == at(secret, "kiosk")
    # Whoever stands before the screen is nobody: the first page asks to sign in.
    assert ana.get(f"/v/{secret.ballot.public_id}/").status_code == 302
    before = dict(ana.session)
    assert "Code of your paper" in ana.get(at(secret, "kiosk")).content.decode()
    assert "Check my answer" in ana.post(at(secret, "kiosk"), {"code": code}).content.decode()
    checked = ana.post(at(secret, "kiosk"), {"code": code, "check": "1", "choice": "against"}).content.decode()
    assert "Cast this ballot" in checked
    done = ana.post(at(secret, "kiosk"), {"code": code, "cast": "1", "choice": "against"})
    tracker = secret.sheets[0].tracker
    assert " ".join(tracker[n : n + 4] for n in range(0, 16, 4)) in done.content.decode()
    assert (done["Cache-Control"], done["Refresh"]) == ("no-store", f"30; url={at(secret, 'kiosk')}")
    assert dict(ana.session) == before
    assert ana.post(at(secret, "kiosk"), {"code": code}).status_code == 422
    assert list(Slip.objects.values_list("choice", flat=True)) == ["against"]


@pytest.mark.parametrize("name", ["counts", "sheets", "handouts", "read"])
def test_pages_of_tellers_are_for_those_who_count(secret, mill, name):
    assert signed_in(secret.secretary).get(at(secret, name)).status_code == 200
    assert signed_in(secret.person("Cyd North")).get(at(secret, name)).status_code == 403
    assert signed_in(secret.person("Gil South")).get(at(secret, name)).status_code == 403
    assert signed_in(mill.secretary).get(at(secret, name)).status_code == 404
    assert signed_in(secret.secretary).put(at(secret, name)).status_code == 405


def test_a_shared_screen_is_opened_by_those_who_count_and_serves_one_ballot(secret, mill):
    opening = f"{at(secret, 'kiosk')}open/"
    for person, status in ((secret.person("Cyd North"), 403), (secret.person("Gil South"), 403), (mill.secretary, 404)):
        client = signed_in(person)
        assert client.post(opening).status_code == status
        assert client.get(at(secret, "kiosk")).status_code == 404
    ana = signed_in(secret.secretary)
    ana.post(opening)
    other = ballot_on(secret, north_motion(secret, title="Another"))
    assert ana.get(f"/v/{other.public_id}/kiosk/").status_code == 404
