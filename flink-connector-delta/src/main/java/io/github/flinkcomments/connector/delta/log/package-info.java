/**
 * The table's log and the table's files: the only package that knows Delta Kernel. What other
 * packages see of it are rows of Flink, records and plain values.
 */
package io.github.flinkcomments.connector.delta.log;
