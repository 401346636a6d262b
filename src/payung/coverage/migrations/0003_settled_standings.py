from django.db import migrations, models

_DERIVE_AGAIN = "DELETE FROM coverage_workermonth; DELETE FROM coverage_derivation;"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0002_derived_rows"),
    ]

    operations = [
        migrations.RunSQL(_DERIVE_AGAIN, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="workermonth",
            name="settled_standing",
            field=models.CharField(max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="workermonth",
            name="settled_cover",
            field=models.CharField(max_length=14),
            preserve_default=False,
        ),
    ]
