"""Every page of this floor against everybody who must not get in: one table for all of them."""

import io

import pytest
from django.urls import reverse

from members.actions.export_requests import ExportPlan, ask_export
from members.actions.import_staging import stage_import
from members.actions.mailings import MailingData, write_mailing
from members.actions.saved_lists import ListData, save_list
from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionKind, DecisionSource, Outcome
from organisations.models import Committee
from tests.files import messy_register

# name · what its address takes · the method it answers · a wrong one · what a member who keeps nothing gets
DOORS = [
    ("register", "body", "get", "post", 403),
    ("member_new", "body", "get", "put", 403),
    ("register_export", "body", "get", "put", 403),
    ("register_export", "body", "post", "put", 403),
    ("lists", "body", "get", "post", 403),
    ("list_new", "body", "get", "put", 403),
    ("exports", "body", "get", "post", 403),
    ("mailings", "body", "get", "post", 403),
    ("mailing_new", "body", "get", "put", 403),
    ("member_card", "membership", "get", "post", 404),
    ("list_open", "saved", "get", "post", 404),
    ("list_change", "saved", "get", "put", 404),
    ("list_delete", "saved", "get", "put", 404),
    ("export_release", "export", "post", "get", 404),
    ("export_refuse", "export", "post", "get", 404),
    ("export_take", "export", "post", "get", 404),
    ("mailing", "mailing", "get", "post", 404),
    ("mailing_change", "mailing", "get", "put", 404),
    ("mailing_stop", "mailing", "get", "put", 404),
    *(
        (f"mailing_{verb}", "mailing", "post", "get", 404)
        for verb in ("try", "hand_in", "release", "take_back", "print")
    ),
    ("import_new", "body", "get", "put", 403),
    ("member", "membership", "get", "post", 404),
    ("member_change", "membership", "get", "put", 404),
    ("member_state", "membership", "post", "get", 404),
    ("letter", "membership", "post", "get", 404),
    ("agree", "membership", "post", "get", 404),
    ("leave", "membership", "get", "put", 404),
    ("import_preview", "batch", "get", "post", 404),
    ("import_problems", "batch", "get", "post", 404),
    ("import_commit", "batch", "post", "get", 404),
    ("import_discard", "batch", "post", "get", 404),
    ("import_undo", "batch", "post", "get", 404),
]
IDS = [f"{name}-{method}" for name, _what, method, _wrong, _status in DOORS]


@pytest.fixture
def address(harbour):
    """The address of a door, about South, Hal South or an import into South."""
    data = messy_register(8, seed=1)
    batch = stage_import(
        harbour.person("Fay South"),
        body=harbour.body("South"),
        stream=io.BytesIO(data),
        size=len(data),
        filename="members.csv",
    )
    fay, south = harbour.person("Fay South"), harbour.body("South")
    ids = {
        "saved": save_list(fay, body=south, data=ListData("Hal", shared=True)).public_id,
        "export": ask_export(fay, body=south, plan=ExportPlan(), purpose="Post").public_id,
        "mailing": write_mailing(fay, body=south, data=MailingData("Rents", "Text")).public_id,
        "body": harbour.body("South").public_id,
        "membership": harbour.members["Hal South"].public_id,
        "batch": batch.public_id,
    }
    return lambda name, what: reverse(name, args=[ids[what]])


@pytest.mark.parametrize(("name", "what", "method", "wrong", "status"), DOORS, ids=IDS)
class TestDoor:
    def test_who_is_signed_out_is_asked_to_sign_in(self, client, address, name, what, method, wrong, status):
        url = address(name, what)
        assert getattr(client, method)(url).url == f"{reverse('account_login')}?next={url}"

    def test_a_stranger_finds_nothing(self, client, mill, address, name, what, method, wrong, status):
        for person in (mill.secretary, mill.person("Lea Mill")):
            client.force_login(person)
            assert getattr(client, method)(address(name, what)).status_code == 404

    def test_a_member_who_keeps_nothing_is_refused(self, client, harbour, address, name, what, method, wrong, status):
        client.force_login(harbour.person("Gil South"))
        assert getattr(client, method)(address(name, what)).status_code == status

    def test_a_member_of_another_branch_is_refused_alike(
        self, client, harbour, address, name, what, method, wrong, status
    ):
        client.force_login(harbour.person("Bea North"))
        assert getattr(client, method)(address(name, what)).status_code == status

    def test_a_forged_id_finds_nothing(self, client, harbour, name, what, method, wrong, status):
        client.force_login(harbour.secretary)
        for forged in ("nosuchthing00000", "1", "0", "x" * 200, "-", "South"):
            assert getattr(client, method)(reverse(name, args=[forged])).status_code == 404

    def test_a_wrong_method_is_refused(self, client, harbour, address, name, what, method, wrong, status):
        client.force_login(harbour.person("Fay South"))
        answer = getattr(client, wrong)(address(name, what))
        # What is done with a button leads back to its page when it is opened; nothing else answers another method.
        assert answer.status_code == (302 if wrong == "get" else 405)


def test_a_committee_has_no_register_of_its_own(client, harbour):
    decided = Decided(
        kind=DecisionKind.ORDINARY,
        title="We found a committee",
        text="",
        outcome=Outcome.CARRIED,
        working=[],
        source=DecisionSource.BALLOT,
        effect="found_committee",
        payload={"name": "Strike fund", "scope": "Keeps the strike fund."},
    )
    record_decision(harbour.secretary, body=harbour.body(), decided=decided)
    client.force_login(harbour.secretary)
    url = reverse("register", args=[Committee.objects.get().public_id])
    assert client.get(url).status_code == 403


def test_who_keeps_the_register_of_the_whole_opens_that_of_each_branch(client, harbour, address):
    client.force_login(harbour.secretary)
    opened = [client.get(address(name, what)).status_code for name, what, method, *_ in DOORS if method == "get"]
    lists = [200, 200, 200, 200, 200, 200, 302, 200, 200, 200, 200, 200]
    assert opened == [200, 200, 200, *lists, 200, 200, 200, 404, 200, 200]
