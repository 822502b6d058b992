"""How a program or a browser says who is speaking."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from members.actions.tokens import secret_digest
from members.enums import TokenScope
from members.models import ApiToken, Person
from members.queries.programs import token_with_digest
from organiser.base import clock

SAFE = ("GET", "HEAD", "OPTIONS")


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer org_…`. The token speaks for its person to one body, and never in the address."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        """Give the person and the token, or None where no token was sent."""
        header = authentication.get_authorization_header(request).decode("latin-1").split()
        if not header or header[0].lower() != self.keyword.lower():
            return None
        if len(header) != 2:  # the word Bearer and the secret
            message = "Send the token as: Authorization: Bearer org_…"
            raise exceptions.AuthenticationFailed(message, code="token_form")
        token = token_with_digest(secret_digest(header[1]))
        if token is None:
            message = "This token is not known, was revoked or has expired. Make a new one on your account page."
            raise exceptions.AuthenticationFailed(message, code="token")
        if token.scope == TokenScope.READ and request.method not in SAFE:
            message = "This token only reads. Make one that also acts."
            raise exceptions.PermissionDenied(message, code="token_reads")
        view = request.parser_context.get("view")
        if token.scope == TokenScope.OWN_DATA and not getattr(view, "takes_own_data", False):
            message = "This token takes out your own data, and nothing else."
            raise exceptions.PermissionDenied(message, code="token_own_data")
        self._note_use(token)
        person = token.person
        person.bound_body_id = token.body_id
        return person, token

    def _note_use(self, token: ApiToken) -> None:
        """Keep the day a token was last used, once a day: reading must not wait for the writer."""
        today = clock.today()
        if token.last_used_on is None or token.last_used_on < today:
            token.last_used_on = today
            token.save(update_fields=["last_used_on"])

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return self.keyword


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of a signed-in browser, with its CSRF token."""

    def authenticate_header(self, request: Request) -> str:
        """A missing session is a 401, so that programs can tell it from a 403."""
        return "Bearer"

    def enforce_csrf(self, request: Request) -> None:
        """Refuse a change that a foreign page could have sent in the name of a signed-in browser.

        Raises:
            PermissionDenied: without the CSRF token of the session.
        """
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as error:
            message = "A signed-in browser sends its CSRF token as X-CSRFToken. A program sends a token of its own."
            raise exceptions.PermissionDenied(message, code="csrf") from error


class TokenScheme(OpenApiAuthenticationExtension):
    """Says in the schema how a token is sent."""

    target_class = "organiser.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """HTTP bearer authentication."""
        return {"type": "http", "scheme": "bearer", "description": "A token from your account page, for one body."}


class SessionScheme(OpenApiAuthenticationExtension):
    """Says in the schema that a signed-in browser may call the API too."""

    target_class = "organiser.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The session cookie."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
