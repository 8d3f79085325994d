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
package io.github.flinkcomments.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** What the figures depend on besides the code. */
public final class Machine {

  private static final long GIBIBYTE = 1L << 30;
  private static final long MEBIBYTE = 1L << 20;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Machine() {}

  /** Its hardware and its system. */
  public static String hardware() {
    return "%d cores, %d GiB, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Math.round((double) SYSTEM.getTotalMemorySize() / GIBIBYTE),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /** What the programs run on. */
  public static String software() {
    return "Flink %s, Java %s, heap %d MiB here"
        .formatted(
            EnvironmentInformation.getVersion(),
            Runtime.version(),
            Runtime.getRuntime().maxMemory() / MEBIBYTE);
  }

  /** How many threads wanted a core during the last minute, ours and those of others. */
  public static String load() {
    return "load average %.1f".formatted(SYSTEM.getSystemLoadAverage());
  }
}
