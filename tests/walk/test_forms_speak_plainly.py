"""Every form of the site, allauth's among them, filled wrongly in every way: no framework's own words come out."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, FileField
from django.http import QueryDict
from django.urls import URLResolver, get_resolver

from assemblies.models import Motion
from assemblies.web.effect_forms import MotionForm
from members.enums import Question
from members.models import DuesScheme, ImportBatch, JoiningPage
from organisations.enums import DecisionKind
from organisations.models import Agreement
from organisations.queries.rulesets import rules_in_force
from organisations.queries.specs import spec_of
from organiser.accounts.adapter import AccountAdapter, MFAAdapter
from organiser.base import clock
from organiser.base.api.filters import Named
from organiser.base.forms import Form, PlainWords
from tests.walk.classes import own_subclasses
from tests.walk.stock import STOCK, stock_among

pytestmark = pytest.mark.long

WRONG = [
    *("", " ", "x", "x" * 10, "x" * 200_000, "a\x00b", "-1", "0", "9" * 30, "9" * 5000, "1.5", "²", "NaN"),
    *(
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "25:61",
        "ana",
        "ana@",
        "{",
        "[]",
        "null",
        "5",
        '{"id": 1}',
        "[" * 5000,
    ),
]
KINDS = [kind for kind in DecisionKind.values if kind != DecisionKind.FOUNDING]


def every_form() -> list[type[BaseForm]]:
    """The forms of pages; those of filters are made for each list and looked at beside the payloads."""
    return [kind for kind in own_subclasses(BaseForm) if kind not in {Form, Named} and not issubclass(kind, Named)]


@pytest.fixture
def making(harbour, thread, rf) -> Any:
    """How each form that needs more than data is made."""
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    north, bea = harbour.body("North"), harbour.person("Bea North")
    key = SimpleNamespace(wrap=lambda: SimpleNamespace(name="Phone"))
    motion = (north, KINDS)
    programme = SimpleNamespace(public_id="p", number=1)
    asked = JoiningPage(organisation=harbour.organisation, phone="asked", sentence="I rent", questions=["Why?"])
    ballot = SimpleNamespace(assembly_id=1, rule=SimpleNamespace(tie_rule="casting_vote"))
    tie = SimpleNamespace(announced_at=clock.now(), options=["Anchor", "Buoy"], ballot=ballot)
    bands = [{"label": "Usual", "cents": 500}]
    scheme = DuesScheme(currency="EUR", bands=bands, least_cents=100, usual_cents=500, solidarity=True)
    offer = {"field": "phone", "problem": "phone_several", "heading": "Tel.", "rows": 1, "first": 2, "choice": ""}
    staged = ImportBatch(choices={"offers": [{**offer, "options": []}], "undated_rows": 1})
    made: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "JoinForm": ((asked, [north], programme, None), {}),
        "PaperForm": ((asked,), {}),
        "NewMemberForm": ((harbour.organisation,), {}),
        "OnDayForm": (([],), {}),
        "OpenBallotForm": (([("online", "By ballot")], 24), {}),
        "OpenUnsaidForm": (([("online", "By ballot")], 24), {}),
        "TableForm": ((Motion.objects.all(),), {}),
        "TokenForm": ((bea,), {}),
        "ChoiceForm": (([],), {}),
        "DecideForm": ((tie,), {}),
        "DescribeForm": ((list(Question),), {}),
        "DuesChoiceForm": ((scheme,), {}),
        "FilterForm": ((north,), {}),
        "MoveForm": ((harbour.members["Bea North"], [harbour.branches["South"]]), {}),
        "RulesForm": (motion, {"spec": spec_of(rules_in_force(north))}),
        "RepairForm": ((staged,), {}),
        "UploadForm": ((), {"headings": ["Name"]}),
        "SignInCode": ((), {"code": "ABCD-EFGH"}),
        "SignInForm": ((), {"request": request}),
        "TakeAppAway": ((), {"authenticator": Authenticator()}),
        "RenamePasskey": ((), {"instance": key}),
        "PasskeyAlone": ((), {}),
        "AgreementForm": ((SimpleNamespace(agreements=Agreement.objects.none()),), {}),
        "TaskForm": ((north,), {}),
        "DissentForm": ((["The first paragraph."],), {}),
        "WhatIfForm": (([("present", "Those in force")],), {}),
    }
    of_bea = ("ChangePassword", "SetPassword", "NewPasswordByLink", "StillYou", "SecondStep", "SecondStepAgain")
    for name in (*of_bea, "AddApp", "SpareCodes", "AddPasskey", "PasskeyAsSecondStep", "PasskeyAgain"):
        made[name] = ((), {"user": bea})

    def make(kind: type[BaseForm], data: Any, files: Any) -> BaseForm:
        args, more = made.get(kind.__name__, (motion if issubclass(kind, MotionForm) else (), {}))
        return kind(*args, data=data, files=files, **more)

    with context.request_context(request):
        yield make


def wrongly(form: BaseForm, value: str) -> tuple[QueryDict, dict[str, Any]]:
    """The same value in every field, once as a text and once as a file."""
    data, files = QueryDict(mutable=True), {}
    for name, field in form.fields.items():
        data.setlist(
            form.add_prefix(name), [value, "another"] if "multiple" in field.widget.__class__.__name__ else [value]
        )
        if isinstance(field, FileField) and value.strip():
            files[form.add_prefix(name)] = SimpleUploadedFile(value.replace("\x00", "")[:400], b"")
    return data, files


def test_every_form_is_of_our_kind():
    kinds = every_form()
    assert [kind.__name__ for kind in kinds if not issubclass(kind, PlainWords)] == []
    assert len(kinds) > 35


def views(patterns: list[Any]) -> Iterator[Any]:
    """The classes behind the addresses."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns)
        elif hasattr(one.callback, "view_class"):
            yield one.callback.view_class


