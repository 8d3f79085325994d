/**
 * JSON as it is sent, below records: the bytes of a body, the text of a value, pointers into a
 * document, and what a value that does not fit looks like in a message.
 */
package io.github.flinkcomments.connector.rest.record.json;
