"""Saying something of oneself, if one wants to, and deciding what may be asked (mission C18)."""

from collections.abc import Mapping
from datetime import date

from members.enums import ANSWERS, BELONGING, Question
from members.models import Described, DescribedCount, Membership, Person, Questionnaire
from members.queries.describing import asked_in, to_tell
from organisations.enums import DecisionKind
from organisations.models import Body, Decision, Organisation
from organisations.rules import demand_decision_of
from organiser.base import clock
from organiser.base.actions import SITE, action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet


@action
def describe_myself(actor: Person, *, membership: Membership, answers: Mapping[str, str]) -> Membership:
    """Say something of oneself, say it otherwise, or take it back: what is left out is not kept.

    The ledger of the installation, which no member reads, says that somebody looked after her or his own answers: the
    same whether there are some now or none.

    Raises:
        NotPermitted: for anybody else's answers, and through a token.
        RuleNotMet: for those who do not belong.
        Invalid: for what is not asked, and for an answer that is not among those of the question.
    """
    if actor.pk != membership.person_id or actor.bound_body_id is not None:
        sentence = "Everybody says alone, and signed in, what she or he wants to say of herself or himself."
        raise NotPermitted(sentence, code="own_answers", rule="mission C18")
    membership = locked(membership)
    given = {question: said for question, said in answers.items() if said}
    if given and membership.state not in BELONGING:
        sentence = "Only members are asked. What you said before can be taken back whole."
        raise RuleNotMet(sentence, code="not_a_member", rule="mission C18")
    asked = asked_in(membership.organisation_id)
    for question, said in given.items():
        if question not in asked:
            raise Invalid("That is not asked here. Load the page again.", code="not_asked", field=question)
        if said not in ANSWERS[Question(question)]:
            raise Invalid("Choose one of the answers shown, or leave it out.", code="not_an_answer", field=question)
    Described.objects.filter(membership=membership).delete()
    Described.objects.bulk_create(
        Described(organisation_id=membership.organisation_id, membership=membership, question=question, said=said)
        for question, said in given.items()
    )
    record(
        actor,
        "describe_myself",
        chain=SITE,
        subject=actor.public_id,
        content={},
    )
    return membership


@action
def ask_members(actor: Actor, *, organisation: Organisation, questions: list[str], decision: Decision) -> Questionnaire:
    """Ask members some of the fixed questions from now on, or none; answers to what is not asked any more are deleted.

    Raises:
        RuleNotMet: without a decision of the organisation that is taking effect.
    """
    demand_decision_of(
        decision,
        bodies={organisation.pk},
        kinds={DecisionKind.ORDINARY.value, DecisionKind.RULES.value},
        effect="ask_members",
        sentence=f"What members of {organisation.name} are asked, its assembly decides. Table a motion.",
    )
    organisation = locked(organisation)
    made = Questionnaire.objects.create(
        organisation=organisation, questions=questions, decision=decision, made_at=clock.now()
    )
    Described.objects.filter(organisation=organisation).exclude(question__in=questions).delete()
    record(
        actor,
        "ask_members",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=decision.public_id,
        content={"questions": questions},
    )
    return made


def count_described(organisation: Organisation, bodies: list[Body], month: date) -> None:
    """Write down how many said what, where that may be told; for the action that counts the members."""
    questions = asked_in(organisation.pk)
    if not questions:
        return
    DescribedCount.objects.bulk_create(
        DescribedCount(
            organisation_id=organisation.pk, body=body, month=month, question=question, said=said, number=number
        )
        for body in bodies
        for question, counts in to_tell(body, questions).items()
        for said, number in counts.items()
    )


def clean_described(person: Person) -> None:
    """Delete what somebody said of herself or himself."""
    Described.objects.filter(membership__person=person).delete()
