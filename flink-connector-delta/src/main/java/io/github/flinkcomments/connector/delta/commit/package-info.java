/**
 * From the files that writers finished to versions of the table: one committable per checkpoint,
 * one version per committable.
 */
package io.github.flinkcomments.connector.delta.commit;
