"""How a run is put together: what needs no second engine, what lies where it is looked for, and what is begun first."""

import gc
from typing import Any

import pytest

# Pure by where they lie. Of counting only what hypothesis invents: tables, vectors and elections go on both engines.
PURE = ("docs", "members/reading")
INVENTED = ("assemblies/counting",)
COUNTED = "tests/docs/test_counting_page.py"
WITH_ROWS = {"db", "transactional_db", "live_server", "django_db_setup"}
APART = {"race": "races", "browser": "browser"}


def _lies_in(item: pytest.Item, *folders: str) -> bool:
    return item.nodeid.startswith(tuple(f"tests/{folder}/" for folder in folders))


def _knows_rows(item: Any) -> bool:
    return bool(WITH_ROWS & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


def _is_pure(item: Any) -> bool:
    if _knows_rows(item) or item.nodeid.startswith(COUNTED):
        return False
    return _lies_in(item, *PURE) or (_lies_in(item, *INVENTED) and getattr(item.obj, "is_hypothesis_test", False))


def _demand_place(item: pytest.Item) -> None:
    """Races and browsers are looked for in their own folder only."""
    for marker, folder in APART.items():
        if item.get_closest_marker(marker) and not _lies_in(item, folder):
            raise pytest.UsageError(f"{item.nodeid} is marked {marker} and belongs in tests/{folder}.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """Mark what is pure, demand that all lies where it is looked for; side by side, what takes long goes first."""
    for item in items:
        _demand_place(item)
        if _is_pure(item):
            item.add_marker("pure")
        if item.get_closest_marker("pure"):
            if _knows_rows(item):
                raise pytest.UsageError(f"{item.nodeid} is marked pure and asks for the database.")
            item.user_properties.append(("pure", "once"))
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Thousands of tests and the modules they came from stay to the end: collecting garbage need not look at them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
