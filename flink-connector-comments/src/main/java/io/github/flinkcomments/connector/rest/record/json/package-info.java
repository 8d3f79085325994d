/**
 * From the JSON body of a page to records: streamed, projected, without a tree.
 *
 * <p>{@link io.github.flinkcomments.connector.rest.record.PageFormat} describes a page and is
 * shipped with the job; the {@link io.github.flinkcomments.connector.rest.record.PageReader} made
 * from it belongs to one thread.
 */
/**
 * JSON as it is sent, below records: the bytes of a body, the text of a value, pointers into a
 * document, and what a value that does not fit looks like in a message.
 */
package io.github.flinkcomments.connector.rest.record.json;
