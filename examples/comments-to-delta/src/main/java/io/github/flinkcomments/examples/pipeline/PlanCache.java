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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the plan of a pipeline's last run for the next one, which is likely to be of the same
 * script: Flink's planner takes more time than a job of seconds. One file, in Java's serialization,
 * that only its owner may read. Whatever is wrong with it, the script is planned anew.
 */
final class PlanCache {

  private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);

  private final Path file;

  /**
   * @param file where the plan is, or will be
   */
  PlanCache(Path file) {
    this.file = file;
  }

  /** The plan that was kept under a key; empty if there is none, or it cannot be read. */
  Optional<Plan> find(PlanKey key) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return key.digest().equals(in.readUTF())
          ? Optional.of(Plan.class.cast(in.readObject()))
          : Optional.empty();
    } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.info("The plan in {} cannot be read, so the script is planned anew.", file, e);
      return Optional.empty();
    }
  }

  /** Keeps a plan under a key, in place of the one before. */
  void keep(PlanKey key, Plan plan) {
    try {
      // Created for its owner alone.
      Path written = Files.createTempFile(file.getParent(), file.getFileName().toString(), null);
      try {
        try (ObjectOutputStream out =
            new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
          out.writeUTF(key.digest());
          out.writeObject(plan);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException | RuntimeException e) {
      LOG.info("The plan cannot be kept in {}.", file, e);
    }
  }

  /** Forgets the plan that was kept. */
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.info("The plan in {} cannot be deleted.", file, e);
    }
  }
}
