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
package io.github.flinkcomments.connector.rest.source.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class DriftGuardTest {

  /** Where records are known by their content, one that was edited looks like another. */
  @Test
  void recordKeyIsNamedWhereAnEditLooksLikeDrift() {
    assertThat(messageOf(false, Optional.of("b")))
        .contains("Or the record there was edited", "'record.key-pointer'", "'/id'");
    assertThat(messageOf(true, Optional.of("b"))).doesNotContain("record.key");
    assertThat(messageOf(false, Optional.empty())).doesNotContain("record.key");
  }

  private static String messageOf(boolean keyed, Optional<String> found) {
    DriftGuard guard = new DriftGuard("listing", DriftCheck.FAIL, keyed);
    Throwable[] cause = new Throwable[1];
    assertThatThrownBy(() -> guard.report(new Drift(5, "a", found)))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(ListingDriftException.class)
        .satisfies(drift -> cause[0] = drift);
    return cause[0].getMessage();
  }
}
