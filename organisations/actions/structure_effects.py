"""The effects that change what a body is, as far as they need no floor above: name, constituency, page, successor."""

from organisations.actions.body_events import clean_name
from organisations.actions.effects import Effect, Payload, register
from organisations.actions.endings import demand_without_successor, name_successor
from organisations.actions.structure import (
    change_constituency,
    change_jurisdiction,
    demand_can_be_called,
    rename_body,
    show_page,
)
from organisations.enums import COMMITTEE_FORMS, BodyForm, BodyType, DecisionKind
from organisations.models import Body, Branch, Decision, Organisation
from organisations.queries.spelled import spell_constituency, spell_jurisdiction
from organisations.rules import demand_follows, parent_key
from organisations.validators.payloads import word, yes_or_no
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line

RULES = frozenset({DecisionKind.RULES})
MOST_POSITIONS = 20


def demand_organisation(body: Body, what: str) -> None:
    """Go on only for the assembly of an organisation.

    Raises:
        RuleNotMet: otherwise.
    """
    if body.type != BodyType.ORGANISATION:
        raise RuleNotMet(f"Only the organisation itself {what}. Table the motion there.", code="not_organisation")


def body_named(body: Body, public_id: object, field: str) -> Body:
    """The body of the same organisation that a payload names.

    Raises:
        Invalid: where there is none.
    """
    found = Body.objects.filter(organisation_id=body.organisation_key, public_id=str(public_id)).first()
    if found is None:
        raise Invalid(f"{body.organisation.name} has no such body. Choose one of its own.", code="no_body", field=field)
    return found


def _clean_rename(body: Body, payload: Payload) -> Payload:
    form = word(payload, "form") or body.form
    kinds = set(COMMITTEE_FORMS)
    if form not in BodyForm.values or (body.type == BodyType.COMMITTEE) != (form in kinds):
        raise Invalid("Choose a form that such a body can have.", code="form", field="form")
    name = clean_name(word(payload, "name") or body.name)
    if (name, form) == (body.name, body.form):
        raise Invalid("That is its name and form already. Write another.", code="nothing_new", field="name")
    demand_can_be_called(body, name)
    return {"name": name, "form": form}


def _describe_rename(body: Body, payload: Payload) -> str:
    form = f", in the form “{BodyForm(payload['form']).label}”" if payload["form"] != body.form else ""
    return f"If this carries, {body.name} is called {payload['name']}{form}."


def _apply_rename(actor: Actor, decision: Decision, payload: Payload) -> None:
    rename_body(actor, body=decision.body, decision=decision, **payload)


def _clean_constituency(body: Body, payload: Payload) -> Payload:
    demand_organisation(body, "says whom it organises")
    organisation = Organisation.objects.get(pk=body.pk)
    positions = payload.get("incompatible", organisation.incompatible)
    texts = isinstance(positions, list) and all(isinstance(position, str) for position in positions)
    if not texts or len(positions) > MOST_POSITIONS:
        sentence = f"Send the positions that cannot join as a list of at most {MOST_POSITIONS} texts."
        raise Invalid(sentence, code="incompatible", field="incompatible")
    lines = [one_line(position)[:80] for position in positions]
    return {
        "constituency": one_line(word(payload, "constituency", organisation.constituency))[:300],
        "incompatible": [line for line in lines if line],
    }


def _describe_constituency(body: Body, payload: Payload) -> str:
    positions = (
        f" These positions cannot join: {', '.join(payload['incompatible'])}." if payload["incompatible"] else ""
    )
    whom = payload["constituency"] or "whom it organises is left open"
    return f"If this carries, {body.name} is for: {whom}.{positions}"


def _apply_constituency(actor: Actor, decision: Decision, payload: Payload) -> None:
    change_constituency(actor, organisation=Organisation.objects.get(pk=decision.body_id), decision=decision, **payload)


def _clean_jurisdiction(body: Body, payload: Payload) -> Payload:
    if body.type != BodyType.BRANCH:
        raise RuleNotMet("Only a branch says which places or workplaces it is for.", code="not_branch")
    branch = Branch.objects.get(pk=body.pk)
    return {
        "jurisdiction": one_line(word(payload, "jurisdiction", branch.jurisdiction))[:300],
        "place": one_line(word(payload, "place", branch.place))[:120],
    }


def _apply_jurisdiction(actor: Actor, decision: Decision, payload: Payload) -> None:
    change_jurisdiction(actor, branch=Branch.objects.get(pk=decision.body_id), decision=decision, **payload)


def _clean_page(body: Body, payload: Payload) -> Payload:
    demand_organisation(body, "has a page for everybody")
    return {"page": yes_or_no(payload, "page", default=True)}


def _describe_page(body: Body, payload: Payload) -> str:
    if not payload["page"]:
        return f"If this carries, {body.name} has no page for everybody any more."
    return (
        f"If this carries, everybody can read the aims and rules of {body.name}, but not what it decides. No member is "
        "named there."
    )


def _apply_page(actor: Actor, decision: Decision, payload: Payload) -> None:
    show_page(actor, organisation=Organisation.objects.get(pk=decision.body_id), decision=decision, **payload)


def _clean_successor(body: Body, payload: Payload) -> Payload:
    ended = body_named(body, word(payload, "body"), "body")
    if parent_key(ended) != body.pk:
        raise RuleNotMet(f"{ended.name} is not a body beneath {body.name}.", code="not_beneath", field="body")
    demand_without_successor(ended)
    successor = body_named(body, word(payload, "successor"), "successor")
    demand_follows(ended, successor)
    return {"body": ended.public_id, "successor": successor.public_id}


def _two(body: Body, payload: Payload) -> tuple[Body, Body]:
    return body_named(body, payload["body"], "body"), body_named(body, payload["successor"], "successor")


def _describe_successor(body: Body, payload: Payload) -> str:
    ended, successor = _two(body, payload)
    return f"If this carries, {successor.name} has taken the place of {ended.name}."


def _apply_successor(actor: Actor, decision: Decision, payload: Payload) -> None:
    ended, successor = _two(decision.body, payload)
    name_successor(actor, body=ended, successor=successor, decision=decision)


register(
    Effect(
        name="rename_body",
        title="Give this body another name or form",
        kinds=RULES,
        clean=_clean_rename,
        describe=_describe_rename,
        apply=_apply_rename,
    )
)
register(
    Effect(
        name="change_constituency",
        title="Change whom we organise, and who cannot join",
        kinds=RULES,
        clean=_clean_constituency,
        describe=_describe_constituency,
        apply=_apply_constituency,
        spell_out=spell_constituency,
    )
)
register(
    Effect(
        name="change_jurisdiction",
        title="Change which places or workplaces the branch is for",
        kinds=RULES,
        clean=_clean_jurisdiction,
        describe=lambda body, payload: (
            f"If this carries, {body.name} is for: {payload['jurisdiction'] or payload['place'] or 'not said'}."
        ),
        apply=_apply_jurisdiction,
        spell_out=spell_jurisdiction,
    )
)
register(
    Effect(
        name="show_page",
        title="Open or close the page for everybody",
        kinds=frozenset({DecisionKind.ORDINARY, DecisionKind.RULES}),
        clean=_clean_page,
        describe=_describe_page,
        apply=_apply_page,
    )
)
register(
    Effect(
        name="name_successor",
        title="Say what took the place of a dissolved body",
        kinds=RULES,
        clean=_clean_successor,
        describe=_describe_successor,
        apply=_apply_successor,
    )
)
