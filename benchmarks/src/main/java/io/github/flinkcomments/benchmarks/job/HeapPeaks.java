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
package io.github.flinkcomments.benchmarks.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The most of a heap that was used, in bytes.
 *
 * @param limit how large the heap may be
 * @param raw with the garbage that was not collected yet
 * @param afterCollection what a collection left, at most; some of it may be garbage still
 */
record HeapPeaks(long limit, long raw, long afterCollection) {

  private static final String LIMIT = "limit";
  private static final String RAW = "raw";
  private static final String AFTER_COLLECTION = "afterCollection";

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(LIMIT, Long.toString(limit));
    properties.setProperty(RAW, Long.toString(raw));
    properties.setProperty(AFTER_COLLECTION, Long.toString(afterCollection));
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }

  static HeapPeaks read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return new HeapPeaks(
        Long.parseLong(properties.getProperty(LIMIT)),
        Long.parseLong(properties.getProperty(RAW)),
        Long.parseLong(properties.getProperty(AFTER_COLLECTION)));
  }
}
