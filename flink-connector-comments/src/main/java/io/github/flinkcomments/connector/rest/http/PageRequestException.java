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
package io.github.flinkcomments.connector.rest.http;

import java.io.IOException;
import java.util.OptionalInt;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A page could not be fetched. The message is one sentence with the URL (secrets masked), the
 * position in the listing, the number of attempts, and the failure of the last one.
 */
@PublicEvolving
public final class PageRequestException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What a restart of the job would be good for. */
  enum Prospect {
    PASSING,
    DOUBTFUL,
    PERMANENT
  }

  private final Prospect prospect;
  private final int attempts;

  /** Zero if there was no response; no server sends such a status. */
  private final int status;

  PageRequestException(
      String message, Prospect prospect, int attempts, OptionalInt status, Throwable cause) {
    super(message, cause);
    this.prospect = prospect;
    this.attempts = attempts;
    this.status = status.orElse(0);
  }

  /** Returns whether a restart of the job would fail in the same way. */
  public boolean isPermanent() {
    return prospect == Prospect.PERMANENT;
  }

  /**
   * Returns whether other pages decide if a restart of the job would help: if they can be read,
   * this page alone is faulty, and a restart would fail in the same way; otherwise the whole server
   * may be failing for a while.
   */
  public boolean isDoubtful() {
    return prospect == Prospect.DOUBTFUL;
  }

  /** Returns the number of attempts. */
  public int attempts() {
    return attempts;
  }

  /** Returns the status of the last response, if there was one. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
