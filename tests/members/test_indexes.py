"""What names a person is found without reading a whole table: the database looks for it when somebody is taken out."""

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from members.models import Membership, Person


def test_every_column_that_names_a_person_or_a_membership_leads_an_index(db):
    missing, looked = [], 0
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.proxy or not model._meta.managed:
                continue
            known = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
            leading = {one["columns"][0] for one in known if one["columns"] and (one["index"] or one["unique"])}
            for field in model._meta.local_fields:
                if isinstance(field, ForeignKey) and field.related_model in {Person, Membership}:
                    looked += 1
                    if field.column not in leading:
                        missing.append(f"{model._meta.db_table}.{field.column}")
    assert missing == []
    assert looked > 70
