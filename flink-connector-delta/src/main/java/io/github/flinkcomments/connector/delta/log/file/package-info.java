/** Data files: their names and places, and what is checked before they are committed. */
package io.github.flinkcomments.connector.delta.log.file;
