"""How the controls of a form are drawn: letter for letter as Django's templates do it, without a template for each.

The filters of a register have forty controls, and each went through three templates: it was the dearest part of the
page after its rows. What is not drawn here is left to Django's templates.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData

PLAIN = (
    *("checkbox", "color", "date", "datetime", "email", "hidden", "number", "password", "search", "tel"),
    *("text", "time", "url"),
)
Drawing = Callable[[Mapping[str, Any]], str]


class Renderer(DjangoTemplates):
    """Draws labels, fields to write in, lists and boxes by itself."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """What Django's template of that name makes of the context."""
        draw = DRAWINGS.get(template_name)
        return super().render(template_name, context, request) if draw is None else draw(context)


def _text(value: Any) -> str:
    """A value as `stringformat:"s"` and the escaping of templates give it."""
    return value if isinstance(value, SafeData) else escape(str(value))  # type: ignore[return-value]  # safe text


def _attributes(attributes: Mapping[str, Any]) -> str:
    drawn = []
    for name, value in attributes.items():
        if value is not False:
            drawn.append(f" {conditional_escape(name)}" if value is True else f' {name}="{_text(value)}"')
    return "".join(drawn)


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    named = f'type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
    return f"<input {named}{value}{_attributes(widget['attrs'])}>"


def _option(widget: Mapping[str, Any]) -> str:
    drawn = _input(widget)
    if not widget.get("wrap_label"):
        return drawn
    key = widget["attrs"].get("id")
    meant = f' for="{_text(key)}"' if key else ""
    return f"<label{meant}>{drawn}\n {conditional_escape(widget['label'])}</label>"


def _select(widget: Mapping[str, Any]) -> str:
    drawn = [f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        for one in options:
            chosen = f'value="{_text(one["value"])}"{_attributes(one["attrs"])}'
            drawn.append(f"\n  <option {chosen}>{conditional_escape(one['label'])}</option>\n")
        if group:
            drawn.append("\n  </optgroup>")
    return "".join([*drawn, "\n</select>"])


def _area(widget: Mapping[str, Any]) -> str:
    value = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _label(context: Mapping[str, Any]) -> str:
    words = conditional_escape(context["label"])
    if not context["use_tag"]:
        return words
    return f"<{context['tag']}{_attributes(context['attrs'] or {})}>{words}</{context['tag']}>"


def _of_widget(draw: Drawing) -> Drawing:
    return lambda context: draw(context["widget"])


DRAWINGS: dict[str, Drawing] = {
    "django/forms/label.html": _label,
    "django/forms/widgets/select.html": _of_widget(_select),
    "django/forms/widgets/textarea.html": _of_widget(_area),
    "django/forms/widgets/checkbox_option.html": _of_widget(_option),
    "django/forms/widgets/radio_option.html": _of_widget(_option),
    **{f"django/forms/widgets/{kind}.html": _of_widget(_input) for kind in (*PLAIN, "input")},
}
