"""How far a paper with options may go; part of what rules say about one kind of decision."""

from django.db import models

from organisations.enums import Comparison, Marks, Strikes


class ChoosingLimits(models.Model):
    """The limits of each way of choosing. Those of a way that the rule does not name stay as they begin.

    For approval how many options a paper marks and strikes out, and which part of the papers an option needs; 0 strikes
    is none, and a part of 0 is no such rule. For points how many a paper shares out in all and gives to one; 0 is no
    limit, and there is one of the two. For Schulze's method against doing nothing how many must prefer an option to it.
    """

    marks = models.CharField(max_length=20, choices=Marks, default=Marks.ANY)
    most_marks = models.PositiveSmallIntegerField(default=0)
    strikes = models.PositiveSmallIntegerField(default=0)
    strikes_do = models.CharField(max_length=20, choices=Strikes, default=Strikes.SUBTRACT)
    approval_comparison = models.CharField(max_length=20, choices=Comparison, default=Comparison.AT_LEAST)
    approval_numerator = models.PositiveSmallIntegerField(default=0)
    approval_denominator = models.PositiveSmallIntegerField(default=1)
    points_in_all = models.PositiveSmallIntegerField(default=10)
    points_each = models.PositiveSmallIntegerField(default=0)
    default_quorum = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
