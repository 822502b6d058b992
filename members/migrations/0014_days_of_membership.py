"""Whoever was a supporter before becoming a member has been a member since that step, and no longer."""

from django.db import migrations
from django.db.models import Exists, F, Max, OuterRef, Q

MEMBERS = ("trial", "full", "on_leave")
PART = 1000


def count_from_the_step(apps, schema_editor):
    """Set the day of joining to the end of the last time as a supporter, where that is later."""
    memberships = apps.get_model("members", "Membership").objects
    spans = apps.get_model("members", "MembershipSpan").objects
    # The history of two records that were merged overlaps: who was a member meanwhile lost no day by the other record.
    meanwhile = spans.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=OuterRef("from_on")),
        membership=OuterRef("membership"),
        state__in=MEMBERS,
        from_on__lt=OuterRef("until_on"),
    )
    beside = spans.filter(~Exists(meanwhile), state="supporter", until_on__isnull=False)
    ended = beside.values("membership").annotate(last=Max("until_on")).order_by("membership")
    late = ended.filter(membership__state__in=MEMBERS, last__gt=F("membership__joined_on"))
    found = list(late.values_list("membership", "last"))
    for start in range(0, len(found), PART):
        rows = memberships.in_bulk([key for key, _last in found[start : start + PART]])
        for key, last in found[start : start + PART]:
            rows[key].joined_on = last
        memberships.bulk_update(rows.values(), ["joined_on"])
        _keep_undoable(apps, rows)
    # Whoever objects to a noted leaving gets the day of before back.
    noted = apps.get_model("members", "NotedLeaving").objects.filter(objected_at__isnull=True, former__in=MEMBERS)
    for one in noted.order_by("pk").iterator():
        last = beside.filter(membership=one.membership_id).aggregate(last=Max("until_on"))["last"]
        if last is not None and last > one.former_joined_on:
            one.former_joined_on = last
            one.save(update_fields=["former_joined_on"])


def _keep_undoable(apps, rows):
    """A merge can be undone while the day of joining is the one it left."""
    for merge in apps.get_model("members", "MergeRecord").objects.filter(kept__in=rows, undone_at__isnull=True):
        if "joined_set" in merge.former:
            merge.former["joined_set"] = rows[merge.kept_id].joined_on.isoformat()
            merge.save(update_fields=["former"])


class Migration(migrations.Migration):
    dependencies = [("members", "0013_money")]

    operations = [migrations.RunPython(count_from_the_step, migrations.RunPython.noop)]
