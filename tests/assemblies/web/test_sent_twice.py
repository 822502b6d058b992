"""A form that is sent twice is done once: a double tap, a page loaded again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from assemblies.actions.exclusions import write_hearing
from assemblies.models import Motion, Nomination, RollChallenge
from organiser.base import clock
from organiser.base.models import Sent
from organiser.base.once import AGAIN
from organiser.management.ticks import Ticks, tick
from tests.elections import election
from tests.exclusions import decided, noticed
from tests.federation import busy_alliance
from tests.helpers import decide_online, north_motion, state_of_things
from tests.pages import signed_in, words
from tests.walk.pages import forms_on
from tests.world import make_assembly, make_motion

PARTS = {"title": "Paint the door", "text": "The door is painted.", "kind": "ordinary"}


def filled(client: Client, page: str, mark: str, **given: str) -> dict[str, str]:
    """The form of a page that has such a field, as a browser sends it."""
    forms = [form for form in forms_on(client.get(page).content.decode()) if mark in form.values and form.post]
    return {**forms[0].values, **given}


@pytest.fixture
def new(harbour):
    """Where a motion is moved in the branch North."""
    return f"/b/{harbour.body('North').public_id}/motions/new/?effect="


@pytest.fixture
def bea(harbour):
    return signed_in(harbour.person("Bea North"))


def titles():
    return list(Motion.objects.order_by("pk").values_list("title", flat=True))


def test_the_second_sending_leads_to_the_motion_that_the_first_made(bea, new, mill):
    sent = filled(bea, new, "title", **PARTS)
    first = bea.post(new, sent)
    after = state_of_things()
    second = bea.post(new, sent, follow=True)
    assert first.status_code == 302
    assert second.redirect_chain == [(first["Location"], 302)]
    assert AGAIN in words(second)
    assert state_of_things() == after
    assert titles() == ["Paint the door"]


def test_what_was_refused_may_be_sent_again(bea, new):
    sent = filled(bea, new, "title", **PARTS)
    assert bea.post(new, {**sent, "text": " "}).status_code == 422
    assert bea.post(new, {**sent, "effective_on": "2020-01-01"}).status_code == 422
    assert Sent.objects.count() == 0
    assert bea.post(new, sent).status_code == 302
    assert titles() == ["Paint the door"]


def test_whoever_is_not_permitted_leaves_nothing_behind(harbour, new, bea):
    gil = signed_in(harbour.person("Gil South"))
    assert gil.post(new, filled(bea, new, "title", **PARTS)).status_code == 403
    assert Sent.objects.count() == 0


def test_whoever_goes_back_and_writes_something_else_moves_a_second_motion(bea, new):
    sent = filled(bea, new, "title", **PARTS)
    bea.post(new, sent)
    bea.post(new, {**sent, "title": "Paint the gate"})
    assert titles() == ["Paint the door", "Paint the gate"]


def test_the_same_words_in_a_form_opened_anew_are_another_motion(bea, new):
    for _ in range(2):
        bea.post(new, filled(bea, new, "title", **PARTS))
    assert titles() == ["Paint the door"] * 2


def test_the_word_of_one_person_is_nothing_to_another(harbour, bea, new):
    sent, cyd = filled(bea, new, "title", **PARTS), signed_in(harbour.person("Cyd North"))
    addresses = {client.post(new, sent)["Location"] for client in (bea, cyd)}
    assert len(addresses) == 2
    assert titles() == ["Paint the door"] * 2


def test_a_word_that_is_none_of_ours_protects_nothing_and_breaks_nothing(bea, new):
    for word in ("", "short", "x" * 65, "with a blank inside", "²" * 20):
        assert bea.post(new, {**PARTS, "once": word}).status_code == 302
    assert len(titles()) == 5
    assert Sent.objects.count() == 0


def test_nothing_of_the_sending_is_kept_but_a_digest_and_where_it_led(bea, new):
    address = bea.post(new, filled(bea, new, "title", **PARTS))["Location"]
    kept = Sent.objects.values().get()
    assert sorted(kept) == ["address", "at", "id", "key"]
    assert (kept["address"], len(kept["key"])) == (address, 64)


def test_sendings_are_forgotten_after_thirty_days(bea, new):
    bea.post(new, filled(bea, new, "title", **PARTS))
    for days, left in ((29, 1), (31, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            assert tick(Ticks(), daily=True)
        assert Sent.objects.count() == left


def of_an_assembly(harbour):
    assembly = make_assembly(harbour, "North")
    return f"/a/{assembly.public_id}/", f"/a/{assembly.public_id}/agenda/", "item-title", {}


def of_a_new_assembly(harbour):
    page = f"/b/{harbour.body('North').public_id}/assemblies/new/"
    return page, page, "title", {"day": str(clock.today() + timedelta(days=20))}


def of_a_task(harbour):
    decision = decide_online(harbour, north_motion(harbour)).decision
    page = f"/d/{decision.public_id}/tasks/new/"
    return page, page, "what", {"member": "Bea North", "due_on": str(clock.today() + timedelta(days=20))}


def of_a_contribution(harbour):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    return f"/m/{motion.public_id}/", f"/m/{motion.public_id}/say/", "say-stance", {}


def of_a_wording(harbour):
    page = f"/m/{make_motion(harbour, harbour.secretary, 'North').public_id}/reword/"
    return page, page, "text", {}


def of_a_member(harbour):
    page = f"/b/{harbour.body('North').public_id}/register/new/"
    return page, page, "name", {"name": "Zed North", "joined_on": ""}


def of_new_rules(harbour):
    page = f"/b/{harbour.body('North').public_id}/motions/new/?effect=adopt_rules"
    return page, page, "ordinary-base", {"title": "Other rules", "text": "These rules.", "name": "Rules of North"}


FORMS = [of_an_assembly, of_a_new_assembly, of_a_task, of_a_contribution, of_a_wording, of_a_member, of_new_rules]


def assert_done_once(client, page, to, mark, given):
    """Send a form of a page twice: the first changes something, the second is led there and changes nothing."""
    sent, before = filled(client, page, mark, **given), state_of_things()
    first = client.post(to, sent)
    after = state_of_things()
    second = client.post(to, sent)
    assert (first.status_code, second.status_code) == (302, 302), words(first)
    assert second["Location"] == first["Location"]
    assert before != after
    assert state_of_things() == after


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_each_form_that_makes_something_is_done_once(harbour, mill, form):
    assert_done_once(signed_in(harbour.secretary), *form(harbour))


@pytest.mark.parametrize(
    ("to", "mark"),
    [
        ("concern", "concern-text"),
        ("answer", "answer-text"),
        ("agreement", "agreement-text"),
        ("ground", "question-title"),
    ],
)
def test_each_form_of_an_alliance_is_done_once(harbour, mill, thread, to, mark):
    title = {"agreement-title": "Bread"} if to == "agreement" else {}
    page = f"/alliances/{busy_alliance(mill, harbour, thread).public_id}/"
    assert_done_once(signed_in(mill.secretary), page, f"{page}{to}/", mark, title)


def test_a_dissent_is_recorded_once(harbour, thread):
    page = f"/b/{thread.organisation.public_id}/programme/dissent/"
    assert_done_once(signed_in(thread.secretary), page, page, "reason", {})


def test_a_wish_to_move_is_asked_once(harbour, mill):
    page = f"/p/{harbour.members['Bea North'].public_id}/move/"
    to = {"to": harbour.branches["South"].public_id}
    assert_done_once(signed_in(harbour.person("Bea North")), page, page, "to", to)


def test_an_answer_to_the_grounds_and_an_appeal_are_given_once(harbour, mill):
    exclusion, eve = noticed(harbour), signed_in(harbour.person("Eve North"))
    page = f"/x/{exclusion.public_id}/"
    assert_done_once(eve, page, f"{page}answer/", "answer-text", {"answer-text": "It was not me."})
    write_hearing(harbour.secretary, exclusion=exclusion, outcome="heard")
    with clock.at(decided(harbour, exclusion).motion.decision.decided_at):
        eve = signed_in(harbour.person("Eve North"))
        assert_done_once(eve, page, f"{page}appeal/", "appeal-text", {"appeal-text": "I was not there."})


def test_an_estimate_is_given_once(harbour, mill):
    page = f"/b/{harbour.organisation.public_id}/reach/"
    given = {"number": "900", "source": "Counted at the doors", "as_of": clock.today().isoformat()}
    assert_done_once(signed_in(harbour.secretary), page, page, "source", given)


def patterns(found):
    for one in found:
        yield from patterns(one.url_patterns) if isinstance(one, URLResolver) else [one]


def test_a_nomination_an_answer_and_a_statement_sent_twice_are_each_done_once(harbour, bea, mill):
    motion = election(harbour)
    ana, page = signed_in(harbour.secretary), f"/m/{motion.public_id}/"
    sent = filled(ana, page, "nominate-member", **{"nominate-member": "Bea North"})
    ana.post(reverse("nominate", args=[motion.public_id]), sent)
    after = state_of_things()
    assert AGAIN in words(ana.post(reverse("nominate", args=[motion.public_id]), sent, follow=True))
    assert state_of_things() == after
    asked = Nomination.objects.get()
    answer = filled(bea, page, "stand-statement", **{"answer": "accepted", "stand-statement": "I can count."})
    address = reverse("nomination_answer", args=[asked.public_id])
    bea.post(address, answer)
    after = state_of_things()
    bea.post(address, answer, follow=True)
    assert state_of_things() == after


def test_a_challenge_and_its_answer_sent_twice_are_each_done_once(harbour, mill):
    motion = north_motion(harbour)
    page = f"/m/{motion.public_id}/roll/"
    given = {"other-member": "Cyd North", "other-grounds": "Moved away."}
    assert_done_once(signed_in(harbour.person("Dan North")), page, page, "other-grounds", given)
    answer = f"/challenges/{RollChallenge.objects.get().public_id}/answer/"
    decided = {"answer-answer": "So it is.", "decided": "upheld"}
    assert_done_once(signed_in(harbour.secretary), page, answer, "answer-answer", decided)


def test_each_of_these_views_is_tested_here():
    done_once = {one.name for one in patterns(get_resolver().url_patterns) if hasattr(one.callback, "is_once")}
    assert done_once == {
        *("motion_new", "motion_reword", "motion_contribute", "assembly_new", "assembly_agenda", "task_new"),
        *("concern_raise", "concern_answer", "agreement_propose", "ground_ask", "member_new", "dissent_new"),
        *("move", "reach"),
        *("exclusion_answer", "exclusion_appeal"),
        *("list_new", "list_change", "mailing_new", "mailing_change"),  # tests/members/lists/test_sent_twice.py
        "found",  # tests/accounts/test_founding.py
        *("dues_pay", "dues_refund", "dues_waive", "dues_reverse", "dues_choose"),  # tests/members/web/test_dues.py
        *("dues_remind", "dues_open"),  # the same
        *("join", "join_by_link", "joining_page"),  # tests/members/web/test_applications.py
        *("application_new", "application_decline"),  # the same
        *("assembly_challenges", "motion_challenges", "challenge_answer"),
        *("nominate", "nomination_stand", "nomination_answer", "nomination_statement"),
    }
