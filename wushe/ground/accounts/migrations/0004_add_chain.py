"""Number and hash audit lines county by county. The triggers are back in 0006."""

import django.utils.timezone
from django.db import migrations, models

from wushe.ground.kit.append_only import lifted


class Migration(migrations.Migration):
    dependencies = (("accounts", "0003_add_cache_table"),)
    operations = (
        lifted("accounts_auditentry"),
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("county_key", models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name="区县")),
                ("count", models.PositiveBigIntegerField(default=0, verbose_name="条数")),
                ("hash", models.CharField(blank=True, max_length=64, verbose_name="最后一条的校验")),
                ("chains", models.TextField(blank=True, verbose_name="其他的链")),
                ("seal", models.CharField(max_length=64, verbose_name="链头的校验")),
            ],
            options={"verbose_name": "审计链", "verbose_name_plural": "审计链"},
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="seq",
            field=models.PositiveBigIntegerField(default=0, verbose_name="链上序号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditentry",
            name="prev",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="上一条的校验"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditentry",
            name="hash",
            field=models.CharField(default="", max_length=64, verbose_name="校验"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["county_key", "at"], name="audit_county_at"),
        ),
    )
