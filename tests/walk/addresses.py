"""Every address of the site, as the resolver knows it, with what may stand in its gaps."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.admindocs.views import simplify_regex
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

GAP = re.compile(r"\{(\w+)\}")
RECORDS = re.compile(r"^/admin/(\w+/\w+)/")
PARTS = ("pages", "accounts", "api", "admin")


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


def part_of(address: str) -> str:
    """Which part of the site an address belongs to."""
    first = address.split("/")[1]
    return {"api": "api", "admin": "admin", "account": "accounts"}.get(first, "pages")


def addresses(part: str = "") -> list[str]:
    """Each address of a part of the site, or of the whole, once: `/b/{body}/rules/`."""
    return sorted({one for one in _walk(get_resolver().url_patterns, "/") if part in {"", part_of(one)}})


def one_of_a_kind(found: list[str]) -> list[str]:
    """Each address that something else answers: of the lists of the technical records, one code, only the first."""
    return list({RECORDS.sub("/admin/…/", address): address for address in reversed(found)}.values())[::-1]


def gaps(address: str) -> list[str]:
    """The names of what may stand in an address."""
    return GAP.findall(address)


def by_gap(found: list[str]) -> list[str]:
    """For each thing that may stand in an address the first address in which it does."""
    named = {(kind_of(address), *gaps(address)): address for address in reversed(found) if gaps(address)}
    return list(named.values())[::-1]


def kind_of(address: str) -> str:
    """What the records of an address are called: `motions` in the API, `assemblies.motion` in the technical records."""
    parts = address.split("/")
    return ".".join(parts[2:4]) if parts[1] == "admin" else parts[3] if parts[1] == "api" else ""


def filled(address: str, things: dict[str, str]) -> str:
    """An address with something in each gap: what there is of that name, or of that kind in the API and the admin."""
    kind = kind_of(address)
    return GAP.sub(lambda gap: things.get(f"{kind}.{gap[1]}", things.get(gap[1], "x")), address)


def forged(address: str, value: str) -> str:
    """An address with the same thing in each gap."""
    return GAP.sub(lambda _gap: value, address)
