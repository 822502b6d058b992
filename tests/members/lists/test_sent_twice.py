"""Lists and letters that are sent twice are kept once."""

import pytest
from django.urls import reverse

from members.models import Mailing, SavedList
from organiser.base.models import LedgerEntry

WORD = "a-word-of-sixteen-letters"


@pytest.mark.parametrize(
    ("name", "sent", "model"),
    [
        ("list_new", {"name": "South", "state": "members"}, SavedList),
        ("mailing_new", {"subject": "Rents", "text": "Up"}, Mailing),
    ],
)
def test_the_second_sending_leads_to_what_the_first_made(fay, harbour, client, name, sent, model):
    client.force_login(fay)
    address = reverse(name, args=[harbour.body("South").public_id])
    first = client.post(address, {**sent, "once": WORD})
    second = client.post(address, {**sent, "once": WORD})
    assert (first.url == second.url, model.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("new", "change", "gap", "sent"),
    [
        ("list_new", "list_change", SavedList, {"name": "South", "state": "members"}),
        ("mailing_new", "mailing_change", Mailing, {"subject": "Rents", "text": "Up"}),
    ],
)
def test_a_change_that_is_sent_twice_is_made_once(fay, harbour, client, new, change, gap, sent):
    client.force_login(fay)
    client.post(reverse(new, args=[harbour.body("South").public_id]), sent)
    address = reverse(change, args=[gap.objects.get().public_id])
    for _ in range(2):
        assert client.post(address, {**sent, "once": WORD}).status_code == 302
    assert LedgerEntry.objects.filter(action__startswith="change_").count() == 1
