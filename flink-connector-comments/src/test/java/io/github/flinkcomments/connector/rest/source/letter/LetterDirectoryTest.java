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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream.Committer;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is published a second time, in an object store that knows nothing of an upload after
 * its end.
 */
class LetterDirectoryTest {

  private final IOException noSuchUpload =
      new IOException(
          "Object does not exist and MultiPart Upload 7 is not valid.",
          new FileNotFoundException("The upload does not exist. (Error Code: NoSuchUpload)"));

  @TempDir java.nio.file.Path directory;

  @Test
  void thatWasMovedAwayDoesNotKeepAJobFromResuming() {
    assertThatCode(() -> publish(noSuchUpload)).doesNotThrowAnyException();
  }

  @Test
  void thatWasChangedDoesNotKeepAJobFromResuming() throws IOException {
    Files.writeString(directory.resolve("letters"), "mended");

    assertThatCode(() -> publish(new IOException("Conflicting lengths.", noSuchUpload)))
        .doesNotThrowAnyException();
    assertThat(directory.resolve("letters")).hasContent("mended");
  }

  @Test
  void isTriedAgainWhereTheStoreSaysNothingOfItsUpload() {
    IOException unreachable = new IOException("Object does not exist", new IOException("Reset"));

    assertThatThrownBy(() -> publish(unreachable)).isSameAs(unreachable);
  }

  private void publish(IOException answer) throws IOException {
    LetterDirectory.publish(
        new Path(directory.resolve("letters").toUri()),
        FileSystem.getLocalFileSystem(),
        new Failing(answer));
  }

  /** Publishes nothing. */
  private record Failing(IOException failure) implements Committer {
    @Override
    public void commit() throws IOException {
      throw failure;
    }

    @Override
    public void commitAfterRecovery() throws IOException {
      throw failure;
    }

    @Override
    public CommitRecoverable getRecoverable() {
      throw new UnsupportedOperationException();
    }
  }
}
