"""Every address of the site, asked in every way by strangers, members and the secretary: nothing breaks."""

from django.http import HttpResponse

from tests.walk.addresses import addresses, forged, gaps

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
FORGED = [
    *("0123456789abcdef", "1", "-1", "9" * 30, "a" * 3000, "%27%20OR%201=1", "_3A", "a_00b"),
    *("a%00b", "%ff", "%c0%80", "%ed%a0%80", "%zz", "..%2f..%2fetc", "%0a", "%F0%9F%92%A9"),
]
NAMES = ["page", "q", "state", "version", "like", "on", "role", "effect", "rules", "next", "kind", "year"]
VALUES = ["99999999999999999999", "%00", "", "a+" * 500, "//[", "%ff", "9999-12-31"]
CURSORS = ["W10", "WzEsMl0", "WyIyMDI2LTAxLTAxIiwgIngiXQ", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTksICJ4Il0"]


def test_every_address_answers_every_method(walk):
    for address in addresses():
        for who in walk.clients:
            for method in METHODS:
                walk.ask(who, method, walk.here(address))
    assert walk.faults == []


def test_forged_ids_lead_nowhere(walk):
    for address in filter(gaps, addresses()):
        for value in FORGED:
            for method in ("get", "post"):
                walk.ask("secretary", method, forged(address, value))
        for who in ("member", "anonymous"):
            walk.ask(who, "get", forged(address, FORGED[0]))
    assert walk.faults == []


def queries_for(walk, address):
    """Each filter of a list with each value for a program; for a page all of them at once, and each with a number."""
    if address.startswith("/api/v1/") and not address.endswith(("docs/", "schema/")):
        refused = walk.ask("secretary", "get", f"{address}?nonsense=1")
        known = refused.json().get("detail", "").rpartition("Filters: ")[2].rstrip(".")
        names = known.split(", ") if refused.status_code == 400 else []
        return [f"{name}={value}" for name in names for value in VALUES] + [f"cursor={cursor}" for cursor in CURSORS]
    together = ["&".join(f"{name}={value}" for name in NAMES) for value in VALUES]
    alone = [f"{name}={VALUES[0]}" for name in NAMES] + ["page=-1", "page=x", "next=//[", "on=9999-12-31&role="]
    return together + alone + ["&".join(f"a{number}=1" for number in range(1500)), "%00=1", "&&=&"]


def test_forged_queries_are_refused_or_passed_over(walk):
    lists = [here for here in map(walk.here, addresses()) if not here.startswith("/admin/")]
    for address in [here for here in lists if walk.ask("secretary", "get", here).status_code == 200]:
        for query in queries_for(walk, address):
            walk.ask("secretary", "get", f"{address}?{query}")
    for address in ("/account/login/", "/account/login/code/", "/letter/", "/found/", "/", "/api/v1/motions/"):
        for query in queries_for(walk, address):
            walk.ask("anonymous", "get", f"{address}?{query}")
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
