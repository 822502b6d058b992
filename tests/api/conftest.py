"""Programs and browsers that speak to the API."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from members.actions.tokens import make_token
from members.models import Person
from organisations.models import Body
from organiser.base.api.throttles import COUNTS

Call = Callable[..., Any]


class Caller(APIClient):
    """A client that knows where the API is and shows what was answered when it is not what was expected."""

    def ask(self, path: str, expected: int = 200, **query: Any) -> Any:
        """GET, and give the answer."""
        return self._answer(self.get(f"/api/v1/{path}", query), expected)

    def tell(self, path: str, payload: Any = None, expected: int = 200, **more: Any) -> Any:
        """POST, and give the answer."""
        return self._answer(self.post(f"/api/v1/{path}", payload or {}, format="json", **more), expected)

    def _answer(self, response: Any, expected: int) -> Any:
        body = response.json()
        assert response.status_code == expected, body
        if expected >= 400:
            assert response.headers["Content-Type"] == "application/problem+json"
            assert body["status"] == expected
        return body


@pytest.fixture(autouse=True)
def _nobody_counted() -> Iterator[None]:
    """Each test begins with its own count of requests."""
    COUNTS.clear()
    yield
    COUNTS.clear()


@pytest.fixture
def as_person(db: None) -> Callable[[Person], Caller]:
    """A signed-in browser."""

    def sign_in(person: Person) -> Caller:
        caller = Caller()
        caller.force_login(person)
        return caller

    return sign_in


@pytest.fixture
def as_program(db: None) -> Callable[..., Caller]:
    """A program with a token of a person for a body."""

    def with_token(person: Person, body: Body, scope: str = "write") -> Caller:
        caller = Caller()
        made = make_token(person, body=body, name="a program", scope=scope, days=30)
        caller.credentials(HTTP_AUTHORIZATION=f"Bearer {made.secret}")
        return caller

    return with_token


def names_in(answer: Any) -> str:
    """Everything an answer says, as one text to look for what must not be there."""
    return str(answer)
