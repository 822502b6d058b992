"""Break-glass for people: set right a name or e-mail, end all sessions and tokens of a body."""

from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone

from members.actions.interventions import end_access, set_right_contact
from members.actions.tokens import make_token
from members.models import AccessLogEntry, ApiToken, Person
from organisations.models import Intervention
from organiser.base import clock
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet
from tests.helpers import clock_days, refuses, writes

REASON = "The member lost her phone and every paper she had."


@pytest.fixture
def root(db):
    return Person.objects.create_superuser("Root")


def later():
    return clock.at(clock.now() + clock_days(20))


def test_operator_sets_right_an_address_and_it_is_written_down(harbour, mill, root):
    bea = harbour.members["Bea North"]
    with later(), writes("set_right_contact") as entries:
        made = set_right_contact(root, membership=bea, reason=REASON, email="bea@example.net")
    assert Person.objects.get(pk=bea.person_id).email == "bea@example.net"
    assert (made.body, made.kind, made.reason, made.operator) == (
        harbour.body("North"), "contact", REASON, root.public_id,
    )  # fmt: skip
    assert made.changed == "The e-mail of a member who could not sign in."
    assert (made.shown_until - timezone.localdate(made.at)).days == 90
    assert (entries[0].chain, entries[0].actor) == (harbour.organisation.public_id, root.public_id)
    assert entries[0].content.content == {
        "intervention": made.public_id, "reason": REASON, "changed": made.changed, "fields": ["email"],
    }  # fmt: skip
    assert list(AccessLogEntry.objects.values_list("person", "what")) == [(bea.person_id, "set right by the operator")]


@pytest.mark.parametrize("reason", ["", "because", "." * 60, "x" * 1001])
def test_without_a_reason_of_twenty_letters_nothing_happens(harbour, root, reason):
    sentence = "Write down why, in 20 to 1000 letters. The members of the body read it."
    with later(), refuses(Invalid, "reason", sentence):
        set_right_contact(root, membership=harbour.members["Bea North"], reason=reason, name="Bea")
    with refuses(Invalid, "reason", sentence):
        end_access(root, body=harbour.body("North"), reason=reason)
    assert Intervention.objects.count() == 0


def test_nobody_but_the_operator_intervenes(harbour, mill, root):
    root.is_active = False
    for actor in (harbour.secretary, harbour.person("Bea North"), mill.secretary, root):
        with refuses(NotPermitted, "not_operator", "Only the operator of this site intervenes."):
            set_right_contact(actor, membership=harbour.members["Bea North"], reason=REASON, name="Bea")
        with refuses(NotPermitted, "not_operator"):
            end_access(actor, body=harbour.body(), reason=REASON)


def test_who_was_here_lately_is_left_to_do_it_alone(harbour, root):
    bea = harbour.members["Bea North"]
    Person.objects.filter(pk=bea.person_id).update(last_login=clock.now())
    sentence = (
        "This member was here within the last 14 days, and sets name and e-mail right alone or asks the secretary."
    )
    with refuses(RuleNotMet, "not_lost", sentence):
        set_right_contact(root, membership=bea, reason=REASON, email="bea@example.net")
    ana = harbour.members["Ana Founder"]  # she never signed in, but did much
    with refuses(RuleNotMet, "not_lost", sentence):
        set_right_contact(root, membership=ana, reason=REASON, email="ana@example.net")


def test_something_has_to_be_set_right(harbour, root):
    with later(), refuses(Invalid, "nothing_to_set", "Write the right name or the right e-mail."):
        set_right_contact(root, membership=harbour.members["Bea North"], reason=REASON)


def test_all_sessions_and_tokens_of_a_body_end_and_of_no_other(harbour, mill, root, rf):
    store = import_module(settings.SESSION_ENGINE).SessionStore
    people = [harbour.person("Bea North"), harbour.person("Gil South"), mill.secretary]
    for person in people:
        session = store()
        session.create()
        UserSession.objects.create(user=person, session_key=session.session_key, ip="127.0.0.1", user_agent="", data={})
    north = make_token(harbour.secretary, body=harbour.body("North"), name="North", scope="read", days=3).token
    make_token(mill.secretary, body=mill.body(), name="Mill", scope="read", days=3)
    made = end_access(root, body=harbour.body("North"), reason=REASON)
    assert {session.user_id for session in UserSession.objects.all()} == {people[1].pk, people[2].pk}
    assert list(ApiToken.objects.filter(revoked_at__isnull=False)) == [north]
    assert made.changed == "All sessions of members and all tokens were ended. Members sign in anew."
