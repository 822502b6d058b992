"""Moving a motion: first what it would do, then its words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.motions import propose_motion
from assemblies.queries.choices import bodies_to_end, bodies_without_successor, rules_by_kind
from assemblies.queries.exclusions import to_reinstate
from assemblies.queries.today import has_vote
from assemblies.queries.unmet import unmet, warnings_for
from assemblies.web import aims_form, describing_form, dues_form  # noqa: F401  # they add themselves to the forms
from assemblies.web.admission_forms import ADMISSION_FORMS, LONGEST
from assemblies.web.agreement_forms import CHOSEN_FROM, FEDERATION_FORMS
from assemblies.web.body_forms import BODY_FORMS
from assemblies.web.choice_forms import CHOICE_FORMS, AlternativesForm
from assemblies.web.effect_forms import EFFECT_FORMS, MotionForm
from assemblies.web.effect_groups import grouped
from assemblies.web.exclusion_forms import EXCLUSION_FORMS
from assemblies.web.rule_forms import RulesForm
from members.queries.dues_schemes import own_scheme
from organisations.actions.effects import effect_named
from organisations.enums import NEEDS_EFFECT, BodyForm, BodyType, MembershipBasis, OrganisationKind
from organisations.models import Body
from organisations.presets import PRESET_CHOICES, PRESETS, for_form
from organisations.queries.bodies import body_for
from organisations.queries.rulesets import rules_in_force
from organisations.queries.specs import spec_of
from organisations.rules import NEVER_BY_COMMITTEE
from organiser.base import clock
from organiser.base.errors import NotFound, NotPermitted
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried

PRESENT = "present"
CHOICE, CHOICE_TITLE = "choose", "Choose among several"
FORMS: dict[str, type[MotionForm]] = {
    **EFFECT_FORMS,
    **CHOICE_FORMS,
    **ADMISSION_FORMS,
    **EXCLUSION_FORMS,
    **BODY_FORMS,
}
OF_THE_ORGANISATION = {
    *("found_branch", "adopt_programme", "merge_branch", "change_aims", "change_constituency"),
    *("show_page", "found_council", "change_council", "convert_basis", "ask_members"),
}


def demand_mover(viewer: Any, body: Body) -> None:
    """Go on only for full members of the body; the action asks the same again.

    Raises:
        NotPermitted: otherwise.
    """
    if not has_vote(viewer, body):
        raise NotPermitted(
            f"Only full members of {body.name} move motions here. Members of other branches can comment.",
            code="not_constituency",
            rule="mission B9",
        )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@once
def motion_new(request: HttpRequest, body: str) -> HttpResponse:
    """Choose what the motion would do, then write it; without a choice the page offers them as links."""
    shown = body_for(request.user, body)
    demand_mover(request.user, shown)
    effect = request.GET.get("effect")
    if effect is None:
        return page(request, "assemblies/motion_choose.html", {"groups": grouped(effects_for(shown))}, body=shown)
    if effect == CHOICE:
        return _moved(
            request, shown, AlternativesForm(shown, plain_kinds(shown), request.POST or None), "", CHOICE_TITLE
        )
    if effect and effect not in FORMS:
        raise NotFound("There is nothing of that name that a motion could do. Go back and choose again.", code="effect")
    title = effect_named(effect).title if effect else ""
    return _moved(request, shown, form_for(request, shown, effect), effect, title)


def _moved(request: HttpRequest, shown: Body, form: MotionForm, effect: str, title: str) -> HttpResponse:
    """Move what was written, or show the form."""
    if request.method == "POST" and form.is_valid():
        motion = tried(form, lambda: propose_motion(request.user, body=shown, draft=form.draft()))
        if motion is not None:
            for sentence in warnings_for(request.user, motion):
                messages.warning(request, sentence)
            messages.success(request, f"Your motion has the number {motion.reference}.")
            return redirect("motion", motion.public_id)
    context = {"form": form, "effect": effect, "title": title}
    if isinstance(form, RulesForm):
        context |= {"presets": PRESET_CHOICES, "base": base_of(request), "warnings": unmet(shown, form.spec)}
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "assemblies/motion_new.html", context, body=shown, status=status)


def effects_for(body: Body) -> list[tuple[str, str]]:
    """The effects that the rules of this body leave room for, with what the form calls them."""
    kinds = set(rules_by_kind(body))
    found = [(name, effect_named(name)) for name in FORMS]
    left_out = not_for(body)
    return [(name, effect.title) for name, effect in found if effect.kinds & kinds and name not in left_out]


def not_for(body: Body) -> set[str]:
    """The effects that such a body never brings about; the actions ask the same again."""
    left_out = {"dissolve_committee"} if not bodies_to_end(body, committees=True) else set()
    left_out |= {"reinstate"} if not to_reinstate(body).exists() else set()
    left_out |= {"name_successor"} if not bodies_without_successor(body) else set()
    if body.form != BodyForm.CAUCUS:
        left_out.add("bring_to_parent")
    if body.organisation.kind != OrganisationKind.POLITICAL:
        left_out.add("adopt_programme")
    if body.type != BodyType.ORGANISATION:
        left_out |= OF_THE_ORGANISATION | set(FEDERATION_FORMS)
    if body.type not in {BodyType.ORGANISATION, BodyType.BRANCH}:
        left_out |= {"exclude", "suspend", "admit", "set_dues"}
    if own_scheme(body, clock.today()) is None or body.type != BodyType.BRANCH:
        left_out.add("drop_dues")
    if body.organisation.membership_basis != MembershipBasis.COLLECTIVE:
        left_out.add("convert_basis")
    if body.type != BodyType.BRANCH:
        left_out |= {"split_branch", "change_jurisdiction"}
    left_out |= {name for name in set(CHOSEN_FROM) - left_out if not offers_a_choice(body, name)}
    return left_out | (NEVER_BY_COMMITTEE if body.type == BodyType.COMMITTEE else set())


def offers_a_choice(body: Body, effect: str) -> bool:
    """Whether there is anything this effect could be about: no invitation, nothing to join."""
    return bool(FEDERATION_FORMS[effect](body, []).fields[CHOSEN_FROM[effect]].choices)


def plain_kinds(body: Body) -> list[str]:
    """The kinds of decision that need no effect."""
    return [kind for kind in rules_by_kind(body) if kind not in NEEDS_EFFECT]


def base_of(request: HttpRequest) -> str:
    """The rule set that the form of new rules begins with."""
    asked = request.GET.get("rules", PRESENT)
    return asked if asked in PRESETS else PRESENT


def form_for(request: HttpRequest, body: Body, effect: str) -> MotionForm:
    """The form for one effect, with the kinds of decision that can carry it here."""
    kinds = list(rules_by_kind(body))
    kinds = [kind for kind in kinds if kind in effect_named(effect).kinds] if effect else plain_kinds(body)
    if not kinds:
        raise NotFound(f"The rules of {body.name} do not let a motion do this. Change the rules first.", code="effect")
    data = request.POST if request.method == "POST" else None
    if effect == "adopt_rules":
        base = base_of(request)
        spec = spec_of(rules_in_force(body)) if base == PRESENT else for_form(PRESETS[base], body.form)
        return RulesForm(body, kinds, data, spec=spec)
    named = request.GET.get("applications", "")[:LONGEST] if effect == "admit" else ""
    return FORMS.get(effect, MotionForm)(body, kinds, data, initial={"applications": named} if named else None)
