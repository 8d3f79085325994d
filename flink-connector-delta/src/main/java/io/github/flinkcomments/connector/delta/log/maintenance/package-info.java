/**
 * What is done beside the commits: log checkpoints, the clean-up of the log and of left data files.
 */
package io.github.flinkcomments.connector.delta.log.maintenance;
