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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.examples.script.ScriptStatement;
import java.io.File;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Stands for everything that a plan depends on: two runs with the same key have the same plan.
 *
 * @param digest a SHA-256, in hexadecimal digits
 */
record PlanKey(String digest) {

  /**
   * The key of a run; empty if its classes are in directories, where they change one by one.
   *
   * @param statements what the script says, with the values of its variables
   * @param settings what holds beside them, as text
   * @param classPath where the classes are from
   */
  static Optional<PlanKey> of(
      List<ScriptStatement> statements, List<String> settings, String classPath) {
    MessageDigest digest = sha256();
    add(digest, System.getProperty("java.vm.version"));
    add(digest, TimeZone.getDefault().getID());
    settings.forEach(setting -> add(digest, setting));
    statements.forEach(statement -> add(digest, statement.text()));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      File file = new File(entry);
      if (entry.isEmpty() || file.isDirectory()) {
        return Optional.empty();
      }
      add(digest, entry + " " + file.length() + " " + file.lastModified());
    }
    return Optional.of(new PlanKey(HexFormat.of().formatHex(digest.digest())));
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
