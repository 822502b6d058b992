"""Erasing a person: locked for thirty days, then nothing of her is found, and every sum stands as before."""

import json
from datetime import timedelta
from io import StringIO

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, Result, RollEntry, Vote
from members.actions.enrolling import enrol_member
from members.actions.erasures import ask_erasure, erase_person, withdraw_erasure, withdraw_erasure_for
from members.actions.import_writing import commit_import
from members.actions.letters import make_letter
from members.actions.people import PersonData, change_contact, log_reading
from members.actions.tokens import make_token
from members.enums import ErasureState, MembershipState
from members.models import ApiToken, Erasure, ImportRow, Letter, Membership, Person
from members.queries.numbers import spent_among
from members.queries.past import register_on
from members.queries.register import memberships_visible_to, register_of, searched
from organiser.base import clock
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK, VISITOR
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import LedgerEntry
from organiser.base.text import without_accents
from tests.helpers import bound, cast, north_motion, online_ballot, people_of, refuses, stage
from tests.world import add_member, make_person

NAME = "Ägnes-Marié O’Brien Zubiri"
PHONE = "+34 600 123 456"
STREET = "Calle del Olvido 7"


def after(days: int):
    return clock.at(clock.now() + timedelta(days=days))


def named(harbour):
    """Bea North with a name, a telephone and an address that are found anywhere."""
    membership = harbour.members["Bea North"]
    data = PersonData(
        name=NAME, email="agnes.zubiri@example.org", phone=PHONE, address=STREET, postcode="48001", town="Bilbo"
    )
    change_contact(harbour.secretary, membership=membership, data=data)
    return Membership.objects.select_related("person", "organisation", "branch").get(pk=membership.pk)


