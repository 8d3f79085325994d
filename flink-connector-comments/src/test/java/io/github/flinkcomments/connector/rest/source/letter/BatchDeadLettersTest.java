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
package io.github.flinkcomments.connector.rest.source.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the directory after several attempts at one reader. */
class BatchDeadLettersTest {

  private static final String NAME = "letters.jsonl";

  @TempDir Path directory;

  @Test
  void anAttemptReplacesTheFileOfTheOneBefore() throws IOException {
    ended(1);
    ended(2);
    assertThat(file()).hasContent(letter(2).toJson());
  }

  @Test
  void anAttemptWithoutLettersRemovesTheFileOfTheOneBefore() throws IOException {
    ended(1);
    attempt().ended();
    assertThat(file()).doesNotExist();
  }

  /** As Flink interrupts the slower one of two attempts that read the same. */
  @Test
  void anAttemptThatIsInterruptedLeavesTheFileOfAnotherOne() throws IOException {
    ended(1);
    BatchDeadLetters slower = attempt();
    slower.add(letter(2));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(slower::ended).isInstanceOf(IOException.class);
    } finally {
      Thread.interrupted();
    }
    slower.close();
    assertThat(file()).hasContent(letter(1).toJson());
  }

  /**
   * An attempt that is given up right before it publishes; its hidden file is not there any more.
   */
  @Test
  void anAttemptThatPublishesNothingLeavesTheFileOfAnotherOne() throws IOException {
    ended(1);
    LetterDirectory letters = LetterDirectory.open(directory.toString());
    LetterFile slower = letters.begin(NAME);
    slower.add(letter(2));
    DeadLetterSplit finished = letters.finish(slower);
    try (DirectoryStream<Path> hidden = Files.newDirectoryStream(directory, ".*")) {
      for (Path file : hidden) {
        Files.delete(file);
      }
    }
    letters.replace(finished);
    assertThat(file()).hasContent(letter(1).toJson());
  }

  @Test
  void aFileInPlaceOfTheDirectoryEndsTheJobAtItsStart() throws IOException {
    Path wrong = Files.createFile(directory.resolve("file"));
    for (Path path : List.of(wrong, wrong.resolve("below"))) {
      assertThatThrownBy(() -> LetterDirectory.open(path.toString()))
          .isInstanceOf(SuppressRestartsException.class)
          .hasRootCauseMessage(
              "The option 'error.dead-letter-path' is '%s', but '%s' is a file; give a directory."
                  .formatted(path, wrong));
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsToldWithItsOption() throws IOException {
    Path below = directory.resolve("below");
    LetterDirectory letters = LetterDirectory.open(below.toString());
    Files.createFile(below);
    assertThatThrownBy(() -> letters.begin(NAME))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "The option 'error.dead-letter-path' is '%s', but no file can be written there ("
                .formatted(below));
  }

  private void ended(int record) throws IOException {
    BatchDeadLetters letters = attempt();
    letters.add(letter(record));
    letters.ended();
    letters.close();
  }

  private BatchDeadLetters attempt() throws IOException {
    return new BatchDeadLetters(LetterDirectory.open(directory.toString()), NAME);
  }

  private Path file() {
    return directory.resolve(NAME);
  }

  private static DeadLetter letter(int record) {
    return new DeadLetter("http://host", "offset " + record, "it is wrong", "" + record);
  }
}
