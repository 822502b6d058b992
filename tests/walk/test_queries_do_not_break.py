"""Every list with every wrong thing asked of it, by a browser and by a program: refused or passed over."""

import pytest
from django.utils.datastructures import MultiValueDict

from tests.walk.addresses import addresses

pytestmark = pytest.mark.long

NAMES = ["page", "q", "state", "version", "like", "on", "role", "effect", "rules", "next", "kind", "year"]
VALUES = ["99999999999999999999", "", "a+" * 500, "//[", "%ff", "9999-12-31"]
TOLD = ["99999999999999999999", "a+" * 500, "%ff", "9999-12-31"]
CURSORS = ["W10", "WzEsMl0", "WyIyMDI2LTAxLTAxIiwgIngiXQ", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTksICJ4Il0"]
SPOILT = ["%00=1", "q=%00", "&&=&", "&".join(f"a{number}=1" for number in range(1500))]


@pytest.fixture
def read(monkeypatch):
    """The names under which a page looked for something in what it was sent."""
    names, look = set(), MultiValueDict.__getitem__

    def noted(sent, name):
        names.add(name)
        return look(sent, name)

    monkeypatch.setattr(MultiValueDict, "__getitem__", noted)
    return names


def filters(walk, address):
    """The names of the filters of a list of the API, as it says them itself."""
    refused = walk.ask("secretary", "get", f"{address}?nonsense=1")
    known = refused.json().get("detail", "").rpartition("Filters: ")[2].rstrip(".")
    return known.split(", ") if refused.status_code == 400 else []


def ask_a_page(walk, who, address, read):
    """All names at once with each value; where that was refused, each name that it reads alone with each value."""
    for value in VALUES:
        read.clear()
        answer = walk.ask(who, "get", f"{address}?{'&'.join(f'{name}={value}' for name in NAMES)}")
        asked = sorted(read & set(NAMES))
        if not asked:
            break
        if answer is not None and answer.status_code >= 400:
            for name in asked:
                walk.ask(who, "get", f"{address}?{name}={value}")
    for query in ("page=-1", "page=x", "on=9999-12-31&role="):
        if {pair.split("=")[0] for pair in query.split("&")} <= set(asked):
            walk.ask(who, "get", f"{address}?{query}")
    return asked


@pytest.mark.parametrize("part", ["pages", "accounts"])
def test_forged_queries_of_pages_are_refused_or_passed_over(walk, read, part):
    found = {}
    for address in map(walk.here, addresses(part)):
        read.clear()
        answer = walk.ask("secretary", "get", address)
        if answer.status_code == 200:
            found[address] = ask_a_page(walk, "secretary", address, read)
    assert walk.faults == []
    assert found.get(walk.here("/b/{body}/motions/")) == (["page", "q", "state"] if part == "pages" else None)


@pytest.mark.parametrize("address", ["/account/login/", "/account/login/code/", "/letter/", "/found/", "/"])
def test_forged_queries_of_strangers_are_refused_or_passed_over(walk, read, address):
    ask_a_page(walk, "anonymous", address, read)
    assert walk.faults == []


def test_forged_queries_of_programs_are_refused(walk):
    lists = [address for address in map(walk.here, addresses("api")) if not address.endswith(("docs/", "schema/"))]
    for address in [one for one in lists if walk.ask("secretary", "get", one).status_code == 200]:
        for name in (known := filters(walk, address)):
            for value in TOLD:
                walk.ask("secretary", "get", f"{address}?{name}={value}")
        for cursor in CURSORS if known else []:
            walk.ask("secretary", "get", f"{address}?cursor={cursor}")
    assert walk.faults == []


@pytest.mark.parametrize("address", ["/", "/b/{body}/register/", "/api/v1/motions/", "/account/login/", "/admin/"])
def test_spoilt_queries_are_refused_or_passed_over(walk, address):
    for who in walk.clients:
        for query in SPOILT:
            walk.ask(who, "get", f"{walk.here(address)}?{query}")
    assert walk.faults == []
