"""Every form of the site as a browser would send it, but for one field: it is put right, and nothing breaks."""

import pytest

from tests.walk.addresses import addresses
from tests.walk.pages import forms_on

NASTY = ["a\x00b", "9" * 30, "0001-01-01", "9999-12-31", "x" * 9000, '{"id": "\\u0000"}', "[" * 3000]
EFFECTS = ("", "fill_role", "create_role", "found_committee", "found_branch", "rescind", "adopt_rules", "recall")
MOST_FIELDS = 30  # of the form of new rules, which asks the same of every kind of decision


def sendings(walk, who):
    """Each form of each page that there is for somebody, once; those of the records are looked at by their own test."""
    known = set()
    for here in map(walk.here, addresses()):
        if here.startswith(("/api/", "/admin/")):
            continue
        for page in [f"{here}?effect={effect}" for effect in EFFECTS] if here.endswith("/motions/new/") else [here]:
            answer = walk.ask(who, "get", page)
            if answer.streaming or answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                continue
            for form in forms_on(answer.content.decode()):
                key = (form.action.split("?")[0] or page, *sorted(form.values))
                if key not in known:
                    known.add(key)
                    yield form.action or page, form


@pytest.mark.parametrize("who", ["anonymous", "secretary"])
def test_forms_with_one_forged_field_are_put_right(walk, who):
    sent = 0
    for address, form in sendings(walk, who):
        for name in [*form.values, "nonsense"][:MOST_FIELDS]:
            for value in NASTY:
                walk.ask(who, "post" if form.post else "get", address, data={**form.values, name: value})
                sent += 1
    assert walk.faults == []
    assert sent > {"anonymous": 60, "secretary": 1000}[who]
