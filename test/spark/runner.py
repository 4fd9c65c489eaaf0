"""Runs statements on Apache Spark with Delta: one JSON request a line on standard input, one JSON answer a line on standard output."""

import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pyspark.sql import SparkSession  # noqa: E402
from substitutions import Substitutions  # noqa: E402

CONDITION = re.compile(r"\[([A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)\]")
SQL_STATE = re.compile(r"SQLSTATE: ([0-9A-Z]{5})")


def session(jars, work):
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", ",".join(sorted(glob.glob(os.path.join(jars, "*.jar")))))
        .config("spark.driver.memory", "2g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.extraJavaOptions", "-Dderby.system.home=" + work)
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.warehouse.dir", os.path.join(work, "warehouse"))
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )


def text(value):
    """A cell as the Statement Execution API gives it: text or null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)


def sql_state_of(error):
    """Some errors do not write their SQLSTATE into the message; the Java exception, or one that caused it, knows it."""
    known = getattr(error, "getSqlState", None)
    if known and known():
        return known()
    cause = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    while cause is not None:
        try:
            if cause.getSqlState():
                return cause.getSqlState()
        except Exception:  # this exception has no SQLSTATE
            pass
        cause = cause.getCause()
    return ""


def failure(error):
    """Condition, SQLSTATE and message, also of errors that come from within a running job."""
    message = str(error)
    condition = CONDITION.search(message)
    state = SQL_STATE.search(message)
    return {
        "condition": condition.group(1) if condition else "",
        "sqlState": state.group(1) if state else sql_state_of(error),
        "message": message[message.index("[" + condition.group(1) + "]"):][:2000] if condition else message[:2000],
    }


def main():
    # Standard output belongs to the answers; whatever else writes there goes to standard error.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    jars, work, catalog = sys.argv[1:4]
    spark = session(jars, work)
    spark.sparkContext.setLogLevel("OFF")
    substitutions = Substitutions(spark, os.path.join(work, "volumes"), catalog)
    answers.write(json.dumps({"ready": spark.version}) + "\n")
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"id": request["id"]}
        try:
            statement = substitutions.apply(request["sql"])
            if statement is None:
                answer.update(columns=[], rows=[])
            else:
                used = {name: value for name, value in request["parameters"].items() if ":" + name in statement}
                result = spark.sql(statement, args=used)
                answer.update(columns=result.columns, rows=[[text(cell) for cell in row] for row in result.collect()])
        except Exception as error:  # every failure is an answer
            answer["error"] = failure(error)
        answers.write(json.dumps(answer) + "\n")
    spark.stop()


main()
