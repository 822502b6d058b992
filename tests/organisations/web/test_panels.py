"""What higher floors add to the page of a body."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from organisations.web import panels


@pytest.fixture
def empty(monkeypatch):
    """A registry with nothing in it."""
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(panels, "_figures", {})


def first(request, body):
    return "base/parts/empty.html", {"text": f"First of {body.name}"}


def second(request, body):
    return "base/parts/empty.html", {"text": "Second"}


def none(request, body):
    return None


def figures(request, body):
    return [(3, "things")]


@pytest.mark.usefixtures("empty")
def test_panels_stand_in_their_order_and_column_and_can_be_left_out(harbour):
    panels.register_panel(20, second)
    panels.register_panel(10, first)
    panels.register_panel(5, none)
    panels.register_panel(1, figures, place=panels.MARGIN)
    request, body = RequestFactory().get("/"), harbour.body()
    found = panels.panels_for(request, body, panels.MAIN)
    assert [panel.values["text"] for panel in found] == ["First of Harbour Tenants", "Second"]


@pytest.mark.usefixtures("empty")
def test_registering_twice_adds_once(harbour):
    panels.register_figures(10, figures)
    panels.register_figures(20, figures)
    assert panels.figures_for(RequestFactory().get("/"), harbour.body()) == [(3, "things")]


def test_a_panel_sees_the_page_and_its_own_values_and_leaves_none_behind():
    template = Template("{% include panel %}|{{ text }}|{{ kept }}")
    panel = panels.Panel("base/parts/empty.html", {"text": "Inside"})
    shown = template.render(Context({"panel": panel, "kept": "page", "text": "outside"}))
    assert "<p>Inside</p>" in shown
    assert shown.endswith("|outside|page")
