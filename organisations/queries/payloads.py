"""What the payload of a motion means by a public id: only what the organisation that moves it may speak of."""

from typing import Any

from organisations.enums import AllianceStanding, BodyType
from organisations.models import Affiliation, Agreement, Alliance, Body, Concern, Organisation
from organisations.queries.affiliations import to_accept
from organisations.queries.alliances import alliances_of
from organisations.validators.payloads import word
from organiser.base.errors import Invalid, NotFound, RuleNotMet

Payload = dict[str, Any]


def whole(body: Body) -> Organisation:
    """The organisation whose own body this is: branches and committees take nothing on for it.

    Raises:
        RuleNotMet: for any other body.
    """
    if body.type != BodyType.ORGANISATION:
        raise RuleNotMet(
            "Only the assembly of the whole organisation decides with whom it stands.", code="not_organisation"
        )
    return Organisation.objects.get(pk=body.pk)


def alliance_of(body: Body, payload: Payload, *statuses: AllianceStanding) -> Alliance:
    """The alliance that a payload names, among those in which the organisation has, or had, one of these standings.

    Raises:
        Invalid: where there is none.
    """
    among = alliances_of(body, *(statuses or AllianceStanding))
    found = among.filter(public_id=word(payload, "alliance")).first()
    if found is None:
        raise Invalid(f"{body.name} stands in no such alliance.", code="no_alliance", field="alliance")
    return found


def other_organisation(payload: Payload) -> Organisation:
    """The organisation that a payload names by its id, which that organisation gave to the mover.

    Raises:
        Invalid: where there is none.
    """
    other = Organisation.objects.filter(public_id=word(payload, "organisation").strip()).first()
    if other is None:
        raise Invalid(
            "There is no organisation with that id here. Ask the other organisation for its id.",
            code="no_organisation",
            field="organisation",
        )
    return other


def affiliation_asked_of(body: Body, payload: Payload) -> Affiliation:
    """The affiliation that waits for an answer of this organisation.

    Raises:
        Invalid: where nobody asks.
    """
    found = to_accept(whole(body)).filter(public_id=word(payload, "affiliation")).first()
    if found is None:
        raise Invalid("Nobody asks for that any more.", code="no_affiliation", field="affiliation")
    return found


def affiliation_with(body: Body, payload: Payload) -> Affiliation:
    """An affiliation of this organisation, on either side.

    Raises:
        Invalid: where it has none of that id.
    """
    rows = Affiliation.objects.filter(affiliate=body.pk) | Affiliation.objects.filter(federation=body.pk)
    found = rows.prefetch_related("steps").filter(public_id=word(payload, "affiliation")).first()
    if found is None:
        raise Invalid(f"{body.name} has no such affiliation.", code="no_affiliation", field="affiliation")
    return found


def concern_in(alliance: Alliance, public_id: str) -> Concern:
    """A concern of this alliance.

    Raises:
        NotFound: where there is none of that id.
    """
    found = alliance.concerns.select_related("alliance", "by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such concern here.", code="no_concern")
    return found


def agreement_in(alliance: Alliance, public_id: str) -> Agreement:
    """An agreement of this alliance.

    Raises:
        NotFound: where there is none of that id.
    """
    found = alliance.agreements.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such agreement here.", code="no_agreement")
    return found
