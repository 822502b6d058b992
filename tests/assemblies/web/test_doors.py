"""Each page of this floor: who comes in, who is told that there is nothing, and who is told that it is not theirs."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests.pages import signed_in

OK, MOVED, FORBIDDEN, NOTHING, WRONG_METHOD, AGAINST, LATE, UNCLEAR = 200, 302, 403, 404, 405, 422, 409, 400

# name, its place in the scene, method, status for: the secretary, a member, a member of another branch
PAGES = [
    ("assemblies", "body", "get", OK, OK, OK),
    ("assembly_new", "body", "get", OK, FORBIDDEN, FORBIDDEN),
    ("assembly", "assembly", "get", OK, OK, OK),
    ("assembly_agenda", "assembly", "post", AGAINST, FORBIDDEN, FORBIDDEN),
    ("assembly_door", "assembly", "get", OK, FORBIDDEN, FORBIDDEN),
    ("check_in_myself", "assembly", "post", MOVED, MOVED, NOTHING),
    ("minutes_write", "assembly", "get", OK, FORBIDDEN, FORBIDDEN),
    ("motions", "body", "get", OK, OK, OK),
    ("motion_new", "body", "get", OK, OK, FORBIDDEN),
    ("motion", "proposed", "get", OK, OK, OK),
    ("motion_second", "proposed", "post", MOVED, MOVED, FORBIDDEN),
    ("motion_withdraw", "proposed", "post", FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("motion_reword", "proposed", "get", FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("motion_contribute", "proposed", "post", AGAINST, AGAINST, AGAINST),
    ("ballot_open", "proposed", "get", OK, FORBIDDEN, FORBIDDEN),
    ("ballot", "online", "get", OK, OK, OK),
    ("ballot", "closed", "get", OK, OK, OK),
    ("ballot_check", "online", "post", AGAINST, AGAINST, AGAINST),
    ("ballot_cast", "online", "post", UNCLEAR, UNCLEAR, UNCLEAR),
    ("ballot_receipt", "online", "get", MOVED, MOVED, MOVED),
    ("ballot_close", "online", "post", OK, FORBIDDEN, FORBIDDEN),
    ("desk", "body", "get", OK, FORBIDDEN, FORBIDDEN),
]
NAMES = [f"{name} of {place}" for name, place, *_ in PAGES]


def address(scene, name, place):
    thing = scene.harbour.body("North") if place == "body" else getattr(scene, place)
    return reverse(name, args=[thing.public_id])


@pytest.mark.parametrize(("name", "place", "method", "secretary", "member", "other"), PAGES, ids=NAMES)
def test_each_page_lets_in_whom_it_should(scene, name, place, method, secretary, member, other):
    found = {}
    for who in (scene.secretary, scene.cyd, scene.hal, scene.kim):
        found[who.name] = getattr(signed_in(who), method)(address(scene, name, place)).status_code
    assert list(found.values()) == [secretary, member, other, NOTHING]


@pytest.mark.parametrize(("name", "place", "method"), [page[:3] for page in PAGES], ids=NAMES)
def test_signed_out_leads_to_the_sign_in(scene, name, place, method):
    url = address(scene, name, place)
    response = getattr(Client(), method)(url)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={url}")


@pytest.mark.parametrize(("name", "place", "method"), [page[:3] for page in PAGES], ids=NAMES)
def test_an_id_that_is_none_leads_nowhere(scene, name, place, method):
    response = getattr(signed_in(scene.secretary), method)(reverse(name, args=["x" * 16]))
    assert response.status_code == NOTHING


@pytest.mark.parametrize(("name", "place", "method"), [page[:3] for page in PAGES], ids=NAMES)
def test_the_wrong_method_is_refused(scene, name, place, method):
    client, url = signed_in(scene.secretary), address(scene, name, place)
    wrong = client.get if method == "post" else client.delete
    assert wrong(url).status_code == WRONG_METHOD


@pytest.mark.parametrize("step", ["notice", "open", "close", "cancel"])
def test_steps_of_an_assembly_are_for_those_who_hold_the_power(scene, step):
    url = reverse("assembly_step", args=[scene.assembly.public_id, step])
    found = [signed_in(who).post(url).status_code for who in (scene.cyd, scene.hal, scene.kim)]
    assert found == [FORBIDDEN, FORBIDDEN, NOTHING]
    assert signed_in(scene.secretary).get(url).status_code == WRONG_METHOD
    assert Client().post(url).url == f"{reverse('account_login')}?next={url}"


def test_a_step_that_is_none_leads_nowhere(scene):
    url = reverse("assembly", args=[scene.assembly.public_id]) + "dissolve/"
    assert signed_in(scene.secretary).post(url).status_code == NOTHING


@pytest.mark.parametrize("name", ["motion", "ballot", "assembly"])
def test_an_id_of_another_kind_leads_nowhere(scene, name):
    forged = scene.bea.public_id
    assert signed_in(scene.secretary).get(reverse(name, args=[forged])).status_code == NOTHING


def test_null_bytes_are_refused_with_a_sentence(scene):
    client = signed_in(scene.cyd)
    sentence = "The address or the form holds a null byte. Type it again by hand."
    forms = {
        reverse("ballot_check", args=[scene.online.public_id]): {"choice": "for\x00"},
        reverse("motion_contribute", args=[scene.proposed.public_id]): {"say-text": "\x00", "say-stance": "for"},
        reverse("assembly_door", args=[scene.assembly.public_id]): {"members": "a\x00b"},
    }
    for url, sent in forms.items():
        response = client.post(url, urlencode(sent), content_type="application/x-www-form-urlencoded")
        assert (response.status_code, response.content.decode()) == (400, sentence)
    response = client.get(reverse("motions", args=[scene.harbour.body("North").public_id]) + "?q=%00")
    assert (response.status_code, response.content.decode()) == (400, sentence)
