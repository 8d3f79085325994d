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

import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * Is told what a client does, on the thread that calls the client. Several threads may call at
 * once, so implementations are thread-safe, and fast.
 */
@Internal
public interface HttpObserver {

  /** A request goes out: a first one, a repeated one, or one to which a redirect led. */
  default void requestSent() {}

  /** A failed request is going to be repeated after the given wait. */
  default void retryScheduled(Duration wait) {}

  /** The server refused a request or failed, and did not tell when to come back. */
  default void overloaded() {}

  /** The server refused a request, or will refuse the next one, because there were too many. */
  default void throttled(Duration pause) {}

  /**
   * The server asked for a pause, which all requests of this client are going to respect, and those
   * of others should. Not told for each refused request, but when it is news.
   */
  default void pauseAnnounced(Duration pause) {}

  /** So many bytes of a body arrived, as they came over the wire. */
  default void bytesReceived(long bytes) {}
}
