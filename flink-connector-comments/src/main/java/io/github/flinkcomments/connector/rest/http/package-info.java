/**
 * Asks an API for pages, and survives what happens on the way. The only package that does I/O over
 * the network.
 *
 * <p>{@link io.github.flinkcomments.connector.rest.http.HttpPageClient} brings no threads for its
 * callers: it blocks whoever calls it, and can be interrupted and closed at any moment.
 */
package io.github.flinkcomments.connector.rest.http;
