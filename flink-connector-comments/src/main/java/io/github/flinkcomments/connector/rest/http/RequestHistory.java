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

/**
 * What has become of a request so far.
 *
 * @param failures attempts that failed for another reason than that the server wanted a pause
 * @param failingFor time since the first of them
 * @param throttlings attempts after which the server wanted a pause
 * @param throttledFor time since the first of them, or since the server gave anything to this
 *     client, if that was later
 * @param answeredBefore whether the listing has ever been read
 */
record RequestHistory(
    int failures,
    Duration failingFor,
    int throttlings,
    Duration throttledFor,
    boolean answeredBefore) {

  int attempts() {
    return failures + throttlings;
  }
}
