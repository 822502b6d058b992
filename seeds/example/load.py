"""Loading the example world: all of it or nothing, in one transaction, without sending any mail."""

from datetime import datetime
from typing import Protocol

from django.db import connection, transaction

from members.models import Person
from organiser.base import clock
from organiser.base.models import WaitingLetter
from seeds.example import campus, network, open_hand, parcel, tenants
from seeds.example.accounts import PASSWORD, SIGN_INS
from seeds.example.calendar import Calendar, Story, play
from seeds.example.cast import Cast
from seeds.example.counting import counted_each_month
from seeds.example.letters import count_as_sent
from seeds.history import cnt, fai, fau, international, mujeres_libres, uruguay, village


class Told(Protocol):
    """An organisation that the example tells of: a module, or an object where several are told alike."""

    def founded_at(self, calendar: Calendar) -> datetime:
        """When its story begins."""

    def begin(self) -> Cast:
        """The founding."""

    def stories(self, calendar: Calendar, cast: Cast) -> list[Story]:
        """Everything that happens after the founding."""


EVERYDAY: tuple[Told, ...] = (tenants, open_hand, parcel, campus)
HISTORY: tuple[Told, ...] = (
    *(cnt, international, fai, mujeres_libres, village),
    *(fau, uruguay.convention, uruguay.cooperatives),
)
ORGANISATIONS = (*EVERYDAY, *network.NINE, *HISTORY)


def _one_at_a_time() -> None:
    """Two loadings at once would both find nobody. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE members_person IN SHARE ROW EXCLUSIVE MODE")


def load_example() -> bool:
    """Let the example world happen up to this moment; gives whether it did. Where there are people, nothing is done."""
    with transaction.atomic():
        _one_at_a_time()
        if Person.objects.exists():
            return False
        calendar = Calendar(clock.today())
        stories: list[Story] = []
        # The ledger of the installation, which tells of accounts, runs forward too.
        for organisation in sorted(ORGANISATIONS, key=lambda told: told.founded_at(calendar)):
            with clock.at(organisation.founded_at(calendar)):
                cast = organisation.begin()
            stories += organisation.stories(calendar, cast)
            if organisation not in HISTORY:  # where nothing has happened for a year nobody is counted
                stories.append(counted_each_month(calendar, cast, organisation.founded_at(calendar)))
        play(stories, after=count_as_sent)
        # Invented people read no letters: what was sent is written down as sent, or taken out of the post again.
        WaitingLetter.objects.all().delete()
        for sign_in in SIGN_INS:
            for person in Person.objects.filter(email=sign_in.email):
                person.set_password(PASSWORD)
                person.save(update_fields=["password"])
    return True
