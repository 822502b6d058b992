"""The lists of the technical records: they link by public id, and refuse plainly what they cannot be asked."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from organiser.base.errors import Invalid

LONGEST_SEARCH = 100
NOT_SO = "This list cannot be narrowed like that, or has no such page. Open it anew and use the filters beside it."
TOO_MANY_WORDS = f"Search with at most {LONGEST_SEARCH} letters."


class ByPublicId(ChangeList):
    """A list whose links carry public ids: database keys would tell how many rows there are."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if len(request.GET.get("q", "")) > LONGEST_SEARCH:
            raise Invalid(TOO_MANY_WORDS, code="search", field="q")
        try:
            super().__init__(request, *args, **kwargs)
        except (IncorrectLookupParameters, SuspiciousOperation, OverflowError, ValueError) as error:
            raise Invalid(NOT_SO, code="list") from error
        self.pk_attname = "public_id"
