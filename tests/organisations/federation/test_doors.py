"""API, admin, token and the forms of motions: the same limits at every door (mission E8, B3)."""

import pytest
from django.urls import reverse

from assemblies.models import Motion
from members.actions.tokens import make_token
from organisations.models import Affiliation, Agreement, AgreementVersion, CommonGround, Concern
from tests.api.conftest import Caller
from tests.federation import busy_alliance, done, found, invite
from tests.world import make_person, make_place


@pytest.fixture
def table(harbour, mill, thread):
    """An alliance with something of everything; the political organisation is not named."""
    return busy_alliance(harbour, mill, thread)


@pytest.fixture
def as_program():
    """A program that speaks for a person to one body."""

    def speak(person, body) -> Caller:
        token = make_token(person, body=body, name="a program", scope="write", days=30)
        caller = Caller()
        caller.credentials(HTTP_AUTHORIZATION=f"Bearer {token.secret}")
        return caller

    return speak


def caller_for(person) -> Caller:
    caller = Caller()
    caller.force_login(person)
    return caller


def test_E8_no_door_names_a_member_that_did_not_consent(table, client, harbour, mill, thread):
    texts = [str(caller_for(mill.secretary).ask(f"alliances/{table.public_id}/"))]
    client.force_login(mill.secretary)
    texts += [
        client.get(reverse(f"admin:organisations_{model}_changelist")).content.decode()
        for model in (
            *("alliance", "alliancemember", "affiliation", "ratification", "disclosureconsent"),
            *("agreement", "concern", "commonground"),
        )
    ]
    for model in (Agreement, Concern, CommonGround):
        address = reverse(
            f"admin:organisations_{model._meta.model_name}_change", args=[model.objects.first().public_id]
        )
        texts.append(client.get(address).content.decode())
        assert "Harbour" not in texts[-1]
    texts.append(client.get(reverse("admin:organisations_alliance_change", args=[table.public_id])).content.decode())
    texts.append(client.get(reverse("alliance", args=[table.public_id])).content.decode())
    texts.append(
        client.get(
            reverse("motion_new", args=[mill.organisation.public_id]), {"effect": "ratify_agreement"}
        ).content.decode()
    )
    for text in texts:
        assert [word in text for word in ("Red Thread", "Ola Thread", thread.organisation.public_id)] == [False] * 3
    assert "Common Table" in texts[1]


def test_E8_admin_of_one_member_holds_no_row_of_another(table, client, harbour, mill):
    client.force_login(mill.secretary)
    for model in ("alliancemember", "ratification", "disclosureconsent"):
        text = client.get(reverse(f"admin:organisations_{model}_changelist")).content.decode()
        assert "Harbour" not in text, model
    row = table.standings.get(organisation=harbour.organisation.pk)
    assert client.get(reverse("admin:organisations_alliancemember_change", args=[row.public_id])).status_code == 404


def test_api_reads_an_alliance_with_names_totals_and_what_binds_whom(table, harbour, mill):
    read = caller_for(mill.person("Lea Mill")).ask(f"alliances/{table.public_id}/")
    assert ([row["name"] for row in read["members"]], read["member_count"]) == (["Harbour Tenants", "Mill Workers"], 3)
    assert read["scopes"] == {"Local": 3}
    first = read["agreements"][1]
    assert (first["number"], first["ratified"]) == (1, 1)
    assert [(one["name"], one["ratified_on"] is None) for one in first["members"]] == [
        ("Harbour Tenants", False),
        ("Mill Workers", True),
    ]
    assert [(one["title"], one["open"]) for one in read["concerns"]] == [("The costs", True), ("The dates", False)]
    statement = read["common_ground"][0]["statements"][0]
    assert statement["totals"] == {"agree": 1, "differ": 0, "undecided": 0, "no_position": 2}
    assert statement["positions"] == {"Harbour Tenants": "Agree", "Mill Workers": "No position"}
    assert statement["common"] is False


