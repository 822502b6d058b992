import django.db.models.deletion
import organiser.base.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0016_vacancies"),
        ("organisations", "0017_roll_moment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="roll",
            name="entries_count",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="roll",
            name="corrected",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="rollentry",
            name="reason",
            field=models.CharField(
                choices=[
                    ("full_member", "Full member"),
                    ("too_new", "Joined too recently"),
                    ("in_arrears", "Owes dues for too long"),
                    ("paid_role", "Holds a paid role"),
                    ("on_trial", "Still on trial"),
                    ("supporter", "Supporter without a vote"),
                    ("on_leave", "On leave"),
                    ("no_member", "No member"),
                    ("corrected", "After a challenge of the roll"),
                    ("not_checked_in", "Not checked in when the ballot opened"),
                ],
                default="full_member",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="rollrefusal",
            name="reason",
            field=models.CharField(
                choices=[
                    ("full_member", "Full member"),
                    ("too_new", "Joined too recently"),
                    ("in_arrears", "Owes dues for too long"),
                    ("paid_role", "Holds a paid role"),
                    ("on_trial", "Still on trial"),
                    ("supporter", "Supporter without a vote"),
                    ("on_leave", "On leave"),
                    ("no_member", "No member"),
                    ("corrected", "After a challenge of the roll"),
                    ("not_checked_in", "Not checked in when the ballot opened"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="RollChallenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", organiser.base.fields.PublicIdField()),
                ("has_vote", models.BooleanField()),
                ("grounds", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("upheld", "Upheld"),
                            ("dismissed", "Dismissed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assembly",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="assemblies.assembly",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll_challenges",
                        to="organisations.body",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="assemblies.motion",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assembly__isnull", True), ("motion__isnull", False)),
                            models.Q(("assembly__isnull", False), ("motion__isnull", True)),
                            _connector="OR",
                        ),
                        name="challenge_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("assembly__isnull", False), ("state", "open")),
                        fields=("organisation", "assembly", "person"),
                        name="challenged_once_there",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("motion__isnull", False), ("state", "open")),
                        fields=("organisation", "motion", "person"),
                        name="challenged_once_over_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "upheld", "dismissed", "withdrawn"])),
                        name="challenge_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_answered_at",
                    ),
                ],
            },
        ),
    ]
