"""The page of one's account, and going from one organisation to another."""

import pytest

from tests.accounts.ways import sign_in
from tests.world import PASSWORD


def test_it_says_who_i_am_and_where_i_belong(as_bea, bea):
    answer = as_bea.get("/me/account/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for part in (bea.name, bea.sign_in_name, bea.email, "Harbour Tenants", "North. Full member since"):
        assert text.count(part) >= 1, part
    for link in ("password/change/", "/account/2fa/", "/account/sessions/", "/me/tokens/", "/account/email/"):
        assert f'{link}"' in text, link


def test_it_says_nothing_of_an_organisation_i_do_not_belong_to(as_bea, mill):
    text = as_bea.get("/me/account/").content.decode()
    assert [text.count(word) for word in ("Mill Workers", "Lea Mill", mill.organisation.public_id)] == [0, 0, 0]


def test_a_person_in_no_organisation_has_an_account_too(client, nobody):
    client.force_login(nobody)
    assert "You belong to no organisation here now." in client.get("/me/account/").content.decode()


def test_signed_out_leads_to_the_sign_in_page(client, harbour):
    answer = client.get("/me/account/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/me/account/")


def test_it_is_only_read(as_bea):
    assert as_bea.post("/me/account/").status_code == 405


@pytest.mark.parametrize("name", ["Ana Founder", "Bea North"])
def test_it_asks_the_database_as_often_with_roles_as_without(client, harbour, mill, django_assert_num_queries, name):
    client.force_login(harbour.person(name))
    client.get("/me/account/")
    with django_assert_num_queries(9):
        client.get("/me/account/")


class TestSwitching:
    def test_goes_to_a_body_i_belong_to(self, as_bea, harbour, mill):
        answer = as_bea.post(f"/switch/{harbour.organisation.public_id}/")
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert as_bea.session["body"] == harbour.organisation.public_id
        page = as_bea.get("/me/account/").content.decode()
        assert page.count('data-ink="red"') == 1

    @pytest.mark.parametrize("body", ["other organisation", "other branch", "none"])
    def test_knows_of_no_body_that_is_not_mine(self, as_bea, harbour, mill, body):
        bodies = {
            "other organisation": mill.organisation.public_id,
            "other branch": harbour.branches["South"].public_id,
            "none": "0123456789abcdef",
        }
        assert as_bea.post(f"/switch/{bodies[body]}/").status_code == 404
        assert "body" not in as_bea.session

    def test_is_not_done_by_a_link(self, as_bea, harbour):
        assert as_bea.get(f"/switch/{harbour.organisation.public_id}/").status_code == 405

    def test_is_for_those_who_signed_in(self, client, harbour):
        answer = client.post(f"/switch/{harbour.organisation.public_id}/")
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/login/")


def test_a_sign_in_name_works_without_hyphen_and_in_capitals(client, bea, mill):
    sign_in(client, bea.sign_in_name.replace("-", "").upper(), PASSWORD)
    assert client.session["_auth_user_id"] == str(bea.pk)
