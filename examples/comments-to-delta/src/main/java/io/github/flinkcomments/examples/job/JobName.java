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
package io.github.flinkcomments.examples.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.core.fs.Path;

/**
 * A job is named after the table it fills, the same in each run: two jobs that share a checkpoint
 * directory never take each other's snapshots, and no job loses its own.
 */
public final class JobName {

  private static final int DIGEST_BYTES = 4;

  private JobName() {}

  /** The table's own name for people, and a digest of where it lies to tell equal names apart. */
  public static String of(Path table) {
    return table.getName().replaceAll("[^A-Za-z0-9._-]", "_") + '-' + digest(table.toString());
  }

  private static String digest(String location) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(location.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256.", e);
    }
  }
}
