"""The plain number goes; the ids become unique."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("workforce", "0004_seal_numbers"),)
    operations = (
        migrations.AlterField(
            "certificate", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
        migrations.RemoveField("certificate", "number"),
    )
