"""What was written before, and what somebody agreed to, is never changed or removed."""

from django.db import migrations

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("beneficiaries", "0002_keep_files_changes_and_consents"),)
    operations = (
        append_only("beneficiaries_personchange"),
        append_only("beneficiaries_consent", ["uuid"]),
        append_only("beneficiaries_consentwithdrawal", ["consent_id"]),
    )
