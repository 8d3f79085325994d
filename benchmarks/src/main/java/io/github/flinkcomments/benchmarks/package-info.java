/** What the connectors cost, as ratios to a baseline in the same run. */
package io.github.flinkcomments.benchmarks;
