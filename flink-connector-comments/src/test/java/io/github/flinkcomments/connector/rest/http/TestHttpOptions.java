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

import io.github.flinkcomments.connector.rest.response.ResponseOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Options that differ from others in some values. */
final class TestHttpOptions {

  private final String userAgent;
  private Duration connectTimeout;
  private Duration requestTimeout;
  private long maxBodyBytes;
  private Map<String, String> headers;
  private Authentication authentication;
  private Set<Origin> allowedOrigins;
  private ResponseOptions response;
  private RetryOptions retry;

  private TestHttpOptions(HttpOptions options) {
    this.connectTimeout = options.connectTimeout();
    this.requestTimeout = options.requestTimeout();
    this.maxBodyBytes = options.maxBodyBytes();
    this.headers = options.headers();
    this.authentication = options.authentication();
    this.allowedOrigins = options.allowedOrigins();
    this.response = options.response();
    this.userAgent = options.userAgent();
    this.retry = options.retry();
  }

  static TestHttpOptions from(HttpOptions options) {
    return new TestHttpOptions(options);
  }

  TestHttpOptions timeouts(Duration connect, Duration request) {
    connectTimeout = connect;
    requestTimeout = request;
    return this;
  }

  TestHttpOptions maxBodyBytes(long max) {
    maxBodyBytes = max;
    return this;
  }

  TestHttpOptions headers(Map<String, String> sent) {
    headers = sent;
    return this;
  }

  TestHttpOptions authentication(Authentication by) {
    authentication = by;
    return this;
  }

  TestHttpOptions allowedOrigins(Set<Origin> allowed) {
    allowedOrigins = allowed;
    return this;
  }

  TestHttpOptions response(ResponseOptions options) {
    response = options;
    return this;
  }

  TestHttpOptions retry(RetryOptions options) {
    retry = options;
    return this;
  }

  HttpOptions build() {
    return new HttpOptions(
        connectTimeout,
        requestTimeout,
        maxBodyBytes,
        headers,
        authentication,
        allowedOrigins,
        response,
        userAgent,
        retry);
  }
}
