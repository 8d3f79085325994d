/** The source against a loop that does nothing but read. */
package io.github.flinkcomments.benchmarks.source;
