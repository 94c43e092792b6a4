"""Each number once in a county, and audit lines are again never changed or removed."""

from django.db import migrations, models

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("accounts", "0005_seal_older_lines"),)
    operations = (
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.UniqueConstraint(fields=["county_key", "seq"], name="audit_seq_once_per_county"),
        ),
        append_only("accounts_auditentry", ("county_key", "seq")),
    )
