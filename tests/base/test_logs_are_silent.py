"""Logs and addresses of pages say nothing of anybody: no name, e-mail, telephone or word that was searched for."""

import logging
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

from members.actions.people import PersonData, change_contact
from tests.pages import signed_in
from tests.world import PASSWORD

TELLING = ("Quayside", "quayside", "600765432", "600 765 432", "bea.quay", "Bilbokoplaza")


@pytest.fixture
def bea(harbour):
    membership = harbour.members["Bea North"]
    data = PersonData(name="Bea Quayside", email="bea.quay@example.org", phone="600 765 432", address="Bilbokoplaza 1")
    change_contact(harbour.secretary, membership=membership, data=data)
    membership.refresh_from_db()
    return membership


def use_the_site(harbour, bea) -> list[str]:
    """Sign in rightly and wrongly, search, import, ask for a code, meet errors; gives where each answer led."""
    visitor, keeper = Client(raise_request_exception=False), signed_in(harbour.secretary)
    north = harbour.body("North").public_id
    answers = [
        visitor.post("/account/login/", {"login": "bea.quay@example.org", "password": "wrong"}),
        visitor.post("/account/login/", {"login": "bea.quay@example.org", "password": PASSWORD}),
        visitor.post("/account/login/code/", {"email": "bea.quay@example.org"}),
        visitor.post("/account/password/reset/", {"email": "bea.quay@example.org"}),
        keeper.get(f"/b/{north}/register/", {"q": "Quayside"}),
        keeper.get(f"/api/v1/memberships/?q=Quayside&body={north}"),
        keeper.get("/p/Quayside/"),
        keeper.get("/nothing/Quayside/"[:9]),
        keeper.post(f"/p/{bea.public_id}/change/", {"name": "Bea Quayside", "email": "no address"}),
        keeper.post(f"/p/{bea.public_id}/state/", {"to": "Quayside"}),
        keeper.post(f"/b/{north}/register/new/", {"name": "Bea Quayside", "email": "bea.quay@example.org"}),
        keeper.get(f"/p/{bea.public_id}/"),
        keeper.post(f"/p/{bea.public_id}/letter/"),
        keeper.post(f"/p/{bea.public_id}/erase/", {"on_paper": "on"}),
        Client(raise_request_exception=False).get("/", headers={"host": "evil.example.org"}),
    ]
    return [str(getattr(answer, "url", "")) for answer in answers]


def test_no_log_line_and_no_address_tells_of_anybody(harbour, bea, caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("django.db.backends", "django.template", "faker", "asyncio"):  # at DEBUG these say every statement
        logging.getLogger(name).setLevel(logging.INFO)
    led_to = use_the_site(harbour, bea)
    lines = [record.getMessage() + str(record.exc_text or "") for record in caplog.records]
    mine = [line for line in lines if "/p/Quayside/" not in line]  # an address somebody typed is repeated as it was
    assert [line for line in mine + led_to if any(word in line for word in TELLING)] == []


def test_no_address_of_a_page_takes_a_name_or_an_email():
    patterns = [str(found.pattern) for found in get_resolver().url_patterns]
    assert [text for text in patterns if re.search(r"email>|name>", text)] == []


def test_pages_tell_no_other_site_where_somebody_came_from(harbour):
    assert signed_in(harbour.secretary).get("/me/")["Referrer-Policy"] == "same-origin"


def test_the_server_keeps_no_list_of_who_asked_for_what():
    """With one, a search by name would stand in a file: an address carries what was searched for."""
    assert "\naccesslog = None\n" in Path("gunicorn.conf.py").read_text(encoding="utf-8")
