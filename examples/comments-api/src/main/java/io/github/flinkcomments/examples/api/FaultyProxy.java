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
package io.github.flinkcomments.examples.api;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before any HTTP server, on the loopback interface, and hands requests on, but for what is
 * made to go wrong ({@link #faults()}): statuses, error objects, HTML, and answers that break off,
 * stall or are cut. URLs that the server makes from the header {@code Host} lead through here, too.
 */
public final class FaultyProxy implements AutoCloseable {

  private final Faults faults = new Faults();
  private final AtomicLong requests = new AtomicLong();
  private final Forwarding forwarding;
  private final HttpEndpoint endpoint;

  private FaultyProxy(URI server) {
    this.forwarding = new Forwarding(server);
    this.endpoint = HttpEndpoint.start(0, this::answer);
  }

  /**
   * Starts it on a free port.
   *
   * @param server such as {@code http://127.0.0.1:1234}
   */
  public static FaultyProxy before(URI server) {
    return new FaultyProxy(server);
  }

  /** {@code http://127.0.0.1:port}, for the server's own. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + endpoint.port());
  }

  /**
   * What is to go wrong. Of a {@link ListingRequest} only sequence, method and headers are known
   * here.
   */
  public Faults faults() {
    return faults;
  }

  /** How many requests there were. */
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private Reply answer(HttpRequest request) {
    ListingRequest asked =
        new ListingRequest(
            requests.incrementAndGet(),
            request.method(),
            0,
            OptionalLong.empty(),
            false,
            request.headers());
    Optional<Fault> fault = faults.take(asked);
    return fault
        .map(
            wrong ->
                Reply.insteadOfPage(wrong)
                    .orElseGet(() -> forwarding.answer(request).brokenBy(wrong)))
        .orElseGet(() -> forwarding.answer(request));
  }
}
