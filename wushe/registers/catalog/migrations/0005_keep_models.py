"""A version of a service model is never changed or removed: a place may work by it."""

from django.db import migrations

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("catalog", "0004_say_what_fills_each_slot"),)
    operations = (append_only("catalog_servicemodel", ["key", "version"]),)
