"""The hidden word of a form that is done once. Loaded as a template builtin."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organiser.base.once import FIELD, new_word

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The field by which a second sending of the same form is known: it stands beside `{% csrf_token %}`."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_word())
