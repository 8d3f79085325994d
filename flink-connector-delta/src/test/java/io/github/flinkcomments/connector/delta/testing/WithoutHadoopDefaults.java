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
package io.github.flinkcomments.connector.delta.testing;

import java.net.URL;

/**
 * Hides Hadoop's defaults from those who look for them in a thread. Parquet makes a configuration
 * for each file that it reads, and for each log checkpoint that Kernel writes, and Hadoop parses
 * more than a thousand settings anew for it, none of which anybody needs here.
 */
public final class WithoutHadoopDefaults implements AutoCloseable {

  private final ClassLoader before;

  private WithoutHadoopDefaults(ClassLoader before) {
    this.before = before;
  }

  /** Begins in the calling thread, and ends in it when this is closed. */
  public static WithoutHadoopDefaults begin() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new Loader(before));
    return new WithoutHadoopDefaults(before);
  }

  @Override
  public void close() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static final class Loader extends ClassLoader {

    Loader(ClassLoader parent) {
      super(parent);
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
}
