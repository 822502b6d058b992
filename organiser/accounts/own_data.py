"""What accounts tell a person of herself or himself; see organiser/base/own_data.py."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from members.models import Person
from organiser.accounts.browsers import browser_in_words
from organiser.base.models import LedgerEntry
from organiser.base.own_data import Row, left_out, register


def sessions(person: Person) -> list[Row]:
    """Where one is signed in."""
    return [
        {
            "device": browser_in_words(session.user_agent),
            "network": session.ip,
            "since": session.created_at,
            "last_seen": session.last_seen_at,
        }
        for session in UserSession.objects.filter(user=person)
    ]


def ways_in(person: Person) -> list[Row]:
    """Passkeys and apps for codes, without what they hold."""
    return [
        {"kind": one.type, "made_at": one.created_at, "last_used_at": one.last_used_at}
        for one in Authenticator.objects.filter(user=person)
    ]


def addresses(person: Person) -> list[Row]:
    """Addresses that were proven."""
    return list(EmailAddress.objects.filter(user=person).values("email", "verified"))


def done(person: Person) -> list[Row]:
    """What one did: the entries of the ledger under one's public id, without their contents."""
    entries = LedgerEntry.objects.filter(actor=person.public_id).order_by("pk")
    return list(entries.values("at", "action", "body", "subject"))


register("sessions", "Where you are signed in", sessions, keys=["usersessions.UserSession.user"])
register("ways_in", "Passkeys and apps", ways_in, keys=["mfa.Authenticator.user"])
register("addresses", "Addresses that were proven", addresses, keys=["account.EmailAddress.user"])
register("done", "What you did here", done)
left_out("the admin writes no log of its own: the ledger does", "admin.LogEntry.user")
