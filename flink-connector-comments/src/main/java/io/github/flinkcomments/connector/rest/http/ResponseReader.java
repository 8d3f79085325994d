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
   * Reads a response of status 2xx, on the thread that called the client.
   *
   * @throws io.github.flinkcomments.connector.rest.record.PageFormatException if the body is not a
   *     page; the request is repeated within bounds
   * @throws io.github.flinkcomments.connector.rest.record.RecordFormatException if a record is not
   *     as expected; the request is not repeated
   * @throws IOException if the body cannot be read; the request is repeated within bounds
   */
  R read(PageResponse response) throws IOException;
}
