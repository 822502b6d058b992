"""What a vote is about in plain words, who wrote it, and that it was waived."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was read on the paper of each ballot so far: the summary of its motion, which nobody could change.
AS_IT_WAS_READ = """UPDATE assemblies_ballot SET summary =
    (SELECT summary FROM assemblies_motion WHERE assemblies_motion.id = assemblies_ballot.motion_id)"""


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0008_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("ballot", "summary", models.CharField(blank=True, max_length=300)),
        migrations.AddField("motion", "summary_by", _person()),
        migrations.AddField("motion", "summary_waived_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("motion", "summary_waived_by", _person()),
        migrations.AddField("motion", "summary_waived_why", models.CharField(blank=True, max_length=300)),
        migrations.AddConstraint(
            "motion",
            models.CheckConstraint(
                condition=models.Q(summary_waived_at=None, summary_waived_by=None, summary_waived_why="")
                | models.Q(summary_waived_at__isnull=False, summary_waived_by__isnull=False)
                & ~models.Q(summary_waived_why=""),
                name="summary_waived_with_reason",
            ),
        ),
        migrations.RunSQL(AS_IT_WAS_READ, migrations.RunSQL.noop),
    ]
