/** Programs that run in Java processes of their own. */
package io.github.flinkcomments.benchmarks.process;
