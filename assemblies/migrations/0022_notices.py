"""Who was told of an assembly: each notice is a letter to members. Those of before were not written down."""

import django.db.models.deletion
from django.db import migrations, models

import organiser.base.fields


def foreign(to, **more):
    """A key that keeps what it points to."""
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0021_run_off"),
        ("members", "0019_notices"),
        ("organisations", "0017_roll_moment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", organiser.base.fields.PublicIdField()),
                ("organisation", foreign("organisations.organisation", related_name="+")),
                ("assembly", foreign("assemblies.assembly", related_name="notices")),
                ("item", foreign("assemblies.agendaitem", related_name="+", blank=True, null=True)),
                (
                    "mailing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.mailing"
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
