"""What every request passes: null bytes are refused, and a refusal becomes a page that says what to do."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from organiser.base.errors import NotFound, Refusal

Handler = Callable[[HttpRequest], HttpResponse]
NULL_BYTE = {
    "type": "about:blank",
    "title": "Something needs to be put right",
    "status": 400,
    "detail": "The address or the form holds a null byte. Type it again by hand.",
    "code": "null_byte",
}
ROOM_FOR_FIELDS = 100_000  # what a form adds around a file, at most
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def _too_large(request: HttpRequest) -> bool:
    """Whether a form claims to hold more than any we take: whoever answers refuses it, and it is not read for this."""
    claimed = request.META.get("CONTENT_LENGTH") or ""
    return claimed.isascii() and claimed.isdigit() and int(claimed) > settings.IMPORT_MAX_BYTES + ROOM_FOR_FIELDS


def refuse_null_bytes(get_response: Handler) -> Handler:
    """Refuse a null byte in address, form or JSON: PostgreSQL cannot store it, and no honest browser sends it."""

    def answer(request: HttpRequest) -> HttpResponse:
        spoilt = "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        # The API reads its own payloads, with a limit to their size (organiser.base.api.parsers).
        if not spoilt and request.content_type == "application/json" and not request.path.startswith("/api/"):
            spoilt = b"\\u0000" in request.body
        if not spoilt and request.method == "POST" and request.content_type in FORMS and not _too_large(request):
            spoilt = any("\x00" in value for values in request.POST.lists() for value in (values[0], *values[1]))
        if spoilt:
            if request.path.startswith("/api/"):
                return JsonResponse(NULL_BYTE, status=400, content_type="application/problem+json")
            return HttpResponse(NULL_BYTE["detail"], status=400, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return answer


class answer_refusals:  # noqa: N801  # named in settings beside its sibling function
    """Turn a Refusal that reached the edge of a page into the page `base/refused.html` with its status."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; refusals come back through `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a Refusal; leave everything else to Django."""
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotFound):
            return render(request, "404.html", {"sentence": exception.sentence}, status=404)
        return render(request, "base/refused.html", {"refusal": exception}, status=exception.status)
