"""The shape of a view: it reads the payload, calls one query or one action, and shows what came of it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django_filters.filterset import BaseFilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, ValidationError
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from organiser.base.api.eyes import Eyes
from organiser.base.api.filters import WordsFilter
from organiser.base.api.parsers import Json
from organiser.base.api.serializers import ID_PATTERN, Empty
from organiser.base.api.throttles import ByAddress, ByPerson
from organiser.base.api.words import CHANGED, EMPTY_FILTER, NO_FILTER

F = TypeVar("F", bound=Callable[..., Any])
PAGING = ("cursor", "page_size")


class Careful(APIView):
    """What every view of the API does: count requests of strangers before refusing them, and let nobody keep copies.

    Args:
        takes_own_data: whether it is the one view for tokens that take out one's own data.
    """

    parser_classes = (Json,)
    throttle_classes = (ByAddress, ByPerson)
    metadata_class = None
    takes_own_data: ClassVar[bool] = False

    def perform_authentication(self, request: Request) -> None:
        """Count a wrong token as a request of its address, before saying that it is wrong."""
        try:
            super().perform_authentication(request)
        except APIException:
            self.check_throttles(request)
            raise

    def check_permissions(self, request: Request) -> None:
        """Count a request of a stranger, before asking who she or he is."""
        if not request.user.is_authenticated:
            self.check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        """Count each request once."""
        if not getattr(request, "counted", False):
            request.counted = True  # type: ignore[attr-defined]  # kept on the request it is about
            super().check_throttles(request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Answers hold personal data and are not kept by browsers or proxies."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "no-store")
        return response


class Aggregate(Careful, GenericViewSet[Any]):
    """The addresses of one kind of thing.

    Args:
        model: the table, by which the schema learns the filters.
        visible: the query that gives what a viewer may list.
        found: the query that gives one of them by its public id, or refuses.
        ordering: the fixed order of the list, ending in something unique.
        filterset_class: what the list can be narrowed by.
    """

    lookup_url_kwarg = "id"
    lookup_field = "id"
    lookup_value_regex = ID_PATTERN
    model: ClassVar[type[Model]]
    visible: ClassVar[Callable[[Any], QuerySet[Any]]]
    found: ClassVar[Callable[[Any, str], Any]]
    ordering: ClassVar[tuple[str, ...]] = ()
    filterset_class: ClassVar[type[BaseFilterSet] | None] = None

    @cached_property
    def eyes(self) -> Eyes:
        """How far the viewer sees."""
        return Eyes(self.viewer)

    @property
    def viewer(self) -> Any:
        """Who asks: the person, bound to one body where a token speaks for her or him."""
        return self.request.user

    @property
    def named(self) -> str:
        """The public id in the address."""
        return str(self.kwargs["id"])

    def get_queryset(self) -> QuerySet[Any]:
        """What the viewer may list; nothing while the schema is drawn, which nobody looks at."""
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()  # noqa: SLF001  # Django's documented way to a model's manager
        return type(self).visible(self.viewer)

    def get_object(self) -> Any:
        """The thing the address names.

        Raises:
            NotFound: where there is none that the viewer may know of.
        """
        return type(self).found(self.viewer, self.named)

    def get_serializer_context(self) -> dict[str, Any]:
        """What serializers need to know of the viewer."""
        return {**super().get_serializer_context(), "eyes": self.eyes, "viewer": self.viewer}

    def sent(self, payload: type[BaseSerializer[Any]] = Empty) -> dict[str, Any]:
        """The values of the payload.

        Raises:
            ValidationError: naming each field that is missing, unknown or of another kind.
        """
        serializer = payload(data=self.request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def shown(
        self, thing: Any, serializer: type[BaseSerializer[Any]] | None = None, *, status_code: int = status.HTTP_200_OK
    ) -> Response:
        """The thing as the viewer may read it."""
        chosen = serializer or self.get_serializer_class()
        return Response(chosen(thing, context=self.get_serializer_context()).data, status=status_code)

    def made(self, thing: Any, serializer: type[BaseSerializer[Any]] | None = None) -> Response:
        """The thing that was just made."""
        return self.shown(thing, serializer, status_code=status.HTTP_201_CREATED)

    def listed(self, rows: QuerySet[Any], serializer: type[BaseSerializer[Any]] | None = None) -> Response:
        """A page of rows."""
        chosen = serializer or self.get_serializer_class()
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(chosen(page, many=True, context=self.get_serializer_context()).data)

    def demand_known_parameters(self) -> None:
        """Refuse a filter that is misspelt or empty, which would otherwise give more than was asked for.

        Raises:
            ValidationError: naming what is not known.
        """
        filters = self.filterset_class
        known = {*PAGING, *(filters.base_filters if filters else ())}
        unknown = sorted(set(self.request.query_params) - known)
        if unknown:
            sentence = NO_FILTER.format(known=", ".join(sorted(known)))
            raise ValidationError({name: [sentence] for name in unknown}, code="unknown_filter")
        named = {
            name for name, one in (filters.base_filters if filters else {}).items() if not isinstance(one, WordsFilter)
        }
        empty = sorted(name for name in named & set(self.request.query_params) if not self.request.query_params[name])
        if empty:
            raise ValidationError({name: [EMPTY_FILTER] for name in empty}, code="empty_filter")


class Listing(Aggregate):
    """Things that can be listed and read one by one."""

    def list(self, request: Request) -> Response:
        """A page of what the viewer may see."""
        self.demand_known_parameters()
        return self.listed(self.filter_queryset(self.get_queryset()))

    def retrieve(self, request: Request, **_: str) -> Response:
        """One of them."""
        return self.shown(self.get_object())


def told(summary: str, description: str = "", **more: Any) -> Callable[[F], F]:
    """What the schema says of an operation: a few words, and sentences for who wants to know more."""
    return extend_schema(summary=summary, description=description or summary, **more)


def change(summary: str, description: str, gives: Any, takes: Any = Empty, code: int = 200) -> Callable[[F], F]:
    """What the schema says of an operation that changes something."""
    words = CHANGED.format(description=description) if takes is Empty else description
    return extend_schema(summary=summary, description=words, request=takes, responses={code: gives})
