"""Every address of the site, as the resolver knows it, with what may stand in its gaps."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.admindocs.views import simplify_regex
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

GAP = re.compile(r"\{(\w+)\}")


def _text(pattern: Any) -> str:
    """One step of an address, with a name in braces where something may stand."""
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern))
    return re.sub(r"<(\w+)>", r"{\1}", simplify_regex(str(pattern))).lstrip("/").replace(r"[\s\S]", "{anything}")


def _walk(patterns: list[Any], before: str) -> Iterator[str]:
    for one in patterns:
        here = before + _text(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            yield here


def addresses() -> list[str]:
    """Each address once: `/b/{body}/rules/`."""
    return sorted(set(_walk(get_resolver().url_patterns, "/")))


def gaps(address: str) -> list[str]:
    """The names of what may stand in an address."""
    return GAP.findall(address)


def filled(address: str, things: dict[str, str]) -> str:
    """An address with something in each gap: what there is of that name, or of that kind in the API and the admin."""
    parts = address.split("/")
    kind = ".".join(parts[2:4]) if parts[1] == "admin" else parts[3] if parts[1] == "api" else ""
    return GAP.sub(lambda gap: things.get(f"{kind}.{gap[1]}", things.get(gap[1], "x")), address)


def forged(address: str, value: str) -> str:
    """An address with the same thing in each gap."""
    return GAP.sub(lambda _gap: value, address)
