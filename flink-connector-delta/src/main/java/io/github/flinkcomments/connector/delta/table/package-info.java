/** The sink in SQL: {@code 'connector' = 'delta'}. */
package io.github.flinkcomments.connector.delta.table;
