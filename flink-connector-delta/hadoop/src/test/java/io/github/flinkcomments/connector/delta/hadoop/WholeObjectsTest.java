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
package io.github.flinkcomments.connector.delta.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.storage.TableStorage.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose files appear when they are closed, and that tells by then that others were first.
 */
class WholeObjectsTest {

  private static Optional<String> othersContent;
  private static boolean answers;

  @TempDir private java.nio.file.Path directory;
  private HadoopCalls calls;
  private Path target;

  @BeforeEach
  void open() {
    othersContent = Optional.empty();
    answers = true;
    Path root = new Path("late://store" + directory);
    target = new Path(root, "1.json");
    calls = new HadoopCalls(root, Map.of("fs.late.impl", LateFileSystem.class.getName()));
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void isPut() throws Exception {
    put("mine");
    assertThat(content()).isEqualTo("mine");
  }

  @Test
  void aRaceThatIsLostWhileWritingIsTold() throws Exception {
    othersContent = Optional.of("of another");
    assertThatThrownBy(() -> put("mine")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(content()).isEqualTo("of another");
  }

  @Test
  void anAnswerThatIsLostIsLookedUp() throws Exception {
    answers = false;
    put("mine");
    assertThat(content()).isEqualTo("mine");
  }

  @Test
  void contentThatBreaksOffIsNotSent() {
    Content broken =
        output -> {
          output.write(1);
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> new WholeObjects(calls).putIfAbsent(target, broken))
        .hasMessage("broken");
    assertThat(directory).isEmptyDirectory();
  }

  private void put(String text) throws IOException {
    new WholeObjects(calls).putIfAbsent(target, output -> output.write(text.getBytes(UTF_8)));
  }

  private String content() throws IOException {
    return Files.readString(directory.resolve("1.json"));
  }

  /** On a local directory. */
  public static final class LateFileSystem extends RawLocalFileSystem {

    @Override
    public String getScheme() {
      return "late";
    }

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("late://store");
    }

    @Override
    public FSDataOutputStream create(
        Path path,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
      return new FSDataOutputStream(
          new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
              Files.writeString(file, othersContent.orElse(toString(UTF_8)));
              if (othersContent.isPresent() || !answers) {
                throw new IOException("Upload failed");
              }
            }
          },
          null);
    }
  }
}
