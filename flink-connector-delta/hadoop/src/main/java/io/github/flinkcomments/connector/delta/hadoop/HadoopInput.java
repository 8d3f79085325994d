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

import io.github.flinkcomments.connector.delta.storage.RangedInput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;

/** Reads a file in ranges. */
final class HadoopInput extends RangedInput {

  private final HadoopCalls calls;
  private final FSDataInputStream input;

  HadoopInput(HadoopCalls calls, FSDataInputStream input) {
    this.calls = calls;
    this.input = input;
  }

  @Override
  protected byte[] fetch(long start, int length) throws IOException {
    return calls.call(
        files -> {
          byte[] bytes = new byte[length];
          int count = 0;
          while (count < length) {
            int read = input.read(start + count, bytes, count, length - count);
            if (read < 0) {
              return Arrays.copyOf(bytes, count);
            }
            count += read;
          }
          return bytes;
        });
  }

  @Override
  public void close() throws IOException {
    calls.call(
        files -> {
          input.close();
          return null;
        });
  }
}
