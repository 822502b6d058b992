"""What several pages of this floor share."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_LENGTH = 30


def pages_of(request: HttpRequest, found: QuerySet[Any]) -> Page[Any]:
    """The page of a list that the address asks for; a number that is none gives the first, one too high the last."""
    return Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
