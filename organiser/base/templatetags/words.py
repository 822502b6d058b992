"""The words of `organiser.base.words` for templates, and what needs the page: the query string and Markdown.

Loaded as template builtins, so no `{% load %}` is needed.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from organiser.base import words
from organiser.base.field_sentences import quoted
from organiser.base.forms import PlainWords

register = template.Library()

# What of Markdown is left out: pictures, code and HTML of a member's own are shown as they were typed.
INLINE_LEFT_OUT = (
    *("backtick", "html", "autolink", "automail", "image_link", "image_reference", "short_image_ref"),
    *("reference", "short_reference"),
)
BLOCKS_LEFT_OUT = ("code", "reference")
# Markdown looks for the end of a link from each bracket to the end of the paragraph, in the square of the length:
# twenty thousand brackets took a minute. Beyond this many steps brackets count as plain text.
BRACKET_STEPS = 1_000_000
LONGEST = 50_000
CLEANER = nh3.Cleaner(
    tags={"p", "br", "ol", "ul", "li", "strong", "em", "blockquote", "h3", "h4", "a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="nofollow noopener noreferrer",
)


class ShiftHeadings(Treeprocessor):
    """Let a member's headings stand below those of the page: the first rank becomes h3, all others h4."""

    def run(self, root: Element) -> None:
        """Rename the headings of one text."""
        for element in root.iter():
            if re.fullmatch(r"h[1-6]", element.tag):
                element.tag = "h3" if element.tag == "h1" else "h4"


def _converter() -> Markdown:
    """Markdown with only the patterns a motion or a report needs."""
    converter = Markdown()
    converter.preprocessors.deregister("html_block")
    for name in INLINE_LEFT_OUT:
        converter.inlinePatterns.deregister(name)
    for name in BLOCKS_LEFT_OUT:
        converter.parser.blockprocessors.deregister(name)
    converter.treeprocessors.register(ShiftHeadings(converter), "shift_headings", 0)
    return converter


@register.filter
def number_in_words(value: int) -> str:
    """`{{ 2|number_in_words }}` gives "two"; add `|capfirst` at the start of a sentence."""
    return words.number_in_words(value)


@register.filter
def plural(value: int, nouns: str) -> str:
    """`{{ 3|plural:"vote,votes" }}` gives "3 votes"."""
    one, many = nouns.split(",")
    return words.plural(value, one, many)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """`{{ date|day }}` gives "13 October 2026"; nothing gives nothing."""
    return words.day(value) if value else ""


@register.filter
def day_and_weekday(value: date | datetime | None) -> str:
    """`{{ date|day_and_weekday }}` gives "Tuesday 13 October 2026"; nothing gives nothing."""
    return words.day_and_weekday(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ closes_at|moment }}` gives "Thursday 15 October, 20:00"; nothing gives nothing."""
    return words.moment(value) if value else ""


@register.filter
def clock(value: datetime | time | None) -> str:
    """`{{ starts_at|clock }}` gives "19:00"; nothing gives nothing (midnight is a time)."""
    return "" if value is None else words.clock(value)


@register.filter
def span(start: datetime | time, end: datetime | time) -> str:
    """`{{ starts_at|span:ends_at }}` gives "19:00 to 21:00"."""
    return words.span(start, end)


@register.filter
def join_names(names: Sequence[Any], last: str = "and") -> str:
    """`{{ movers|join_names }}` gives "A, B and C"."""
    return words.join_names([str(name) for name in names], last)


@register.filter
def percent_of(part: int, whole: int) -> str:
    """`{{ 17|percent_of:25 }}%` gives "68%"."""
    return words.percent_of(part, whole)


@register.filter
def lines(text: str) -> list[words.Line]:
    """`{% for line in text|lines %}` walks the numbered lines of a text."""
    return words.lines(text)


@register.filter
def is_bare(value: object) -> bool:
    """Whether a value is one thing to show, not a list of things; `facts.html` asks."""
    return isinstance(value, str) or not isinstance(value, Sequence)


@register.filter
def count_errors(form: BaseForm) -> int:
    """How many things a form has to put right."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def about(error: str, field: BoundField) -> str:
    """A sentence above a form, with the label of its field before it where the sentence does not name the field."""
    name = field.form.name_of(field.name) if isinstance(field.form, PlainWords) else str(field.label)
    return error if quoted(name) in error else f"{name} – {error}"


@register.filter
def first_control(field: BoundField) -> str:
    """The id that a link to a field leads to; of several boxes the first."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def control(field: BoundField) -> SafeString:
    """The control of a field, without a placeholder: its label stands above it and stays while one types."""
    return field.as_widget(attrs={"placeholder": False})


@register.simple_block_tag
def filled(content: str, tag: str, css_class: str) -> SafeString | str:
    """Wrap what stands between in a tag, or leave nothing when there is nothing: `{% filled "p" "lead" %}`."""
    inner = mark_safe(content.strip())  # noqa: S308  # the template engine escaped it while rendering
    return format_html('<{} class="{}">{}</{}>', tag, css_class, inner, tag) if inner else ""


@register.filter
def markdown(text: str) -> SafeString:
    """Show a text that a member wrote in Markdown, with nothing in it but words, lists, quotes, headings and links.

    A text longer than `LONGEST`, or nested so deep that Markdown gives up, is shown as it was typed.
    """
    if sum(part.count("[") * len(part) for part in re.split(r"\n\s*\n", text)) > BRACKET_STEPS:
        text = text.replace("[", r"\[")
    try:
        html = _converter().convert(text) if len(text) <= LONGEST else ""
    except RecursionError:
        html = ""
    if text.strip() and not html:
        return format_html("<p>{}</p>", text)
    return mark_safe(CLEANER.clean(html))  # noqa: S308  # the cleaner lets only its few tags pass


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Rebuild the query string of this page with some values changed: `<a href="{% query page=3 %}">`.

    None or an empty text takes a value away. It always begins with `?`, so that the link leads to this page.
    """
    request = context.get("request")
    values: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None or value == "":
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}"
