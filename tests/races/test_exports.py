"""Two exports at once do not pass the quota of the rules."""

import pytest

from members.actions.exports import log_export
from members.models import ExportTaken, Person
from members.queries.filtering import Criteria, narrowed
from organisations.models import RuleSet
from organiser.base.errors import RuleNotMet
from tests.guarded import past_guards
from tests.threads import all_at_once


@pytest.mark.race
def test_of_two_exports_at_once_only_one_stays_within_the_quota(harbour):
    with past_guards():
        RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(export_quota=7)
    fay, south = Person.objects.get(name="Fay South"), harbour.body("South")

    def take():
        try:
            return len(log_export(fay, body=south, memberships=narrowed(fay, south, Criteria())))
        except RuleNotMet as refusal:
            return refusal.code

    assert sorted(map(str, all_at_once([take, take]))) == ["5", "export_quota"]
    assert list(ExportTaken.objects.values_list("people", flat=True)) == [5]
