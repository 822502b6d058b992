"""A list, an export or a letter never reaches further than whoever works with it sees (invariant 7)."""

import pytest
from django.urls import reverse

from members.actions.export_requests import ExportPlan, ask_export
from members.actions.exports import log_export
from members.actions.mailings import MailingData, hand_in_mailing, write_mailing
from members.actions.saved_lists import ListData, change_list, delete_list, save_list
from members.models import MailingRecipient, Membership
from members.queries.exports import exports_visible_to
from members.queries.filtering import Criteria, criteria_from, narrowed, narrowed_by_list
from members.queries.mailings import mailings_visible_to
from members.queries.register import memberships_visible_to
from members.queries.saved_lists import lists_visible_to
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted
from skills.models import RolePower, Term
from tests.guarded import past_guards
from tests.helpers import bound, refuses
from tests.world import make_person

SOUTH = ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]


def names(found):
    return [one.person.name for one in found]


def address(name, thing):
    return reverse(name, args=[thing.public_id])


def test_who_keeps_one_branch_saves_no_list_of_the_next_or_of_the_whole(fay, harbour, mill):
    for branch in ("North", ""):
        with refuses(NotPermitted, "power_missing"):
            save_list(fay, body=harbour.body(branch), data=ListData("All"))
    with refuses(NotPermitted, "power_missing"):
        save_list(fay, body=mill.body(), data=ListData("All"))


def test_a_list_of_a_branch_names_no_other_branch_whether_it_exists_or_not(fay, harbour, mill):
    said = set()
    for branch in (harbour.body("North").public_id, mill.body().public_id, "0123456789abcdef", "none"):
        with pytest.raises(Invalid) as caught:
            narrowed(fay, harbour.body("South"), Criteria(branch=branch))
        said.add(caught.value.sentence)
    assert len(said) == 1


def test_the_whole_names_no_branch_of_another_organisation(ana, harbour, mill):
    for branch in (mill.body().public_id, "0123456789abcdef"):
        with refuses(Invalid, "branch"):
            save_list(ana, body=harbour.body(), data=ListData("All", {"branch": branch}))


def test_a_shared_list_of_the_organisation_is_not_for_who_keeps_a_branch(ana, fay, harbour, client):
    whole = save_list(ana, body=harbour.body(), data=ListData("All", shared=True))
    north = save_list(ana, body=harbour.body("North"), data=ListData("North", shared=True))
    south = save_list(ana, body=harbour.body("South"), data=ListData("South", shared=True))
    assert [one.name for one in lists_visible_to(fay)] == ["South"]
    client.force_login(fay)
    for hidden in (whole, north):
        for name in ("list_open", "list_change", "list_delete"):
            assert client.get(address(name, hidden)).status_code == 404
    assert client.get(address("list_open", south)).status_code == 302
    with refuses(NotPermitted, "power_missing"):
        change_list(fay, saved=whole, data=ListData("Mine"))
    with refuses(NotPermitted, "power_missing"):
        delete_list(fay, saved=whole)
    # Were she to hold it all the same, it would find nobody whom she does not see.
    assert names(narrowed_by_list(memberships_visible_to(fay), whole).order_by("sort_name")) == SOUTH
    assert names(narrowed_by_list(memberships_visible_to(fay), north)) == []


def test_a_list_of_ones_own_is_for_nobody_else_and_for_nobody_without_the_power(ana, fay, harbour):
    mine = save_list(fay, body=harbour.body("South"), data=ListData("Mine"))
    shared = save_list(fay, body=harbour.body("South"), data=ListData("Ours", shared=True))
    assert set(lists_visible_to(fay)) == {mine, shared}
    assert set(lists_visible_to(ana)) == {shared}
    with refuses(NotFound, "no_list"):
        change_list(ana, saved=mine, data=ListData("Hers"))
    Term.objects.filter(person=fay).update(ended_on=clock.today(), end_reason="recalled")
    assert list(lists_visible_to(fay)) == []


def test_a_token_for_one_branch_reads_no_list_of_another(ana, harbour):
    save_list(ana, body=harbour.body("South"), data=ListData("South", shared=True))
    save_list(ana, body=harbour.body("North"), data=ListData("North", shared=True))
    assert [one.name for one in lists_visible_to(bound(ana, harbour.body("North")))] == ["North"]
    assert list(lists_visible_to(make_person("Sam Stranger"))) == []


def test_nobody_takes_out_or_asks_for_what_she_does_not_keep(fay, harbour, mill):
    for body in (harbour.body("North"), harbour.body(), mill.body()):
        with refuses(NotPermitted, "power_missing"):
            ask_export(fay, body=body, plan=ExportPlan(), purpose="Post")
        with refuses(NotPermitted, "power_missing"):
            log_export(fay, body=body, memberships=Membership.objects.all())


def test_how_many_an_export_holds_is_for_the_keepers_and_the_second_person(ana, fay, harbour, mill, rules, client):
    rules(export_second=2)
    asked = ask_export(ana, body=harbour.body("North"), plan=ExportPlan(), purpose="Post")
    assert list(exports_visible_to(ana)) == [asked]
    for stranger in (fay, harbour.person("Bea North"), mill.secretary, make_person("Sam Stranger")):
        assert list(exports_visible_to(stranger)) == []
        client.force_login(stranger)
        for name in ("export_release", "export_refuse", "export_take"):
            assert client.post(address(name, asked)).status_code == 404
    client.force_login(harbour.person("Bea North"))
    assert client.get(address("exports", harbour.body("North"))).status_code == 403


def test_a_letter_goes_to_nobody_outside_the_register_of_its_writer(ana, fay, harbour, mill):
    mailing = write_mailing(fay, body=harbour.body("South"), data=MailingData("Hello", "Text"))
    hand_in_mailing(fay, mailing=mailing)
    copies = MailingRecipient.objects.filter(mailing=mailing).order_by("membership__sort_name")
    assert [copy.membership.person.name for copy in copies] == SOUTH
    for body in (harbour.body("North"), harbour.body(), mill.body()):
        with refuses(NotPermitted, "power_missing"):
            write_mailing(fay, body=body, data=MailingData("Hello", "Text"))


def test_letters_of_a_body_are_for_those_who_write_for_it(ana, fay, harbour, mill, client):
    mailing = write_mailing(ana, body=harbour.body("North"), data=MailingData("Hello", "Text"))
    for stranger in (fay, harbour.person("Bea North"), mill.secretary):
        assert list(mailings_visible_to(stranger)) == []
        client.force_login(stranger)
        assert client.get(address("mailing", mailing)).status_code == 404
        assert client.post(address("mailing_release", mailing)).status_code == 404


def test_who_only_calls_assemblies_chooses_nobody_by_what_stands_in_the_records(harbour, fay):
    with past_guards():
        RolePower.objects.filter(role__body=harbour.branches["South"].pk, power="keep_register").delete()
    write_mailing(fay, body=harbour.body("South"), data=MailingData("Hello", "Text"))
    for criteria in ({"q": "gil"}, {"in_arrears": True}, {"state": ["lapsed"]}):
        with refuses(NotPermitted, "power_missing"):
            write_mailing(fay, body=harbour.body("South"), data=MailingData("Hello", "Text", criteria=criteria))


@pytest.mark.parametrize("field", ["name", "person__email", "password", "q__contains", "branch__name", "email"])
def test_nobody_filters_by_a_field_that_is_not_offered(fay, harbour, field):
    with refuses(Invalid, "unknown_filter"):
        criteria_from({field: "x"})