def test_api_brings_concerns_answers_texts_and_statements(table, mill):
    caller, path = caller_for(mill.secretary), f"alliances/{table.public_id}/"
    dates = Concern.objects.get(title="The dates").public_id
    caller.tell(f"{path}concerns/", {"title": "The hall", "text": "Too small."}, 201)
    caller.tell(f"{path}answers/", {"concern": dates, "text": "June."}, 201)
    caller.tell(f"{path}agreements/", {"title": "Second", "text": "We share."}, 201)
    pact = AgreementVersion.objects.get(number=2).agreement.public_id
    assert len(caller.tell(f"{path}agreements/", {"agreement": pact, "text": "Third wording."}, 201)["agreements"]) == 4
    caller.tell(f"{path}statements/", {"title": "Hall", "statements": ["It is ours."]}, 201)
    assert CommonGround.objects.count() == 2
    assert caller.tell(f"{path}answers/", {"concern": "0123456789abcdef", "text": "x"}, 404)["code"] == "no_concern"


def test_api_refuses_strangers_members_without_the_power_and_tokens_of_branches(table, harbour, as_program):
    path = f"alliances/{table.public_id}/"
    stranger = caller_for(make_person("Sam Stranger"))
    assert stranger.ask("alliances/")["results"] == stranger.ask("affiliations/")["results"] == []
    assert stranger.ask(path, 404)["code"] == "no_alliance"
    payload = {"title": "Line", "text": "Obey."}
    assert stranger.tell(f"{path}concerns/", payload, 404)["code"] == "no_alliance"
    bea = caller_for(harbour.person("Bea North"))
    assert bea.tell(f"{path}concerns/", payload, 403)["code"] == "power_missing"
    branch = as_program(harbour.secretary, harbour.body("North"))
    assert branch.ask("alliances/")["results"] == []
    assert branch.tell(f"{path}concerns/", payload, 404)["code"] == "no_alliance"
    whole = as_program(harbour.secretary, harbour.body())
    assert [row["name"] for row in whole.ask("alliances/")["results"]] == ["Common Table"]
    whole.tell(f"{path}concerns/", payload, 201)


def test_B3_token_of_the_party_speaks_for_the_party_and_moves_nothing_in_the_union(table, thread, harbour, as_program):
    caller = as_program(thread.secretary, thread.body())
    path = f"alliances/{table.public_id}/"
    caller.tell(f"{path}concerns/", {"title": "Line", "text": "Obey."}, 201)
    assert Concern.objects.latest("pk").by.organisation_id == thread.organisation.pk
    motion = {
        "body": harbour.organisation.public_id,
        "title": "Line",
        "text": "We obey.",
        "kind": "ordinary",
        "effect": "leave_alliance",
        "payload": {"alliance": table.public_id},
    }
    assert caller.tell("motions/", motion, 404)["code"] == "no_body"
    assert Motion.objects.filter(body=harbour.organisation.pk).count() == 0


def test_B3_motion_of_the_party_to_affiliate_to_the_union_is_refused_by_the_api(thread, harbour):
    motion = {
        "body": thread.organisation.public_id,
        "title": "Join",
        "text": "We join.",
        "kind": "ordinary",
        "effect": "affiliate",
        "payload": {"organisation": harbour.organisation.public_id},
    }
    assert caller_for(thread.secretary).tell("motions/", motion, 422)["code"] == "kinds_differ"


def test_api_shows_an_affiliation_from_either_side(harbour, mill):
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    [ours] = caller_for(mill.secretary).ask("affiliations/")["results"]
    [theirs] = caller_for(harbour.secretary).ask("affiliations/")["results"]
    assert (ours["outward"], theirs["outward"], theirs["other"]) == (True, False, "Mill Workers")
    assert "Harbour" not in str(ours)
    done(harbour, "accept_affiliation", affiliation=Affiliation.objects.get().public_id)
    read = caller_for(mill.secretary).ask(f"affiliations/{ours['id']}/")
    assert (read["other"], [step["status"] for step in read["steps"]]) == ("Harbour Tenants", ["asked", "provisional"])


