"""The step of signing in at which somebody with several accounts says which one."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response
from django.http import HttpResponse

from members.models import Person
from members.queries.accounts import people_with_address
from members.queries.panics import closed_until
from organiser.base.pages import page


class ChooseAccountStage(LoginStage):
    """After the address or the password is proven, and before the second step: which of the accounts it opens?

    Accounts are named only here, so that nobody learns from an address who belongs where (invariant 7).
    """

    key = "choose_account"
    urlname = "choose_account"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Stop here where more than one account was opened."""
        opened = self._opened()
        if len(opened) < 2:
            return None, True
        self.state["accounts"] = opened
        return headed_redirect_response("choose_account"), True

    def _proof(self) -> dict[str, Any]:
        records = get_authentication_records(self.request, self.login.user)
        return dict(records[-1]) if records else {}

    def _opened(self) -> list[int]:
        proof = self._proof()
        if proof.get("method") == "code" and proof.get("email"):
            people = people_with_address(proof["email"]).filter(is_active=True)
            return list(people.values_list("pk", flat=True))
        return list(getattr(self.login.user, "also_opened", []))

    @property
    def accounts(self) -> list[int]:
        """The keys of the accounts to choose from."""
        return list(self.state.get("accounts", []))

    def choose(self, person: Person) -> HttpResponse:
        """Go on with signing in as this person, who must be one of `accounts`."""
        proof = self._proof()
        record_authentication(self.request, person, method=proof["method"], email=proof.get("email"))
        self.login.user = person
        return self.exit()


class OpenSignInStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """After it is known who comes, whichever way: is sign-in closed for her or his body just now?"""

    key = "open_sign_in"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Stop here while it is closed, and say until when."""
        until = closed_until(self.login.user)
        if until is None:
            return None, True
        clear_login(self.request)
        return page(self.request, "accounts/closed.html", {"until": until}, status=403), False
