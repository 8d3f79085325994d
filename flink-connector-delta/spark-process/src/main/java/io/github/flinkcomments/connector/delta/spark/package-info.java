/** Spark as a process of its own, for the tests of other modules. */
package io.github.flinkcomments.connector.delta.spark;
