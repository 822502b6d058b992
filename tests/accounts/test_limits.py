"""How often the ways in may be tried, by address and by account."""

import pytest
from django.test import Client

from tests.accounts.ways import is_signed_in, show_again, sign_in
from tests.world import PASSWORD

TOO_MANY = "Too many wrong attempts."
MISMATCH = "do not belong together."


def wrong(login: str, address: str, **more: str) -> str:
    """One wrong password from an address; gives the page."""
    return (
        Client(REMOTE_ADDR=address, **more)
        .post("/account/login/", {"login": login, "password": "not-this-one"})
        .content.decode()
    )


def told(page: str) -> str:
    return "too many" if TOO_MANY in page else "mismatch" if MISMATCH in page else "?"


def test_the_sixth_wrong_password_for_an_account_is_refused_whatever_the_address(bea):
    told_so = [told(wrong(bea.sign_in_name, f"10.0.0.{number}")) for number in range(1, 7)]
    assert told_so == ["mismatch"] * 5 + ["too many"]


def test_then_even_the_right_password_waits_and_others_do_not(bea, harbour):
    for number in range(1, 7):
        wrong(bea.sign_in_name, f"10.0.0.{number}")
    assert not is_signed_in(sign_in(Client(), bea.sign_in_name))
    assert is_signed_in(sign_in(Client(), harbour.person("Cyd North").sign_in_name))


def test_an_account_has_one_share_under_all_its_names(bea):
    names = [
        bea.sign_in_name,
        bea.email,
        bea.sign_in_name.upper(),
        bea.sign_in_name.replace("-", ""),
        f" {bea.email.upper()} ",
        bea.email,
    ]
    told_so = [told(wrong(name, f"10.0.1.{number}")) for number, name in enumerate(names)]
    assert told_so == ["mismatch"] * 5 + ["too many"]


def test_a_name_that_nobody_has_is_limited_alike(bea):
    told_so = [told(wrong("nobody@example.org", f"10.0.2.{number}")) for number in range(6)]
    assert told_so == ["mismatch"] * 5 + ["too many"]


def test_many_wrong_passwords_from_one_address_are_refused_whatever_the_account(bea, harbour):
    told_so = [told(wrong(f"nobody{number}@example.org", "10.0.3.1")) for number in range(21)]
    assert told_so == ["mismatch"] * 20 + ["too many"]
    assert told(wrong(bea.sign_in_name, "10.0.3.2")) == "mismatch"


def test_a_forged_forwarding_header_is_not_believed(bea):
    told_so = [
        told(wrong(f"nobody{number}@example.org", "10.0.3.1", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}"))
        for number in range(21)
    ]
    assert told_so[-1] == "too many"


def test_thirty_people_behind_one_address_get_in(harbour, mill, bea):
    for _ in range(30):
        browser = sign_in(Client(REMOTE_ADDR="10.0.4.1"), bea.sign_in_name)
        assert is_signed_in(browser)
    answer = Client(REMOTE_ADDR="10.0.4.1").post("/account/login/", {"login": bea.sign_in_name, "password": PASSWORD})
    assert answer.status_code == 429
    assert "Too many tries came from your network" in answer.content.decode()


def test_proving_again_who_one_is_counts_too(as_bea):
    answers = [show_again(as_bea, "not-this-one").content.decode() for _ in range(6)]
    assert ["This is not your password." in answer for answer in answers] == [True] * 5 + [False]
    assert TOO_MANY in answers[5]
    assert TOO_MANY in show_again(as_bea).content.decode()


def test_a_new_password_by_link_opens_an_account_that_was_locked(bea, mailoutbox, client):
    for number in range(1, 7):
        wrong(bea.sign_in_name, f"10.0.0.{number}")
    client.post("/account/password/reset/", {"email": bea.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if "/password/reset/key/" in line)
    form = client.get(link[link.index("/account/") :], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another-long-password", "password2": "another-long-password"})
    assert is_signed_in(sign_in(Client(REMOTE_ADDR="10.9.9.9"), bea.sign_in_name, "another-long-password"))


@pytest.mark.parametrize("login", ["", "  "])
def test_an_empty_name_is_no_attempt(client, bea, login):
    answer = client.post("/account/login/", {"login": login, "password": "x"})
    assert answer.status_code == 200
    assert "One thing to put right" in answer.content.decode()


def test_a_link_for_a_new_password_tells_no_number_of_an_account(bea, mailoutbox, client):
    client.post("/account/password/reset/", {"email": bea.email})
    assert f"/account/password/reset/key/{bea.public_id}-" in mailoutbox[0].body


@pytest.mark.parametrize(
    "credential",
    ["{}", "null", "x", '{"response": {"userHandle": "!"}}', '{"response": null}', "[1]", '{"id": "a", "rawId": "a"}'],
)
def test_a_passkey_that_is_none_is_refused(client, bea, credential):
    answer = client.post("/account/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/")
    assert "_auth_user_id" not in client.session
