/**
 * From the JSON body of a page to records: streamed, projected, without a tree.
 *
 * <p>{@link io.github.flinkcomments.connector.rest.record.PageFormat} describes a page and is
 * shipped with the job; the {@link io.github.flinkcomments.connector.rest.record.PageReader} made
 * from it belongs to one thread.
 */
/**
 * A value of JSON into a value of a column: one {@link
 * io.github.flinkcomments.connector.rest.record.field.FieldReader} for each type, made by {@link
 * io.github.flinkcomments.connector.rest.record.field.FieldReaders}. What cannot be kept without
 * loss is an error.
 */
package io.github.flinkcomments.connector.rest.record.field;
