"""Every form of the site as a browser would send it, but for one field: it is put right, and nothing breaks."""

import re
from urllib.parse import urljoin

import pytest

from assemblies.web.moving import FORMS
from tests.walk.addresses import addresses
from tests.walk.pages import forms_on

pytestmark = pytest.mark.long

ID = re.compile(r"/[0-9a-z]{16}/")
MOVING = "/b/{body}/motions/new/"
LONG, NUMBER, NESTED = "x" * 9000, "9" * 30, '{"id": "\\u0000"}'
EVERYWHERE = ["", NUMBER, "9999-12-31", LONG, NESTED]
SPOILT = ["a\x00b", "[" * 3000]  # refused before any form reads it, or by whatever reads JSON
ALONE = {  # what may get past the field itself, the others being right
    "text": [""],
    "textarea": ["", LONG],
    "number": [NUMBER],
    "date": ["0001-01-01", "9999-12-31"],
    "datetime-local": ["0001-01-01T00:00", "9999-12-31T23:59"],
    "hidden": [NESTED],
    **{kind: [NUMBER] for kind in ("select", "radio", "checkbox", "button")},
}
MANY = 30  # fields: only new rules have more, each of them sent wrongly in the test of payloads


def pages(walk, part):
    """The pages of a part of the site; moving a motion is one of its own, once for each thing that it would do."""
    if part != "moving":
        return [walk.here(address) for address in addresses(part) if address != MOVING]
    ways = [f"{walk.here(MOVING)}?effect={effect}" for effect in ("", *FORMS)]
    whole = MOVING.replace("{body}", walk.things["organisation"])
    return [walk.here(MOVING), *ways, *(f"{whole}?effect={effect}" for effect in FORMS)]


def shape(address):
    """An address without what it is about: the same for every motion."""
    return ID.sub("/…/", address.split("?")[0])


def sendings(walk, who, part):
    """Each form of each page that there is for somebody, once; those of the records are looked at by their own test."""
    known = set()
    for page in pages(walk, part):
        answer = walk.ask(who, "get", page)
        if answer.streaming or answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        for form in forms_on(answer.content.decode()):
            target = urljoin(page, form.action).split("#")[0]
            key = (shape(target), *sorted(form.values))
            if key not in known:
                known.add(key)
                yield target, form


def wrongly(form, known):
    """The same wrong thing in every field, once for each; then each field that was not met before wrong alone."""
    for value in EVERYWHERE if known else EVERYWHERE + SPOILT:
        yield {**dict.fromkeys(form.values, value), "nonsense": value}
    for name in form.values:
        field = (form.kinds[name], "any" if len(form.values) > MANY else name)
        if field not in known:
            known.add(field)
            for value in ALONE.get(form.kinds[name], [""]):
                yield {**form.values, name: value}


@pytest.mark.parametrize(
    ("who", "part", "least"),
    [
        ("anonymous", "pages", 5),
        ("anonymous", "accounts", 20),
        ("secretary", "pages", 300),
        ("secretary", "accounts", 30),
        ("secretary", "moving", 150),
    ],
)
def test_forms_with_forged_fields_are_put_right(walk, who, part, least):
    sent, known = 0, {}
    for address, form in sendings(walk, who, part):
        for data in wrongly(form, known.setdefault(shape(address), set())):
            walk.ask(who, "post" if form.post else "get", address, data=data)
            sent += 1
    assert walk.faults == []
    assert sent > least
