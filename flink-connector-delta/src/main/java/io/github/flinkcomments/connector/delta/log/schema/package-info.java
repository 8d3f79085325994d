/** The table's columns: types, names, partition and clustering columns, statistics, evolution. */
package io.github.flinkcomments.connector.delta.log.schema;
