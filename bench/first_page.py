"""What the first page of a member costs on a phone: bytes over the wire, request by request, with an empty cache.

Start the site with its example world (`make run`), then:

    python bench/first_page.py --url http://127.0.0.1:8000 --sign-in NAME --password WORD

A real Chromium opens the page at 390 px and says what each file weighed as it came over the wire, headers included.
"""

import argparse
import os
import shutil

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Sign in, throw the cache away, open Today, print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--sign-in", required=True)
    parser.add_argument("--password", required=True)
    options = parser.parse_args()
    found = os.environ.get("ORGANISER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS, *sandbox])
        context = browser.new_context(base_url=options.url, viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto("/account/login/")
        page.fill("input[name=login]", options.sign_in)
        page.fill("input[name=password]", options.password)
        page.click("main form button[type=submit], main form button.primary")
        page.wait_for_url(lambda url: "login" not in url)
        page.close()
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.clearBrowserCache")
        asked: dict[str, str] = {}
        weights: dict[str, int] = {}
        wire.on("Network.responseReceived", lambda event: asked.update({event["requestId"]: event["response"]["url"]}))
        wire.on(
            "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
        )
        page.goto("/", wait_until="networkidle")
        for request, weight in sorted(weights.items(), key=lambda item: -item[1]):
            print(f"{weight:8.0f} bytes  {asked.get(request, '?')}")
        total = sum(weights.values())
        print(f"{total:8.0f} bytes in {len(weights)} files ({total / 1000:.1f} kB; budget 60 kB)")
        browser.close()


if __name__ == "__main__":
    main()
