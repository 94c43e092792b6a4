"""The ids become unique, the plain ground of a category goes, the tables only grow again; moments are the house's."""

import uuid

from django.db import migrations, models

import wushe.ground.kit.clock
from wushe.ground.kit.append_only import append_only

ROWS = ("personcategory", "personchange", "reveal", "risklevel")
STAMPED = ("consent", "consentwithdrawal", "personchange")
WHEN = models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="时间")


class Migration(migrations.Migration):
    dependencies = (("beneficiaries", "0006_seal_each_row_for_itself"),)
    operations = (
        *(
            migrations.AlterField(name, "uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True))
            for name in ROWS
        ),
        migrations.RemoveField("personcategory", "basis"),
        migrations.RemoveField("personcategory", "source"),
        # Only Python gives a moment its default: the tables stay as they are, with their triggers.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField(name, "at", WHEN) for name in STAMPED]
        ),
        append_only("beneficiaries_personchange", ("uuid",)),
        append_only("beneficiaries_reveal", ("uuid",), ("user_id", "day", "nth")),
    )