@pytest.mark.parametrize(("path", "queries"), [("alliances/", 4), ("affiliations/", 7)])
def test_lists_ask_as_often_for_three_rows_as_for_one(harbour, mill, path, queries, django_assert_num_queries):
    for number in range(3):
        found(mill, name=f"Table {number}")
        done(mill, "affiliate", organisation=harbour.organisation.public_id)
        if number < 2:
            done(mill, "leave_federation", affiliation=Affiliation.objects.latest("pk").public_id)
    caller = caller_for(mill.secretary)
    for rows in (1, 3):
        with django_assert_num_queries(queries):
            assert len(caller.ask(path, page_size=rows)["results"]) == rows


def test_choosing_a_motion_offers_only_what_there_is_something_to_choose_in(table, client, harbour, mill, thread):
    client.force_login(mill.secretary)
    address = reverse("motion_new", args=[mill.organisation.public_id])
    text = client.get(address).content.decode()
    offered = ("ratify_agreement", "take_positions", "leave_alliance", "found_alliance", "be_named", "affiliate")
    assert [f"effect={name}" in text for name in offered] == [True] * 6
    hidden = ("accept_affiliation", "leave_federation", "join_alliance")
    assert [f"effect={name}" in text for name in hidden] == [False] * 3
    client.force_login(harbour.person("Bea North"))
    branch = client.get(reverse("motion_new", args=[harbour.body("North").public_id])).content.decode()
    assert [f"effect={name}" in branch for name in offered] == [False] * 6


def test_motions_are_moved_by_form(table, client, harbour, mill, thread):
    second, fourth = found(thread, name="Second"), make_place("Fourth Union", founder="Ute Fourth")
    invite(thread, second, mill)
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    costs, poll = Concern.objects.get(title="The costs"), CommonGround.objects.get()
    pact = AgreementVersion.objects.get(number=2)
    sent = {
        "affiliate": {"organisation": harbour.organisation.public_id, "wanted": "full"},
        "leave_federation": {"affiliation": Affiliation.objects.get().public_id},
        "found_alliance": {
            "alliance_name": "Third",
            "alliance_kind": "network",
            "purpose": "Bread.",
            "scope": "regional",
        },
        "invite_to_alliance": {"alliance": table.public_id, "organisation": fourth.organisation.public_id},
        "join_alliance": {"alliance": second.public_id, "scope": "local"},
        "leave_alliance": {"alliance": table.public_id},
        "move_alliance_stage": {"alliance": table.public_id, "stage": "deciding_assembly"},
        "ratify_agreement": {
            "version": pact.public_id,
            f"taken_{costs.public_id}": "no",
            f"reason_{costs.public_id}": "We have no money.",
        },
        "take_positions": {"common_ground": poll.public_id, f"s_{poll.public_id}_2": "differ"},
        "be_named": {"readers": table.public_id, "named": "yes"},
    }
    client.force_login(mill.secretary)
    for effect, given in sent.items():
        address = f"{reverse('motion_new', args=[mill.organisation.public_id])}?effect={effect}"
        assert client.get(address).status_code == 200, effect
        answer = client.post(address, {"kind": "ordinary", "title": effect, "text": "We do.", **given})
        assert answer.status_code == 302, (effect, answer.content.decode()[:3000])
        motion = Motion.objects.latest("pk")
        assert motion.effect == effect
        assert client.get(answer.url).status_code == 200
    client.force_login(harbour.secretary)
    address = f"{reverse('motion_new', args=[harbour.organisation.public_id])}?effect=accept_affiliation"
    given = {"kind": "ordinary", "title": "Yes", "text": "We do.", "affiliation": Affiliation.objects.get().public_id}
    assert client.post(address, given).status_code == 302
