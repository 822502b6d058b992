"""A membership can be suspended by a decision until a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0014_days_of_membership"),
        ("organisations", "0017_roll_moment"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_state",
        ),
        migrations.AddField(
            model_name="membership",
            name="suspended_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="state",
            field=models.CharField(
                choices=[
                    ("applicant", "Applicant"),
                    ("trial", "On trial"),
                    ("full", "Full member"),
                    ("supporter", "Supporter"),
                    ("on_leave", "On leave"),
                    ("suspended", "Suspended"),
                    ("lapsed", "Lapsed"),
                    ("resigned", "Resigned"),
                    ("excluded", "Excluded"),
                    ("merged", "Merged into another record"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="membershipspan",
            name="state",
            field=models.CharField(
                choices=[
                    ("applicant", "Applicant"),
                    ("trial", "On trial"),
                    ("full", "Full member"),
                    ("supporter", "Supporter"),
                    ("on_leave", "On leave"),
                    ("suspended", "Suspended"),
                    ("lapsed", "Lapsed"),
                    ("resigned", "Resigned"),
                    ("excluded", "Excluded"),
                    ("merged", "Merged into another record"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notedleaving",
            name="former",
            field=models.CharField(
                choices=[
                    ("applicant", "Applicant"),
                    ("trial", "On trial"),
                    ("full", "Full member"),
                    ("supporter", "Supporter"),
                    ("on_leave", "On leave"),
                    ("suspended", "Suspended"),
                    ("lapsed", "Lapsed"),
                    ("resigned", "Resigned"),
                    ("excluded", "Excluded"),
                    ("merged", "Merged into another record"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("suspended_until__isnull", False)),
                fields=["suspended_until"],
                name="membership_suspended",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "applicant",
                            "trial",
                            "full",
                            "supporter",
                            "on_leave",
                            "suspended",
                            "lapsed",
                            "resigned",
                            "excluded",
                            "merged",
                        ],
                    )
                ),
                name="membership_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "suspended"), _negated=True), ("suspended_until__isnull", False), _connector="OR"
                ),
                name="suspension_has_an_end",
            ),
        ),
    ]
