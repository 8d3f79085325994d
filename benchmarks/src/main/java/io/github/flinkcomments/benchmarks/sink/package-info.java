/** What the sink costs: its writer, and its commits as a table grows. */
package io.github.flinkcomments.benchmarks.sink;