def whole_database() -> str:
    """Everything that stands in any table, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row if value is not None]
    text = "\n".join(found)
    return text + "\n" + text.encode().decode("unicode_escape", errors="ignore")


def traces(*of: str) -> list[str]:
    """Which of these still stand anywhere, in any case, with accents or without."""
    text = whole_database()
    plain = without_accents(text).casefold()
    return [word for word in of if word.casefold() in text.casefold() or without_accents(word).casefold() in plain]


def asked(harbour, membership, days=31):
    """Asked for by the member, and done by the clock so many days later."""
    erasure = ask_erasure(membership.person, membership=membership).erasure
    with after(days):
        erase_person(CLOCK, erasure=erasure)
    return Erasure.objects.get(pk=erasure.pk)


def test_invariant_9_nothing_of_an_erased_person_is_found_in_any_table(harbour):
    membership = named(harbour)
    person = membership.person
    make_letter(harbour.secretary, membership=membership)
    make_token(person, body=harbour.body(), name="script of Agnes", scope="read", days=3)
    log_reading(harbour.secretary, membership, "Record opened")
    EmailAddress.objects.create(user=person, email=person.email)
    UserSession.objects.create(user=person, ip="10.0.0.1", session_key="k" * 32, user_agent="Agnes her phone")
    LogEntry.objects.create(
        user=harbour.secretary,
        content_type=ContentType.objects.get_for_model(Membership),
        object_id=str(membership.pk),
        object_repr=str(membership),
        action_flag=2,
        change_message=NAME,
    )
    queue_letter("To one", f"Dear {NAME}", [person.email])
    batch = stage(
        harbour.secretary,
        harbour.body(),
        f"Name,E-mail,Phone\n{NAME},agnes.zubiri@example.org,{PHONE}\nNew One,n@example.org,\n",
    )
    balloted(harbour, f"Thank {NAME}")
    assert traces(NAME, "agnes.zubiri", STREET) == [NAME, "agnes.zubiri", STREET]
    asked(harbour, Membership.objects.get(pk=membership.pk))
    assert traces(NAME, "agnes.zubiri", "zubiri", PHONE, STREET, "48001", "Agnes her phone") == []
    person.refresh_from_db()
    assert (person.name, person.email, person.phone) == (f"Erased person {person.public_id[:4]}", None, "")
    assert not person.has_usable_password()
    assert ImportRow.objects.filter(batch=batch).exclude(values={}).count() == 1


def balloted(harbour, title="Repair the roof", choices="+"):
    """A ballot over days in North that is closed and counted."""
    ballot = online_ballot(harbour, north_motion(harbour, title=title))
    cast(ballot, people_of(harbour, "North")[: len(choices)], choices)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def test_invariant_9_tallies_digests_and_chains_are_the_same_after_every_member_was_erased(harbour):
    balloted(harbour, choices="+++-0")
    before = _sums()
    for name in ("Bea North", "Cyd North", "Dan North", "Eve North"):
        asked(harbour, harbour.members[name])
        assert _sums() == before
        out = StringIO()
        call_command("verify_ledger", stdout=out)
    names = set(Person.objects.filter(memberships__organisation=harbour.organisation).values_list("name", flat=True))
    assert len([name for name in names if name.startswith("Erased person ")]) == 4


def _sums():
    """What must come out the same, whoever is erased."""
    results = list(Result.objects.order_by("pk").values("votes_for", "entitled", "verdict", "votes_digest"))
    rolls = list(RollEntry.objects.order_by("pk").values_list("roll", "person", "weight"))
    votes = list(Vote.objects.order_by("pk").values_list("ballot", "entry", "choice"))
    return json.dumps([results, rolls, votes], default=str)


def test_a_record_that_is_locked_is_in_no_register_search_or_file(harbour):
    membership = named(harbour)
    body = harbour.body("North")
    ask_erasure(membership.person, membership=membership)
    secretary = harbour.secretary
    assert not memberships_visible_to(secretary).filter(pk=membership.pk).exists()
    assert not register_of(secretary, body).filter(pk=membership.pk).exists()
    assert list(searched(register_of(secretary, harbour.body()), "zubiri")) == []
    assert not register_on(secretary, body, clock.today() - timedelta(days=9)).filter(pk=membership.pk).exists()


def test_locking_ends_the_membership_and_every_way_in(harbour):
    membership = harbour.members["Bea North"]
    person = membership.person
    make_token(person, body=harbour.body(), name="x", scope="read", days=3)
    make_letter(harbour.secretary, membership=membership)
    UserSession.objects.create(user=person, ip="10.0.0.1", session_key="k" * 32, user_agent="x")
    made = ask_erasure(person, membership=membership)
    membership.refresh_from_db()
    person.refresh_from_db()
    assert (membership.state, membership.left_on) == (MembershipState.RESIGNED, clock.today())
    assert not person.is_active
    assert ApiToken.objects.filter(person=person, revoked_at__isnull=True).count() == 0
    assert Letter.objects.filter(person=person, expires_at__gt=clock.now()).count() == 0
    assert UserSession.objects.filter(user=person).count() == 0
    assert made.erasure.locked_until == clock.today() + timedelta(days=30)


def test_the_code_takes_it_back_once_and_the_account_opens_again(harbour):
    membership = harbour.members["Bea North"]
    made = ask_erasure(membership.person, membership=membership)
    with refuses(Invalid, "erasure_code"):
        withdraw_erasure(VISITOR, code="0000-0000-0000-0000")
    withdraw_erasure(VISITOR, code=made.code.upper().replace("-", " "))
    membership.person.refresh_from_db()
    assert membership.person.is_active
    with refuses(Invalid, "erasure_code"):
        withdraw_erasure(VISITOR, code=made.code)
    with after(31), refuses(WrongState, "not_due"):
        erase_person(CLOCK, erasure=made.erasure)


def test_the_keeper_takes_it_back_and_nobody_else(harbour, mill):
    made = ask_erasure(harbour.person("Bea North"), membership=harbour.members["Bea North"])
    with refuses(NotPermitted, "power_missing"):
        withdraw_erasure_for(harbour.person("Cyd North"), erasure=made.erasure)
    for stranger in (mill.secretary, harbour.person("Fay South")):
        with refuses(NotFound, "no_member"):
            withdraw_erasure_for(stranger, erasure=made.erasure)
    with refuses(NotPermitted, "token_erases"):
        withdraw_erasure_for(bound(harbour.secretary, harbour.body()), erasure=made.erasure)
    done = withdraw_erasure_for(harbour.secretary, erasure=made.erasure)
    assert done.state == ErasureState.WITHDRAWN
    with refuses(WrongState, "erasure_step"):
        withdraw_erasure_for(harbour.secretary, erasure=done)


def test_a_keeper_asks_only_for_who_left_or_asked_on_paper(harbour, mill):
    membership = harbour.members["Bea North"]
    with refuses(RuleNotMet, "erasure_not_asked"):
        ask_erasure(harbour.secretary, membership=membership)
    for stranger in (mill.secretary, harbour.person("Fay South"), make_person("Sam Stranger")):
        with refuses(NotFound, "no_member"):
            ask_erasure(stranger, membership=membership, on_paper=True)
    with refuses(NotPermitted, "power_missing"):
        ask_erasure(harbour.person("Cyd North"), membership=membership, on_paper=True)
    with refuses(NotPermitted, "token_erases"):
        ask_erasure(bound(harbour.person("Bea North"), harbour.body()), membership=membership)
    assert ask_erasure(harbour.secretary, membership=membership, on_paper=True).erasure.ground == "on_paper"
    with refuses(Conflict, "erasure_asked"):
        ask_erasure(harbour.secretary, membership=membership, on_paper=True)


def test_erasure_waits_for_the_open_ballot_whose_roll_names_the_person(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    membership = harbour.members["Bea North"]
    erasure = ask_erasure(membership.person, membership=membership).erasure
    with clock.at(clock.now() + timedelta(days=31)), refuses(RuleNotMet, "erasure_held_up"):
        erase_person(CLOCK, erasure=erasure)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    with after(31):
        assert erase_person(CLOCK, erasure=erasure).state == ErasureState.DONE


def test_erasure_is_done_by_the_clock_and_not_before_its_day(harbour):
    membership = harbour.members["Bea North"]
    erasure = ask_erasure(membership.person, membership=membership).erasure
    with refuses(NotPermitted, "clock_only"):
        erase_person(harbour.secretary, erasure=erasure)
    with after(30), refuses(WrongState, "not_due"):
        erase_person(CLOCK, erasure=erasure)
    with after(31):
        call_command("clock", "--once")
    assert Erasure.objects.get(pk=erasure.pk).state == ErasureState.DONE


def test_an_older_file_finds_nobody_and_writes_a_new_person(harbour):
    membership = named(harbour)
    number = membership.number
    asked(harbour, membership)
    batch = stage(harbour.secretary, harbour.body(), f"Name,E-mail\n{NAME},agnes.zubiri@example.org\n")
    assert (batch.to_create, batch.existing) == (1, 0)
    batch = stage(harbour.secretary, harbour.body(), f"Number,Name,E-mail\n{number},{NAME},agnes.zubiri@example.org\n")
    assert (batch.to_create, batch.existing) == (1, 0)
    commit_import(harbour.secretary, batch=batch)
    assert Membership.objects.get(person__name=NAME).number != number


def test_the_number_of_somebody_erased_is_never_given_out_again(harbour, mill):
    last = add_member(harbour, "Zoe Last", "South")
    number = last.number
    asked(harbour, last)
    assert Membership.objects.get(pk=last.pk).number == f"erased {last.public_id}"
    ana, south, data = harbour.secretary, harbour.body("South"), PersonData(name="Ann New")
    assert len(enrol_member(ana, body=south, data=data, number=number).number) == 6
    batch = stage(ana, south, f"Name,Number\nUwe New,{number}\nVic New,8001\n")
    commit_import(ana, batch=batch)
    given = dict(Membership.objects.filter(person__name__endswith="New").values_list("person__name", "number"))
    assert ({name: len(drawn) for name, drawn in given.items()}, given["Vic New"]) == (
        {"Ann New": 6, "Uwe New": 6, "Vic New": 4},
        "8001",
    )
    assert not spent_among(mill.organisation.pk, [number])


def test_a_name_that_two_bear_stays_in_words_that_may_mean_the_other(harbour):
    add_member(harbour, NAME, "South")
    membership = named(harbour)
    ballot = balloted(harbour, f"Thank {NAME}")
    asked(harbour, membership)
    assert NAME in Ballot.objects.get(pk=ballot.pk).question


def test_the_ledger_says_of_an_erasure_no_name(harbour):
    membership = named(harbour)
    asked(harbour, membership)
    entry = LedgerEntry.objects.filter(action="erase_person").get()
    assert set(entry.content.content) == {"state", "ground", "locked_until"}
