/**
 * Where tables are: what a table asks of a store, a store of local files, and the way by which
 * others are found. It knows nothing of Delta, and nothing of Kernel.
 */
package io.github.flinkcomments.connector.delta.storage;
