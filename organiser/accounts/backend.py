"""Signing in with a password, where several people may share one e-mail address."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from members.models import Person
from organiser.accounts.limits import named_by

# So many passwords are compared for an e-mail address at least, lest the time tell whether two accounts share it.
LEAST_COMPARED = 2


class Backend(AuthenticationBackend):
    """Find accounts by sign-in name, or by the e-mail address on `Person`; that address is the only one there is."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        """The first account that the password opens; `also_opened` names all of them for the page that lets choose."""
        password = str(credentials.get("password") or "")
        named = named_by(credentials)
        opened = [person for person in named if self._check_password(person, password)]
        if credentials.get("email"):
            for _ in range(LEAST_COMPARED - len(named)):
                self._mitigate_timing_attack(password)
            self._did_check_password = True
        if not opened:
            return None
        opened[0].also_opened = [person.pk for person in opened]  # type: ignore[attr-defined]  # read by the stage
        return opened[0]
