"""The panic switch: every way into a body ends at once, and nothing of the record is touched."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client

from assemblies.actions.calendars import make_calendar_address
from assemblies.models import Ballot, CalendarKey, Vote
from members.actions.letters import make_letter
from members.actions.panics import end_all_ways_in, open_sign_in
from members.actions.tokens import make_token
from members.models import ApiToken, Letter, Panic
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, WrongState
from organiser.base.models import WaitingAddress
from tests.helpers import cast, north_motion, online_ballot, people_of, refuses, writes
from tests.pages import headline, signed_in
from tests.world import PASSWORD, make_person


def came_in(person) -> Client:
    """A browser that signed in by password, as people do."""
    client = Client()
    answer = client.post("/account/login/", {"login": person.sign_in_name, "password": PASSWORD})
    assert answer.status_code == 302
    client.get("/me/")
    return client


def test_all_sessions_tokens_letters_and_calendars_of_a_branch_end_and_no_others(harbour):
    bea, fay = harbour.person("Bea North"), harbour.person("Fay South")
    of_bea, of_fay = came_in(bea), came_in(fay)
    make_token(bea, body=harbour.body("North"), name="x", scope="read", days=3)
    make_token(fay, body=harbour.body("South"), name="x", scope="read", days=3)
    make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    make_calendar_address(bea, body=harbour.body("North"))
    with writes("end_all_ways_in"):
        end_all_ways_in(harbour.secretary, body=harbour.body("North"))
    assert (of_bea.get("/me/").status_code, of_fay.get("/me/").status_code) == (302, 200)
    assert list(ApiToken.objects.filter(revoked_at__isnull=True).values_list("person__name", flat=True)) == [
        "Fay South"
    ]
    assert Letter.objects.filter(expires_at__gt=clock.now()).count() == 0
    assert CalendarKey.objects.filter(revoked_at__isnull=True).count() == 0
    assert UserSession.objects.filter(user=bea).count() == 0
    assert came_in(bea).get("/me/").status_code == 200


def test_open_ballots_stay_open_and_votes_stay_cast(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North")[:2], "+-")
    end_all_ways_in(harbour.secretary, body=harbour.body("North"), hours=12)
    assert (Ballot.objects.get(pk=ballot.pk).status, Vote.objects.filter(ballot=ballot).count()) == ("open", 2)


def test_sign_in_is_closed_for_the_hours_whatever_the_way_and_for_this_body_alone(harbour):
    bea, fay = harbour.person("Bea North"), harbour.person("Fay South")
    end_all_ways_in(harbour.secretary, body=harbour.body("North"), hours=12)
    client = Client()
    answer = client.post("/account/login/", {"login": bea.sign_in_name, "password": PASSWORD})
    assert (answer.status_code, headline(answer)[:24]) == (403, "Sign-in is closed until ")
    assert client.get("/me/").status_code == 302
    code = make_letter(harbour.secretary, membership=harbour.members["Bea North"]).code
    assert Client().post("/letter/", {"code": code}).status_code == 403
    assert came_in(fay).get("/me/").status_code == 200
    with clock.at(clock.now() + timedelta(hours=13)):
        assert came_in(bea).get("/me/").status_code == 200


def test_whoever_holds_a_role_there_may_and_nobody_else(harbour, mill):
    north = harbour.body("North")
    with refuses(NotPermitted, "no_office"):
        end_all_ways_in(harbour.person("Bea North"), body=north)
    for stranger in (mill.secretary, harbour.person("Fay South"), make_person("Sam Stranger")):
        with refuses(NotFound, "no_body"):
            end_all_ways_in(stranger, body=north)
    with refuses(Invalid, "hours"):
        end_all_ways_in(harbour.secretary, body=north, hours=73)


def test_two_who_press_it_at_once_press_it_once(harbour):
    first = end_all_ways_in(harbour.secretary, body=harbour.body("North"))
    assert end_all_ways_in(harbour.secretary, body=harbour.body("North")) == first
    assert Panic.objects.count() == 1


def test_members_with_an_address_are_told(harbour):
    end_all_ways_in(harbour.secretary, body=harbour.body("North"))
    assert WaitingAddress.objects.filter(letter__subject="North: sign in anew").count() == len(
        people_of(harbour, "North")
    )


def test_the_command_of_the_machine_ends_and_opens(harbour):
    north = harbour.body("North")
    call_command("panic", north.public_id, "--hours", "5")
    assert Panic.objects.get().by is None
    call_command("panic", north.public_id, "--open")
    assert came_in(harbour.person("Bea North")).get("/me/").status_code == 200
    with pytest.raises(CommandError, match="Sign-in is open"):
        call_command("panic", north.public_id, "--open")
    with pytest.raises(CommandError, match="no body"):
        call_command("panic", "nothing", "--open")
    with refuses(NotPermitted, "clock_only"):
        open_sign_in(harbour.secretary, body=north)
    assert WrongState.status == 409


def test_the_page_asks_and_signs_out_whoever_pressed_it(harbour):
    client = signed_in(harbour.secretary)
    url = f"/b/{harbour.body('North').public_id}/end-all-sign-ins/"
    assert headline(client.get(url)) == "End all sign-ins at once?"
    assert client.post(url, {"hours": "0"}).url == "/account/login/"
    assert client.get("/me/").status_code == 302
    assert signed_in(harbour.person("Bea North")).get(url).status_code == 403
