"""A register whose letters were read wrongly is read anew, on a narrow phone and without a script."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from members.models import ImportBatch
from tests.browser.test_every_page import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = {
    "name": "members.csv",
    "mimeType": "text/csv",
    "buffer": "Name;Town\nZdena Šebková;Plzeň\nTomáš Marný;Dobřany\n".encode("windows-1250"),
}


def send_first(page: Page, body: str) -> None:
    page.goto(reverse("import_new", args=[body]))
    page.get_by_label("File", exact=True).set_input_files(FILE)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="Do these names look right?")).to_be_visible()
    page.get_by_text("They are wrong: read the file in another encoding").click()


def test_the_encoding_is_picked_by_the_names_and_the_file_chosen_again(window: Callable[..., Page], sign_in, harbour):
    page = sign_in(window(width=320, java_script_enabled=False), harbour.secretary)
    send_first(page, harbour.body("North").public_id)
    choice = page.get_by_label("The line in which the names are right")
    choice.select_option("windows-1250")
    page.get_by_label("The same file again").set_input_files(FILE)
    page.get_by_role("button", name="Look at the file again").click()
    expect(page.get_by_text("Windows-1250 (Central European), as it was chosen")).to_be_visible()
    page.get_by_role("button", name="Import 2 people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people were imported")
    rows = ImportBatch.objects.get(status="imported").rows.order_by("number")
    towns = rows.values_list("membership__person__town", flat=True)
    assert list(towns) == ["Plzeň", "Dobřany"]


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
def test_the_question_about_the_names_reads_well(window: Callable[..., Page], sign_in, harbour, width, dark):
    page = sign_in(window(width=width, dark=dark), harbour.secretary)
    send_first(page, harbour.body("North").public_id)
    expect(page.get_by_label("The same file again")).to_be_visible()
    assert faults_of(page, "preview") == []
