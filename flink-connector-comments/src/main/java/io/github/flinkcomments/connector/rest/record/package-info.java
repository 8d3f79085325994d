/**
 * From the JSON body of a page to records: streamed, projected, without a tree.
 *
 * <p>{@link io.github.flinkcomments.connector.rest.record.PageFormat} describes a page and is
 * shipped with the job; the {@link io.github.flinkcomments.connector.rest.record.PageReader} made
 * from it belongs to one thread.
 */
package io.github.flinkcomments.connector.rest.record;
