"""The root of the API, its schema, its page of documentation, and what answers where nothing is."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from organiser.api import documentation
from organiser.api.schema import drawn_as_yaml
from organiser.base.api.views import Careful
from organiser.base.pages import page

ROOTS = (
    *("organisations", "bodies", "councils", "events", "rules", "decisions", "aims", "interventions"),
    *("programmes", "dissents", "alliances", "affiliations"),
    *("memberships", "applications", "joining", "imports", "erasures", "ended-sign-ins", "tokens", "me"),
    *("transfers", "duplicates", "merges", "headcounts", "estimates"),
    *("lists", "exports", "mailings"),
    *("dues-schemes", "dues-entries", "dues-accounts", "dues-runs", "dues-reminders", "statements"),
    *("roles", "terms"),
    *("assemblies", "motions", "nominations", "roll-challenges", "ballots", "recounts", "standings"),
    *("exclusions", "minutes", "tasks"),
)


class Yaml(BaseRenderer):
    """A text that is YAML already."""

    media_type = "application/yaml"
    format = "yaml"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The text, or a refusal, which is JSON everywhere."""
        return data.encode() if isinstance(data, str) else json.dumps(data, ensure_ascii=False).encode()


@extend_schema(exclude=True)
class Root(Careful):
    """Where everything is."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        """An address for each kind of thing."""
        here = request.build_absolute_uri(reverse("api_root"))
        links = {name: f"{here}{name}/" for name in ROOTS}
        return Response({**links, "schema": f"{here}schema/", "docs": f"{here}docs/"})


@extend_schema(exclude=True)
class Schema(Careful):
    """The OpenAPI schema, for programs that write programs."""

    permission_classes = (AllowAny,)
    renderer_classes = (Yaml,)

    def get(self, request: Request) -> Response:
        """The schema as YAML."""
        return Response(drawn_as_yaml())


@extend_schema(exclude=True)
class Nothing(Careful):
    """Every address that is none: for strangers a 401, so that they learn nothing of what there is."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask who it is, then say that there is nothing.

        Raises:
            NotFound: always.
        """
        super().initial(request, *args, **kwargs)
        hint = "" if request.path.endswith("/") else " Addresses of the API end with a slash."
        raise NotFound(f"There is nothing at this address.{hint}")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The documentation, drawn from the schema: each operation with its payload, an example and its answers."""
    return page(request, "api/docs.html", {"groups": documentation.groups()})
