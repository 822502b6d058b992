"""What the page asks on which people apply to an organisation, set by whoever keeps its register."""

import secrets
from dataclasses import dataclass, field

from members.enums import Asked, JoiningAccess
from members.models import JoiningPage, Person
from members.queries.joining_pages import joining_page_of
from members.rules import demand_register
from members.validators import clean_questions
from organisations.models import Body, Organisation
from organiser.base import authority
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid
from organiser.base.text import one_line

GROUPS = ("email", "phone", "address", "language")
LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class PageDraft:
    """What a page to join should ask; see `JoiningPage`."""

    access: str
    email: str = Asked.REQUIRED
    phone: str = Asked.NO
    address: str = Asked.NO
    language: str = Asked.NO
    sentence: str = ""
    questions: list[str] = field(default_factory=list)


def _clean(draft: PageDraft) -> dict[str, object]:
    if draft.access not in JoiningAccess.values:
        raise Invalid("Choose who finds the page.", code="access", field="access")
    for group in GROUPS:
        if getattr(draft, group) not in Asked.values:
            raise Invalid("Choose whether it is asked.", code="asked", field=group)
    sentence = one_line(draft.sentence)
    if len(sentence) > LONGEST_SENTENCE:
        raise Invalid(
            f"The sentence is longer than {LONGEST_SENTENCE} letters. Shorten it.", code="sentence", field="sentence"
        )
    if draft.access != JoiningAccess.INTERNAL and not any(getattr(draft, way) != Asked.NO for way in GROUPS[:3]):
        raise Invalid(
            "Ask for one way in which whoever has no account can be reached: e-mail, telephone or address.",
            code="no_way",
            field="email",
        )
    asked = {group: getattr(draft, group) for group in GROUPS}
    return {"access": draft.access, **asked, "sentence": sentence, "questions": clean_questions(draft.questions)}


def _demand(actor: Person, organisation: Organisation) -> Body:
    body = Body.objects.get(pk=organisation.pk)
    demand_register(actor, body)
    authority.demand_reach(actor, organisation.pk)
    return locked(body)


@action
def change_joining_page(actor: Person, *, organisation: Organisation, draft: PageDraft) -> JoiningPage:
    """Say who finds the page to join and what it asks. Applications that wait stay as they are.

    Raises:
        NotPermitted: for those who do not keep the register of the whole organisation.
        Invalid: naming the field.
    """
    _demand(actor, organisation)
    clean = _clean(draft)
    page = joining_page_of(organisation)
    for name, value in clean.items():
        setattr(page, name, value)
    page.word = page.word or secrets.token_urlsafe(24)
    page.save()
    _record(actor, "change_joining_page", organisation, clean)
    return page


@action
def renew_joining_link(actor: Person, *, organisation: Organisation) -> JoiningPage:
    """Make a new secret link; the one before leads nowhere from then on.

    Raises:
        NotPermitted: for those who do not keep the register of the whole organisation.
    """
    _demand(actor, organisation)
    page = joining_page_of(organisation)
    page.word = secrets.token_urlsafe(24)
    page.save()
    _record(actor, "renew_joining_link", organisation, {"access": page.access})
    return page


def _record(actor: Person, verb: str, organisation: Organisation, content: dict[str, object]) -> None:
    public_id = organisation.public_id
    record(actor, verb, chain=public_id, body=public_id, subject=public_id, content=content)
