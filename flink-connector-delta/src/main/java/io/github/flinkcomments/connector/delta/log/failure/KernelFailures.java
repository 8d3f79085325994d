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
package io.github.flinkcomments.connector.delta.log.failure;

import io.delta.kernel.commit.CommitFailedException;
import org.apache.flink.annotation.Internal;

/** What lies beneath the exceptions of Kernel. */
@Internal
public final class KernelFailures {

  private KernelFailures() {}

  /** Another writer has made the version that this one tried to make. */
  public static boolean isLostRace(RuntimeException failure) {
    return failure.getCause() instanceof CommitFailedException commit && commit.isConflict();
  }

  public static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
