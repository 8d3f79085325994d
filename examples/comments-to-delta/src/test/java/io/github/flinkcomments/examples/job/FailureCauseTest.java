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

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.apache.flink.runtime.JobException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailureCauseTest {

  @Test
  void isTheOutermostMessageOfOurOwnCode() {
    Throwable ours = new JobFailedException("page 3 of http://host is HTML", new Exception("deep"));

    assertThat(
            FailureCause.of(new JobException("Recovery is suppressed", new RuntimeException(ours))))
        .isEqualTo("page 3 of http://host is HTML");
  }

  @Test
  void isFoundInSerializedFailures() {
    Throwable ours = new JobFailedException("the listing drifted");

    assertThat(FailureCause.of(new SerializedThrowable(new JobException("wrapped", ours))))
        .isEqualTo("the listing drifted");
  }

  @Test
  void isWhatAJobIsEndedWith() {
    Throwable end =
        new SuppressRestartsException(
            new IllegalStateException("the option 'x' is 'y'", new Exception("No FileSystem")));

    assertThat(FailureCause.of(new SerializedThrowable(new JobException("wrapped", end))))
        .isEqualTo("the option 'x' is 'y'");
  }

  @Test
  void isTheInnermostMessageOfForeignCode() {
    assertThat(
            FailureCause.of(
                new RuntimeException("outside", new ConnectException("Connection refused"))))
        .isEqualTo("Connection refused");
    assertThat(FailureCause.of(new RuntimeException("outside", new NullPointerException())))
        .isEqualTo("outside");
    assertThat(FailureCause.of(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
