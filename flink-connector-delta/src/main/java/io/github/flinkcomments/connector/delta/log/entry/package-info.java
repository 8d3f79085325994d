/**
 * The log's entries: versions, transactions, the history that is read and the snapshot that is
 * carried.
 */
package io.github.flinkcomments.connector.delta.log.entry;
