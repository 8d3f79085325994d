/** What a table refuses for good, and what failures of Delta Kernel mean. */
package io.github.flinkcomments.connector.delta.log.failure;
