/**
 * How to ask a listing for a page, and where a response tells how long the listing is.
 *
 * <p>Pure: nothing in this package knows of Flink, and nothing does I/O.
 */
package io.github.flinkcomments.connector.rest.pagination;