def forms_of(view: Any, request: Any) -> list[type[BaseForm]]:
    """The classes of the forms that a page of allauth shows."""
    page = view()
    page.request, page._process = request, SimpleNamespace(can_resend=False, can_change=False)
    asked = [getattr(page, name)() for name in ("get_form_class", "get_webauthn_form_class") if hasattr(page, name)]
    return [kind for kind in asked if kind not in {None, forms.Form}]


def test_allauth_shows_no_form_of_its_own(rf):
    theirs = {view for view in views(get_resolver().url_patterns) if view.__module__.startswith("allauth.")}
    # One says only that it is closed; in the place of the others stand pages of ours.
    theirs = {view for view in theirs if view.__name__ not in {"SignupView", "EmailView", "ListUserSessionsView"}}
    shown = {view.__name__: kind for view in theirs for kind in forms_of(view, rf.post("/"))}
    assert {name for name, kind in shown.items() if not issubclass(kind, PlainWords)} == set()
    assert {"ReauthenticateView", "AuthenticateView", "ActivateTOTPView", "AddWebAuthnView"} - set(shown) == set()


def test_no_form_says_anything_in_the_words_of_a_framework(making):
    said: dict[str, set[str]] = {}
    for kind in every_form():
        for value in [None, *WRONG]:
            data, files = wrongly(making(kind, None, None), value or "") if value is not None else (QueryDict(), {})
            form = making(kind, data, files)
            for errors in form.errors.as_data().values():
                for error in errors:
                    said.setdefault(str(error.code), set()).update(error.messages)
    assert {code: stock_among(sorted(sentences)) for code, sentences in said.items()} == {code: [] for code in said}
    wanted = {"required", "invalid", "max_length", "min_value", "max_value", "invalid_choice", "out_of_time"}
    assert wanted - set(said) == set()


def test_what_accounts_say_is_ours_for_every_code():
    for adapter, theirs in ((AccountAdapter, DefaultAccountAdapter), (MFAAdapter, DefaultMFAAdapter)):
        assert set(adapter.error_messages) == set(theirs.error_messages)
        assert stock_among([str(sentence) for sentence in adapter.error_messages.values()]) == []


def test_what_is_said_of_a_password_is_ours():
    for rule in get_default_password_validators():
        assert stock_among([rule.get_error_message()]) == []
        assert type(rule).__module__ == "organiser.accounts.passwords"


def test_the_words_of_the_frameworks_would_be_known_if_they_came():
    samples = [
        "This field is required.",
        "Ensure this value has at most 200 characters (it has 201).",
        "Select a valid choice. x is not one of the available choices.",
        "Enter a valid date.",
        "Enter a whole number.",
        "Incorrect code.",
        "Ensure this field has no more than 200 characters.",
        '"whim" is not a valid choice.',
        "You do not have permission to perform this action.",
    ]
    assert stock_among(samples) == samples
    assert stock_among(["Fill in “Title”."]) == []
    assert len(STOCK) > 100
