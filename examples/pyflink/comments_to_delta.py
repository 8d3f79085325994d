#!/usr/bin/env python3
"""Reads a paged comments API into a Delta table, through PyFlink's Table API.

Needs the Python package of Flink (pip install apache-flink==2.3.0) and the two SQL JARs of the
connectors, see docs/getting-started.md. It waits for more comments until it is stopped; with
--once it reads those that are there, and ends.
"""

import argparse
from pathlib import Path

from pyflink.table import DataTypes, EnvironmentSettings, Schema, TableDescriptor, TableEnvironment
from pyflink.table.expressions import col, current_timestamp

DEFAULT_API = "https://jsonplaceholder.typicode.com/comments"

COMMENT = (
    Schema.new_builder()
    .column("id", DataTypes.INT())
    .column("name", DataTypes.STRING())
    .column("email", DataTypes.STRING())
    .column("body", DataTypes.STRING())
    .build()
)

INGESTED_COMMENT = (
    Schema.new_builder().from_schema(COMMENT).column("ingested_at", DataTypes.TIMESTAMP_LTZ(3)).build()
)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jars", nargs=2, required=True, type=Path, metavar="JAR",
                        help="flink-sql-connector-comments-….jar and flink-sql-connector-delta-….jar")
    parser.add_argument("--table-path", required=True, type=Path, metavar="DIR",
                        help="where the Delta table is, or will be")
    parser.add_argument("--api-url", default=DEFAULT_API, metavar="URL",
                        help="the listing itself (default: %(default)s)")
    parser.add_argument("--checkpoint-interval", default="10 s", metavar="DURATION",
                        help="each checkpoint makes at most one version (default: %(default)s)")
    parser.add_argument("--checkpoint-dir", type=Path, metavar="DIR",
                        help="where checkpoints and savepoints are kept (default: beside the table)")
    parser.add_argument("--resume-from", metavar="SNAPSHOT",
                        help="the checkpoint or savepoint to go on from; examples/progress.sh DIR"
                             " prints the newest")
    parser.add_argument("--once", action="store_true",
                        help="read what is there as a batch, and end")
    return parser.parse_args()


def table_environment(arguments):
    settings = EnvironmentSettings.new_instance()
    settings = settings.in_batch_mode() if arguments.once else settings.in_streaming_mode()
    tables = TableEnvironment.create(settings.build())
    configuration = tables.get_config()
    configuration.set("pipeline.jars", ";".join(jar.resolve().as_uri() for jar in arguments.jars))
    if not arguments.once:
        snapshots = arguments.checkpoint_dir or arguments.table_path.with_name(
            arguments.table_path.name + ".checkpoints")
        configuration.set("execution.checkpointing.interval", arguments.checkpoint_interval)
        configuration.set("execution.checkpointing.dir", f"file://{snapshots.resolve()}")
        configuration.set("execution.checkpointing.savepoint-dir", f"file://{snapshots.resolve()}")
        configuration.set("execution.checkpointing.externalized-checkpoint-retention",
                          "RETAIN_ON_CANCELLATION")
        if arguments.resume_from:
            configuration.set("execution.state-recovery.path", arguments.resume_from)
    return tables


def main():
    arguments = parse_arguments()
    tables = table_environment(arguments)
    tables.create_temporary_table(
        "comments",
        TableDescriptor.for_connector("comments")
        .schema(COMMENT)
        .option("url", arguments.api_url)
        .build(),
    )
    tables.create_temporary_table(
        "lake_comments",
        TableDescriptor.for_connector("delta")
        .schema(INGESTED_COMMENT)
        .option("table-path", str(arguments.table_path.resolve()))
        .build(),
    )
    tables.from_path("comments").select(
        col("id"), col("name"), col("email"), col("body"),
        current_timestamp().cast(DataTypes.TIMESTAMP_LTZ(3)).alias("ingested_at"),
    ).execute_insert("lake_comments").wait()


if __name__ == "__main__":
    main()
