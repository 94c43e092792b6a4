"""Seal the numbers of certificates. There is no way back: a number that was sealed is not written plain again."""

import uuid

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wushe.ground.kit.crypto import seal
from wushe.ground.kit.keyring import purpose_key


def seal_numbers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("workforce", "Certificate")
    for row in model.objects.order_by("pk").iterator():
        row.uuid = uuid.uuid4()
        if row.number:
            place = f"{model._meta.db_table}|number_sealed|{row.uuid}"
            row.number_sealed = seal(purpose_key("", "certificates"), row.number.encode(), place)
        row.save(update_fields=["uuid", "number_sealed"])


class Migration(migrations.Migration):
    dependencies = (("workforce", "0003_add_sealed_number"),)
    operations = (migrations.RunPython(seal_numbers),)
