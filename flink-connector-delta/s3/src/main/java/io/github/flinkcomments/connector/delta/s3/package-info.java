/**
 * Tables on S3 and on stores that speak its protocol. Log entries are put with {@code
 * If-None-Match: *}, so several writers need nothing beside the store; nothing is ever renamed.
 */
package io.github.flinkcomments.connector.delta.s3;
