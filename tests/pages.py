"""Reading a page as a person does: its headline, the sentence below it, what is to be put right, and its words."""

import html
import re
from typing import Any

from django.test import Client

from members.models import Person


def signed_in(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def _plain(markup: str) -> str:
    """What is left without tags; a link or a bold word in a sentence leaves no gap, everything else does."""
    within_a_line = re.sub(r"</?(a|strong|small)\b[^>]*>", "", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", within_a_line)).split())


def words(response: Any) -> str:
    """Everything that stands on the page between the navigation and the imprint, without its tags."""
    return _plain(re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0])


def _first(response: Any, pattern: str) -> str:
    found = re.search(pattern, response.content.decode(), re.DOTALL)
    return _plain(found[1]) if found else ""


def headline(response: Any) -> str:
    """The one h1."""
    return _first(response, r"<h1>(.*?)</h1>")


def lead(response: Any) -> str:
    """The sentence below the headline; on a refusal, what was wrong and what to do."""
    return _first(response, r'<p class="lead">(.*?)</p>')


def to_put_right(response: Any) -> list[str]:
    """The sentences in the box above a form."""
    found = re.search(r'<div class="errors"[^>]*>(.*?)</div>', response.content.decode(), re.DOTALL)
    return [_plain(sentence) for sentence in re.findall(r"<p>(.*?)</p>", found[1], re.DOTALL)] if found else []


def said(response: Any) -> list[str]:
    """The messages on the page a form led to."""
    return [
        _plain(text)
        for text in re.findall(r'<div class="note" role="status">(.*?)</div>', response.content.decode(), re.DOTALL)
    ]


def buttons(response: Any) -> list[str]:
    """What the buttons on the page say."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return [_plain(text) for text in re.findall(r"<button[^>]*>(.*?)</button>", main, re.DOTALL)]


def hidden(response: Any, name: str) -> str:
    """The value of a hidden field."""
    return re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', response.content.decode())[1]
