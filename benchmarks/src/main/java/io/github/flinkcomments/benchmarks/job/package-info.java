/** The whole example job: its speed, its heap, its state. */
package io.github.flinkcomments.benchmarks.job;
