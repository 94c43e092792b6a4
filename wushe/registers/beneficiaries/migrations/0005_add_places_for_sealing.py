"""Each row has an id of its own to be sealed for, and the ground of a category has room to be sealed."""

import uuid

from django.db import migrations, models

import wushe.ground.kit.sealed
from wushe.ground.kit.append_only import lifted

ROWS = ("personcategory", "personchange", "reveal", "risklevel")


class Migration(migrations.Migration):
    dependencies = (("beneficiaries", "0004_add_reveals"),)
    operations = (
        lifted("beneficiaries_personchange"),
        lifted("beneficiaries_reveal", ("user_id", "day", "nth")),
        *(
            migrations.AddField(name, "uuid", models.UUIDField(default=uuid.uuid4, editable=False, null=True))
            for name in ROWS
        ),
        migrations.AddField(
            "personcategory",
            "basis_sealed",
            wushe.ground.kit.sealed.SealedField(default=b"", verbose_name="依据"),
        ),
        migrations.AddField(
            "personcategory",
            "source_sealed",
            wushe.ground.kit.sealed.SealedField(default=b"", verbose_name="来源"),
        ),
    )
