"""The number of a certificate has room to be sealed, and each certificate an id to be sealed for."""

import uuid

from django.db import migrations, models

import wushe.ground.kit.sealed


class Migration(migrations.Migration):
    dependencies = (("workforce", "0002_certificates_and_posts"),)
    operations = (
        migrations.AddField(
            "certificate", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, null=True)
        ),
        migrations.AddField(
            "certificate",
            "number_sealed",
            wushe.ground.kit.sealed.SealedField(default=b"", verbose_name="证书编号"),
        ),
    )
