"""What the page frame shows: whose page it is, the words of the navigation, who is signed in."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from assemblies.queries.ballots import owed_by
from members.queries.belonging import bodies_of
from members.rules import keeps_register
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.bodies import organisations_visible_to
from organiser.base import authority, clock

SESSION_KEY = "organisation"


@dataclass(frozen=True)
class Word:
    """One word of the navigation."""

    url: str
    label: str
    current: bool


@dataclass
class Frame:
    """Everything the frame of a page needs."""

    organisation_name: str
    ink: str
    home_url: str
    today: Any
    person_name: str = ""
    account_url: str = ""
    nav: list[Word] = field(default_factory=list)
    help_text: str = ""
