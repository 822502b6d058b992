"""Each page of this floor: who comes in, who is told that there is nothing, and who is told that it is not theirs."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from assemblies.models import Vote
from organiser.base.middleware import NOT_ARRIVED
from tests.pages import lead, said, signed_in

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
    ("motion_summary", "proposed", "get", OK, FORBIDDEN, FORBIDDEN),
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


def address(scene, name, place):
    thing = scene.harbour.body("North") if place == "body" else getattr(scene, place)
    return reverse(name, args=[thing.public_id])


def statuses(scene, ask):
    """What each page answers, by its name and place: one scene for all of them, since it takes long to build."""
    return {f"{name} of {place}": ask(name, place, method) for name, place, method, *_expected in PAGES}


@pytest.mark.parametrize(("who", "column"), [("secretary", 3), ("cyd", 4), ("hal", 5)])
def test_each_page_lets_in_whom_it_should(scene, who, column):
    client = signed_in(getattr(scene, who))
    found = statuses(
        scene, lambda name, place, method: getattr(client, method)(address(scene, name, place)).status_code
    )
    assert found == {f"{page[0]} of {page[1]}": page[column] for page in PAGES}


def test_a_stranger_is_told_of_nothing(scene):
    client = signed_in(scene.kim)
    found = statuses(
        scene, lambda name, place, method: getattr(client, method)(address(scene, name, place)).status_code
    )
    assert found == dict.fromkeys(found, NOTHING)


def test_signed_out_leads_to_the_sign_in(scene):
    found = statuses(scene, lambda name, place, method: getattr(Client(), method)(address(scene, name, place)).url)
    sign_in = reverse("account_login")
    assert found == statuses(scene, lambda name, place, _method: f"{sign_in}?next={address(scene, name, place)}")


def test_an_id_that_is_none_leads_nowhere(scene):
    client = signed_in(scene.secretary)
    found = statuses(
        scene, lambda name, _place, method: getattr(client, method)(reverse(name, args=["x" * 16])).status_code
    )
    assert found == dict.fromkeys(found, NOTHING)


def test_the_wrong_method_is_refused(scene):
    client = signed_in(scene.secretary)
    wrong = {"get": client.delete, "post": client.get}
    found = statuses(scene, lambda name, place, method: wrong[method](address(scene, name, place)).status_code)
    buttons = {f"{name} of {place}" for name, place, method, *_ in PAGES if method == "post"}
    assert found == {door: MOVED if door in buttons else WRONG_METHOD for door in found}


def test_a_button_that_is_opened_leads_back_to_its_page_and_says_that_nothing_was_done(scene):
    client, paper = signed_in(scene.cyd), reverse("ballot", args=[scene.online.public_id])
    page = client.get(reverse("ballot_cast", args=[scene.online.public_id]), follow=True)
    assert (page.redirect_chain, page.status_code, said(page)) == ([(paper, MOVED)], OK, [NOT_ARRIVED])
    assert Vote.objects.filter(ballot=scene.online).count() == 0


def test_a_refusal_leads_back_to_where_somebody_came_from(scene):
    client = signed_in(scene.cyd)
    step = reverse("assembly_step", args=[scene.assembly.public_id, "close"])
    assembly, today = reverse("assembly", args=[scene.assembly.public_id]), "http://testserver/?from=here"
    for referer, back in ((today, "/?from=here"), ("https://elsewhere.example/x/", assembly), ("", assembly)):
        page = client.post(step, headers={"Referer": referer} if referer else {})
        assert (page.status_code, f'href="{back}">Go back</a>' in page.content.decode()) == (FORBIDDEN, True)


def test_steps_of_an_assembly_are_for_those_who_hold_the_power(scene):
    for step in ("notice", "open", "close", "cancel"):
        url = reverse("assembly_step", args=[scene.assembly.public_id, step])
        found = [signed_in(who).post(url).status_code for who in (scene.cyd, scene.hal, scene.kim)]
        assert (step, found) == (step, [FORBIDDEN, FORBIDDEN, NOTHING])
        assert signed_in(scene.secretary).get(url).url == reverse("assembly", args=[scene.assembly.public_id])
        assert Client().post(url).url == f"{reverse('account_login')}?next={url}"


def test_a_step_that_is_none_leads_nowhere(scene):
    url = reverse("assembly", args=[scene.assembly.public_id]) + "dissolve/"
    assert signed_in(scene.secretary).post(url).status_code == NOTHING


def test_an_id_of_another_kind_leads_nowhere(scene):
    client, forged = signed_in(scene.secretary), scene.bea.public_id
    found = [client.get(reverse(name, args=[forged])).status_code for name in ("motion", "ballot", "assembly")]
    assert found == [NOTHING, NOTHING, NOTHING]


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
        assert (response.status_code, lead(response)) == (400, sentence)
    response = client.get(reverse("motions", args=[scene.harbour.body("North").public_id]) + "?q=%00")
    assert (response.status_code, lead(response)) == (400, sentence)
