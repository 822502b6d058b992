"""No page needs a hole in the content security policy: nothing inline and nothing from elsewhere in any template."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("organiser", "organisations", "members", "skills", "assemblies", "seeds")
TEMPLATES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*")
    if path.is_file() and "templates" in path.parts and path.suffix in {".html", ".svg"}
)

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script in a link": re.compile(r"javascript:", re.IGNORECASE),
    "a picture in the page": re.compile(r"(src|href)\s*=\s*[\"']?\s*data:", re.IGNORECASE),
    "a script in the page": re.compile(
        r"<script\b(?![^>]*\ssrc=)(?![^>]*\stype=[\"']application/json[\"'])", re.IGNORECASE
    ),
    "something from elsewhere": re.compile(
        r"<(link|script|img|source|iframe|use|image)\b[^>]*\s(href|src|srcset)\s*=\s*[\"']?\s*(https?:)?//",
        re.IGNORECASE,
    ),
    "a file without its hashed name": re.compile(
        r"<(link|script|img)\b[^>]*\s(href|src)\s*=\s*[\"']/?static/", re.IGNORECASE
    ),
}


def offences(text: str) -> list[str]:
    """What of the forbidden a template holds; tags and comments of the template language do not count."""
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_holds_nothing_inline(path):
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p class="x" style="color: red">', "a style attribute"),
        ("<style>p { }</style>", "a style element"),
        ('<button onclick="go()">', "an event handler"),
        ('<a href="javascript:go()">', "a script in a link"),
        ('<img src="data:image/png;base64,xx">', "a picture in the page"),
        ("<script>go()</script>", "a script in the page"),
        ('<script type="module">go()</script>', "a script in the page"),
        ('<script src="https://cdn.example/x.js"></script>', "something from elsewhere"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "something from elsewhere"),
        ('<script src="/static/x.js"></script>', "a file without its hashed name"),
    ],
)
def test_the_check_sees_what_it_looks_for(text, found):
    assert offences(text) == [found]


def test_the_check_lets_pass_what_is_harmless():
    text = """{% load static %}<script src="{% static 'x.js' %}"></script><script type="application/json">{}</script>
    <a href="https://example.org/">out</a>{# <p style="x"> #}{% comment %}<style>{% endcomment %}<p data-style="x">"""
    assert offences(text) == []


def test_the_templates_of_every_floor_were_looked_at():
    assert {"base/page.html", "account/login.html", "500.html"} <= {
        path.as_posix().split("/templates/", 1)[1] for path in TEMPLATES
    }
