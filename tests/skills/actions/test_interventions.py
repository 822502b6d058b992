"""Break-glass for roles: the term of a lost holder, and an interim secretary where nobody can act."""

import pytest

from members.models import Person
from organisations.models import Intervention, RuleSet
from organiser.base import clock
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from skills.actions.interventions import end_lost_term, give_interim
from skills.models import Term
from skills.queries.powers import bodies_with
from tests.helpers import clock_days, refuses, writes

REASON = "The secretary died in March and nobody else holds a role."


@pytest.fixture
def root(db):
    return Person.objects.create_superuser("Root")


def later(days=20):
    return clock.at(clock.now() + clock_days(days))


def term_of(place, branch="North", role="Secretary"):
    return Term.objects.select_related("role__body__organisation").get(
        role__body=place.branches[branch].pk, role__name=role
    )


def test_operator_ends_the_term_of_a_lost_holder_and_its_powers_end_with_it(harbour, mill, root):
    term = term_of(harbour)
    with later(), writes("end_lost_term"):
        made = end_lost_term(root, term=term, reason=REASON)
        held = list(bodies_with(term.person, "keep_register", clock.today()).values_list("name", flat=True))
    term.refresh_from_db()
    assert (term.end_reason, sorted(held)) == ("lost", ["Harbour Tenants"])
    assert (made.kind, made.subject, made.changed) == (
        "term", term.public_id, "The term in the role Secretary was ended.",
    )  # fmt: skip


def test_operator_deposes_nobody_who_was_here_lately(harbour, root):
    sentence = (
        "The term began or the holder was here within the last 14 days. The assembly recalls; the operator does not."
    )
    with refuses(RuleNotMet, "not_lost", sentence):
        end_lost_term(root, term=term_of(harbour), reason=REASON)
    with refuses(RuleNotMet, "not_lost", sentence):  # Fay never did anything, but her term began today
        end_lost_term(root, term=term_of(harbour, "South"), reason=REASON)


def test_a_term_that_has_ended_is_left_alone(harbour, root):
    with later(200), refuses(WrongState, "term_ended", "This term has ended already."):
        end_lost_term(root, term=term_of(harbour), reason=REASON)


def test_A25_nobody_but_the_operator_and_never_without_a_reason(harbour, thread, root):
    term, bea = term_of(harbour), harbour.members["Bea North"]
    for actor in (thread.secretary, harbour.secretary, harbour.person("Gil South")):
        with later(), refuses(NotPermitted, "not_operator"):
            end_lost_term(actor, term=term, reason=REASON)
        with refuses(NotPermitted, "not_operator"):
            give_interim(actor, body=harbour.body("North"), member=bea, reason=REASON)
    with later(), refuses(Invalid, "reason"):
        end_lost_term(root, term=term, reason="He is gone.")
    assert Intervention.objects.count() == 0


def test_operator_gives_an_interim_secretary_where_nobody_can_act(harbour, mill, root):
    bea = harbour.members["Bea North"]
    with later(200), writes("give_interim"):
        give_interim(root, body=harbour.body("North"), member=bea, reason=REASON)
        days = RuleSet.objects.get(body=harbour.branches["North"].pk).interim_days
        term = Term.objects.get(person=bea.person)
        assert (term.role.name, term.kind, term.ends_on) == (
            "Secretary", "interim", clock.today() + clock_days(days),
        )  # fmt: skip
        assert term.decision == term.role.founded_by
        held = bodies_with(bea.person, "keep_register", clock.today())
        assert [body.name for body in held] == ["North"]


def test_nobody_is_put_in_while_somebody_can_act(harbour, root):
    sentence = "Somebody in North can act. Its assembly elects; the operator does not."
    with refuses(RuleNotMet, "can_act", sentence):
        give_interim(root, body=harbour.body("North"), member=harbour.members["Bea North"], reason=REASON)


def test_interim_holder_is_a_member_of_the_body_and_not_the_operator(harbour, mill, root):
    with later(200):
        for other in (harbour.members["Gil South"], mill.members["Lea Mill"]):
            with refuses(Invalid, "not_member", "That is no full member of North."):
                give_interim(root, body=harbour.body("North"), member=other, reason=REASON)
        bea = harbour.members["Bea North"]
        Person.objects.filter(pk=bea.person_id).update(is_superuser=True)
        operator = Person.objects.get(pk=bea.person_id)
        with refuses(NotPermitted, "operator_holds", "The operator has no voice and holds no role this way."):
            give_interim(operator, body=harbour.body("North"), member=bea, reason=REASON)


def test_the_same_holder_can_be_put_in_again_after_the_term_ran_out(harbour, root):
    ana = harbour.members["Ana Founder"]
    with later(200):
        give_interim(root, body=harbour.body("North"), member=ana, reason=REASON)
        role = term_of_role = Term.objects.filter(role__body=harbour.branches["North"].pk, person=ana.person)
        assert term_of_role.filter(role__name="Secretary", ended_on__isnull=True).count() == 1
        assert role.filter(role__name="Secretary").count() == 2
