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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;

/**
 * A file of JSON lines that nobody sees before it is published.
 *
 * @param name in its directory, once it is published
 * @param out hidden until then
 */
record LetterFile(String name, RecoverableFsDataOutputStream out) implements Closeable {

  void add(DeadLetter letter) throws IOException {
    out.write((letter.toJson() + '\n').getBytes(UTF_8));
  }

  /** Ends the file, so that it can be published. */
  RecoverableFsDataOutputStream.Committer finish() throws IOException {
    return out.closeForCommit();
  }

  /** Gives the file up. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
