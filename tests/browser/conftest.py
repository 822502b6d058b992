"""A real Chromium, watched: every console message and every request elsewhere is a failure."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's sync interface runs an event loop in this thread

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """The browser named by ORGANISER_CHROMIUM, or one on the path."""
    found = os.environ.get("ORGANISER_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), "")
    if not found:
        pytest.fail("No Chromium was found. Install it, or name it in ORGANISER_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *sandbox])
        yield browser
        browser.close()


class Watch:
    """What a page said and asked for that it should not have."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.elsewhere: list[str] = []

    def over(self, context: BrowserContext, host: str) -> None:
        """Listen to everything a context does."""
        context.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.messages.append(f"error: {error.error}"))
        context.on(
            "request",
            lambda request: urlparse(request.url).netloc != host and self.elsewhere.append(request.url),
        )


@pytest.fixture
def window(chromium: Browser, live_server: object) -> Iterator[Callable[..., Page]]:
    """Open a new window of its own (own cookies); at the end nothing may have been said or asked elsewhere.

    A window opened with `quiet=False` may say that an answer was not a 200, which Chromium logs for refusals.
    """
    contexts: list[tuple[BrowserContext, Watch, bool]] = []
    base = str(live_server.url)

    def open_window(
        *, width: int = 1280, height: int = 900, dark: bool = False, quiet: bool = True, **more: object
    ) -> Page:
        context = chromium.new_context(
            base_url=base,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **more,
        )
        watch = Watch()
        watch.over(context, urlparse(base).netloc)
        contexts.append((context, watch, quiet))
        return context.new_page()

    yield open_window
    said, elsewhere = [], []
    for context, watch, quiet in contexts:
        said += [m for m in watch.messages if quiet or "the server responded with a status of" not in m]
        elsewhere += watch.elsewhere
        context.close()
    assert said == []
    assert elsewhere == []


@pytest.fixture
def sign_in(live_server: object) -> Callable[..., Page]:
    """Put a signed-in session of a person into a window."""

    def put(page: Page, person: object) -> Page:
        visitor = Client()
        visitor.force_login(person)
        cookie = visitor.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": str(live_server.url)}])
        return page

    return put
