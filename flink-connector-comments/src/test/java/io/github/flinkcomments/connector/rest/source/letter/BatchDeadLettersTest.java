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
import java.io.IOException;
import java.nio.file.Path;
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
