"""Every payload and every filter of the API, sent wrongly in every way: no framework's own words come out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions
from rest_framework.exceptions import ErrorDetail

from members.models import Person
from organiser.api.problems import answer
from organiser.base.api.filters import Filters
from organiser.base.api.serializers import Strict
from tests.walk.classes import own_subclasses
from tests.walk.stock import stock_among

WRONG: list[Any] = [
    *(None, "", " ", "x", "x" * 200_000, "a\x00b", "half \ud800", 5, -1, 0, 1.5, 10**30, True),
    *([], ["x"], ["x"] * 1000, [None], [5], [[]], [{}], [{"x": 1}], {}, {"x": 1}, {"x": {"y": "a\x00"}}),
    *("2026-02-30", "2026-11-30T25:00", "0001-01-01", "9999-12-31", '{"x": 1}'),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2026-11-30T12:00:00"),
]
ASKED = ["", "x", "x" * 10_000, "a\x00b", "9" * 30, "9" * 5000, "-1", "2026-02-30", "0001-01-01", "9999-12-31", "²"]


def details(found: Any) -> Iterator[ErrorDetail]:
    """Every sentence of an answer, however deep it stands."""
    if isinstance(found, dict | list):
        for inner in found.values() if isinstance(found, dict) else found:
            yield from details(inner)
    else:
        yield found


def test_no_payload_is_refused_in_the_words_of_a_framework():
    said: dict[str, set[str]] = {}
    payloads = own_subclasses(Strict)
    for kind in payloads:
        sent = [{}, None, [], "x", 5, *({name: value} for name in kind().fields for value in WRONG)]
        for data in sent:
            payload = kind(data=data)
            if not payload.is_valid():
                for detail in details(payload.errors):
                    said.setdefault(str(detail.code), set()).add(str(detail))
    assert {code: stock_among(sorted(sentences)) for code, sentences in said.items()} == {code: [] for code in said}
    gaps = {text for sentences in said.values() for text in sentences if "{" in text}
    examples = {'Send headings as {"Nombre": "name"}.', 'Send columns as {"Betrag": "amount"}.'}
    assert gaps == examples  # no gap of ours was left open
    wanted = {"required", "null", "blank", "invalid", "max_length", "min_value", "max_value", "invalid_choice"}
    assert (wanted | {"not_a_list", "not_a_dict", "out_of_time", "overflow", "unknown_field"}) - set(said) == set()
    assert len(payloads) > 20


@pytest.mark.parametrize("kind", own_subclasses(Filters), ids=lambda kind: kind.__name__)
def test_no_filter_is_refused_in_the_words_of_a_framework(kind):
    said = []
    for value in ASKED:
        form = kind(dict.fromkeys(kind.base_filters, value), queryset=Person.objects.none()).form
        said += [sentence for sentences in form.errors.values() for sentence in sentences]
    assert stock_among(said) == []
    assert said


@pytest.mark.parametrize(
    "exception",
    [
        exceptions.ParseError(),
        exceptions.AuthenticationFailed(),
        exceptions.NotAuthenticated(),
        exceptions.PermissionDenied(),
        exceptions.NotFound(),
        exceptions.MethodNotAllowed("PUT"),
        exceptions.NotAcceptable(),
        exceptions.UnsupportedMediaType("text/csv"),
        exceptions.Throttled(3),
        Http404("No Motion matches the given query."),
        PermissionDenied("No."),
        SuspiciousOperation("Forged."),
        MultiPartParserError("Invalid boundary in multipart: None"),
    ],
    ids=lambda exception: type(exception).__name__,
)
def test_no_refusal_of_a_framework_keeps_its_words(exception):
    told = answer(exception, {}).data
    assert stock_among([told["detail"]]) == []
    assert told["detail"].count(".") + told["detail"].count("…") >= 1
    assert str(exception) not in told["detail"]
