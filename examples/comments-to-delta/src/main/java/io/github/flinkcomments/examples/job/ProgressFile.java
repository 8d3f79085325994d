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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The progress file of a hand-written reader: {@code {"current": 20}}, the next offset to read. */
public record ProgressFile(Path path) {

  /**
   * Reads the offset.
   *
   * @throws JobFailedException if the file is not there, or does not say it
   */
  public long current() throws JobFailedException, IOException {
    JsonNode current = read().path("current");
    if (!current.canConvertToLong() || !current.isIntegralNumber() || current.asLong() < 0) {
      throw new JobFailedException(
          "The file %s should tell an offset as {\"current\": 20}, but it holds no such number."
              .formatted(path));
    }
    return current.asLong();
  }

  private JsonNode read() throws JobFailedException, IOException {
    try {
      return new ObjectMapper().readTree(Files.readString(path));
    } catch (NoSuchFileException e) {
      throw new JobFailedException("There is no file %s to import.".formatted(path), e);
    } catch (JsonProcessingException e) {
      throw new JobFailedException(
          "The file %s should tell an offset as {\"current\": 20}, but it is not valid JSON."
              .formatted(path),
          e);
    }
  }

  /**
   * Such a file is written beside the table, not together with it, and its number grows at the end
   * of the listing though no rows come. So it is held against the rows that are there.
   *
   * @throws JobFailedException if going on from it would skip or repeat rows
   */
  public void requireAgreement(long current, long rowsInTable) throws JobFailedException {
    if (rowsInTable > 0 && rowsInTable != current) {
      throw new JobFailedException(
          ("The file %s says that %,d rows were read, but the table holds %,d: going on from there"
                  + " would %s rows. If the table holds each row once, write {\"current\": %d} into"
                  + " the file; else begin anew with --from-scratch instead of --import-progress.")
              .formatted(
                  path,
                  current,
                  rowsInTable,
                  rowsInTable < current ? "skip" : "repeat",
                  rowsInTable));
    }
  }
}
