"""How allauth meets our people: no sign-up of its own, one e-mail address each, and the words of the bulletin."""

import time
from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from members.models import Person
from members.queries.panics import closed_until
from organiser.accounts import limits
from organiser.accounts.sealing import opened, sealed
from organiser.accounts.sentences import ACCOUNT, SECOND_STEP
from organiser.base.pages import page

LETTER_LASTS = 60 * 60


def shown_name(person: Person) -> str:
    """What account pages call somebody."""
    return person.name


def came_by_letter(request: HttpRequest) -> bool:
    """Whether whoever is signed in came here by a letter within the last hour, and so may set a password anew."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "letter" and time.time() - record["at"] < LETTER_LASTS for record in records)


class AccountAdapter(DefaultAccountAdapter):
    """People come by import, by joining or by founding; never by an open sign-up form."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **ACCOUNT}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent on to this address: one of ours, and one that can be read at all."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:  # half of an IPv6 address
            return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Keep the sign-in name that the person was given."""

    def get_login_stages(self) -> list[str]:
        """Ask which account is meant right after the code from the e-mail, before any second step."""
        by_code, *others = super().get_login_stages()
        return [
            by_code,
            "organiser.accounts.stages.ChooseAccountStage",
            "organiser.accounts.stages.OpenSignInStage",
            *others,
        ]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt for the address and for every account that may be meant."""
        self._login_failed_rl_usage = limits.password_attempt(request, credentials)
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Sign out again whoever came in while all sign-ins were being ended, past a stage that asked too early."""
        answer: HttpResponse = super().post_login(request, user, **more)
        until = closed_until(user)
        if until is None:
            return answer
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request)
        return page(request, "accounts/closed.html", {"until": until}, status=403)

    def set_password(self, user: Any, password: str) -> None:
        """Set it, and forget the wrong attempts at the old one."""
        super().set_password(user, password)
        limits.password_is_new(self.request, user)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Send a link that names the account by its public id, and not by its number in the database."""
        url = self.get_reset_password_from_key_url(f"{user.public_id}-{context['key']}")
        super().send_password_reset_mail(user, email, {**context, "password_reset_url": url})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show that it is still you, in our words."""
        words = {
            "reauthenticate": "With my password",
            "mfa_reauthenticate": "With a code from my app, or a spare code",
            "mfa_reauthenticate:webauthn": "With my passkey",
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]


class MFAAdapter(DefaultMFAAdapter):
    """Passkeys and codes carry the name of the site and of the person; secrets are sealed at rest."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, **SECOND_STEP}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey: this site, by its host name."""
        entity = super().get_public_key_credential_rp_entity()
        entity["name"] = settings.SITE_NAME
        return entity

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Whose passkey it is: by public id, which tells nothing of how many others there are."""
        return {"id": user.public_id.encode(), "display_name": user.name, "name": user.sign_in_name}

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  # allauth's name for it
        """A first name for a key, which its owner may change."""
        return "My passkey"

    def build_totp_svg(self, url: str) -> str:
        """The picture for an authenticator app: one black path without styles of its own; the page gives the white."""
        return str(segno.make(url, error="m").svg_inline(border=2, dark="#000", light=None, omitsize=True))

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return opened(encrypted_text)
