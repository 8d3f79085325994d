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
package io.github.flinkcomments.connector.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.flinkcomments.connector.delta.storage.Spool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Puts that a store refuses because of another one at the same time. */
class ConditionalPutTest {

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final AtomicInteger puts = new AtomicInteger();
  private final List<Duration> pauses = new ArrayList<>();

  private HttpServer server;
  private S3Calls calls;
  private S3Location location;
  private volatile int refusals;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    location = S3Location.of("s3://bucket/table");
    calls = new S3Calls(location, S3Options.of(S3Server.options(server.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    calls.close();
    server.stop(0);
  }

  @Test
  void arePutAgainAfterAPauseThatGrows() throws IOException {
    refusals = 3;
    put();
    assertThat(puts).hasValue(4);
    assertThat(pauses).hasSize(3).noneMatch(Duration::isZero);
    assertThat(pauses.get(0)).isLessThan(Duration.ofMillis(100));
    assertThat(pauses.get(2)).isLessThan(Duration.ofMillis(400));
  }

  @Test
  void areGivenUpAfterSomeOfThem() {
    refusals = Integer.MAX_VALUE;
    assertThatThrownBy(this::put)
        .isInstanceOf(S3Failure.class)
        .hasMessageContaining("answered with status 409");
    assertThat(puts).hasValue(5);
    assertThat(pauses).hasSize(4);
  }

  private void put() throws IOException {
    try (Spool content = Spool.of(output -> output.write(1))) {
      new ConditionalPut(calls, location, "_delta_log/1.json", pauses::add).put(content);
    }
  }

  /** No object is ever there. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean refused =
          exchange.getRequestMethod().equals("PUT") && puts.incrementAndGet() <= refusals;
      boolean looked = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(looked ? NOT_FOUND : refused ? CONFLICT : 200, -1);
    }
  }
}
