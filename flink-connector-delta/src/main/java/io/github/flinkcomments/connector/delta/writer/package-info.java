/** Rows of Flink to Parquet data files with the statistics that a Delta table wants of them. */
package io.github.flinkcomments.connector.delta.writer;
