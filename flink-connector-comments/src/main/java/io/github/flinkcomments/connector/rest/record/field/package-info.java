/**
 * A value of JSON into a value of a column: one {@link
 * io.github.flinkcomments.connector.rest.record.field.FieldReader} for each type, made by {@link
 * io.github.flinkcomments.connector.rest.record.field.FieldReaders}. What cannot be kept without
 * loss is an error.
 */
package io.github.flinkcomments.connector.rest.record.field;
