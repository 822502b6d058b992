"""Two exports at once pass neither the quota of the rules nor the number that needs a second person."""

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


def _small_files(harbour):
    """Two files of two people each, where three people are one too many for one person alone."""
    with past_guards():
        RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(export_second=3)
    fay, south = Person.objects.get(name="Fay South"), harbour.body("South")
    numbers = list(narrowed(fay, south, Criteria()).exclude(person=fay).values_list("pk", flat=True))

    def take(keys):
        try:
            return len(log_export(fay, body=south, memberships=narrowed(fay, south, Criteria()).filter(pk__in=keys)))
        except RuleNotMet as refusal:
            return refusal.code

    return [lambda: take(numbers[:2]), lambda: take(numbers[2:4])]


@pytest.mark.race
def test_of_two_small_files_at_once_the_second_counts_the_first(harbour):
    assert sorted(map(str, all_at_once(_small_files(harbour)))) == ["2", "export_second"]
    assert list(ExportTaken.objects.values_list("people", "alone")) == [(2, True)]


@pytest.mark.race
def test_without_counting_what_was_taken_before_both_would_slip_under(harbour, monkeypatch):
    monkeypatch.setattr("members.actions.exports.people_taken_alone", lambda *_: [])
    assert all_at_once(_small_files(harbour)) == [2, 2]
