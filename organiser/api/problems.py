"""Refusals as problem+json (RFC 9457): the same sentence a page would show, with a code, a rule and a field."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from organiser.base.errors import Refusal
from organiser.base.field_sentences import naming
from organiser.base.refused import PROBLEM_TYPE, problem_of

TITLES = {
    400: "Something needs to be put right",
    401: "Sign in first",
    403: "This is not yours to do",
    404: "Nothing found here",
    405: "Not a way to ask here",
    406: "Not in this form",
    413: "Too large",
    415: "Not understood",
    429: "Too many requests",
    503: "Busy",
}
# What is said where the framework refuses in words of its own, or Django does.
PLAIN = {
    400: "The payload could not be taken apart. Send it again in one piece.",
    401: "Sign in, or send a token as: Authorization: Bearer org_…",
    403: "This is not yours to do. Ask somebody who holds a role that may, or send a token that reaches this body.",
    404: "There is nothing at this address, or it is not yours to see. Check the id and what the token reaches.",
}
log = logging.getLogger(__name__)


class Busy(exceptions.APIException):
    """The database had no room for this in time; nothing was written."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "Too much is going on at this moment. Nothing was written. Send it again."
    default_code = "busy"
    wait = 1


def problem(status_code: int, detail: str, code: str, **more: Any) -> Response:
    """A refusal; what is empty is left out."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status_code, "Not done"),
        "status": status_code,
        "detail": detail,
        "code": code,
        **{key: value for key, value in more.items() if value not in ("", None, [])},
    }
    return Response(body, status=status_code, content_type=PROBLEM_TYPE)


def _field_errors(detail: Any, path: str = "") -> list[dict[str, str]]:
    """Each wrong field with its sentence, however deep the payload: `branches.2.name`."""
    if isinstance(detail, dict):
        inner = ((path if name == "non_field_errors" else f"{path}.{name}".strip("."), x) for name, x in detail.items())
    elif isinstance(detail, list):
        nested = any(isinstance(x, dict) for x in detail)
        inner = ((f"{path}.{number}" if nested else path, x) for number, x in enumerate(detail))
    else:
        return [{"field": path, "sentence": str(detail), "code": getattr(detail, "code", "invalid")}]
    return [error for where, x in inner for error in _field_errors(x, where)]


def _sentence(exception: exceptions.APIException, context: dict[str, Any]) -> str:
    """What went wrong in our words; the framework's own speak of views and credentials."""
    request = context.get("request")
    if isinstance(exception, exceptions.MethodNotAllowed):
        allowed = ", ".join(getattr(context.get("view"), "allowed_methods", []))
        return f"Nothing here answers {getattr(request, 'method', 'this')}. Ask with {allowed or 'GET'}."
    if isinstance(exception, exceptions.UnsupportedMediaType):
        kinds = " or ".join(parser.media_type for parser in getattr(context.get("view"), "parser_classes", ()))
        return f"Send the payload as {kinds}, and say so in Content-Type."
    if isinstance(exception, exceptions.NotAcceptable):
        kinds = " or ".join(kind.media_type for kind in getattr(context.get("view"), "renderer_classes", ()))
        return f"The answer comes as {kinds or 'application/json'}. Ask for that in Accept."
    if isinstance(exception, exceptions.Throttled):
        return f"Too many requests. Wait {max(1, round(exception.wait or 1))} seconds, then send it again."
    if exception.detail == type(exception).default_detail:
        return PLAIN.get(exception.status_code, str(exception.detail))
    return str(exception.detail)


def _as_known(exception: Exception) -> Exception:
    """Refusals of Django in the shape of the framework's."""
    if isinstance(exception, Http404):
        return exceptions.NotFound()
    if isinstance(exception, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exception, ModelValidationError):
        return exceptions.ValidationError(exception.messages)
    if isinstance(exception, (SuspiciousOperation, MultiPartParserError)):
        return exceptions.ParseError()
    if isinstance(exception, OperationalError):
        log.warning("An answer of the API waited too long for the database.", exc_info=exception)
        return Busy()
    return exception


def answer(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what went wrong into a problem; leave what is our own fault to the framework."""
    if isinstance(exception, Refusal):
        set_rollback()
        return Response(problem_of(exception), status=exception.status, content_type=PROBLEM_TYPE)
    exception = _as_known(exception)
    if not isinstance(exception, exceptions.APIException):
        return None
    set_rollback()
    if isinstance(exception, exceptions.ValidationError):
        errors = _field_errors(exception.detail)
        sentence = " ".join(naming(error["field"], error["sentence"]) for error in errors)
        field = errors[0]["field"] if errors else ""
        return problem(status.HTTP_400_BAD_REQUEST, sentence, "invalid", errors=errors, field=field)
    code = getattr(exception.detail, "code", exception.default_code)
    response = problem(exception.status_code, _sentence(exception, context), code)
    if getattr(exception, "auth_header", None):
        response["WWW-Authenticate"] = exception.auth_header
    if getattr(exception, "wait", None):
        response["Retry-After"] = f"{max(1, round(exception.wait))}"
    return response
