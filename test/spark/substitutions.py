"""The one place where a statement is changed for open-source Spark, because Spark lacks what is named here. Nothing else is.

1. The catalog's name: open-source Spark with Delta has one catalog; three-part names lose their first part.
2. Key clauses: PRIMARY KEY is recorded by Databricks and is a parse error here.
3. Volumes: CREATE VOLUME makes a folder; /Volumes/... is that folder.
4. read_files: a view over the same files with the same columns and the same mode.
5. information_schema: views with the same columns, made from Spark's own catalog.
"""

import os
import re

KEY_CLAUSE = re.compile(r",\s*CONSTRAINT `(?:[^`]|``)+` PRIMARY KEY \([^)]*\)")
CREATE_VOLUME = re.compile(r"^CREATE VOLUME IF NOT EXISTS `((?:[^`]|``)+)`\.`((?:[^`]|``)+)`\.`((?:[^`]|``)+)`$")
READ_FILES = re.compile(
    r"read_files\('(?P<path>[^']*)', format => 'json', schemaHints => '(?P<hints>[^']*)', mode => 'FAILFAST'\)"
)
SCHEMA_VIEW = re.compile(r"`[^`]+`\.`information_schema`\.`(\w+)`")


class Substitutions:
    def __init__(self, spark, volumes, catalog):
        self.spark = spark
        self.volumes = volumes
        self.catalog = catalog
        self.count = 0

    def apply(self, sql):
        """Returns the statement for Spark, or None if the substitution has done all there is to do."""
        volume = CREATE_VOLUME.match(sql)
        if volume:
            os.makedirs(os.path.join(self.volumes, *volume.groups()), exist_ok=True)
            return None
        sql = READ_FILES.sub(self._files, sql)
        sql = SCHEMA_VIEW.sub(self._schema_view, sql)
        sql = KEY_CLAUSE.sub("", sql)
        return sql.replace("`%s`." % self.catalog, "")

    def _files(self, match):
        path = self.volumes + match.group("path")[len("/Volumes"):]
        self.count += 1
        name = "staged_files_%d" % self.count
        rows = self.spark.read.schema(match.group("hints")).option("mode", "FAILFAST").json(path)
        rows.createOrReplaceTempView(name)
        return "`%s`" % name

    def _schema_view(self, match):
        view = match.group(1)
        rows, schema = getattr(self, "_" + view)()
        name = "schema_view_%s" % view
        self.spark.createDataFrame(rows, schema).createOrReplaceTempView(name)
        return "`%s`" % name

    def _schemas(self):
        return [one.name for one in self.spark.catalog.listDatabases()]

    def _schemata(self):
        return [(name,) for name in self._schemas()], "schema_name string"

    def _volumes(self):
        rows = []
        root = os.path.join(self.volumes, self.catalog)
        for schema in sorted(os.listdir(root)) if os.path.isdir(root) else []:
            rows += [(schema, name, "MANAGED") for name in sorted(os.listdir(os.path.join(root, schema)))]
        return rows, "volume_schema string, volume_name string, volume_type string"

    def _all_tables(self):
        return [(schema, one) for schema in self._schemas() for one in self.spark.catalog.listTables(schema) if not one.isTemporary]

    def _tables(self):
        rows = [(schema, one.name, "VIEW" if one.tableType == "VIEW" else "MANAGED") for schema, one in self._all_tables()]
        return rows, "table_schema string, table_name string, table_type string"

    def _columns(self):
        rows = []
        for schema, table in self._all_tables():
            fields = self.spark.table("`%s`.`%s`" % (schema, table.name)).schema.fields
            for position, field in enumerate(fields):
                rows.append(
                    (schema, table.name, field.name, field.dataType.simpleString(), "YES" if field.nullable else "NO", position + 1)
                )
        return (
            rows,
            "table_schema string, table_name string, column_name string, full_data_type string, is_nullable string, "
            "ordinal_position int",
        )
