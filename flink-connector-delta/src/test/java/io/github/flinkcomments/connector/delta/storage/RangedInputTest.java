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
package io.github.flinkcomments.connector.delta.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RangedInputTest {

  private static final int RANGE = 1024 * 1024;

  /** Stores answer a range that begins at the end with an error, after one more round trip. */
  @Test
  void theEndOfAFileIsNotAskedFor() throws IOException {
    byte[] file = new byte[100];
    List<Long> asked = new ArrayList<>();
    try (StoredInput input = input(file, asked, OptionalLong.empty())) {
      assertThat(input.readAllBytes()).hasSize(100);
      assertThat(input.read()).isEqualTo(-1);
    }
    assertThat(asked).containsExactly(0L);
  }

  @Test
  void norWhereItIsTheEndOfARange() throws IOException {
    byte[] file = new byte[2 * RANGE];
    List<Long> asked = new ArrayList<>();
    try (StoredInput input = input(file, asked, OptionalLong.of(file.length))) {
      assertThat(input.readAllBytes()).hasSize(file.length);
      assertThat(input.read()).isEqualTo(-1);
      input.seek(RANGE);
      assertThat(input.read()).isZero();
    }
    assertThat(asked).containsExactly(0L, (long) RANGE);
  }

  private static RangedInput input(byte[] file, List<Long> asked, OptionalLong size) {
    return new RangedInput() {
      @Override
      protected OptionalLong size() {
        return size;
      }

      @Override
      protected byte[] fetch(long start, int length) {
        asked.add(start);
        return Arrays.copyOfRange(file, (int) start, (int) Math.min(file.length, start + length));
      }
    };
  }
}
