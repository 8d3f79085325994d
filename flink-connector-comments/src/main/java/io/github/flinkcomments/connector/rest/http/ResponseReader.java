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

import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import java.io.IOException;
import org.apache.flink.annotation.Internal;

/**
 * Makes something of a response while it arrives. It belongs to the attempt: if it fails because
 * the body is broken, cut short or late, the whole attempt has failed and is repeated.
 *
 * @param <R> what is made of the response
 */
@FunctionalInterface
@Internal
public interface ResponseReader<R> {

  /**
   * Reads a response that is to be a page, of status 2xx unless a rule says otherwise, on the
   * thread that called the client.
   *
   * @throws io.github.flinkcomments.connector.rest.failure.PageFormatException if the body is not a
   *     page; the request is repeated within bounds
   * @throws io.github.flinkcomments.connector.rest.failure.RecordFormatException if a record is
   *     malformed; the request is not repeated
   * @throws IOException if the body cannot be read; the request is repeated within bounds
   */
  R read(PageResponse response) throws IOException;

  /**
   * Makes something of a response that says, by a rule, that there is nothing at the position that
   * was asked for, nor beyond it.
   *
   * @throws PageFormatException if that cannot be; the default, for whoever knows of no end
   */
  default R pastTheEnd(PageResponse response) throws IOException {
    throw new PageFormatException(
        "the server answered with status %d, which a rule in 'response.rules' takes for the end, where there is none"
            .formatted(response.status()));
  }

  /** Whether the whole body is taken for a record, so that its members are those of the record. */
  default boolean readsBodyAsRecord() {
    return false;
  }

  /**
   * Whether an error of this status is likely to mean that there is nothing at the position, so
   * that {@link #pastTheEnd} is called instead of asking again.
   */
  default boolean mayLiePastTheEnd(int status) {
    return false;
  }

  /**
   * What an error of this status may mean where it stays, beside that the request is wrong.
   *
   * @return a sentence's end; empty if nothing else
   */
  default String advice(int status) {
    return "";
  }

  /**
   * Makes something of a response for which a rule says that the slice is to be left out.
   *
   * @throws PageFormatException if that cannot be; the default, for whoever reads no slice
   */
  default R sliceSkipped(PageResponse response) throws IOException {
    throw new PageFormatException(
        "the server answered with status %d, for which a rule in 'response.rules' leaves the slice out, but the listing has no slices; use past-the-end or fail"
            .formatted(response.status()));
  }
}
