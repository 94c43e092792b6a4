"""Slots that were kept before there were questions to the records: a label in place of a name, a number that is one.

Written for the one model there was. Going back gives the slots their old shape; what they could not say then is lost.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EVIDENCE = {
    "资源链接平台": "resources",
    "重点服务项目": "projects",
    "服务领域": "fields-of-service",
    "本地品牌服务": "brands",
}
SOURCE = "据南海网：三亚大社区社会工作服务站打造“1+1+5+X”服务体系"


def convert(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each slot of a row its new shape, and the row its name."""
    model = apps.get_model("catalog", "ServiceModel")
    for row in model.objects.filter(name=""):
        row.slots = [slot_of(slot) for slot in row.slots]
        row.name = "服务体系"
        row.source = SOURCE if row.key == "1-1-5-x" else row.source
        row.save(update_fields=["slots", "name", "source"])


def slot_of(old: dict[str, Any]) -> dict[str, Any]:
    """One slot in its new shape."""
    count = str(old["count"])
    return {
        "count": int(count) if count.isdecimal() else count,
        "label": old["name"],
        "unit": "",
        "evidence": EVIDENCE.get(old["name"], ""),
        "fields": old["fields"],
        "items": [],
    }


def revert(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each slot the shape it had."""
    model = apps.get_model("catalog", "ServiceModel")
    for row in model.objects.all():
        row.slots = [
            {"count": str(slot["count"]), "name": slot["label"], "fields": slot["fields"]} for slot in row.slots
        ]
        row.name = ""
        row.save(update_fields=["slots", "name"])


class Migration(migrations.Migration):
    dependencies = (("catalog", "0003_models_in_versions"),)
    operations = (migrations.RunPython(convert, revert),)
