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
package io.github.flinkcomments.connector.delta.simulation;

import java.net.URL;

/**
 * Hides Hadoop's defaults from those who look for them here. Parquet makes a configuration for each
 * log checkpoint that Kernel writes, and Hadoop parses more than a thousand settings anew for it,
 * none of which anybody needs here.
 */
final class WithoutHadoopDefaults extends ClassLoader {

  private WithoutHadoopDefaults(ClassLoader parent) {
    super(parent);
  }

  /** Runs something with this as the thread's class loader. */
  static void run(Runnable action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutHadoopDefaults(before));
    try {
      action.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public URL getResource(String name) {
    return isSettings(name) ? null : super.getResource(name);
  }

  /** Those of Hadoop's core, and of what else Parquet brings in. */
  private static boolean isSettings(String name) {
    return name.endsWith("-default.xml") || name.endsWith("-site.xml");
  }
}
