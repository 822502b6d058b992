"""A refusal as an answer: problem+json to programs, a page in the frame of the records or of the site to people."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from organiser.base.errors import NotFound, Refusal

API = "/api/"
PROBLEM_TYPE = "application/problem+json"


def problem_of(refusal: Refusal) -> dict[str, Any]:
    """A refusal as a program reads it (RFC 9457); what is empty is left out."""
    about = {"rule": refusal.rule, "field": refusal.field, "row": refusal.row}
    return {
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.sentence,
        "code": refusal.code,
        **{name: value for name, value in about.items() if value not in ("", None)},
    }


def is_for_program(request: HttpRequest) -> bool:
    """Whether whoever asked is a program: everything under the address of the API is answered alike."""
    return request.path.startswith(API)


def _is_in_records(request: HttpRequest) -> bool:
    """Whether somebody who may see the technical records asked for something among them."""
    inside = request.path.startswith(reverse("admin:index")) and hasattr(request, "user")
    return inside and admin.site.has_permission(request)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer at the door at which it was asked."""
    if is_for_program(request):
        return JsonResponse(problem_of(refusal), status=refusal.status, content_type=PROBLEM_TYPE)
    if _is_in_records(request):
        context = {**admin.site.each_context(request), "title": refusal.title, "refusal": refusal}
        return render(request, "admin/refused.html", context, status=refusal.status)
    if isinstance(refusal, NotFound):
        return render(request, "404.html", {"sentence": refusal.sentence}, status=refusal.status)
    return render(request, "base/refused.html", {"refusal": refusal}, status=refusal.status)
