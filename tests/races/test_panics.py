"""All ways in end while somebody signs in, uses a token or makes one: nothing of before is left open."""

from threading import Event

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from members.actions.panics import end_all_ways_in
from members.actions.tokens import make_token
from members.models import ApiToken
from members.queries import panics
from organiser.accounts import adapter
from organiser.base.api.throttles import COUNTS
from tests.helpers import people_of
from tests.threads import all_at_once, codes
from tests.world import PASSWORD

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def signing_in(person, client):
    return lambda: client.post("/account/login/", {"login": person.sign_in_name, "password": PASSWORD}).status_code


def test_whoever_signs_in_at_that_moment_is_out_afterwards(harbour):
    people = people_of(harbour, "North")
    browsers = [Client() for _ in people]
    acts = [signing_in(person, browser) for person, browser in zip(people, browsers, strict=True)]
    north = harbour.body("North")
    all_at_once([*acts, lambda: end_all_ways_in(harbour.secretary, body=north, hours=12)])
    assert [browser.get("/me/").status_code for browser in browsers] == [302] * len(people)
    assert UserSession.objects.count() == 0


def _let_pass_too_early(monkeypatch):
    """Whoever signs in is let past the gate, and held there until the panic is over."""
    passed, pressed = Event(), Event()

    def too_early(_person):
        passed.set()
        pressed.wait(30)

    monkeypatch.setattr("organiser.accounts.stages.closed_until", too_early)
    return passed, pressed


def _in_between(harbour, passed, pressed):
    bea, browser = harbour.person("Bea North"), Client()

    def press():
        passed.wait(30)
        try:
            end_all_ways_in(harbour.secretary, body=harbour.body("North"), hours=12)
        finally:
            pressed.set()

    all_at_once([signing_in(bea, browser), press])
    return browser.get("/me/").status_code


def test_whoever_was_let_past_the_gate_before_is_signed_out_behind_it(harbour, monkeypatch):
    assert _in_between(harbour, *_let_pass_too_early(monkeypatch)) == 302
    assert UserSession.objects.count() == 0
    assert [one.get_decoded().get("_auth_user_id") for one in Session.objects.all()] in ([], [None])


def test_control_without_the_second_look_she_would_be_in(harbour, monkeypatch):
    monkeypatch.setattr(adapter, "closed_until", lambda _person: None)
    assert _in_between(harbour, *_let_pass_too_early(monkeypatch)) == 200


def test_a_token_that_is_used_at_that_moment_does_not_come_back(harbour):
    COUNTS.clear()
    north, people = harbour.body("North"), people_of(harbour, "North")
    secrets = [make_token(one, body=north, name="x", scope="read", days=3).secret for one in people]

    def use(secret):
        return lambda: Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {secret}"}).status_code

    outcomes = all_at_once([*map(use, secrets), lambda: end_all_ways_in(harbour.secretary, body=north)])
    assert set(outcomes[:-1]) <= {200, 401}
    assert ApiToken.objects.filter(revoked_at__isnull=True).count() == 0
    assert [use(secret)() for secret in secrets] == [401] * len(secrets)


def _making(harbour):
    north = harbour.body("North")
    acts = [
        lambda one=one: make_token(one, body=north, name="x", scope="write", days=3)
        for one in people_of(harbour, "North")
    ]
    return codes(all_at_once([*acts, lambda: end_all_ways_in(harbour.secretary, body=north)]))


def test_a_token_that_is_made_at_that_moment_is_ended_or_refused(harbour):
    assert set(_making(harbour)) <= {"done", "ways_in_ended"}
    assert ApiToken.objects.filter(revoked_at__isnull=True).count() == 0


def test_control_right_after_it_a_request_under_way_would_leave_a_token_behind(harbour, monkeypatch):
    monkeypatch.setattr("members.actions.tokens.demand_no_panic_now", lambda *_: None)
    end_all_ways_in(harbour.secretary, body=harbour.body("North"))
    make_token(harbour.person("Bea North"), body=harbour.body("North"), name="x", scope="write", days=3)
    assert ApiToken.objects.filter(revoked_at__isnull=True).count() == 1
    monkeypatch.setattr("members.actions.tokens.demand_no_panic_now", panics.demand_no_panic_now)
    made = all_at_once(
        [lambda: make_token(harbour.person("Cyd North"), body=harbour.body("North"), name="x", scope="write", days=3)]
    )
    assert codes(made) == {"ways_in_ended": 1}
