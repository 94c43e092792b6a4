"""A grant stands on a station or a region of any kind, in one of nine roles; it can be taken back at once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("stations", "0005_add_privacy_role"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="grant", name="grant_has_one_place"),
        migrations.RenameField(model_name="grant", old_name="county", new_name="region"),
        migrations.AlterField(
            model_name="grant",
            name="region",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="stations.region", verbose_name="区域"),
        ),
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(choices=[("worker", "驻站社工"), ("lead", "站长"), ("supervisor", "督导"), ("agency", "机构负责人"), ("county", "区县"), ("privacy", "区县个人信息保护专员"), ("city", "市级"), ("province", "省级"), ("admin", "系统管理员")], max_length=10, verbose_name="角色"),
        ),
        migrations.AddField(
            model_name="grant",
            name="view",
            field=models.CharField(choices=[("statutory", "行政口径"), ("managed", "管理口径"), ("coverage", "覆盖")], default="statutory", max_length=10, verbose_name="口径"),
        ),
        migrations.AddField(
            model_name="grant",
            name="withdrawn_at",
            field=models.DateTimeField(null=True, verbose_name="收回时间"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("region__isnull", True), ("station__isnull", False)) | models.Q(("region__isnull", False), ("station__isnull", True)),
                name="grant_has_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="grant_ends_after_it_starts",
            ),
        ),
    ]
