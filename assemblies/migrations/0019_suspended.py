"""A roll says of somebody that she or he is suspended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0018_reminding"),
    ]

    operations = [
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
                    ("suspended", "Suspended"),
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
                    ("suspended", "Suspended"),
                    ("no_member", "No member"),
                    ("corrected", "After a challenge of the roll"),
                    ("not_checked_in", "Not checked in when the ballot opened"),
                ],
                max_length=20,
            ),
        ),
    ]
