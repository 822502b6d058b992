"""Ways in, as a browser takes them."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from members.models import Person
from tests.world import PASSWORD


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: Any) -> Client:
    """Fill in the sign-in form; gives the browser."""
    client.post("/account/login/", {"login": login, "password": password}, **more)
    return client


def is_signed_in(client: Client) -> bool:
    """Whether the browser may see the page of an account."""
    return client.get("/me/account/").status_code == 200


def who(client: Client) -> str:
    """The sign-in name of whoever is signed in; empty for nobody."""
    key = client.session.get("_auth_user_id")
    return Person.objects.get(pk=key).sign_in_name if key else ""


def show_again(client: Client, password: str = PASSWORD) -> Any:
    """Prove with the password that it is still the same person; gives the answer."""
    return client.post("/account/reauthenticate/", {"password": password})


def code_in_mail() -> str:
    """The code in the last letter that went out."""
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)
    return found[0] if found else ""
