"""What must be cleaned of accounts when a person is erased; see organiser/base/erasing.py."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from members.models import Membership, Person
from organiser.base.erasing import register

LOG_WORDS = ("admin.LogEntry.object_id", "admin.LogEntry.object_repr", "admin.LogEntry.change_message")


def clean_account(person: Person) -> None:
    """End all ways in: sessions, addresses, passkeys and apps for codes, with everything they keep about a browser."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        store(session_key=key).delete()
    UserSession.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()


def clean_admin_log(person: Person) -> None:
    """Take the name out of the log of the admin: lines about her or him go, her or his own lines stay without words."""
    kinds = ContentType.objects.get_for_models(Person, Membership)
    keys = [str(key) for key in Membership.objects.filter(person=person).values_list("pk", flat=True)]
    LogEntry.objects.filter(content_type=kinds[Person], object_id=str(person.pk)).delete()
    LogEntry.objects.filter(content_type=kinds[Membership], object_id__in=keys).delete()
    LogEntry.objects.filter(object_repr__icontains=person.name).update(object_repr="")
    LogEntry.objects.filter(change_message__icontains=person.name).update(change_message="")
    LogEntry.objects.filter(user=person).update(object_repr="", change_message="")


register(
    "accounts.ways_in",
    clean_account,
    fields=[
        "account.EmailAddress.email",
        "account.EmailConfirmation.key",
        "mfa.Authenticator.data",
        "usersessions.UserSession.session_key",
        "usersessions.UserSession.user_agent",
        "usersessions.UserSession.data",
        "sessions.Session.session_key",
        "sessions.Session.session_data",
    ],
)
register("accounts.admin_log", clean_admin_log, fields=LOG_WORDS)
