"""Refusals as problem+json (RFC 9457): the same sentence a page would show, with a code, a rule and a field."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from organiser.base.errors import Refusal

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "Something needs to be put right",
    401: "Sign in first",
    403: "This is not yours to do",
    404: "Nothing found here",
    405: "Not a way to ask here",
    406: "Not in this form",
    415: "Not understood",
    429: "Too many requests",
}


def _problem(status_code: int, detail: str, code: str, title: str = "", **more: Any) -> Response:
    body = {
        "type": "about:blank",
        "title": title or TITLES.get(status_code, "Not done"),
        "status": status_code,
        "detail": detail,
        "code": code,
        **{key: value for key, value in more.items() if value not in ("", None, [])},
    }
    return Response(body, status=status_code, content_type=CONTENT_TYPE)


def _field_errors(detail: Any, prefix: str = "") -> list[dict[str, str]]:
    """Each wrong field with its sentence, however deep the payload."""
    if isinstance(detail, dict):
        found = []
        for field, inner in detail.items():
            name = "" if field == "non_field_errors" else f"{prefix}{field}"
            found.extend(_field_errors(inner, f"{name}." if isinstance(inner, dict) else name))
        return found
    if isinstance(detail, list):
        return [error for inner in detail for error in _field_errors(inner, prefix)]
    return [{"field": prefix.rstrip("."), "sentence": str(detail), "code": getattr(detail, "code", "invalid")}]


def answer(exception: Exception, context: dict[str, Any]) -> Response | None:  # noqa: ARG001  # the framework's form
    """Turn what went wrong into a problem; leave what is our own fault to the framework."""
    if isinstance(exception, Refusal):
        set_rollback()
        return _problem(
            exception.status,
            exception.sentence,
            exception.code,
            exception.title,
            rule=exception.rule,
            field=exception.field,
            row=exception.row,
        )
    if isinstance(exception, Http404):
        exception = exceptions.NotFound()
    elif isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    if not isinstance(exception, exceptions.APIException):
        return None
    set_rollback()
    if isinstance(exception, exceptions.ValidationError):
        errors = _field_errors(exception.detail)
        sentence = " ".join(f"{error['field']}: {error['sentence']}".removeprefix(": ") for error in errors)
        return _problem(status.HTTP_400_BAD_REQUEST, sentence, "invalid", errors=errors, field=errors[0]["field"])
    detail = exception.detail
    response = _problem(exception.status_code, str(detail), getattr(detail, "code", exception.default_code))
    if getattr(exception, "auth_header", None):
        response["WWW-Authenticate"] = exception.auth_header
    if getattr(exception, "wait", None):
        response["Retry-After"] = f"{exception.wait:.0f}"
    return response
