"""What is answered where Django itself refuses: the same kinds of answers as to our own refusals, at every door."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template import loader

from organiser.base.errors import Invalid, NotFound, NotPermitted
from organiser.base.refused import PROBLEM_TYPE, is_for_program, refused

UNREADABLE = (
    "What your browser sent is not complete or not in a form we know. Nothing was saved. "
    "Go back, load the page again, and try once more."
)
TOO_MUCH = "This form holds more than a page of ours ever asks for. Nothing was saved. Send less at once."
NOTHING = (
    "The address may be mistyped, or what stood here was moved, or it is not open to you. "
    "Check the address, or look for it from the first page."
)
NOT_YOURS = (
    "You belong here, but this needs a role that you do not hold now. "
    "Ask the person who holds it, or the secretary of your branch."
)
BROKEN = {
    "type": "about:blank",
    "title": "Something broke on our side",
    "status": 500,
    "detail": "It is not your doing, and nothing was written. Tell those who run this site what you sent, and when.",
    "code": "fault",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    refusal = Invalid(TOO_MUCH, code="too_much") if too_much else Invalid(UNREADABLE, code="unreadable")
    return refused(request, refusal)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's words are not ours
    """What is not this person's to do."""
    return refused(request, NotPermitted(NOT_YOURS, code="not_permitted"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the same
    """What is not there, or not for whoever asks."""
    return refused(request, NotFound(NOTHING, code="not_found"))


def server_error(request: HttpRequest, **_: Any) -> HttpResponse:
    """A fault of ours. The page asks for nothing that may be what has broken."""
    if is_for_program(request):
        return JsonResponse(BROKEN, status=500, content_type=PROBLEM_TYPE)
    return HttpResponseServerError(loader.render_to_string("500.html"))
