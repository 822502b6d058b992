"""What every request passes: null bytes are refused, and a refusal becomes an answer that says what to do."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organiser.base.errors import Invalid, Refusal, WrongMethod
from organiser.base.refused import is_for_others, is_for_program, page_above, refused

Handler = Callable[[HttpRequest], HttpResponse]
NULL_BYTE = "The address or the form holds a null byte. Type it again by hand."
ROOM_FOR_FIELDS = 100_000  # what a form adds around a file, at most
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
WRONG_METHOD = 405
READING = {"GET", "HEAD"}
NOT_ARRIVED = "Nothing was done just now: what was sent did not arrive. Look here and, if it is missing, send it again."


def _too_large(request: HttpRequest) -> bool:
    """Whether a form claims to hold more than any we take: whoever answers refuses it, and it is not read for this."""
    claimed = request.META.get("CONTENT_LENGTH") or ""
    return claimed.isascii() and claimed.isdigit() and int(claimed) > settings.IMPORT_MAX_BYTES + ROOM_FOR_FIELDS


def forget_spoilt_cookies(get_response: Handler) -> Handler:
    """Take a cookie with a null byte as not sent: none of ours has one, and no session can be looked up by it."""

    def answer(request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return answer


def refuse_null_bytes(get_response: Handler) -> Handler:
    """Refuse a null byte in address, form or JSON: PostgreSQL cannot store it, and no honest browser sends it.

    It stands behind the session, so that the page says so in the frame of whoever is signed in.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        spoilt = "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        # The API reads its own payloads, with a limit to their size (organiser.base.api.parsers).
        if not spoilt and request.content_type == "application/json" and not is_for_program(request):
            spoilt = b"\\u0000" in request.body
        if not spoilt and request.method == "POST" and request.content_type in FORMS and not _too_large(request):
            spoilt = any("\x00" in value for values in request.POST.lists() for value in (values[0], *values[1]))
        return refused(request, Invalid(NULL_BYTE, code="null_byte")) if spoilt else get_response(request)

    return answer


def _how_to_ask(request: HttpRequest, allowed: str) -> str:
    """What to do where the method is wrong: a program reads which ones are right, a person where the button is."""
    if is_for_program(request):
        return f"Nothing here answers {request.method}. Ask with {allowed}."
    if "POST" in allowed:
        return "What stands at this address is done with a button. Go back to the page and press it there."
    return "This page is read, and takes nothing that is sent to it. Go back and open it anew."


class answer_refusals:  # noqa: N801  # named in settings beside its sibling functions
    """Turn a Refusal that reached the edge of a page into an answer with its sentence and status."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; refusals come back through `process_exception`, a wrong method as an empty answer."""
        response = self.get_response(request)
        if response.status_code != WRONG_METHOD or response.streaming or response.content:
            return response
        allowed = response.headers["Allow"]
        above = page_above(request.path)
        if request.method in READING and "POST" in allowed and above and not is_for_others(request):
            # A page that only takes a form, opened again: after signing in anew, or by a phone that reloads.
            messages.warning(request, NOT_ARRIVED)
            return redirect(above)
        answer = refused(request, WrongMethod(_how_to_ask(request, allowed), code="method_not_allowed"))
        answer.headers["Allow"] = allowed
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a Refusal; leave everything else to Django."""
        return refused(request, exception) if isinstance(exception, Refusal) else None
