"""A part of the books of dues can be taken out as a file, past a second person as a register is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0019_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="exportrequest",
            name="books",
            field=models.CharField(
                blank=True,
                choices=[("", "The register"), ("arrears", "Who owes dues"), ("entries", "Lines of the accounts")],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="exportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("books__in", ["", "arrears", "entries"])), name="export_books"
            ),
        ),
    ]
