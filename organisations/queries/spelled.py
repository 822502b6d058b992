"""What the effect of a motion holds besides its sentence, label by label, so that nobody votes on what is not shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from organisations.enums import AllianceKind, BodyForm, Scope
from organisations.models import (
    AgreementVersion,
    Body,
    Branch,
    Council,
    Organisation,
    ProgrammeVersion,
    Ratification,
    RepresentationScheme,
)
from organisations.queries.councils import bodies_of_council, branches_by_id, scheme_of, scheme_sentences
from organisations.queries.paragraphs import Pieces, changes_between

Payload = dict[str, Any]
NOTHING = "Nothing"
# Above these letters, or on more than one line, a ballot paper folds a text away until somebody opens it.
SHORT = 200
SCHEME_FIELDS = (
    *("method", "per", "bands", "step", "fixed", "minimum", "maximum", "total", "seats_vs_votes", "carry_unsent"),
    "carry_other_bodies_max",
)


@dataclass(frozen=True)
class Spelled:
    """One thing that an effect holds.

    Args:
        label: what it is, such as “Aims”.
        text: as it will be.
        before: as it is now, where it replaces something and the motion has not been decided.
    """

    label: str
    text: str
    before: str = ""

    @property
    def is_long(self) -> bool:
        """Whether a ballot paper folds it away."""
        return any(len(text) > SHORT or "\n" in text for text in (self.text, self.before))

    @property
    def changes(self) -> list[Pieces]:
        """The text with what it adds to the one before and takes away; empty where it replaces nothing."""
        return changes_between(self.before, self.text) if self.before and self.before != self.text else []


def or_nothing(text: str) -> str:
    """A text, or the word for none."""
    return text or NOTHING


def spell_aims(body: Body, payload: Payload) -> list[Spelled]:
    """The new aims beside the present ones."""
    return [Spelled("Aims", payload["aims"], Organisation.objects.get(pk=body.pk).aims)]


def spell_programme(body: Body, payload: Payload) -> list[Spelled]:
    """The new text beside the present one."""
    now = ProgrammeVersion.objects.filter(organisation=body.pk).order_by("-number").first()
    return [Spelled("Text of the programme", payload["text"], now.text if now is not None else "")]


def spell_committee(_body: Body, payload: Payload) -> list[Spelled]:
    """What it may do."""
    return [Spelled("Scope", payload["scope"])]


def spell_branch(_body: Body, payload: Payload) -> list[Spelled]:
    """What kind of branch, and where."""
    place = [Spelled("Place", payload["place"])] if payload["place"] else []
    return [Spelled("Form", str(BodyForm(payload["form"]).label)), *place]


def spell_constituency(body: Body, payload: Payload) -> list[Spelled]:
    """Whom it organises and who cannot join, beside the present words."""
    now = Organisation.objects.get(pk=body.pk)
    positions, before = (", ".join(one) for one in (payload["incompatible"], now.incompatible))
    return [
        Spelled("Whom it organises", or_nothing(payload["constituency"]), now.constituency),
        Spelled("Positions that cannot join", or_nothing(positions), before),
    ]


def spell_jurisdiction(body: Body, payload: Payload) -> list[Spelled]:
    """Places or workplaces, beside the present words."""
    now = Branch.objects.get(pk=body.pk)
    return [
        Spelled("What the branch is for", or_nothing(payload["jurisdiction"]), now.jurisdiction),
        Spelled("Place", or_nothing(payload["place"]), now.place),
    ]


def spell_alliance(_body: Body, payload: Payload) -> list[Spelled]:
    """What for, of which kind, and how far the first member reaches."""
    return [
        Spelled("Purpose", payload["purpose"]),
        Spelled("Kind", str(AllianceKind(payload["alliance_kind"]).label)),
        *spell_reach(_body, payload),
    ]


def spell_reach(_body: Body, payload: Payload) -> list[Spelled]:
    """How far an organisation says that it reaches."""
    return [Spelled("How far we reach", str(Scope(payload["scope"]).label))]


def spell_agreement(body: Body, version: AgreementVersion) -> list[Spelled]:
    """The wording, beside the one that the organisation ratified last."""
    earlier = Ratification.objects.filter(organisation=body.pk, version__agreement=version.agreement_id)
    last = earlier.select_related("version").order_by("-pk").first()
    return [Spelled("Text of the agreement", version.text, last.version.text if last is not None else "")]


def _scheme_said(scheme: Payload) -> str:
    share, basis = scheme.get("max_share") or [None, None], scheme.get("basis_date")
    planned = RepresentationScheme(
        share_numerator=share[0],
        share_denominator=share[1],
        basis_date=date.fromisoformat(basis) if basis else None,
        **{name: scheme[name] for name in SCHEME_FIELDS if name in scheme},
    )
    return " ".join(scheme_sentences(planned))


def spell_council(body: Body, payload: Payload, council: Council | None = None) -> list[Spelled]:
    """Which branches send delegates and how many, beside what holds for a council that exists."""
    branches = ", ".join(sorted(one.name for one in branches_by_id(body.organisation_key, payload["bodies"])))
    now, before = "", ""
    if council is not None:
        now = ", ".join(row.body.name for row in bodies_of_council(council.pk))
        before = " ".join(scheme_sentences(scheme_of(council.pk)))
    return [
        Spelled("Branches that send delegates", branches, now),
        Spelled("How it is made up", _scheme_said(payload["scheme"]), before),
    ]
