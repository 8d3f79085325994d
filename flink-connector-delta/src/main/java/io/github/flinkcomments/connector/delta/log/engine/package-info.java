/** Delta Kernel's input and output, on {@link io.github.flinkcomments.connector.delta.storage}. */
package io.github.flinkcomments.connector.delta.log.engine;
