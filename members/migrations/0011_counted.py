"""Members at the end of each month, whom bodies could organise, and what members say of themselves."""

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
            name="Questionnaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("questions", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.decision"
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
                "ordering": ["-made_at", "-pk"],
            },
        ),
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
            name="Described",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("age", "How old are you?"),
                            ("gender", "What is your gender?"),
                            (
                                "group",
                                "Are you treated as belonging to another race or ethnic group than most around you?",
                            ),
                            ("care", "For whom do you care without pay?"),
                            ("work", "What kind of work do you do?"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("under_25", "Under 25"),
                            ("from_25", "25 to 39"),
                            ("from_40", "40 to 54"),
                            ("from_55", "55 to 69"),
                            ("from_70", "70 or older"),
                            ("woman", "Woman"),
                            ("man", "Man"),
                            ("other_gender", "I say it otherwise"),
                            ("often", "Yes, often"),
                            ("sometimes", "Sometimes"),
                            ("never", "No"),
                            ("children", "For children"),
                            ("grown_ups", "For grown-ups"),
                            ("both", "For both"),
                            ("nobody", "For nobody"),
                            ("by_hand", "With my hands"),
                            ("at_a_desk", "At a desk"),
                            ("with_people", "With people: serving, teaching, nursing"),
                            ("at_home", "At home, without pay"),
                            ("no_work", "None: learning, looking for work, or no longer working"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.membership"
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "membership", "question"), name="described_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "said__in",
                                [
                                    "under_25",
                                    "from_25",
                                    "from_40",
                                    "from_55",
                                    "from_70",
                                    "woman",
                                    "man",
                                    "other_gender",
                                    "often",
                                    "sometimes",
                                    "never",
                                    "children",
                                    "grown_ups",
                                    "both",
                                    "nobody",
                                    "by_hand",
                                    "at_a_desk",
                                    "with_people",
                                    "at_home",
                                    "no_work",
                                ],
                            )
                        ),
                        name="described_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DescribedCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", organiser.base.fields.PublicIdField()),
                ("month", models.DateField()),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("age", "How old are you?"),
                            ("gender", "What is your gender?"),
                            (
                                "group",
                                "Are you treated as belonging to another race or ethnic group than most around you?",
                            ),
                            ("care", "For whom do you care without pay?"),
                            ("work", "What kind of work do you do?"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("under_25", "Under 25"),
                            ("from_25", "25 to 39"),
                            ("from_40", "40 to 54"),
                            ("from_55", "55 to 69"),
                            ("from_70", "70 or older"),
                            ("woman", "Woman"),
                            ("man", "Man"),
                            ("other_gender", "I say it otherwise"),
                            ("often", "Yes, often"),
                            ("sometimes", "Sometimes"),
                            ("never", "No"),
                            ("children", "For children"),
                            ("grown_ups", "For grown-ups"),
                            ("both", "For both"),
                            ("nobody", "For nobody"),
                            ("by_hand", "With my hands"),
                            ("at_a_desk", "At a desk"),
                            ("with_people", "With people: serving, teaching, nursing"),
                            ("at_home", "At home, without pay"),
                            ("no_work", "None: learning, looking for work, or no longer working"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
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
                "ordering": ["-month", "question", "said"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "body", "month", "question", "said"), name="described_count_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 5)), name="described_by_five"),
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
