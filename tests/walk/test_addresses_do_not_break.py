"""Every address of the site, asked in every way by strangers, members and the secretary: nothing breaks."""

import pytest
from django.http import HttpResponse

from tests.walk.addresses import PARTS, addresses, by_gap, forged, gaps, one_of_a_kind
from tests.walk.met import UNKNOWN

pytestmark = pytest.mark.long

OTHERS = ("head", "put", "patch", "delete", "options")
FORGED = [
    *("1", "-1", "9" * 30, "a" * 3000, "%27%20OR%201=1", "_3A", "a_00b", "%C2%B2"),
    *("a%00b", "%ff", "%c0%80", "%ed%a0%80", "%zz", "..%2f..%2fetc", "%0a", "%F0%9F%92%A9"),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("who", ["anonymous", "member", "secretary"])
def test_every_address_is_read_and_takes_an_empty_form(walk, who, part):
    found = addresses(part)
    for address in found if who == "secretary" else one_of_a_kind(found):
        walk.ask(who, "get", walk.here(address))
    for address in one_of_a_kind(found):
        walk.ask(who, "post", walk.here(address))
    assert walk.faults == []


@pytest.mark.parametrize("part", PARTS)
def test_every_address_answers_every_other_method(walk, part):
    # Whether a method is taken does not hang on who asks; who may ask at all was asked above.
    for number, address in enumerate(one_of_a_kind(addresses(part))):
        for method in OTHERS:
            walk.ask("anonymous", method, walk.here(address))
        # What is refused for its method is the same page each time: a page is asked one such way in turn, the API,
        # where methods are its own, every way.
        for method in OTHERS if part == "api" else [OTHERS[number % len(OTHERS)]]:
            walk.ask("secretary", method, walk.here(address))
    assert walk.faults == []


@pytest.mark.parametrize("part", PARTS)
def test_forged_ids_lead_nowhere(walk, part):
    found = addresses(part)
    # What an id finds is looked up in the same way wherever it stands: each thing gets every wrong id once, …
    for address in by_gap(one_of_a_kind(found)):
        for value in FORGED:
            walk.ask("secretary", "get", forged(address, value))
    # … and each address one that nothing has, to read and to send to.
    for address in filter(gaps, found):
        walk.ask("secretary", "get", forged(address, UNKNOWN))
    for address in filter(gaps, one_of_a_kind(found)):
        walk.ask("secretary", "post", forged(address, UNKNOWN))
        for who in ("member", "anonymous"):
            walk.ask(who, "get", forged(address, UNKNOWN))
    assert walk.faults == []


def test_a_fault_a_bare_answer_and_words_that_are_not_ours_would_be_noticed(walk, monkeypatch):
    def broken(*_args):
        raise RuntimeError("a fault")

    page = walk.here("/b/{body}/rules/")
    assert walk.ask("secretary", "get", page).status_code == 200
    monkeypatch.setattr("organisations.web.rules.versions_of", broken)
    walk.ask("secretary", "get", page)
    monkeypatch.setattr("organisations.web.rules.versions_of", lambda *_args: [])
    monkeypatch.setattr("organiser.base.middleware.refused", lambda *_args: HttpResponse("Not Found", status=404))
    walk.ask("secretary", "get", page)
    said = [fault.split(": ")[1:3] for fault in walk.faults]
    assert [(kind, words[:7]) for kind, words in said] == [
        ("RuntimeError", "a fault"),
        ("outside the frame", "404 b'N"),
        ("words not ours", "'Not Fo"),
    ]
