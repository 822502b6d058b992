"""Every effect that a form offers stands below exactly one heading."""

from assemblies.web.effect_groups import GROUPS, grouped
from assemblies.web.moving import FORMS


def test_every_form_stands_below_exactly_one_heading():
    listed = [name for _title, names in GROUPS for name in names]
    assert sorted(listed) == sorted(set(FORMS) - {""})


def test_a_heading_without_anything_is_left_out_and_the_order_of_offers_stays():
    offers = [("recall", "Recall"), ("affiliate", "Ask"), ("fill_role", "Fill")]
    assert [(group.title, group.offers) for group in grouped(offers)] == [
        ("Roles and who holds them", [("recall", "Recall"), ("fill_role", "Fill")]),
        ("Other organisations", [("affiliate", "Ask")]),
    ]
