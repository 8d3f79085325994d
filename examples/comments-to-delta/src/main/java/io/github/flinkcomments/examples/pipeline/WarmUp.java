/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.examples.pipeline;

import java.lang.management.ManagementFactory;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of the log, and starts the server of metrics, on another thread than the
 * one that parses the arguments: every run needs both, and most machines have two processors.
 */
public final class WarmUp {

  private WarmUp() {}

  /** Begins on a thread of its own, which nothing waits for. */
  public static void begin() {
    Thread thread = new Thread(WarmUp::run, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run() {
    // Reads the configuration of the log.
    LoggerFactory.getLogger(WarmUp.class).debug("The process has started.");
    // The cluster's metrics ask it.
    ManagementFactory.getPlatformMBeanServer();
  }
}
