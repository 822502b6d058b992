"""What is drawn without a template is what Django's template draws, letter for letter."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from organiser.base.form_drawing import DRAWINGS, Renderer

NASTY = """<b class='x'>"Ana" & Ole</b>"""
CHOICES = [("", "All"), ("a", NASTY), (NASTY, "B"), (3, "Three"), ("Group <1>", [("c", "C"), ("d", NASTY)])]


class Every(forms.Form):
    """Each kind of field, plain and with everything that can be said of it."""

    text = forms.CharField(label=NASTY, max_length=9, min_length=2, help_text="help")
    address = forms.EmailField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")
    number = forms.IntegerField(min_value=-3, max_value=7, step_size=2)
    part = forms.DecimalField(localize=True, required=False)
    box = forms.BooleanField(required=False)
    day = forms.DateField(widget=forms.DateInput({"type": "date"}), required=False)
    moment = forms.DateTimeField(required=False)
    clock = forms.TimeField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput(render_value=True))
    hidden = forms.CharField(widget=forms.HiddenInput)
    search = forms.CharField(widget=forms.TextInput({"type": "search", "data-x": NASTY, "autofocus": True, "y": False}))
    safe = forms.CharField(widget=forms.TextInput({"data-x": mark_safe("&amp;")}))
    area = forms.CharField(widget=forms.Textarea({"rows": 4}), required=False)
    one = forms.ChoiceField(choices=CHOICES, required=False)
    must = forms.ChoiceField(choices=CHOICES)
    some = forms.MultipleChoiceField(choices=CHOICES, required=False)
    ticked = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False)
    chosen = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    file = forms.FileField(required=False)
    twice = forms.SplitDateTimeField(required=False)
    unknown = forms.NullBooleanField()


GIVEN = {
    **dict.fromkeys(("text", "address", "link", "secret", "hidden", "search", "safe", "area", "one"), NASTY),
    "number": 1234567,
    "part": "1234.5",
    "box": "on",
    "day": date(2026, 3, 1),
    "moment": "",
    "clock": "10:00",
    "must": "3",
    "some": ["a", NASTY],
    "ticked": ["a", "d"],
    "chosen": "c",
    "unknown": "true",
}


def drawn(renderer, form, name):
    field = form[name]
    form.renderer = renderer
    parts = [
        str(field.label_tag()),
        field.as_widget(),
        field.as_widget(attrs={"placeholder": False}),
        field.as_hidden(),
    ]
    parts += [field.label_tag("Words <&>", {"class": NASTY}), field.legend_tag(label_suffix="")]
    if field.widget_type in {"checkboxselectmultiple", "radioselect", "select"}:
        parts += [f"{option.tag()} {option}" for option in field.subwidgets]
    return parts


@pytest.mark.parametrize("name", list(Every.base_fields))
@pytest.mark.parametrize("given", [None, {}, GIVEN], ids=["fresh", "nothing sent", "something sent"])
def test_a_field_is_drawn_as_by_the_templates(name, given):
    ours, theirs = drawn(Renderer(), Every(given), name), drawn(DjangoTemplates(), Every(given), name)
    assert ours == theirs


def test_a_whole_form_is_drawn_as_by_the_templates():
    assert Every(GIVEN, renderer=Renderer()).as_div() == Every(GIVEN, renderer=DjangoTemplates()).as_div()


def test_what_is_drawn_is_known_to_django():
    for template_name in DRAWINGS:
        assert DjangoTemplates().get_template(template_name)
