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
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the directory after each step of a checkpoint, and of one that fails. */
class CheckpointedDeadLettersTest {

  @TempDir Path directory;

  private CheckpointedDeadLetters letters;

  @BeforeEach
  void open() throws IOException {
    letters = attempt();
  }

  private CheckpointedDeadLetters attempt() throws IOException {
    return new CheckpointedDeadLetters(LetterDirectory.open(directory.toString()));
  }

  @Test
  void arePublishedWhenTheirCheckpointIsComplete() throws IOException {
    letters.add(letter(1));
    letters.add(letter(2));
    assertThat(letters.snapshot(1)).hasSize(1);
    letters.add(letter(3));
    assertThat(published()).isEmpty();

    letters.completed(1);

    assertThat(published()).containsExactlyInAnyOrder("1", "2");
    assertThat(letters.snapshot(2)).hasSize(1);
    letters.completed(2);
    assertThat(published()).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(letters.snapshot(3)).isEmpty();
  }

  @Test
  void arePublishedByTheNextCheckpointWhereTheirsWasAborted() throws IOException {
    letters.add(letter(1));
    letters.snapshot(1);
    letters.add(letter(2));
    assertThat(letters.snapshot(2)).hasSize(2);

    letters.completed(2);

    assertThat(published()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void areNotPublishedByAnEarlierCheckpoint() throws IOException {
    letters.snapshot(1);
    letters.add(letter(1));
    letters.snapshot(2);

    letters.completed(1);

    assertThat(published()).isEmpty();
  }

  @Test
  void ofAnAttemptThatWasRolledBackAreNeverPublished() throws IOException {
    letters.add(letter(1));
    letters.snapshot(1);
    letters.add(letter(2));
    letters.close();

    CheckpointedDeadLetters next = attempt();
    next.add(letter(1));
    next.snapshot(1);
    next.completed(1);

    assertThat(published()).containsExactly("1");
  }

  @Test
  void arePublishedByWhoeverIsRestoredAndOnceHoweverOften() throws IOException {
    letters.add(letter(1));
    List<DeadLetterSplit> state = letters.snapshot(1);
    letters.close();

    LetterDirectory.publish(state.get(0));
    LetterDirectory.publish(state.get(0));

    assertThat(published()).containsExactly("1");
  }

  @Test
  void thatSomebodyHasTakenAwayAreNotMissed() throws IOException {
    letters.add(letter(1));
    List<DeadLetterSplit> state = letters.snapshot(1);
    letters.completed(1);
    Files.delete(Path.of(state.get(0).file()));

    assertThatCode(() -> LetterDirectory.publish(state.get(0))).doesNotThrowAnyException();

    assertThat(published()).isEmpty();
  }

  /** Whatever else a task that fails throws when it is closed ends its TaskManager. */
  @Test
  void areGivenUpQuietlyByAThreadThatIsInterrupted() throws IOException {
    letters.add(letter(1));
    Thread.currentThread().interrupt();
    try {
      assertThatCode(letters::close).doesNotThrowAnyException();
    } finally {
      Thread.interrupted();
    }
    assertThat(published()).isEmpty();
  }

  @Test
  void areLinesOfJson() {
    assertThat(
            new DeadLetter("http://host/a?b=\"c\"", "offset 7", "it is null", "{\"a\":\"\\n\"}")
                .toJson())
        .isEqualTo(
            "{\"url\":\"http://host/a?b=\\\"c\\\"\",\"position\":\"offset 7\",\"cause\":\"it is null\",\"record\":\"{\\\"a\\\":\\\"\\\\n\\\"}\"}");
  }

  private static DeadLetter letter(int record) {
    return new DeadLetter("http://host", "offset " + record, "it is wrong", "" + record);
  }

  /** The records in files that are not hidden. */
  private List<String> published() throws IOException {
    List<String> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(path -> !path.getFileName().toString().startsWith(".")).toList()) {
        for (String line : Files.readAllLines(file)) {
          records.add(line.replaceFirst(".*\"record\":\"(.*)\"}", "$1"));
        }
      }
    }
    return records;
  }
}
