"""A refusal as an answer: problem+json to programs, a page in the frame of the records or of the site to people."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from organiser.base.errors import NotFound, Refusal

API = "/api/"
# What a rule of the programme itself is called in its documents; it says nothing to members.
OF_THE_CODE = ("invariant", "mission", "design", "power:", "MOTION_", "ASSEMBLY_")
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


def is_for_others(request: HttpRequest) -> bool:
    """Whether it is no page of members: a program asked, or somebody among the technical records."""
    return is_for_program(request) or request.path.startswith(reverse("admin:index"))


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
    why = "" if refusal.rule.startswith(OF_THE_CODE) else refusal.rule
    context = {"refusal": refusal, "why": why, "back_url": came_from(request)}
    return render(request, "base/refused.html", context, status=refusal.status)


def came_from(request: HttpRequest) -> str:
    """The page of ours that somebody came from; else the nearest page above this address; empty where there is none."""
    referer = request.headers.get("Referer", "")
    try:
        sent_from, host = urlsplit(referer), request.get_host()
    except (ValueError, DisallowedHost):  # an address that is none, or a host that is not ours: this is its refusal
        return page_above(request.path)
    here = sent_from.netloc == host and sent_from.path not in {"", request.path}
    if here and url_has_allowed_host_and_scheme(referer, {host}):
        return sent_from._replace(scheme="", netloc="", fragment="").geturl()
    return page_above(request.path)


def page_above(path: str) -> str:
    """The nearest address above this one that is a page; empty where there is none but the first."""
    parts = [part for part in path.split("/") if part]
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            found = resolve(above)
        except Resolver404:
            continue
        if found.url_name is not None:
            return above
    return ""
