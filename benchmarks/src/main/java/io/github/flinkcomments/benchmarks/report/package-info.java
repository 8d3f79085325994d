/** What people get to read. */
package io.github.flinkcomments.benchmarks.report;
