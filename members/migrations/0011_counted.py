"""Members at the end of each month, and whom bodies could organise."""

import django.db.models.deletion
import organiser.base.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0010_privacy"),
        ("organisations", "0014_register_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConstituencyEstimate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", organiser.base.fields.PublicIdField()),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("as_of", models.DateField()),
                ("given_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="estimates", to="organisations.body"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="estimate_of_somebody")
                ],
            },
        ),
        migrations.CreateModel(
            name="Headcount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", organiser.base.fields.PublicIdField()),
                ("month", models.DateField()),
                ("full", models.PositiveIntegerField()),
                ("trial", models.PositiveIntegerField()),
                ("supporters", models.PositiveIntegerField()),
                ("on_leave", models.PositiveIntegerField()),
                ("joined", models.PositiveIntegerField()),
                ("left", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="headcounts", to="organisations.body"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "body"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "body", "month"), name="headcount_once_a_month"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="headcount_of_a_month"),
                ],
            },
        ),
    ]
