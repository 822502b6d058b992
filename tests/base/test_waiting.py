"""Which lists hold anything is asked in one question, and answered as if each had been read."""

from django.db.models import Count, Max

from members.models import Membership
from organisations.models import Body, Organisation
from organiser.base.waiting import holding


def test_the_lists_that_hold_anything_are_named(harbour, mill, django_assert_num_queries):
    members = Membership.objects.filter(organisation=harbour.organisation).select_related("person", "branch")
    lists = {
        "all": members.order_by("sort_name"),
        "none": members.none(),
        "nobody": members.filter(number="no such number"),
        "nowhere": members.filter(pk__in=[]),
        "grouped": members.annotate(spans_count=Count("spans"), since=Max("spans__from_on")).filter(spans_count__gt=0),
        "emptied": members.annotate(spans_count=Count("spans")).filter(spans_count__gt=99),
        "others": Organisation.objects.exclude(pk=harbour.organisation.pk),
    }
    with django_assert_num_queries(1):
        found = holding(Body.objects.filter(pk=mill.organisation.pk), **lists)
    assert found == {name for name, rows in lists.items() if rows} == {"all", "grouped", "others"}
