/**
 * A sink for Delta Lake. Everything a user needs is {@link
 * io.github.flinkcomments.connector.delta.DeltaSink}.
 */
package io.github.flinkcomments.connector.delta;
